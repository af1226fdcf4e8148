package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Repeats a request while its failures are worth it. */
final class Attempts {
  /** A request that may fail. */
  interface Request<T> {
    T run() throws IOException;
  }

  private final RetryBackoff backoff;
  private final Consumer<IOException> beforeRetry;
  private final Duration patience;

  Attempts(RetryBackoff backoff, Consumer<IOException> beforeRetry, Duration patience) {
    this.backoff = backoff;
    this.beforeRetry = beforeRetry;
    this.patience = patience;
  }

  /**
   * Runs the request until it succeeds.
   *
   * @throws InfluxUnreachableException where the failures are worth a retry, but time is up
   * @throws IOException the failure that no retry can cure
   */
  <T> T until(Request<T> request) throws IOException, InterruptedException {
    long started = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        return request.run();
      } catch (InfluxWriteException hopeless) {
        throw hopeless;
      } catch (IOException failure) {
        if (ErrorClassifier.classify(failure) != ErrorClassifier.Verdict.RETRY) {
          throw failure;
        }
        pause(failures, started, failure);
      }
    }
  }

  private void pause(int failures, long started, IOException failure)
      throws InfluxUnreachableException, InterruptedException {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    OptionalLong millis = backoff.pauseMillis(failures, elapsed);
    if (millis.isEmpty()) {
      throw new InfluxUnreachableException(
          "%s (tried %d times in %d s)".formatted(words(failure), failures, patience.toSeconds()),
          failure);
    }
    beforeRetry.accept(failure);
    Thread.sleep(millis.getAsLong());
  }

  private static String words(IOException failure) {
    return failure instanceof InfluxAnswerException || failure.getMessage() == null
        ? failure.toString()
        : failure.getMessage();
  }
}
