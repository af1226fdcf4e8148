/** What rounds have shown: kept as JSON, told as a table. */
@NullMarked
package io.shopfunnel.faults.report;

import org.jspecify.annotations.NullMarked;
