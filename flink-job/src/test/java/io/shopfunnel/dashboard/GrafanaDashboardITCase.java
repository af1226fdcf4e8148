package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.job.RealServices;
import io.shopfunnel.job.TestingRun;
import io.shopfunnel.job.TestingShop;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.InfluxDatabase;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.verify.cli.Verify;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every query of every dashboard, as Grafana would send it, on a real InfluxDB that the real job
 * has filled, beside the same numbers computed from the CSV.
 */
@ExtendWith(RealServices.class)
class GrafanaDashboardITCase {
  private static final int DAYS = 10;
  private static final long FROM = 1_575_158_400_000L;
  private static final long DAY = 86_400_000L;

  /** The job's events go on for a day, of which nothing is in the period. */
  private static final long TO = FROM + DAYS * DAY;

  /**
   * What nothing can answer in a backfill that went well: everything is final, nothing is broken,
   * and the verdict stands on the last day of the data.
   */
  private static final Set<String> NOTHING =
      Set.of(
          "shop-funnels / Does conversion change? / B",
          "shop-funnels / p50 / B",
          "shop-funnels / p90 / B",
          "shop-funnels / p99 / B",
          "shop-funnels / How long do they take? / B",
          "shop-trust / Does the oracle agree? / A");

  private static final Rendering CHOSEN = Rendering.usual(FROM, TO);

  /** What the CSV does not know: when it was compared, and when the backfill ended. */
  private static final String WHEN = "shop-trust / Does the oracle agree? / B";

  private static final String BACKFILLS = "Backfills";

  @TempDir private static Path folder;
  private static InfluxAnswers influx;
  private static ExpectedNumbers expected;
  private static Instant before;

  @BeforeAll
  static void runTheJob(LocalStack stack) throws Exception {
    List<ShopEvent> events =
        TestingShop.events("shop.csv", 3_300, DAYS + 1, 20191201).stream()
            .filter(event -> event.eventTime() < TO + DAY)
            .toList();
    TestingRun run = TestingRun.create(stack, "dashboards");
    run.publish(events);
    run.backfill(2);
    new InfluxDatabase(stack.influxUrl(), run.database()).markBackfill(Instant.now());
    influx = new InfluxAnswers(stack.influxUrl(), run.database());
    Path csv = TestingShop.writeCsv(folder, events);
    expected = new ExpectedNumbers(csv, folder, FROM, TO);
    String[] verify = {
      "verify",
      csv.toString(),
      "--influx-url",
      stack.influxUrl().toString(),
      "--database",
      run.database()
    };
    before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    assertThat(Verify.commandLine().execute(verify)).isZero();
  }

  @AfterAll
  static void close() {
    expected.close();
  }

  static Stream<Dashboard.Query> queries() {
    return GrafanaDashboardTest.queries();
  }

  static Stream<Dashboard.Query> queriesOfTheCsv() {
    return queries()
        .filter(query -> !query.name().equals(WHEN) && !query.panel().equals(BACKFILLS));
  }

  @ParameterizedTest
  @MethodSource("queriesOfTheCsv")
  void answersTheNumbersOfTheCsv(Dashboard.Query query) throws Exception {
    List<String> answered = influx.rows(CHOSEN.of(query), expected.isTimed(query.name()));
    assertThat(answered).isEqualTo(expected.rows(query.name()));
    if (!NOTHING.contains(query.name()) && !query.isAnnotation()) {
      assertThat(answered).isNotEmpty();
    }
  }

