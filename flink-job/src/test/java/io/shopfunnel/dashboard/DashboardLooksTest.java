package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How dashboards look, and where they lead. */
class DashboardLooksTest {
  private static final Set<String> PALETTE =
      Set.of(
          "#56B4E9", "#E69F00", "#CC79A7", "#009E73", "#D55E00", "#0072B2", "#F0E442", "#999999");

  static Stream<Dashboard> boards() {
    return Dashboard.all().stream();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyPanelSaysWhatItMeansInWhichUnitAndThatThereIsNothing(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).hasSizeGreaterThan(40);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
      assertThat(panel.at("/fieldConfig/defaults/noValue").asText())
          .as(title)
          .hasSizeGreaterThan(15)
          .contains(" ");
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

  /** Grafana's own palette would give each of many series any colour. */
  @ParameterizedTest
  @MethodSource("boards")
  void noPanelLeavesItsColoursToGrafana(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      String colours = panel.at("/fieldConfig/defaults/color/mode").asText();
      assertThat(colours)
          .as(panel.get("title").asText())
          .isIn("fixed", "shades", "thresholds", "continuous-greens");
    }
    assertThat(board.json().toString()).doesNotContain("palette-");
  }

  @Test
  void whatHappensHasOneColourWhereverItAppears() {
    assertThat(coloursOf("views", "view")).containsExactly("#56B4E9");
    assertThat(coloursOf("carts", "cart")).containsExactly("#E69F00");
    assertThat(coloursOf("removals", "remove_from_cart", "emptied")).containsExactly("#CC79A7");
    assertThat(coloursOf("purchases", "purchase", "purchased", "GMV", "Orders", "Money"))
        .containsExactly("#009E73");
    assertThat(coloursOf("abandoned", "Carts abandoned")).containsExactly("#D55E00");
    assertThat(coloursOf("dead letters", "Dead letters, by the field at fault", "Dead letters"))
        .containsExactly("#999999");
    assertThat(coloursOf("late, applied", "Bursts of late events")).containsExactly("#F0E442");
  }

  /**
   * The fixed colours of what has one of these names: a panel, a query's alias, a column, a mapped
   * value, an annotation.
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
    boards()
        .flatMap(board -> board.annotations().stream())
        .filter(annotation -> wanted.contains(annotation.get("name").asText()))
        .forEach(annotation -> colours.add(annotation.get("iconColor").asText()));
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
  void thereAreFourAndEachLeadsToTheOthersWithPeriodAndVariables() {
    assertThat(boards().map(Dashboard::uid))
        .containsExactly("shop-funnels", "shop-overview", "shop-products", "shop-trust");
    for (Dashboard board : Dashboard.all()) {
      JsonNode others = board.json().at("/links/0");
      assertThat(others.get("tags").get(0)).isEqualTo(board.json().get("tags").get(0));
      assertThat(others.get("keepTime").asBoolean()).isTrue();
      assertThat(others.get("includeVars").asBoolean()).isTrue();
    }
  }

  /** All but the window, which hours and days of the clock want another of. */
  @ParameterizedTest
  @MethodSource("boards")
  void aLinkToAnotherPeriodKeepsWhatIsChosen(Dashboard board) {
    List<String> chosen =
        board.variables().stream()
            .filter(variable -> variable.get("hide").asInt() == 0)
            .map(variable -> variable.get("name").asText())
            .filter(name -> !name.equals("window"))
            .map("${%s:queryparam}"::formatted)
            .toList();
    List<String> links =
        board.json().get("links").findValuesAsText("url").stream()
            .filter(url -> !url.isEmpty())
            .toList();
    assertThat(links).hasSize(2).allSatisfy(url -> assertThat(url).contains(chosen));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void aPointerReadsAllSeriesAtOnce(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      if (panel.get("type").asText().equals("timeseries")) {
        assertThat(panel.at("/options/tooltip/mode").asText())
            .as(panel.get("title").asText())
            .isEqualTo("multi");
      }
    }
  }

  @Test
  void whatIsFinalIsSolidAndWhatIsUnfinishedDashed() {
    JsonNode panel = panelOf("shop-funnels", "Does conversion change?");
    for (JsonNode target : panel.get("targets")) {
      boolean isFinal = target.get("query").asText().endsWith("\"mature\" = true");
      assertThat(target.get("query").asText().endsWith("\"mature\" = false")).isEqualTo(!isFinal);
      assertThat(lineStyles(panel, target.get("refId").asText()))
          .isEqualTo(isFinal ? List.of() : List.of("dash"));
    }
  }

  private static List<String> lineStyles(JsonNode panel, String ref) {
    return Dashboard.stream(panel.at("/fieldConfig/overrides"))
        .filter(candidate -> candidate.at("/matcher/options").asText().equals(ref))
        .flatMap(found -> Dashboard.stream(found.get("properties")))
        .filter(property -> property.get("id").asText().equals("custom.lineStyle"))
        .map(property -> property.at("/value/fill").asText())
        .toList();
  }

  /** InfluxDB orders tags as texts, the tenth before the second. */
  @ParameterizedTest
  @MethodSource("boards")
  void whatIsRankedStandsInOrderOfItsRankAsANumber(Dashboard board) {
    for (JsonNode panel : board.panels()) {
      if (panel.get("targets").toString().contains("GROUP BY \\\"rank\\\"")) {
        List<String> steps =
            Dashboard.stream(panel.get("transformations"))
                .map(step -> step.get("id").asText() + step.at("/options"))
                .toList();
        assertThat(steps)
            .as(panel.get("title").asText())
            .containsSubsequence(
                "convertFieldType{\"conversions\":[{\"targetField\":\"rank\",\"destinationType\":\"number\"}],\"fields\":{}}",
                "sortBy{\"fields\":{},\"sort\":[{\"field\":\"rank\",\"desc\":false}]}");
      }
    }
  }

  private static JsonNode panelOf(String board, String title) {
    return boards()
        .filter(candidate -> candidate.uid().equals(board))
        .flatMap(found -> found.panels().stream())
        .filter(panel -> panel.get("title").asText().equals(title))
        .findAny()
        .orElseThrow();
  }
}
