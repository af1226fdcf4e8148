package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.sink.influx.LocalInfluxd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a backfill that went well has none of, on a real InfluxDB: hours that are not final,
 * conversions that took long, what is late, double, broken, unknown or lost.
 */
class OddNumbersITCase {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long FROM = 1_575_158_400_000L;
  private static final long TO = FROM + 2 * DAY;
  private static final long SECOND = FROM + DAY;
  private static final Rendering CHOSEN = Rendering.usual(FROM, TO);

  @TempDir private static Path folder;
  private static LocalInfluxd influxd;
  private static InfluxAnswers influx;
  private static Map<String, GrafanaPanels.Shown> shown;

  @BeforeAll
  static void fill() throws Exception {
    influxd = LocalInfluxd.start(folder);
    influxd.query("", "CREATE DATABASE shop");
    // The second hour has dead letters, and more late events than are no news; one record is lost.
    minute(FROM, 10, 10, 0, 0, 0);
    minute(FROM + HOUR, 1_008, 1_000, 7, 60, 50);
    write("events,category=a,event_type=view,window=1m count=900i,cents=1i", FROM + HOUR);
    // Nothing is final yet.
    for (String value : List.of("all", "shoes", "unknown", "other")) {
      String breakdown = value.equals("all") ? "all" : "category";
      int entered = Map.of("all", 100, "shoes", 10, "unknown", 30, "other", 60).get(value);
      write(funnel(breakdown, value, "1d", entered), SECOND);
      write(funnel(breakdown, value, "1h", entered), SECOND);
    }
    write("time_to_convert,funnel=session_purchase,le=10,window=1d count=1i", SECOND);
    write("time_to_convert,funnel=session_purchase,le=+Inf,window=1d count=9i", SECOND);
    // Bought, and never looked at.
    write("price_band,band=0-10,event_type=purchase,window=1h count=4i", SECOND);
    write("price_band,band=10-20,event_type=view,window=1h count=5i", SECOND);
    write("verdict,window=1d agrees=false,points=9i,differences=3i,checked_at=1i", SECOND);
    influx = new InfluxAnswers(URI.create(influxd.url()), "shop");
    shown = GrafanaPanels.shown(influx, CHOSEN, Dashboard.all(), Dashboard.SHOP);
  }

  @AfterAll
  static void stop() {
    influxd.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop-funnels", "shop-overview", "shop-products", "shop-trust"})
  void deadLettersAndBurstsOfLateEventsAreMarked(String board) throws Exception {
    assertThat(rows(board + " / Dead letters / @")).containsExactly(List.of(FROM + HOUR, 7L));
    assertThat(rows(board + " / Bursts of late events / @"))
        .containsExactly(List.of(FROM + HOUR, 110L));
  }

  @Test
  void whatIsLateOrBrokenIsCounted() throws Exception {
    String panel = "shop-trust / What is late, double or broken? / ";
    assertThat(rows(panel + "A")).containsExactly(List.of(FROM, 0L), List.of(FROM + HOUR, 60L));
    assertThat(rows(panel + "B")).containsExactly(List.of(FROM, 0L), List.of(FROM + HOUR, 50L));
    assertThat(rows(panel + "D")).containsExactly(List.of(FROM, 0L), List.of(FROM + HOUR, 7L));
    assertThat(rows("shop-trust / How often is a number amended? / A"))
        .containsExactly(List.of(SECOND, 2L));
  }

  @Test
  void aSumThatDoesNotHoldSaysByHowMany() {
    assertThat(stats("shop-trust / Consumed = valid + dead letters"))
        .containsExactly("difference: 1");
    assertThat(stats("shop-trust / Valid = counted + dropped")).containsExactly("difference: 60");
    assertThat(stats("shop-overview / Every event is accounted for"))
        .containsExactly("difference: 60");
    assertThat(stats("shop-trust / Does the oracle agree?").get(0)).isEqualTo("differences: 3");
  }

  @Test
  void whatIsNotFinalIsDashedAndNoneOfItIsAShareOfNone() throws Exception {
    assertThat(rows("shop-funnels / Does conversion change? / A")).isEmpty();
    assertThat(rows("shop-funnels / Does conversion change? / B")).hasSize(1);
    assertThat(stats("shop-trust / Share of hours that are final")).containsExactly("share: 0.0%");
    assertThat(stats("shop-overview / Final up to"))
        .containsExactly("no hour of this period is final yet");
  }

  @Test
  void whatTookLongerThanTheLastBucketIsTheLongest() {
    assertThat(stats("shop-funnels / p50")).allMatch(text -> text.endsWith("more than a day"));
    assertThat(shown.get("shop-funnels / How long do they take?").rows()).hasSize(2);
  }

  @Test
  void unknownAndOtherStandLastHoweverManyTheyAre() {
    assertThat(shown.get("shop-funnels / Who converts?").rows())
        .extracting(row -> row.split(" ")[0])
        .containsExactly("shoes", "other", "unknown");
  }

  @Test
  void aRateOfNothingIsNone() {
    shown.forEach(
        (panel, what) ->
            assertThat(what.cells()).as(panel).doesNotContain("NaN", "Infinity", "∞", "NaN%"));
    assertThat(shown.get("shop-products / Where does a view become a purchase?").cells())
        .contains("–");
  }

  private static List<String> stats(String panel) {
    return shown.get(panel).stats();
  }

  /** The times and the numbers that a query answers. */
  private static List<List<Long>> rows(String name) throws Exception {
    Dashboard.Query query =
        GrafanaDashboardTest.queries()
            .filter(each -> each.name().equals(name))
            .findAny()
            .orElseThrow();
    return influx.series(CHOSEN.of(query)).stream()
        .flatMap(series -> Dashboard.stream(series.get("values")))
        .map(OddNumbersITCase::row)
        .toList();
  }

  private static List<Long> row(JsonNode values) {
    return List.of(values.get(0).asLong(), values.get(1).asLong());
  }

  private static String funnel(String breakdown, String value, String window, int entered) {
    return "funnel,breakdown=%s,funnel=session_purchase,value=%s,window=%s step_1=%di,step_2=%di,step_3=1i,mature=false,rev=2i"
        .formatted(breakdown, value, window, entered, entered / 2);
  }

  private static void minute(
      long time, int consumed, int valid, int deadLetters, int lateApplied, int lateDropped) {
    write(
        "pipeline,window=1m consumed=%di,valid=%di,dead_letter=%di,late_applied=%di,late_dropped=%di,duplicate_dropped=0i,session_missing=0i"
            .formatted(consumed, valid, deadLetters, lateApplied, lateDropped),
        time);
  }

  private static void write(String point, long time) {
    influxd.write("shop", point + " " + time);
  }
}
