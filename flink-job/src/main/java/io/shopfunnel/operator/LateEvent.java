package io.shopfunnel.operator;

import io.shopfunnel.schema.ShopEvent;

/**
 * An event that came too late to be counted.
 *
 * @param event the event
 * @param watermark the watermark when it came, in milliseconds since the epoch
 */
public record LateEvent(ShopEvent event, long watermark) {
  /** By how much it was behind the watermark, in milliseconds. */
  public long lateByMillis() {
    return watermark - event.eventTime();
  }
}
