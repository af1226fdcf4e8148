/**
 * What the published numbers are: the metrics, a class each, and their catalog. Pure Java; knows no
 * Flink, no Kafka and no InfluxDB.
 */
@NullMarked
package io.shopfunnel.metric;

import org.jspecify.annotations.NullMarked;
