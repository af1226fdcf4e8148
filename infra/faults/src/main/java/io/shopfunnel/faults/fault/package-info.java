/** The kinds of fault: one small class each, and one line in the catalog. */
@NullMarked
package io.shopfunnel.faults.fault;

import org.jspecify.annotations.NullMarked;
