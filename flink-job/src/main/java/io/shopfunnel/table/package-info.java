/**
 * The counters of windows: what an operator adds to them, how they are added up, and how a table
 * becomes points. Pure Java; knows no Flink, no Kafka and no InfluxDB, and no metric.
 */
@NullMarked
package io.shopfunnel.table;

import org.jspecify.annotations.NullMarked;
