/**
 * The real services (ZooKeeper, Kafka, Flink, InfluxDB) as plain local processes: what each needs
 * to run, when it is ready, and how it is stopped.
 */
@NullMarked
package io.shopfunnel.stack;

import org.jspecify.annotations.NullMarked;
