package io.shopfunnel.source;

import io.shopfunnel.schema.ShopEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one record of the topic turned out to be: an event or a dead letter; the other one is null.
 *
 * @param event the event
 * @param deadLetter the dead letter
 */
public record SourceRecord(@Nullable ShopEvent event, @Nullable DeadLetter deadLetter) {}
