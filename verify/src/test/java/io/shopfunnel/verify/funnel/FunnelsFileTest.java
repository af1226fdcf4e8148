package io.shopfunnel.verify.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.verify.point.WindowLength;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelsFileTest {
  private static final String FUNNEL =
      """
      funnels:
        - name: one
          actor: user
          conversion_window: 90m
          steps:
            - {event: view, category: shoes, min_price: 9.99}
            - {event: purchase, max_price: 100}
          entry_windows: [1h, 1d]
          breakdowns: [brand]
          breakdown_windows: [1d]
      """;

  @Test
  void builtInOnesAreThoseOfTheJob() {
    assertThat(FunnelsFile.read(null).list())
        .extracting(Funnel::name)
        .containsExactly(
            "session_purchase",
            "session_view_purchase",
            "session_no_removal",
            "product_purchase",
            "user_purchase_1d");
  }

  @Test
  void readsEveryKey() {
    Funnel funnel = FunnelsFile.parse(FUNNEL).list().get(0);
    assertThat(funnel.conversionSeconds()).isEqualTo(5_400L);
    assertThat(funnel.steps().get(0))
        .isEqualTo(new Funnel.EventFilter("view", "shoes", null, 999L, null));
    assertThat(funnel.steps().get(1).maxCents()).isEqualTo(10_000L);
    assertThat(funnel.breakdownWindows()).containsExactly(WindowLength.DAY);
  }

  @Test
  void breakdownsAreByAllEntryWindowsButTheMinuteUnlessTheFileSaysOtherwise() {
    String windows = "entry_windows: [1m, 1mo, 1h]";
    String left = FUNNEL.replace("entry_windows: [1h, 1d]", windows);
    assertThat(FunnelsFile.parse(left.replace("    breakdown_windows: [1d]\n", "")).list().get(0))
        .extracting(Funnel::breakdownWindows)
        .isEqualTo(List.of(WindowLength.MONTH, WindowLength.HOUR));
    assertThat(FunnelsFile.parse(left.replace("[1d]", "[1m]")).list().get(0).breakdownWindows())
        .containsExactly(WindowLength.MINUTE);
  }

  @Test
  void tellsEveryMistakeAtOnceWithItsLineAndKeyAndWhatIsRight() {
    assertThatThrownBy(
            () ->
                FunnelsFile.parse(
                    """
                    funnels:
                      - name: Session Purchase
                        actor: visitor
                        steps:
                          - event: look
                          - evnt: cart
                          - event: purchase
                            min_price: 9.999
                          - event: purchase
                            min_price: 10
                            max_price: 5
                        exclusions:
                          - event: view
                            between: [1, 3]
                          - event: view
                        entry_windows: [1h, 2h, 1h]
                        breakdowns: [colour, all]
                        breakdown_windows: [1d]
                      - name: twice
                        name: twice
                        actor: user
                        steps: view
                      - name: twice
                        actor: user
                        conversion_window: 90
                        steps: [{event: view}]
                        entry_windows: []
                      - just text
                    funnel: 1
                    """))
        .isInstanceOf(InvalidFunnelsException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().lines().map(String::strip))
                    .containsExactlyInAnyOrder(
                        "the funnels are not right:",
                        "line 29, funnel: is no key here; known are funnels",
                        "line 2, funnels[1].name: 'Session Purchase' should be lower-case letters,"
                            + " digits and underscores, a letter first",
                        "line 3, funnels[1].actor: 'visitor' should be session, user,"
                            + " session+product or user+product",
                        "line 5, funnels[1].steps[1].event: 'look' should be view, cart,"
                            + " remove_from_cart or purchase",
                        "line 6, funnels[1].steps[2].evnt: is no key here; known are event,"
                            + " category, brand, min_price, max_price",
                        "line 6, funnels[1].steps[2].event: is missing",
                        "line 8, funnels[1].steps[3].min_price: '9.999' should be a price like"
                            + " 9.99",
                        "line 11, funnels[1].steps[4].max_price: '5' should be above min_price",
                        "line 14, funnels[1].exclusions[1].between: should be two steps in a row,"
                            + " such as [1, 2], of the 4 there are",
                        "line 15, funnels[1].exclusions[2].between: is missing",
                        "line 16, funnels[1].entry_windows[2]: '2h' should be 1m, 1h, 1d or 1mo",
                        "line 16, funnels[1].entry_windows[3]: stands here twice",
                        "line 17, funnels[1].breakdowns[1]: 'colour' should be category, brand or"
                            + " price_band",
                        "line 17, funnels[1].breakdowns[2]: 'all' should be category, brand or"
                            + " price_band",
                        "line 18, funnels[1].breakdown_windows[1]: '1d' should be one of the entry"
                            + " windows",
                        "line 18, funnels[1].breakdown_windows: should be a list of at least one of"
                            + " the entry windows",
                        "line 20, funnels[2].name: stands here twice",
                        "line 22, funnels[2].steps: 'view' should be a list",
                        "line 22, funnels[2].steps: 'view' should be a list of 2 to 16 steps",
                        "line 19, funnels[2].conversion_window: is missing",
                        "line 19, funnels[2].entry_windows: is missing",
                        "line 23, funnels[3].name: 'twice' should be another name than the other"
                            + " funnels'",
                        "line 25, funnels[3].conversion_window: '90' should be a duration like 30m,"
                            + " 1h or 1d",
                        "line 26, funnels[3].steps: should be a list of 2 to 16 steps",
                        "line 27, funnels[3].entry_windows: should be a list of at least one of 1m,"
                            + " 1h, 1d and 1mo",
                        "line 28, funnels[4]: 'just text' should be a mapping with the keys name,"
                            + " actor, steps, conversion_window, exclusions, entry_windows,"
                            + " breakdowns, breakdown_windows"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "funnels: []     | line 1, funnels: should be a list of at least one funnel",
        "some: thing     | line 1, funnels: is missing",
        "just text       | line 1, the file: 'just text' should be a mapping with the keys funnels",
        "\"{\"         | the funnels are no YAML",
      })
  void saysWhatIsWrongWithTheWholeFile(String yaml, String message) {
    assertThatThrownBy(() -> FunnelsFile.parse(yaml))
        .isInstanceOf(InvalidFunnelsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichFileIsNotThere() {
    assertThatThrownBy(() -> FunnelsFile.read(Path.of("nowhere.yaml")))
        .hasMessageContaining("nowhere.yaml");
  }
}
