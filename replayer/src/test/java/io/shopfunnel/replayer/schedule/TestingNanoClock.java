package io.shopfunnel.replayer.schedule;

/** A clock that stands still until a test moves it, or someone sleeps on it. */
public final class TestingNanoClock implements NanoClock {
  private long now;

  public void advance(long nanos) {
    now += nanos;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void sleep(long nanos) {
    now += nanos;
  }
}
