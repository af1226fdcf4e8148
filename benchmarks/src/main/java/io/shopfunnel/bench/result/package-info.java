/** What was measured: statistics, comparison of results, table, chart and file. Pure. */
@NullMarked
package io.shopfunnel.bench.result;

import org.jspecify.annotations.NullMarked;
