/** What the database says, for a person to read. */
@NullMarked
package io.shopfunnel.verify.summary;

import org.jspecify.annotations.NullMarked;
