package io.shopfunnel.replayer.cli;

import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.MalformedEventException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times, lengths of time and shares as users write them. */
final class OptionText {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
  private static final int PERCENT = 100;

  private OptionText() {}

  /** Milliseconds since the epoch of {@code 2019-12-24} or {@code 2019-12-24 18:00:00} in UTC. */
  static long time(String option, String text) {
    String whole = text.length() == 10 ? text + " 00:00:00 UTC" : text;
    whole = whole.length() == 19 && whole.charAt(10) == ' ' ? whole + " UTC" : whole;
    try {
      return EventTime.parse(whole);
    } catch (MalformedEventException e) {
      throw new UserMistake(
          option
              + " is a time in UTC of the years 2000 to 2199, such as 2019-12-24 or"
              + " '2019-12-24 18:00:00', not '"
              + text
              + "'.");
    }
  }

  /** {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 1d}. */
  static Duration duration(String option, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new UserMistake(
          option + " is a length of time such as 30s or 10m, not '" + text + "'.");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** {@code 0.1%} as 0.001. */
  static double share(String option, String text) {
    Matcher matcher = SHARE.matcher(text);
    double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / PERCENT : -1;
    if (share < 0 || share > 1) {
      throw new UserMistake(option + " is a share such as 0.1%, not '" + text + "'.");
    }
    return share;
  }
}
