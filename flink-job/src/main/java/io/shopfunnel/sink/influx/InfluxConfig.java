package io.shopfunnel.sink.influx;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where points are written to, and with how much patience. Immutable; made by {@link #builder}.
 *
 * @param url the server, such as {@code http://localhost:18086}; without a slash at the end
 * @param database the database's name (default {@code shop}); created if it is not there
 * @param user the user, or null where the server asks for none
 * @param passwordFile the file with the user's password, on each machine that writes; null exactly
 *     where the user is. The password itself is never part of a job.
 * @param caFile the file with the certificates (PEM) that the server's has to come from, on each
 *     machine that writes; null for those that Java trusts
 * @param batch when a batch is full
 * @param retry how long a server that does not answer is waited for
 * @param requestTimeout the longest time one request may take (default 60 s)
 * @param onRejected what happens when a point is refused (default {@link OnRejected#FAIL})
 */
public record InfluxConfig(
    String url,
    String database,
    @Nullable String user,
    @Nullable String passwordFile,
    @Nullable String caFile,
    BatchLimits batch,
    RetryLimits retry,
    Duration requestTimeout,
    OnRejected onRejected)
    implements Serializable {

  /** Starts a configuration for the server at this URL, with the defaults for all else. */
  public static Builder builder(String url) {
    return new Builder(url);
  }

  /** For a person. */
  @Override
  public String toString() {
    return "InfluxDB " + url + " database " + database + (user == null ? "" : " user " + user);
  }

  /** Collects the settings, and all that is wrong with them. Not thread-safe. */
  public static final class Builder {
    private final String url;
    private String database = "shop";
    private @Nullable String user;
    private @Nullable String passwordFile;
    private @Nullable String caFile;
    private BatchLimits batch = BatchLimits.DEFAULT;
    private RetryLimits retry = RetryLimits.DEFAULT;
    private Duration requestTimeout = Duration.ofSeconds(60);
    private OnRejected onRejected = OnRejected.FAIL;

    private Builder(String url) {
      this.url = url.strip().replaceAll("/+$", "");
    }

    /** The database's name; {@code shop} by default. */
    public Builder database(String name) {
      this.database = name;
      return this;
    }

    /** A user and the file with its password; by default none. */
    public Builder credentials(@Nullable String userName, @Nullable String userPasswordFile) {
      this.user = userName;
      this.passwordFile = userPasswordFile;
      return this;
    }

    /** The file with the certificates to trust, for HTTPS; by default those that Java trusts. */
    public Builder caFile(@Nullable String pem) {
      this.caFile = pem;
      return this;
    }

    /** When a batch is full; {@link BatchLimits#DEFAULT} by default. */
    public Builder batch(BatchLimits limits) {
      this.batch = limits;
      return this;
    }

    /** How long to wait for the server; {@link RetryLimits#DEFAULT} by default. */
    public Builder retry(RetryLimits limits) {
      this.retry = limits;
      return this;
    }

    /** The longest time one request may take; 60 s by default. */
    public Builder requestTimeout(Duration timeout) {
      this.requestTimeout = timeout;
      return this;
    }

    /** What happens when a point is refused; {@link OnRejected#FAIL} by default. */
    public Builder onRejected(OnRejected action) {
      this.onRejected = action;
      return this;
    }

    /** Everything that is wrong with these settings, each as a sentence; empty when all is well. */
    public List<String> problems() {
      List<String> problems = new ArrayList<>();
      checkUrl(problems);
      check(problems, !database.isBlank(), "--influx-database is empty");
      check(
          problems,
          (user == null) == (passwordFile == null),
          "--influx-user and --influx-password-file belong together: give both or none");
      check(problems, batch.points() >= 1, "a batch holds at least 1 point, not " + batch.points());
      check(problems, batch.bytes() >= 1, "a batch holds at least 1 byte, not " + batch.bytes());
      checkPositive(problems, "the first retry delay", retry.firstDelay());
      check(
          problems,
          retry.longestDelay().compareTo(retry.firstDelay()) >= 0,
          "the longest retry delay is shorter than the first");
      check(problems, !retry.giveUpAfter().isNegative(), "the time to give up is negative");
      check(
          problems,
          !retry.giveUpAtOpenAfter().isNegative(),
          "the time to give up at the start is negative");
      checkPositive(problems, "the request timeout", requestTimeout);
      return problems;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException where anything is wrong; its message names all of it
     */
    public InfluxConfig build() {
      List<String> problems = problems();
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", problems));
      }
      return new InfluxConfig(
          url, database, user, passwordFile, caFile, batch, retry, requestTimeout, onRejected);
    }

    private void checkUrl(List<String> problems) {
      String expected = "--influx-url '" + url + "' is no address like http://localhost:18086";
      try {
        URI uri = new URI(url);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        check(problems, web && uri.getHost() != null && uri.getUserInfo() == null, expected);
      } catch (URISyntaxException notAnAddress) {
        problems.add(expected);
      }
    }

    private static void checkPositive(List<String> problems, String what, Duration duration) {
      check(problems, duration.compareTo(Duration.ZERO) > 0, what + " is not above zero");
    }

    private static void check(List<String> problems, boolean fine, String problem) {
      if (!fine) {
        problems.add(problem);
      }
    }
  }
}
