/** A round: the job runs, a fault falls, and what is in the database is compared. */
@NullMarked
package io.shopfunnel.faults.round;

import org.jspecify.annotations.NullMarked;
