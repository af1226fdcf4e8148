/** The two metrics as Flink SQL's experts would write them. */
@NullMarked
package io.shopfunnel.bench.sql;

import org.jspecify.annotations.NullMarked;
