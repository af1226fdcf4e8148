package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.util.Locale;

/**
 * What a failed write means. A pure function of the HTTP status and InfluxDB's own words.
 *
 * <p>influxdb-java's {@code isRetryWorth()} is not enough: it says yes to every message that it
 * does not know, so a request that is too large, or a tag with too many values, would be tried for
 * ever.
 */
final class ErrorClassifier {
  /** What to do about it. */
  enum Verdict {
    /** The server or the way to it is in trouble: the same request may well succeed later. */
    RETRY,
    /** Some of these points will never be taken; the others will. */
    REJECTED,
    /** Nothing that this job sends will be taken until somebody changes something. */
    FATAL
  }

  private static final int BAD_REQUEST = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private ErrorClassifier() {}

  static Verdict classify(IOException failure) {
    return failure instanceof InfluxAnswerException answer
        ? classify(answer.status(), answer.words())
        : Verdict.RETRY;
  }

  static Verdict classify(int status, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("database not found") || words.contains("retention policy not found")) {
      return Verdict.FATAL;
    }
    return switch (status) {
      case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> Verdict.REJECTED;
      case REQUEST_TIMEOUT, TOO_MANY_REQUESTS -> Verdict.RETRY;
      default -> status >= SERVER_ERROR ? Verdict.RETRY : Verdict.FATAL;
    };
  }

  /** What a person can do about a point or a request that was refused; empty where unknown. */
  static String advice(int status, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (status == 401 || status == 403) {
      return "check --influx-user and --influx-password-file, and the user's rights";
    }
    if (words.contains("database not found")) {
      return "the database was dropped while the job ran; start the job anew to create it";
    }
    if (words.contains("beyond retention policy")) {
      return "event times are of the past: give the database an infinite retention policy";
    }
    if (words.contains("field type conflict")) {
      return "the database holds this field with another type: use another --influx-database, "
          + "or drop the measurement";
    }
    if (words.contains("max-values-per-tag") || words.contains("max-series-per-database")) {
      return "raise this limit in influxdb.conf";
    }
    return "";
  }
}