  @Test
  void noNumberIsLeftOutAndNoneIsOfAPanelThatIsGone() {
    assertThat(expected.names())
        .containsExactlyInAnyOrderElementsOf(queriesOfTheCsv().map(Dashboard.Query::name).toList());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void runsWithOneManyAndOddValues(Dashboard.Query query) throws Exception {
    for (Rendering chosen :
        List.of(
            CHOSEN.with("value", "electronics"),
            CHOSEN.with("value", "electronics", "kids", "unknown"),
            CHOSEN.with("value", "a/b (c) [d] $e ^f", "50+"),
            CHOSEN.with("breakdown", "price_band").with("value", "50+", "<=0"),
            CHOSEN.with("window", "1h").with("kind", "brand"),
            CHOSEN.with("funnel", "session_view_purchase").with("depth", "2"),
            CHOSEN.with("funnel", "nobodys"))) {
      influx.series(chosen.of(query));
    }
  }

  @Test
  void valuesAreChosenToTheLetter() throws Exception {
    Dashboard.Query converts = named("shop-funnels / Who converts? / A");
    Rendering bands = CHOSEN.with("breakdown", "price_band");
    assertThat(influx.series(bands.with("value", "50+").of(converts))).hasSize(1);
    assertThat(influx.series(bands.with("value", "50+", "0-10").of(converts))).hasSize(2);
    assertThat(influx.series(bands.with("value", "5.*").of(converts))).isEmpty();
    assertThat(influx.series(bands.all("value").of(converts))).hasSize(7);
  }

  @Test
  void aFunnelOfTwoStepsHasTwo() throws Exception {
    Rendering two = CHOSEN.with("funnel", "session_view_purchase").with("depth", "2");
    assertThat(influx.rows(two.of(named("shop-funnels / How far do they come? / A")), false))
        .containsExactly("purchase | 2 | 5.00000000000e+00", "view | 1 | 5.00000000000e+00");
    assertThat(influx.rows(two.of(named("shop-funnels / Does conversion change? / A")), true))
        .hasSize(DAYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop-funnels", "shop-overview", "shop-products", "shop-trust"})
  void aBackfillIsMarkedWhereItBeginsAndEnds(String board) throws Exception {
    List<JsonNode> marks =
        influx.series(
            CHOSEN.over(FROM, TO + DAY).of(named("%s / %s / @".formatted(board, BACKFILLS))));
    JsonNode first = marks.get(0).at("/values/0");
    JsonNode last = marks.get(0).at("/values/1");
    assertThat(first.get(0).asLong()).isBetween(FROM, FROM + DAY);
    assertThat(first.get(1).asText()).endsWith("counts from here");
    assertThat(last.get(0).asLong()).isBetween(TO, TO + DAY);
    assertThat(last.get(1).asText()).endsWith("counts up to here");
  }

  @Test
  void whenTheOracleAgreedIsATimeInMilliseconds() throws Exception {
    String rendered = CHOSEN.over(FROM, TO + DAY).of(named(WHEN));
    long agreed = influx.series(rendered).get(0).get("values").get(0).get(1).asLong();
    assertThat(Instant.ofEpochMilli(agreed)).isBetween(before, Instant.now());
  }

  @Test
  void theVariablesFindTheirValues() throws Exception {
    for (Dashboard board : Dashboard.all()) {
      for (Dashboard.Query query : board.variableQueries()) {
        List<String> values = influx.rows(CHOSEN.of(query), false);
        assertThat(values)
            .as(query.toString())
            .contains(
                switch (query.panel()) {
                  case "$funnel" -> "session_view_purchase";
                  case "$breakdown" -> "brand";
                  case "$window" -> "1h";
                  case "$value" -> "electronics";
                  case "$depth" -> "3";
                  default -> throw new AssertionError(query);
                });
      }
    }
  }

  @Test
  void theFirstValueOfAVariableIsOneOfThem() throws Exception {
    for (Dashboard board : Dashboard.all()) {
      for (JsonNode variable : board.variables()) {
        String current = variable.at("/current/value").asText();
        if (variable.get("type").asText().equals("query") && !current.isEmpty()) {
          Dashboard.Query query =
              board.variableQueries().stream()
                  .filter(found -> found.panel().equals("$" + variable.get("name").asText()))
                  .findAny()
                  .orElseThrow();
          assertThat(influx.rows(CHOSEN.of(query), false)).contains(current);
        }
      }
    }
  }

  /** The answers as Grafana transforms and reduces them: what people see. */
  @Test
  void panelsShowTheNumbersOfTheCsv() throws Exception {
    Map<String, GrafanaPanels.Shown> shown = shown(CHOSEN);
    assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(expected.panels());
    SoftAssertions all = new SoftAssertions();
    shown.forEach(
        (panel, what) -> all.assertThat(what.rows()).as(panel).isEqualTo(expected.shown(panel)));
    all.assertAll();
    assertThat(shown.get("shop-overview / GMV against the same window before").stats())
        .satisfiesExactly(
            first -> assertThat(first).matches("yesterday: -?[0-9.]+%"),
            second -> assertThat(second).matches("last week: -?[0-9.]+%"));
    assertThat(shown.get("shop-overview / Every event is accounted for").stats())
        .containsExactly("difference: holds");
    assertThat(shown.get("shop-trust / Does the oracle agree?").stats())
        .containsExactly("verify has not run over this period");
  }

  @Test
  void withoutAWindowToCompareWithThereIsNoChange() throws Exception {
    Rendering early = CHOSEN.over(FROM, FROM + 3 * DAY);
    assertThat(shown(early).get("shop-overview / GMV against the same window before").stats())
        .singleElement()
        .asString()
        .matches("yesterday: -?[0-9.]+%");
  }

  /** What is compared is the window that is shown, not a later one that has nothing yet. */
  @Test
  void aPeriodThatGoesOnAfterTheDataComparesTheLastWindowThereIs() throws Exception {
    String change = "shop-overview / GMV against the same window before";
    Rendering whole = CHOSEN.over(FROM, TO + DAY);
    Map<String, GrafanaPanels.Shown> until = shown(whole);
    Map<String, GrafanaPanels.Shown> longer = shown(CHOSEN.over(FROM, TO + 9 * DAY));
    assertThat(longer.get("shop-overview / GMV").stats())
        .isEqualTo(until.get("shop-overview / GMV").stats());
    assertThat(longer.get(change).stats())
        .isEqualTo(until.get(change).stats())
        .noneMatch(text -> text.contains("nothing"));
  }

  @Test
  void theVerdictIsShown() throws Exception {
    List<String> stats =
        shown(CHOSEN.over(FROM, TO + DAY)).get("shop-trust / Does the oracle agree?").stats();
    assertThat(stats).hasSize(2);
    assertThat(stats.get(0)).isEqualTo("differences: every point agrees");
    assertThat(stats.get(1)).startsWith("agreed: ");
  }

  private static Map<String, GrafanaPanels.Shown> shown(Rendering chosen) throws Exception {
    return GrafanaPanels.shown(influx, chosen, Dashboard.all(), Dashboard.SHOP);
  }

  private static Dashboard.Query named(String name) {
    return queries().filter(query -> query.name().equals(name)).findAny().orElseThrow();
  }
}
