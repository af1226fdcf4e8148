package io.shopfunnel.replayer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end what runs in good order, before the process ends. */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption() {}

  /**
   * @param stop asks what runs to come to its end
   * @param tooLate what to say where it does not come to it in time
   */
  static Interruption of(Runnable stop, String tooLate) {
    Interruption interruption = new Interruption();
    Thread hook =
        new Thread(
            () -> {
              if (interruption.ended.getCount() > 0) {
                stop.run();
                interruption.await(tooLate);
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return interruption;
  }

  private void await(String tooLate) {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("replayer: " + tooLate);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
