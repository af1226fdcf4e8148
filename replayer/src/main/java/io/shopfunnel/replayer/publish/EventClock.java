package io.shopfunnel.replayer.publish;

/** The greatest event time so far, and which events were behind it. */
final class EventClock {
  private long now = Long.MIN_VALUE;
  private long outOfOrder;
  private long furthestBehind;

  void see(long time) {
    if (time >= now) {
      now = time;
    } else {
      outOfOrder++;
      furthestBehind = Math.max(furthestBehind, now - time);
    }
  }

  /** The greatest event time, or {@link Long#MIN_VALUE} before the first one. */
  long now() {
    return now;
  }

  /** How many events came after one with a greater time. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** By how many milliseconds the furthest of them was behind. */
  long furthestBehind() {
    return furthestBehind;
  }
}
