/**
 * What the published numbers are: windows, tables of counts, and how a table becomes points. Pure
 * Java; knows no Flink, no Kafka and no InfluxDB.
 */
@NullMarked
package io.shopfunnel.metric;

import org.jspecify.annotations.NullMarked;
