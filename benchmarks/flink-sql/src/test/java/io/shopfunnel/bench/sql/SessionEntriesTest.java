package io.shopfunnel.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** The worked example of docs/semantics.md, and what it leaves open. */
class SessionEntriesTest {
  private final SessionEntries function = new SessionEntries();

  @Test
  void theWorkedExample() {
    assertThat(entries("10:00 view", "10:02 cart", "10:05 purchase"))
        .containsExactly("10:00 depth 3");
    assertThat(entries("10:00 cart", "10:01 view", "10:03 purchase"))
        .containsExactly("10:01 depth 1");
    assertThat(entries("10:10 view", "10:10 cart", "10:12 purchase"))
        .containsExactly("10:10 depth 3");
    assertThat(entries("10:20 purchase")).isEmpty();
    assertThat(entries("10:59 view", "11:01 cart", "11:04 purchase"))
        .containsExactly("10:59 depth 3");
    assertThat(entries("10:30 view", "10:30 view", "10:31 cart")).containsExactly("10:30 depth 2");
  }

  @Test
  void tiesFavourConversionInAnyOrderOfArrival() {
    assertThat(entries("10:00 purchase", "10:00 cart", "10:00 remove_from_cart", "10:00 view"))
        .containsExactly("10:00 depth 3");
  }

  @Test
  void aSessionIsCutWhereItIsLongerThanADay() {
    List<String> events = new ArrayList<>();
    for (int minute = 0; minute <= 24 * 60 + 20; minute += 20) {
      events.add("%02d:%02d view".formatted(minute / 60, minute % 60));
    }
    assertThat(entries(events.toArray(String[]::new)))
        .containsExactly("00:00 depth 1", "24:20 depth 1");
  }

  @Test
  void windowsThatMeetAreOne() {
    SessionEntries.Events late = function.createAccumulator();
    add(late, "10:02 cart");
    SessionEntries.Events early = function.createAccumulator();
    add(early, "10:00 view");
    function.merge(late, List.of(early));
    assertThat(text(function.getValue(late))).containsExactly("10:00 depth 2");
  }

  private List<String> entries(String... events) {
    SessionEntries.Events kept = function.createAccumulator();
    for (String event : events) {
      add(kept, event);
    }
    return text(function.getValue(kept));
  }

  private void add(SessionEntries.Events kept, String event) {
    String[] parts = event.split(" ");
    long minutes =
        Long.parseLong(parts[0].substring(0, 2)) * 60 + Long.parseLong(parts[0].substring(3));
    function.accumulate(kept, Instant.ofEpochSecond(minutes * 60), parts[1]);
  }

  private static List<String> text(Row[] entries) {
    List<String> text = new ArrayList<>();
    for (Row entry : entries) {
      long minutes = (long) entry.getField(0) / 60;
      text.add("%02d:%02d depth %s".formatted(minutes / 60, minutes % 60, entry.getField(1)));
    }
    return text;
  }
}
