/** Reads points from InfluxDB 1.x into DuckDB. */
@NullMarked
package io.shopfunnel.verify.influx;

import org.jspecify.annotations.NullMarked;
