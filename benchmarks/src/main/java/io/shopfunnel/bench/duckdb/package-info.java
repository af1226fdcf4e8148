/** The contender without a stream: SQL over the CSV, by whose results all others are judged. */
@NullMarked
package io.shopfunnel.bench.duckdb;

import org.jspecify.annotations.NullMarked;
