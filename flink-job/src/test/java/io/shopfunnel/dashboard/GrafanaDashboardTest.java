package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.dashboard.PublishedMeasurements.Measurement;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.FunnelDefinition;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrafanaDashboardTest {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern FROM = Pattern.compile(" FROM \"([^\"]*)\"");
  private static final Pattern WINDOW = Pattern.compile("\"window\" = '([^']*)'");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
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
          "sum",
          "count",
          "time",
          "fill",
          "none",
          "false",
          "$timeFilter",
          "$__interval");

  private final Dashboard dashboard = Dashboard.read();

  static Stream<Dashboard.Query> queries() {
    return Dashboard.read().queries().stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyNameInAQueryIsPublished(Dashboard.Query query) {
    Matcher from = FROM.matcher(query.text());
    assertThat(from.find()).isTrue();
    Measurement measurement = PublishedMeasurements.TABLE.get(from.group(1));
    assertThat(measurement).as("measurement %s", from.group(1)).isNotNull();
    Set<String> known = new HashSet<>(measurement.tags());
    known.addAll(measurement.fields());
    String rest = query.text().replaceAll(" (FROM|AS) \"[^\"]*\"", "");
    assertThat(QUOTED.matcher(rest).results().map(name -> name.group(1))).isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyNameInAQueryIsQuotedSoThatItsNoKeyword(Dashboard.Query query) {
    String bare = query.text().replaceAll("\"[^\"]*\"|'[^']*'|=~ /[^/]*/", "");
    assertThat(WORD.matcher(bare).results().map(word -> word.group())).isSubsetOf(INFLUXQL);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryIsOfOneWindowThatIsWritten(Dashboard.Query query) {
    Matcher from = FROM.matcher(query.text());
    assertThat(from.find()).isTrue();
    Set<String> written = PublishedMeasurements.TABLE.get(from.group(1)).windows();
    List<String> asked =
        WINDOW.matcher(query.text()).results().map(window -> window.group(1)).toList();
    assertThat(asked).hasSize(1);
    if (asked.get(0).equals("$window")) {
      assertThat(written).containsExactlyInAnyOrderElementsOf(dashboard.offered("window"));
    } else if (asked.get(0).equals("$touch")) {
      assertThat(query.text()).contains("\"breakdown\" = 'category'");
    } else {
      assertThat(written).containsAll(asked);
    }
  }

  @Test
  void breakdownsAreOfferedForTheWindowsThatTheyAreWrittenFor() {
    Set<String> written = new TreeSet<>();
    for (FunnelDefinition funnel : FunnelCatalogReader.builtIn().funnels()) {
      funnel.breakdownWindows().forEach(window -> written.add(window.tag()));
    }
    assertThat(dashboard.offered("touch")).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void whatAVariableListsIsWhatItOffers() {
    for (String variable : List.of("window", "touch")) {
      assertThat(
              dashboard.variables().stream()
                  .filter(candidate -> candidate.get("name").asText().equals(variable))
                  .map(found -> found.get("query").asText()))
          .containsExactly(String.join(",", dashboard.offered(variable)));
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
  void everyQueryStaysInTheTimeRange(Dashboard.Query query) {
    assertThat(query.text()).contains("WHERE $timeFilter AND ");
  }

  @Test
  void noQueryGroupsTimeFinerThanItsWindowOrLeavesGapsAtZero() {
    for (JsonNode panel : dashboard.panels()) {
      for (JsonNode target : panel.get("targets")) {
        String query = target.get("query").asText();
        if (query.contains("time($__interval)")) {
          Matcher window = WINDOW.matcher(query);
          assertThat(window.find()).isTrue();
          assertThat(panel.path("interval").asText()).isEqualTo(window.group(1));
          assertThat(query).endsWith("fill(none)");
        }
      }
    }
  }

  @Test
  void everyMeasurementIsShown() {
    Set<String> shown = new TreeSet<>();
    for (Dashboard.Query query : dashboard.queries()) {
      FROM.matcher(query.text()).results().forEach(from -> shown.add(from.group(1)));
    }
    assertThat(shown).isEqualTo(PublishedMeasurements.TABLE.keySet());
  }

  @Test
  void everyPanelSaysWhatItMeansAndInWhichUnit() {
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).hasSizeGreaterThan(40);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
    }
  }

  @Test
  void panelsDoNotOverlapAndHaveTheirOwnIds() {
    Set<String> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.json().get("panels")) {
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
    }
  }

  @Test
  void everythingAsksTheProvisionedDataSourceWithARawQuery() throws Exception {
    String provisioned =
        Files.readString(Dashboard.GRAFANA.resolve("provisioning/datasources/influxdb.yaml"));
    assertThat(provisioned).contains("uid: shop-influxdb\n", "url: $SHOP_INFLUX_URL\n");
    assertThat(dashboard.json().findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("shop-influxdb"));
    assertThat(dashboard.json().findValues("rawQuery"))
        .hasSameSizeAs(dashboard.queries())
        .allSatisfy(raw -> assertThat(raw.asBoolean()).isTrue());
  }

  @Test
  void opensOnDecember2019AndIsNotEditedInTheBrowser() throws Exception {
    assertThat(dashboard.json().get("schemaVersion").asInt()).isEqualTo(42);
    assertThat(dashboard.json().get("timezone").asText()).isEqualTo("utc");
    assertThat(dashboard.json().at("/time/from").asText()).isEqualTo("2019-12-01T00:00:00.000Z");
    assertThat(dashboard.json().at("/time/to").asText()).isEqualTo("2020-01-01T00:00:00.000Z");
    assertThat(
            Files.readString(Dashboard.GRAFANA.resolve("provisioning/dashboards/dashboards.yaml")))
        .contains("allowUiUpdates: false\n");
  }

  @Test
  void everyVariableIsUsedAndEveryUsedOneIsThere() {
    String queries = dashboard.queries().toString();
    Set<String> used =
        new TreeSet<>(
            Pattern.compile("\\$([a-z]+)\\b")
                .matcher(queries)
                .results()
                .map(v -> v.group(1))
                .toList());
    used.remove("time");
    assertThat(dashboard.variables().stream().map(v -> v.get("name").asText()))
        .containsExactlyInAnyOrder("window", "touch", "funnel", "category");
    assertThat(used).containsExactlyInAnyOrder("window", "touch", "funnel", "category");
  }
}
