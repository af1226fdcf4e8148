package io.shopfunnel.replayer.schedule;

/** Where the pace gets its time from, and how it waits; a test has one of its own. */
public interface NanoClock {
  /** Nanoseconds since some fixed moment. */
  long nanos();

  /** Waits about so long. */
  void sleep(long nanos) throws InterruptedException;

  /** The machine's clock. */
  static NanoClock system() {
    return new NanoClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        java.util.concurrent.TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}
