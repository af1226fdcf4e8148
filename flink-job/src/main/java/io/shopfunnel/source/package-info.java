/**
 * From Kafka to events: reading, decoding, watermarks, and the dead letters of what cannot be
 * decoded.
 */
@NullMarked
package io.shopfunnel.source;

import org.jspecify.annotations.NullMarked;
