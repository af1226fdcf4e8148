/** Every published number, computed from the CSV files by window functions and joins. */
@NullMarked
package io.shopfunnel.verify.oracle;

import org.jspecify.annotations.NullMarked;
