package io.shopfunnel.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {
  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    // window, a time, the window's start, the first time after it
    "1m, 2019-12-01T10:20:30.999Z, 2019-12-01T10:20:00Z, 2019-12-01T10:21:00Z",
    "1m, 2019-12-01T10:20:00Z, 2019-12-01T10:20:00Z, 2019-12-01T10:21:00Z",
    "1h, 2019-12-31T23:59:59Z, 2019-12-31T23:00:00Z, 2020-01-01T00:00:00Z",
    "1d, 2020-02-28T23:59:59.999Z, 2020-02-28T00:00:00Z, 2020-02-29T00:00:00Z",
    "1mo, 2019-12-01T00:00:00Z, 2019-12-01T00:00:00Z, 2020-01-01T00:00:00Z",
    "1mo, 2019-12-31T23:59:59.999Z, 2019-12-01T00:00:00Z, 2020-01-01T00:00:00Z",
    "1mo, 2020-02-29T12:00:00Z, 2020-02-01T00:00:00Z, 2020-03-01T00:00:00Z",
    "1mo, 2019-02-28T23:59:59Z, 2019-02-01T00:00:00Z, 2019-03-01T00:00:00Z",
    "1mo, 2000-02-29T00:00:00Z, 2000-02-01T00:00:00Z, 2000-03-01T00:00:00Z",
    "1mo, 2100-02-28T23:59:59Z, 2100-02-01T00:00:00Z, 2100-03-01T00:00:00Z",
    "1mo, 1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z, 1970-02-01T00:00:00Z",
    "1mo, 2199-12-31T23:59:59Z, 2199-12-01T00:00:00Z, 2200-01-01T00:00:00Z",
    "1mo, 2200-12-31T23:59:59Z, 2200-12-01T00:00:00Z, 2201-01-01T00:00:00Z",
    "1mo, 2201-01-01T00:00:00Z, 2201-01-01T00:00:00Z, 2201-02-01T00:00:00Z",
    "1mo, 2404-02-29T12:00:00Z, 2404-02-01T00:00:00Z, 2404-03-01T00:00:00Z",
    "1m, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:00Z, 1970-01-01T00:00:00Z",
    "1h, 1969-12-31T23:59:59.999Z, 1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z",
    "1d, 1969-12-31T23:59:59.999Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
    "1mo, 1969-12-31T23:59:59.999Z, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1mo, 1904-02-29T00:00:00Z, 1904-02-01T00:00:00Z, 1904-03-01T00:00:00Z"
  })
  void aTimeIsInOneWindow(String tag, String time, String start, String end) {
    Window window = Window.ofTag(tag);
    assertThat(Instant.ofEpochMilli(window.startOf(millis(time)))).isEqualTo(start);
    assertThat(Instant.ofEpochMilli(window.endOf(millis(start)))).isEqualTo(end);
  }

  /** Beside java.time, over six centuries. */
  @Test
  void monthsAreTheCalendars() {
    LocalDate end = LocalDate.of(2405, 1, 1);
    for (LocalDate day = LocalDate.of(1895, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      long start = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      LocalDate month = day.withDayOfMonth(1);
      long first = month.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      long next = month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      assertThat(Window.MONTH.startOf(start)).as("start of the month of %s", day).isEqualTo(first);
      assertThat(Window.MONTH.startOf(start + 86_399_999)).isEqualTo(first);
      assertThat(Window.MONTH.endOf(first)).as("end of the month of %s", day).isEqualTo(next);
    }
  }

  @Test
  void shorterWindowsAreThoseOfJavaTime() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < 10_000; i++) {
      long time = random.nextLong(millis("1895-01-01T00:00:00Z"), millis("2405-01-01T00:00:00Z"));
      ZonedDateTime at = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC);
      assertStart(Window.MINUTE, time, at.truncatedTo(ChronoUnit.MINUTES));
      assertStart(Window.HOUR, time, at.truncatedTo(ChronoUnit.HOURS));
      assertStart(Window.DAY, time, at.truncatedTo(ChronoUnit.DAYS));
    }
  }

  private static void assertStart(Window window, long time, ZonedDateTime start) {
    assertThat(window.startOf(time)).isEqualTo(start.toInstant().toEpochMilli());
  }

  @ParameterizedTest
  @EnumSource
  void windowsTumble(Window window) {
    long start = window.startOf(millis("2019-11-29T10:20:30Z"));
    for (int i = 0; i < 500; i++) {
      long end = window.endOf(start);
      assertThat(end).isGreaterThan(start);
      assertThat(window.startOf(start)).isEqualTo(start);
      assertThat(window.startOf(end - 1)).isEqualTo(start);
      assertThat(window.startOf(end)).isEqualTo(end);
      start = end;
    }
  }

  /** A longer window begins where a shorter one does, so that shorter ones add up to it. */
  @Test
  void longerWindowsAreMadeOfShorterOnes() {
    for (long time = millis("2019-11-29T10:20:30Z"); time < millis("2020-04-01T00:00:00Z"); ) {
      for (int i = 1; i < Window.values().length; i++) {
        Window longer = Window.values()[i];
        long start = longer.startOf(time);
        assertThat(Window.values()[i - 1].startOf(start)).isEqualTo(start);
        assertThat(longer.startOf(Window.values()[i - 1].startOf(time))).isEqualTo(start);
      }
      time += 3_599_000;
    }
  }

  @Test
  void tagsAreThoseOnTheWire() {
    assertThat(Window.values()).extracting(Window::tag).containsExactly("1m", "1h", "1d", "1mo");
    for (Window window : Window.values()) {
      assertThat(Window.ofTag(window.tag())).isEqualTo(window);
      assertThat(Window.TAGS).contains(window.tag());
    }
    assertThat(Window.ofTag("1M")).isNull();
    assertThat(Window.ofTag("")).isNull();
  }
}
