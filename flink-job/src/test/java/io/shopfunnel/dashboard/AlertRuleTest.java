package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRuleTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$([A-Z]+)");
  private static final Pattern SELECTION =
      Pattern.compile("SELECT ((?:(?!SELECT|FROM).)*) FROM \"([^\"]*)\"");
  private static final Pattern QUOTED = Pattern.compile("(?<! AS )\"([a-z_0-9]+)\"");

  static Stream<AlertRule> rules() {
    return AlertRule.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysWhatNoDataAndAnErrorMean(AlertRule rule) {
    assertThat(rule.text("noDataState")).isIn("OK", "Alerting", "NoData");
    assertThat(rule.text("execErrState")).isIn("Error", "Alerting");
    assertThat(rule.text("for")).matches("[0-9]+[sm]");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsRunbookIsThere(AlertRule rule) throws Exception {
    Path page = Path.of("..", "docs", "operations.md");
    assertThat(rule.annotation("runbook_url"))
        .isEqualTo("$SHOP_DOCS/operations.md#" + rule.text("uid"));
    String heading = rule.text("title");
    assertThat(heading.toLowerCase(Locale.ROOT).replace(' ', '-')).isEqualTo(rule.text("uid"));
    assertThat(Files.readString(page)).contains("### " + heading + "\n");
  }

  /** One that shows what woke somebody up: a field that the rule asks for. */
  @ParameterizedTest
  @MethodSource("rules")
  void itLeadsToAPanelThatShowsIt(AlertRule rule) {
    Dashboard board =
        Dashboard.all().stream()
            .filter(found -> found.uid().equals(rule.annotation("__dashboardUid__")))
            .findAny()
            .orElseThrow();
    JsonNode panel =
        board.panels().stream()
            .filter(found -> found.get("id").asText().equals(rule.annotation("__panelId__")))
            .findAny()
            .orElseThrow();
    Set<String> shown = new HashSet<>();
    Dashboard.stream(panel.get("targets"))
        .forEach(target -> shown.addAll(asked(target.get("query").asText())));
    assertThat(shown)
        .containsAnyElementsOf(
            Stream.concat(rule.queries().stream(), rule.operationQueries().stream())
                .flatMap(query -> asked(query.text()).stream())
                .toList());
  }

  /** The fields that a query asks for, each with its measurement; those of expressions too. */
  private static Set<String> asked(String query) {
    Set<String> asked = new HashSet<>();
    SELECTION
        .matcher(query)
        .results()
        .forEach(
            selection ->
                QUOTED
                    .matcher(selection.group(1))
                    .results()
                    .forEach(field -> asked.add(selection.group(2) + " " + field.group(1))));
    return asked;
  }

  /** The dashboard's queries are run on what the real job tells; so these get an answer too. */
  @Test
  void whatJobAndServicesTellIsOnADashboard() {
    Set<String> shown = new HashSet<>();
    Dashboard.all().stream()
        .flatMap(board -> board.operationQueries().stream())
        .forEach(query -> shown.addAll(asked(query.text())));
    for (AlertRule rule : AlertRule.all()) {
      for (Dashboard.Query query : rule.operationQueries()) {
        assertThat(shown).as(query.toString()).containsAll(asked(query.text()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyStepIsOfEarlierOnes(AlertRule rule) {
    Set<String> earlier = new HashSet<>();
    for (AlertRule.Step step : rule.steps()) {
      if (!step.isQuery()) {
        List<String> used =
            step.model("type").equals("reduce")
                ? List.of(step.model("expression"))
                : REFERENCE
                    .matcher(step.model("expression"))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        assertThat(used).isNotEmpty().isSubsetOf(earlier);
      }
      assertThat(earlier.add(step.ref())).isTrue();
    }
    assertThat(earlier).contains(rule.text("condition"));
  }
}
