package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.publish.Replay;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C commit what was sent, before the process ends. */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption() {}

  static Interruption of(Replay replay) {
    Interruption interruption = new Interruption();
    Thread hook =
        new Thread(
            () -> {
              replay.stop();
              interruption.await();
            },
            "replay-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return interruption;
  }

  private void await() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("replayer: ended without a last commit; nothing is lost.");
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
