package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRuleTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$([A-Z]+)");

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
    assertThat(rule.annotation("runbook_url")).isEqualTo("docs/operations.md#" + rule.text("uid"));
    String heading = rule.text("title");
    assertThat(heading.toLowerCase(Locale.ROOT).replace(' ', '-')).isEqualTo(rule.text("uid"));
    assertThat(Files.readString(page)).contains("### " + heading + "\n");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itLeadsToAPanel(AlertRule rule) {
    Dashboard board =
        Dashboard.all().stream()
            .filter(found -> found.uid().equals(rule.annotation("__dashboardUid__")))
            .findAny()
            .orElseThrow();
    assertThat(board.panels().stream().map(panel -> panel.get("id").asText()))
        .contains(rule.annotation("__panelId__"));
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
