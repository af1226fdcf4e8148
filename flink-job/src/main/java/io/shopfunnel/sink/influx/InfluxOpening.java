package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions asked before the first write: is it there, is it 1.x, is there a database. */
final class InfluxOpening {
  private static final Logger LOG = LoggerFactory.getLogger(InfluxOpening.class);

  private final InfluxConfig config;
  private final Attempts attempts;

  InfluxOpening(InfluxConfig config, Duration patience, long seed) {
    this.config = config;
    this.attempts =
        new Attempts(new RetryBackoff(config.retry(), patience, seed), this::retrying, patience);
  }

  private void retrying(IOException failure) {
    LOG.warn("InfluxDB at {} does not answer yet, trying again: {}", config.url(), failure + "");
  }

  /**
   * Opens a connection that is ready to write.
   *
   * @throws InfluxUnreachableException where nothing answers
   * @throws InfluxWriteException where the server cannot take this job's points
   */
  InfluxConnection open() throws IOException, InterruptedException {
    try {
      return attempts.until(this::opened);
    } catch (InfluxAnswerException answer) {
      throw new InfluxWriteException(refusal(answer));
    } catch (InfluxUnreachableException silent) {
      throw new InfluxUnreachableException(
          "InfluxDB at %s does not answer: %s. Check that it runs, and the option --influx-url."
              .formatted(config.url(), silent.getMessage()),
          silent);
    }
  }

  private InfluxConnection opened() throws IOException {
    InfluxConnection connection = new InfluxConnection(config);
    boolean ready = false;
    try {
      checkVersion(connection.ping());
      if (!connection.databaseExists()) {
        create(connection);
      }
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  private void checkVersion(String version) throws InfluxWriteException {
    if (version.isEmpty()) {
      throw new InfluxWriteException(
          "What answers at %s is no InfluxDB 1.x; check the option --influx-url."
              .formatted(config.url()));
    }
    if (!version.startsWith("1.") && !version.startsWith("v1.")) {
      throw new InfluxWriteException(
          "InfluxDB at %s (--influx-url) has version %s; the job writes to 1.x."
              .formatted(config.url(), version));
    }
  }

  private void create(InfluxConnection connection) throws IOException {
    try {
      connection.createDatabase();
      LOG.info("Created database {} in InfluxDB at {}", config.database(), config.url());
    } catch (InfluxAnswerException denied) {
      if (ErrorClassifier.classify(denied) == ErrorClassifier.Verdict.RETRY) {
        throw denied;
      }
      throw new InfluxWriteException(
          "Database '%s' (--influx-database) is not there, and the job may not create it: %s"
              .formatted(config.database(), denied));
    }
  }

  private String refusal(InfluxAnswerException answer) {
    String advice = ErrorClassifier.advice(answer.status(), answer.words());
    return "InfluxDB at %s refused to talk: %s; %s."
        .formatted(
            config.url(), answer, advice.isEmpty() ? "check the option --influx-url" : advice);
  }
}
