package io.shopfunnel.replayer.schedule;

/**
 * Holds a replay to its pace. The lag is counted from the moment at which an event was meant to be
 * sent, so that a stall shows in all events behind it.
 */
public final class Pacer {
  private final Pace pace;
  private final NanoClock clock;
  private boolean started;
  private long startNanos;
  private long firstMillis;
  private long index;
  private long lagNanos;

  public Pacer(Pace pace, NanoClock clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /** Whether events ever wait. */
  public boolean waits() {
    return !(pace instanceof Pace.Max);
  }

  /** The moment, on the clock, at which the next event is to be sent; the first one is at once. */
  public long dueAt(long eventMillis) {
    if (!started) {
      started = true;
      startNanos = clock.nanos();
      firstMillis = eventMillis;
    }
    long due = pace.dueNanos(eventMillis - firstMillis, index++);
    return due == Pace.AT_ONCE ? clock.nanos() : startNanos + due;
  }

  /** Notes that an event that was due then is sent now. */
  public void sent(long dueAt) {
    lagNanos = Math.max(0, clock.nanos() - dueAt);
  }

  /** By how much the last event was behind its schedule, in nanoseconds. */
  public long lagNanos() {
    return lagNanos;
  }
}
