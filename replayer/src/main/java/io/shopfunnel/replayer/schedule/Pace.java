package io.shopfunnel.replayer.schedule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an event is due, counted from the start: a pure function of its time and its number. */
public sealed interface Pace {
  /** Due at once. */
  long AT_ONCE = Long.MIN_VALUE;

  /**
   * @param eventMillis the event's time, counted from the first event's
   * @param index how many events went before it
   * @return nanoseconds after the start, or {@link #AT_ONCE}
   */
  long dueNanos(long eventMillis, long index);

  /** As fast as it goes. */
  record Max() implements Pace {
    @Override
    public long dueNanos(long eventMillis, long index) {
      return AT_ONCE;
    }
  }

  /**
   * So many times faster than it happened.
   *
   * @param factor above 0
   */
  record Speed(double factor) implements Pace {
    @Override
    public long dueNanos(long eventMillis, long index) {
      return (long) (eventMillis * 1e6 / factor);
    }
  }

  /**
   * So many events a second, evenly.
   *
   * @param perSecond above 0
   */
  record Rate(double perSecond) implements Pace {
    @Override
    public long dueNanos(long eventMillis, long index) {
      return (long) (index * 1e9 / perSecond);
    }
  }

  /**
   * Reads {@code max}, {@code 60x} or {@code 60}.
   *
   * @throws IllegalArgumentException with a sentence, where it is none of these
   */
  static Pace ofSpeed(String text) {
    if (text.equals("max")) {
      return new Max();
    }
    return new Speed(number(text, "x", "--speed is max or a factor such as 60x"));
  }

  /**
   * Reads {@code 5000/s} or {@code 5000}.
   *
   * @throws IllegalArgumentException with a sentence, where it is neither
   */
  static Pace ofRate(String text) {
    return new Rate(number(text, "/s", "--rate is a number of events such as 5000/s"));
  }

  private static double number(String text, String unit, String rule) {
    Matcher matcher =
        Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:" + unit + ")?")
            .matcher(text.toLowerCase(Locale.ROOT));
    double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (!(number > 0)) {
      throw new IllegalArgumentException(rule + ", not '" + text + "'.");
    }
    return number;
  }
}
