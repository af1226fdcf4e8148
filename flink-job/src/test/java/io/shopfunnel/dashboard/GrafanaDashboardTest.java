package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.dashboard.PublishedMeasurements.Measurement;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what the queries of dashboards and alerts ask, without an InfluxDB. */
class GrafanaDashboardTest {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern FROM = Pattern.compile(" FROM \"([^\"]*)\"");
  private static final Pattern ALIAS = Pattern.compile(" AS \"([^\"]*)\"");
  private static final Pattern STEP = Pattern.compile("step_([1-9]|1[0-6]|\\$depth)");
  private static final Pattern WINDOW = Pattern.compile("\"window\" = '([^']*)'");
  private static final Pattern WORD = Pattern.compile("(?<![0-9A-Za-z_$])[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)\\b");
  private static final Set<String> INFLUXQL =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "AND",
          "AS",
          "GROUP",
          "BY",
          "ORDER",
          "DESC",
          "LIMIT",
          "SHOW",
          "TAG",
          "VALUES",
          "WITH",
          "KEY",
          "sum",
          "count",
          "last",
          "moving_average",
          "now",
          "time",
          "fill",
          "none",
          "true",
          "false",
          "ms",
          "$timeFilter",
          "$__interval",
          "$window",
          "$value");

  static Stream<Dashboard> boards() {
    return Dashboard.all().stream();
  }

  static Stream<Dashboard.Query> queries() {
    return boards().flatMap(board -> board.queries().stream());
  }

  static Stream<Dashboard.Query> everyQuery() {
    return Stream.of(
            queries(),
            boards().flatMap(board -> board.variableQueries().stream()),
            AlertRule.all().stream().flatMap(rule -> rule.queries().stream()))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("everyQuery")
  void everyNameInAQueryIsPublished(Dashboard.Query query) {
    assertThat(groups(FROM, query.text())).isSubsetOf(PublishedMeasurements.TABLE.keySet());
    assertThat(unknownNames(query.text())).isEmpty();
  }

  @Test
  void aFieldATagOrAMeasurementThatIsRenamedIsMissed() {
    List<String> texts = everyQuery().map(Dashboard.Query::text).toList();
    for (String name : List.of("cents", "opened", "mature", "band", "le", "verdict")) {
      assertThat(texts)
          .filteredOn(text -> text.contains('"' + name + '"'))
          .isNotEmpty()
          .allSatisfy(
              text ->
                  assertThat(unknownNames(text.replace('"' + name + '"', "\"renamed\"")))
                      .contains("renamed"));
    }
  }

  /** The names in a query that nothing is published under. */
  private static List<String> unknownNames(String query) {
    Set<String> known = new HashSet<>(groups(ALIAS, query));
    for (String name : groups(FROM, query)) {
      Measurement measurement = PublishedMeasurements.TABLE.get(name);
      if (measurement != null) {
        known.add(name);
        known.addAll(measurement.tags());
        known.addAll(measurement.fields());
      }
    }
    return groups(QUOTED, query).stream()
        .filter(name -> !known.contains(name) && !STEP.matcher(name).matches())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyQuery")
  void everyNameInAQueryIsQuotedSoThatItsNoKeyword(Dashboard.Query query) {
    String bare =
        query
            .text()
            .replaceAll("\"[^\"]*\"|'[^']*'|[=!]~ /[^/]*/|\\$\\{__(from|to)\\}(ms)*(1ms)?", "");
    assertThat(groups(WORD, bare)).isSubsetOf(INFLUXQL);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryIsOfOneWindowThatIsWritten(Dashboard.Query query) {
    Set<String> asked = Set.copyOf(groups(WINDOW, query.text()));
    assertThat(asked).hasSize(1);
    if (!asked.contains("$window")) {
      String measurement = groups(FROM, query.text()).get(0);
      assertThat(PublishedMeasurements.TABLE.get(measurement).windows()).containsAll(asked);
    }
  }

  @Test
  void aWindowThatIsChosenIsWrittenForWhateverIsAsked() {
    for (Dashboard.Query query : queries().toList()) {
      String measurement = groups(FROM, query.text()).get(0);
      if (query.text().contains("'$window'") && !query.board().equals("shop-funnels")) {
        assertThat(PublishedMeasurements.TABLE.get(measurement).windows())
            .as(query.name())
            .contains("1h", "1d");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void distinctUsersAndSessionsAreNeverAddedUp(Dashboard.Query query) {
    if (query.text().contains(" FROM \"active\"")) {
      assertThat(query.text()).doesNotContain("sum(", "mean(", "GROUP BY");
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryStaysInATimeRange(Dashboard.Query query) {
    assertThat(query.text()).containsPattern("WHERE (\\$timeFilter AND |time [<>]=? \\$\\{__)");
  }

  /** Grafana's $timeFilter takes in the instant at which the period ends. */
  @ParameterizedTest
  @MethodSource("queries")
  void aWindowThatBeginsWhereThePeriodEndsIsNotInIt(Dashboard.Query query) {
    if (!query.isAnnotation()) {
      assertThat(query.text()).containsPattern("time (<|<=) \\$\\{__to}ms");
    }
  }

  @Test
  void noQueryGroupsTimeFinerThanItsWindow() {
    for (Dashboard.Query query : queries().toList()) {
      if (query.text().contains("time($__interval)")) {
        String window = groups(WINDOW, query.text()).get(0);
        assertThat(query.interval()).as(query.name()).isIn(window, "1h");
        assertThat(query.text()).endsWith("fill(none)");
      }
    }
  }

  @Test
  void everyMeasurementIsShown() {
    Set<String> shown = new TreeSet<>();
    queries().forEach(query -> shown.addAll(groups(FROM, query.text())));
    assertThat(shown).isEqualTo(PublishedMeasurements.TABLE.keySet());
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everythingAsksAProvisionedDataSourceWithARawQuery(Dashboard board) throws Exception {
    String provisioned =
        Files.readString(Dashboard.GRAFANA.resolve("provisioning/datasources/influxdb.yaml"));
    assertThat(provisioned)
        .contains(
            "uid: " + Dashboard.SHOP + "\n",
            "uid: " + Dashboard.OPERATIONS + "\n",
            "url: $SHOP_INFLUX_URL\n",
            "dbName: $SHOP_INFLUX_DATABASE\n");
    assertThat(board.json().findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(
            source ->
                assertThat(source.get("uid").asText()).isIn(Dashboard.SHOP, Dashboard.OPERATIONS));
    long queries =
        Stream.concat(board.queries().stream(), board.operationQueries().stream())
            .filter(query -> !query.isAnnotation())
            .count();
    assertThat(board.json().findValues("rawQuery"))
        .hasSize(Math.toIntExact(queries))
        .allSatisfy(raw -> assertThat(raw.asBoolean()).isTrue());
  }

  /** They are of the clock's time, in a span that is chosen, and no finer than they are told. */
  @Test
  void whatJobAndServicesTellStaysInATimeRangeAndIsOfThatSourceAlone() {
    List<Dashboard.Query> queries =
        boards().flatMap(board -> board.operationQueries().stream()).toList();
    assertThat(queries).isNotEmpty();
    for (Dashboard.Query query : queries) {
      assertThat(query.board().equals("shop-trust") || query.isAnnotation()).isTrue();
      assertThat(query.text()).contains("WHERE $timeFilter");
      assertThat(groups(FROM, query.text()))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(PublishedMeasurements.TABLE.keySet());
      assertThat(query.text().contains("$__interval")).isEqualTo(query.interval().equals("10s"));
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyVariableIsUsedAndEveryUsedOneIsThere(Dashboard board) {
    Set<String> declared = new TreeSet<>();
    board.variables().forEach(variable -> declared.add(variable.get("name").asText()));
    Set<String> used = new TreeSet<>();
    for (Dashboard.Query query : board.queries()) {
      used.addAll(groups(VARIABLE, query.text()));
    }
    used.remove("time");
    assertThat(used).isEqualTo(declared);
    for (Dashboard.Query query : board.variableQueries()) {
      assertThat(groups(VARIABLE, query.text())).isSubsetOf(declared);
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(found.groupCount() == 0 ? 0 : 1))
        .toList();
  }
}
