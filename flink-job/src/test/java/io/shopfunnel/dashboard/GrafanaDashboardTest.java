package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.dashboard.PublishedMeasurements.Measurement;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
          "SHOW",
          "TAG",
          "VALUES",
          "WITH",
          "KEY",
          "sum",
          "count",
          "first",
          "last",
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
  private static final Set<String> PALETTE =
      Set.of(
          "#56B4E9", "#E69F00", "#CC79A7", "#009E73", "#D55E00", "#0072B2", "#F0E442", "#999999");

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
    List<String> asked = groups(WINDOW, query.text());
    assertThat(asked).hasSize(1);
    if (!asked.get(0).equals("$window")) {
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
      // A sum within time($window) is that of one window: it holds the start of just one.
      assertThat(query.text().replaceAll("sum\\(\"users\"\\)(.*)GROUP BY time\\(\\$window, ", "$1"))
          .doesNotContain("sum(", "mean(", "GROUP BY");
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryStaysInATimeRange(Dashboard.Query query) {
    assertThat(query.text()).containsPattern("WHERE (\\$timeFilter AND |time [<>]=? \\$\\{__)");
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
  void everyPanelSaysWhatItMeansInWhichUnitAndThatThereIsNothing(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).hasSizeGreaterThan(40);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
      assertThat(panel.at("/fieldConfig/defaults").has("noValue")).as(title).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void noIdIsANumberWithAUnit(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      boolean showsIds =
          Dashboard.stream(panel.get("targets"))
              .anyMatch(target -> target.get("query").asText().contains("\"id\""));
      if (showsIds) {
        assertThat(override(panel, "id", "unit"))
            .as(panel.get("title").asText())
            .isEqualTo("string");
      }
    }
  }

  private static String override(JsonNode panel, String field, String property) {
    return Dashboard.stream(panel.at("/fieldConfig/overrides"))
        .filter(candidate -> candidate.at("/matcher/options").asText().equals(field))
        .flatMap(found -> Dashboard.stream(found.get("properties")))
        .filter(candidate -> candidate.get("id").asText().equals(property))
        .map(found -> found.get("value").asText())
        .findAny()
        .orElse("");
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyColourIsOfThePalette(Dashboard board) {
    List<String> colours = new ArrayList<>();
    for (String key : List.of("color", "fixedColor", "iconColor", "fill")) {
      board.json().findValues(key).stream()
          .filter(JsonNode::isTextual)
          .map(JsonNode::asText)
          .filter(colour -> colour.startsWith("#") || !colour.equals("dash"))
          .forEach(colours::add);
    }
    assertThat(colours).isNotEmpty().isSubsetOf(PALETTE);
  }

  @Test
  void whatHappensHasOneColourWhereverItAppears() {
    assertThat(coloursOf("views", "view")).containsExactly("#56B4E9");
    assertThat(coloursOf("carts", "cart")).containsExactly("#E69F00");
    assertThat(coloursOf("removals", "remove_from_cart", "emptied")).containsExactly("#CC79A7");
    assertThat(coloursOf("purchases", "purchase", "purchased", "GMV", "Orders", "Money"))
        .containsExactly("#009E73");
    assertThat(coloursOf("abandoned", "Carts abandoned")).containsExactly("#D55E00");
  }

  /**
   * The fixed colours of what has one of these names: a query's alias, a column, a mapped value.
   */
  private static Set<String> coloursOf(String... names) {
    Set<String> wanted = Set.of(names);
    Set<String> colours = new TreeSet<>();
    for (JsonNode panel : boards().flatMap(board -> board.panels().stream()).toList()) {
      if (wanted.contains(panel.get("title").asText())) {
        colours.add(panel.at("/fieldConfig/defaults/color/fixedColor").asText());
      }
      for (JsonNode target : panel.get("targets")) {
        if (wanted.contains(target.path("alias").asText())) {
          colours.addAll(fixedColours(panel, target.get("refId").asText()));
        }
      }
      wanted.forEach(name -> colours.addAll(fixedColours(panel, name)));
      panel.findValues("options").stream()
          .flatMap(options -> options.properties().stream())
          .filter(option -> wanted.contains(option.getKey()) && option.getValue().has("color"))
          .forEach(option -> colours.add(option.getValue().get("color").asText()));
    }
    colours.remove("");
    return colours;
  }

  private static List<String> fixedColours(JsonNode panel, String matched) {
    return Dashboard.stream(panel.at("/fieldConfig/overrides"))
        .filter(candidate -> candidate.at("/matcher/options").asText().equals(matched))
        .flatMap(found -> found.findValues("fixedColor").stream())
        .map(JsonNode::asText)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void panelsDoNotOverlapAndHaveTheirOwnIdsAndTitles(Dashboard board) {
    Set<String> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (JsonNode panel : board.json().get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      JsonNode position = panel.get("gridPos");
      int left = position.get("x").asInt();
      int top = position.get("y").asInt();
      assertThat(left + position.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = left; x < left + position.get("w").asInt(); x++) {
        for (int y = top; y < top + position.get("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as(panel.get("title").asText()).isTrue();
        }
      }
      String type = panel.get("type").asText();
      assertThat(titles.add(panel.get("title").asText() + type)).isTrue();
    }
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
            "url: $SHOP_INFLUX_URL\n");
    assertThat(board.json().findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(
            source ->
                assertThat(source.get("uid").asText()).isIn(Dashboard.SHOP, Dashboard.OPERATIONS));
    int queries =
        board.queries().size() - board.annotations().size() + board.operationQueries().size();
    assertThat(board.json().findValues("rawQuery"))
        .hasSize(queries)
        .allSatisfy(raw -> assertThat(raw.asBoolean()).isTrue());
  }

  /** They are of the clock's time, in a span that is chosen, and no finer than they are told. */
  @Test
  void whatJobAndServicesTellStaysInATimeRangeAndIsOfThatSourceAlone() {
    List<Dashboard.Query> queries =
        boards().flatMap(board -> board.operationQueries().stream()).toList();
    assertThat(queries).isNotEmpty();
    for (Dashboard.Query query : queries) {
      assertThat(query.board()).isEqualTo("shop-trust");
      assertThat(query.text()).contains("WHERE $timeFilter");
      assertThat(groups(FROM, query.text()))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(PublishedMeasurements.TABLE.keySet());
      assertThat(query.text().contains("$__interval")).isEqualTo(query.interval().equals("10s"));
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void opensOnDecember2019InUtcAndIsNotEditedInTheBrowser(Dashboard board) throws Exception {
    JsonNode json = board.json();
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(42);
    assertThat(json.get("timezone").asText()).isEqualTo("utc");
    assertThat(json.at("/time/from").asText()).isEqualTo("2019-12-01T00:00:00.000Z");
    assertThat(json.at("/time/to").asText()).isEqualTo("2020-01-01T00:00:00.000Z");
    assertThat(json.get("graphTooltip").asInt()).isEqualTo(2);
    assertThat(json.get("editable").asBoolean()).isFalse();
    assertThat(json.get("links").findValuesAsText("url"))
        .anyMatch(url -> url.startsWith("/d/" + board.uid() + "?from=now-6h&to=now&refresh=30s"));
    assertThat(
            Files.readString(Dashboard.GRAFANA.resolve("provisioning/dashboards/dashboards.yaml")))
        .contains("allowUiUpdates: false\n");
  }

  @Test
  void thereAreFourAndEachLeadsToTheOthers() {
    assertThat(boards().map(Dashboard::uid))
        .containsExactly("shop-funnels", "shop-overview", "shop-products", "shop-trust");
    assertThat(boards().map(board -> board.json().at("/links/0/keepTime").asBoolean()))
        .containsOnly(true);
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
