/**
 * How points, which come as lines of line protocol, reach InfluxDB 1.x: sent in order, and
 * acknowledged before a checkpoint completes. Nothing else knows influxdb-java.
 *
 * <p>Guarantees: a point is written at least once; its identity (measurement, tags, window start)
 * makes a second write a replacement, so the content is exact. Points of one writer arrive in the
 * order in which they were given. A point that InfluxDB does not take is never dropped silently.
 */
@NullMarked
package io.shopfunnel.sink.influx;

import org.jspecify.annotations.NullMarked;
