/** How Flink's metrics reach InfluxDB without a password in Flink's configuration. */
@NullMarked
package io.shopfunnel.reporter;

import org.jspecify.annotations.NullMarked;
