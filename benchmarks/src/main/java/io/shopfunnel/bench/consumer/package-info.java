/** Contenders that read the topic and nothing more: bare, and with a decoder each. */
@NullMarked
package io.shopfunnel.bench.consumer;

import org.jspecify.annotations.NullMarked;
