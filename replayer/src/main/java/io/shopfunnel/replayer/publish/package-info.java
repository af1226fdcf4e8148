/** Sends events to Kafka in transactions that carry the progress with the data. */
@NullMarked
package io.shopfunnel.replayer.publish;

import org.jspecify.annotations.NullMarked;
