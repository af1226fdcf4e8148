/**
 * How the values that travel through the job are written: each with a serializer of its own, so
 * that Flink never falls back to Kryo.
 */
@NullMarked
package io.shopfunnel.type;

import org.jspecify.annotations.NullMarked;
