/** The two metrics as Kafka Streams' experts would write them. */
@NullMarked
package io.shopfunnel.bench.streams;

import org.jspecify.annotations.NullMarked;
