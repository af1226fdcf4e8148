/**
 * The Flink operators: they hold keyed state and ask the pure code in {@code metric} what follows
 * from it. And the types that travel between them, each with a serializer of its own.
 */
@NullMarked
package io.shopfunnel.operator;

import org.jspecify.annotations.NullMarked;
