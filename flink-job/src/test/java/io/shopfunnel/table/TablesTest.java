package io.shopfunnel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** 2019-12-01T00:00:00Z. */
  private static final long START = 1_575_158_400_000L;

  /** A family of two columns for tests. */
  private record Family(String name, List<Window> windows, RowKey rowKey, boolean addsUp)
      implements TableFamily {
    static Family of(String name, RowKey rowKey, boolean addsUp, Window... windows) {
      return new Family(name, List.of(windows), rowKey, addsUp);
    }

    @Override
    public int columns() {
      return 2;
    }

    @Override
    public List<PointSchema> schemas() {
      return List.of();
    }

    @Override
    public List<String> tags(Window window, TableRows rows, int row, int point) {
      throw new UnsupportedOperationException("nothing is published here");
    }

    @Override
    public void draft(TableRows rows, PointDrafts drafts) {
      throw new UnsupportedOperationException("nothing is published here");
    }
  }

  private final Texts texts = new Texts();

  /** What has been handed out: for each row of each table its counters. */
  private final Map<String, List<Long>> out = new TreeMap<>();

  private int deltas;

  private void take(TableDelta delta) {
    deltas++;
    assertThat(delta.rows()).as("an empty delta").isPositive();
    for (int row = 0; row < delta.rows(); row++) {
      String name =
          delta.names().length > 0
              ? delta.names()[row]
              : delta.numbers().length > 0 ? Long.toString(delta.numbers()[row]) : "all";
      int at = row * delta.columns();
      out.merge(
          delta.table().family()
              + " "
              + delta.table().window().tag()
              + " "
              + (delta.table().windowStart() - START) / MINUTE
              + " "
              + name,
          List.of(delta.counters()[at], delta.counters()[at + 1]),
          TablesTest::sum);
    }
  }

  private Map<String, List<Long>> drained(Tables tables, long watermark) {
    out.clear();
    deltas = 0;
    tables.drainClosed(watermark, this::take);
    return Map.copyOf(out);
  }

  @Test
  void aTableIsHandedOutWhenItsWindowIsClosedAndOnce() {
    Family family = Family.of("f", RowKey.SINGLE, false, Window.MINUTE);
    Tables tables = new Tables(List.of(family), texts);
    TableSlot slot = tables.slot(family, Window.MINUTE);
    slot.row(START).add(0, 1);
    slot.row(START + MINUTE - 1).add(0, 2).add(1, -5);
    slot.row(START + MINUTE).add(0, 4);
    assertThat(drained(tables, START + MINUTE - 2)).isEmpty();
    assertThat(drained(tables, START + MINUTE - 1))
        .isEqualTo(Map.of("f 1m 0 all", List.of(3L, -5L)));
    assertThat(drained(tables, START + MINUTE)).isEmpty();
    // What comes after is a delta by itself.
    slot.row(START).add(1, 1);
    assertThat(drained(tables, START + 2 * MINUTE - 1))
        .isEqualTo(Map.of("f 1m 0 all", List.of(0L, 1L), "f 1m 1 all", List.of(4L, 0L)));
    tables.drainAll(this::take);
    assertThat(deltas).isEqualTo(2);
  }

  @Test
  void rowsAreToldApartByTextOrNumber() {
    Family byText = Family.of("t", RowKey.TEXT, false, Window.HOUR);
    Family byNumber = Family.of("n", RowKey.NUMBER, false, Window.HOUR);
    Tables tables = new Tables(List.of(byText, byNumber), texts);
    TableSlot text = tables.slot(byText, Window.HOUR);
    TableSlot number = tables.slot(byNumber, Window.HOUR);
    for (int i = 0; i < 100; i++) {
      text.row(START, texts.number("日本 " + i % 10)).add(0, 1);
      number.row(START, i % 10 - 5L).add(1, 1);
    }
    text.row(START, Texts.UNKNOWN).add(1, 3);
    tables.drainAll(this::take);
    assertThat(out)
        .hasSize(21)
        .containsEntry("t 1h 0 日本 9", List.of(10L, 0L))
        .containsEntry("t 1h 0 unknown", List.of(0L, 3L))
        .containsEntry("n 1h 0 -5", List.of(0L, 10L));
  }

  @Test
  void rowsThatComeToNothingAreLeftOut() {
    Family family = Family.of("n", RowKey.NUMBER, false, Window.HOUR);
    Tables tables = new Tables(List.of(family), texts);
    TableSlot slot = tables.slot(family, Window.HOUR);
    slot.row(START, 1).add(0, 1);
    slot.row(START, 2).add(0, 1).add(1, 0);
    slot.row(START, 3).add(1, 0);
    slot.row(START, 4).add(0, 7).add(1, -7);
    slot.row(START + HOUR, 1).add(0, 1);
    tables.takeBackFromNowOn();
    slot.row(START, 1).add(0, 1);
    slot.row(START + HOUR, 1).add(0, 1);
    tables.addFromNowOn();
    tables.drainAll(this::take);
    assertThat(out).isEqualTo(Map.of("n 1h 0 2", List.of(1L, 0L), "n 1h 0 4", List.of(7L, -7L)));
    assertThat(deltas).as("none for the hour that came to nothing").isEqualTo(1);
  }

  @Test
  void whatIsAddedIsAddedTakenBackOrIgnored() {
    Family family = Family.of("f", RowKey.SINGLE, false, Window.HOUR);
    Tables tables = new Tables(List.of(family), texts);
    TableSlot slot = tables.slot(family, Window.HOUR);
    slot.row(START).add(0, 10).add(1, 1);
    tables.takeBackFromNowOn();
    slot.row(START).add(0, 3);
    tables.ignoreFromNowOn();
    slot.row(START).add(0, 100);
    slot.row(START + DAY, 7).add(1, 100);
    tables.addFromNowOn();
    slot.row(START).add(0, 1);
    tables.drainAll(this::take);
    assertThat(out).isEqualTo(Map.of("f 1h 0 all", List.of(8L, 1L)));
  }

  @Test
  void aLongerWindowIsTheSumOfTheShorterOnes() {
    Family family =
        Family.of("f", RowKey.NUMBER, true, Window.MINUTE, Window.HOUR, Window.DAY, Window.MONTH);
    Tables tables = new Tables(List.of(family), texts);
    TableSlot minutes = tables.slot(family, Window.MINUTE);
    minutes.row(START, 7).add(0, 1);
    minutes.row(START + 59 * MINUTE, 7).add(0, 2);
    minutes.row(START + 59 * MINUTE, 8).add(1, 5);
    assertThat(drained(tables, START + HOUR - 2))
        .as("the hour is open yet")
        .isEqualTo(Map.of("f 1m 0 7", List.of(1L, 0L)));
    assertThat(drained(tables, START + HOUR - 1))
        .isEqualTo(
            Map.of(
                "f 1m 59 7", List.of(2L, 0L),
                "f 1m 59 8", List.of(0L, 5L),
                "f 1h 0 7", List.of(3L, 0L),
                "f 1h 0 8", List.of(0L, 5L)));
    minutes.row(START + 2 * HOUR, 7).add(0, 4);
    assertThat(drained(tables, START + DAY - 1))
        .isEqualTo(
            Map.of(
                "f 1m 120 7", List.of(4L, 0L),
                "f 1h 120 7", List.of(4L, 0L),
                "f 1d 0 7", List.of(7L, 0L),
                "f 1d 0 8", List.of(0L, 5L)));
    assertThat(drained(tables, START + 31 * DAY - 1))
        .isEqualTo(Map.of("f 1mo 0 7", List.of(7L, 0L), "f 1mo 0 8", List.of(0L, 5L)));
    assertThat(drained(tables, Long.MAX_VALUE)).isEmpty();
  }

  /** Rows of wide tables are found many at a time; one row may come again and again meanwhile. */
  @Test
  void wideTablesAddUpLikeNarrowOnes() {
    Family family = Family.of("f", RowKey.NUMBER, true, Window.HOUR, Window.DAY);
    Tables tables = new Tables(List.of(family), texts);
    TableSlot hours = tables.slot(family, Window.HOUR);
    Map<String, List<Long>> expected = new TreeMap<>();
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      int hour = random.nextInt(24);
      int key = i % 40_000 < 5_000 ? 7 : random.nextInt(random.nextBoolean() ? 5_000 : 50);
      boolean takesBack = random.nextInt(5) == 0;
      int number = random.nextInt(9) - 4;
      if (takesBack) {
        tables.takeBackFromNowOn();
      } else {
        tables.addFromNowOn();
      }
      TableSlot row = hours.row(START + hour * HOUR + i % HOUR, key).add(0, number);
      if (i % 3 == 0) {
        row.add(1, 1);
      }
      long sign = takesBack ? -1 : 1;
      List<Long> added = List.of(sign * number, i % 3 == 0 ? sign : 0);
      expected.merge("f 1h " + hour * 60 + " " + key, added, TablesTest::sum);
      expected.merge("f 1d 0 " + key, added, TablesTest::sum);
      if (i % 70_000 == 50_000) {
        tables.drainAll(this::take);
      }
    }
    tables.drainAll(this::take);
    expected.values().removeIf(List.of(0L, 0L)::equals);
    out.values().removeIf(List.of(0L, 0L)::equals);
    assertThat(out).hasSizeGreaterThan(50_000).isEqualTo(expected);
  }

  private static List<Long> sum(List<Long> left, List<Long> right) {
    return List.of(left.get(0) + right.get(0), left.get(1) + right.get(1));
  }

  /** As the tables of several subtasks in a checkpoint, read back by another number of them. */
  @Test
  void whatIsShownAndAddedElsewhereGoesOnAsBefore() {
    List<Family> families =
        List.of(
            Family.of("n", RowKey.NUMBER, true, Window.MINUTE, Window.HOUR, Window.DAY),
            Family.of("s", RowKey.SINGLE, true, Window.HOUR, Window.DAY),
            Family.of("t", RowKey.TEXT, false, Window.HOUR));
    Tables once = new Tables(List.copyOf(families), texts);
    List<Tables> moved = List.of(new Tables(List.copyOf(families), new Texts()));
    for (int i = 0; i < 30_000; i++) {
      long time = START + i * 7_000L;
      for (Tables tables : List.of(once, moved.get(i % moved.size()))) {
        tables.slot(families.get(0), Window.MINUTE).row(time, i % 1_009).add(i % 2, i);
        tables.slot(families.get(1), Window.HOUR).row(time).add(0, 1);
        long brand = tables.texts().number("brand " + i % 31);
        tables.slot(families.get(2), Window.HOUR).row(time, brand).add(1, i);
      }
      if (i % 100 == 0) {
        moved.forEach(tables -> tables.drainClosed(time - MINUTE, this::take));
      }
      if (i % 1_000 == 500) {
        moved = moved(moved, families, 1 + i / 1_000 % 3);
      }
    }
    moved.forEach(tables -> tables.drainAll(this::take));
    Map<String, List<Long>> sum = Map.copyOf(out);
    out.clear();
    once.drainAll(this::take);
    assertThat(out).hasSizeGreaterThan(10_000).isEqualTo(sum);
  }

  private static List<Tables> moved(List<Tables> from, List<Family> families, int count) {
    List<OpenRows> shown = new ArrayList<>();
    from.forEach(tables -> tables.show(shown::add));
    // What goes on from here must not show in what was shown.
    from.forEach(tables -> tables.slot(families.get(1), Window.HOUR).row(START).add(0, 1_000));
    List<Tables> to = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Texts others = new Texts();
      others.number("brand " + i);
      to.add(new Tables(List.copyOf(families), others));
    }
    for (int i = 0; i < shown.size(); i++) {
      to.get(i % count).add(shown.get(i));
    }
    return to;
  }

  /** What leaves before its window is over adds up with what comes after. */
  @Test
  void whatIsDrainedInTheMiddleOfAWindowAddsUpToTheSame() {
    Family family = Family.of("f", RowKey.NUMBER, true, Window.MINUTE, Window.HOUR, Window.DAY);
    Tables once = new Tables(List.of(family), texts);
    Tables often = new Tables(List.of(family), texts);
    Map<String, List<Long>> sum = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      long time = START + i * 47_000L;
      once.slot(family, Window.MINUTE).row(time, i % 7).add(i % 2, i);
      often.slot(family, Window.MINUTE).row(time, i % 7).add(i % 2, i);
      if (i % 50 == 0) {
        often.drainAll(this::take);
      } else if (i % 5 == 0) {
        often.drainClosed(time - MINUTE, this::take);
      }
    }
    often.drainAll(this::take);
    sum.putAll(out);
    out.clear();
    once.drainAll(this::take);
    assertThat(sum).isEqualTo(out).hasSizeGreaterThan(1_000);
  }

  /** That is work already done, which no sign of the moment touches. */
  @Test
  void whatIsFedIsAddedWhateverIsBeingTakenBack() {
    Family family = Family.of("f", RowKey.SINGLE, true, Window.MINUTE, Window.HOUR);
    Tables tables = new Tables(List.of(family), texts);
    tables.slot(family, Window.MINUTE).row(START).add(0, 1);
    tables.takeBackFromNowOn();
    tables.drainClosed(START + MINUTE - 1, this::take);
    tables.ignoreFromNowOn();
    tables.drainAll(this::take);
    assertThat(out).isEqualTo(Map.of("f 1m 0 all", List.of(1L, 0L), "f 1h 0 all", List.of(1L, 0L)));
  }

  /** A few windows at a time are kept at hand by their time: that must not show. */
  @Test
  void windowsFarApartDoNotMeet() {
    Family family = Family.of("f", RowKey.SINGLE, false, Window.MINUTE, Window.MONTH);
    Tables tables = new Tables(List.of(family), texts);
    Map<String, List<Long>> expected = new TreeMap<>();
    List<Long> times = new ArrayList<>();
    for (int i = -70; i < 70; i++) {
      times.add(START + i * MINUTE);
      times.add(START + i * 65_536L * 64);
    }
    for (Window window : List.of(Window.MINUTE, Window.MONTH)) {
      for (int round = 0; round < 2; round++) {
        for (long time : times) {
          tables.slot(family, window).row(time).add(0, 1);
          expected.merge(
              "f %s %d all".formatted(window.tag(), (window.startOf(time) - START) / MINUTE),
              List.of(1L, 0L),
              (left, right) -> List.of(left.get(0) + right.get(0), 0L));
        }
      }
    }
    tables.drainAll(this::take);
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void aSlotThatThereIsNotIsToldByName() {
    Family family = Family.of("f", RowKey.SINGLE, false, Window.MINUTE);
    Tables tables = new Tables(List.of(family), texts);
    assertThatThrownBy(() -> tables.slot(family, Window.MONTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f has no table for 1mo");
  }
}
