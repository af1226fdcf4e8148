package io.shopfunnel.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.window.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelCatalogReaderTest {
  @Test
  void theBuiltInFunnelsAreThoseOfSemantics() {
    List<FunnelDefinition> funnels = FunnelCatalogReader.builtIn().funnels();

    assertThat(funnels)
        .extracting(FunnelDefinition::name)
        .containsExactly(
            "session_purchase",
            "session_view_purchase",
            "session_no_removal",
            "product_purchase",
            "user_purchase_1d");
    assertThat(funnels.get(0))
        .isEqualTo(
            new FunnelDefinition(
                "session_purchase",
                ActorKind.SESSION,
                List.of(
                    EventFilter.of(EventType.VIEW),
                    EventFilter.of(EventType.CART),
                    EventFilter.of(EventType.PURCHASE)),
                FunnelDefinition.UNBOUNDED,
                List.of(),
                List.of(Window.MINUTE, Window.HOUR, Window.DAY),
                List.of(Breakdown.CATEGORY, Breakdown.BRAND, Breakdown.PRICE_BAND),
                List.of(Window.HOUR, Window.DAY)));
    assertThat(funnels.get(1).steps())
        .containsExactly(EventFilter.of(EventType.VIEW), EventFilter.of(EventType.PURCHASE));
    assertThat(funnels.get(2).exclusions())
        .containsExactly(new Exclusion(EventFilter.of(EventType.REMOVE_FROM_CART), 2));
    assertThat(funnels.get(3).actor()).isEqualTo(ActorKind.SESSION_PRODUCT);
    assertThat(funnels.get(3).entryWindows()).containsExactly(Window.HOUR, Window.DAY);
    assertThat(funnels.get(4).actor()).isEqualTo(ActorKind.USER);
    assertThat(funnels.get(4).conversionWindowMillis()).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(funnels.get(4).entryWindows())
        .containsExactly(Window.HOUR, Window.DAY, Window.MONTH);
  }

  /** Breakdowns by the minute are so many points that they must be asked for. */
  @Test
  void breakdownWindowsAreTheEntryWindowsWithoutTheMinuteUnlessSaid() {
    assertThat(withEntryWindows("[1mo, 1m, 1d, 1h]", "").breakdownWindows())
        .containsExactly(Window.HOUR, Window.DAY, Window.MONTH);
    assertThat(withEntryWindows("[1m, 1mo]", "breakdown_windows: [1mo, 1m]").breakdownWindows())
        .containsExactly(Window.MINUTE, Window.MONTH);
    assertThat(withEntryWindows("[1m]", "").breakdownWindows()).isEmpty();
  }

  private static FunnelDefinition withEntryWindows(String entryWindows, String more) {
    return FunnelCatalogReader.parse(
            """
            funnels:
              - name: a
                actor: session
                steps: [{event: view}, {event: cart}]
                entry_windows: %s
                breakdowns: [brand]
                %s
            """
                .formatted(entryWindows, more))
        .funnels()
        .get(0);
  }

  @Test
  void readsEverythingThatAFunnelMayHave() {
    FunnelDefinition funnel =
        FunnelCatalogReader.parse(
                """
                funnels:
                  - name: dear_phones
                    actor: user+product
                    conversion_window: 90m
                    steps:
                      - {event: view, category: electronics, min_price: 100}
                      - {event: purchase, brand: l'oreal, min_price: 9.99, max_price: 500.5}
                    exclusions:
                      - {event: remove_from_cart, max_price: 1, between: [1, 2]}
                    entry_windows: [1d, 1mo, 1m]
                    breakdowns: [price_band, brand]
                    breakdown_windows: [1d]
                """)
            .funnels()
            .get(0);

    assertThat(funnel)
        .isEqualTo(
            new FunnelDefinition(
                "dear_phones",
                ActorKind.USER_PRODUCT,
                List.of(
                    new EventFilter(EventType.VIEW, "electronics", null, 10_000L, null),
                    new EventFilter(EventType.PURCHASE, null, "l'oreal", 999L, 50_050L)),
                Duration.ofMinutes(90).toMillis(),
                List.of(
                    new Exclusion(
                        new EventFilter(EventType.REMOVE_FROM_CART, null, null, null, 100L), 1)),
                List.of(Window.MINUTE, Window.DAY, Window.MONTH),
                List.of(Breakdown.PRICE_BAND, Breakdown.BRAND),
                List.of(Window.DAY)));
  }

  @Test
  void tellsEveryMistakeAtOnceWithItsLineAndKey() {
    assertThat(
            problems(
                """
                funnels:
                  - name: Session Purchase
                    actor: visitor
                    steps:
                      - event: look
                      - evnt: cart
                      - event: purchase
                        min_price: cheap
                      - event: purchase
                        min_price: 10
                        max_price: 5
                    exclusions:
                      - event: view
                        between: [1, 3]
                      - event: view
                        between: [4, 5]
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
                    conversion_window: 1 day
                    steps: [{event: view}]
                    entry_windows: []
                  - just text
                funnel: 1
                """))
        .containsExactlyInAnyOrder(
            "line 31, funnel: is no key here; known are funnels",
            "line 30, funnels[4].: should be a mapping with the keys name, actor, steps, "
                + "conversion_window, exclusions, entry_windows, breakdowns, breakdown_windows",
            "line 2, funnels[1].name: 'Session Purchase' should be lower-case letters, digits and "
                + "underscores, a letter first",
            "line 3, funnels[1].actor: 'visitor' should be session, user, session+product or "
                + "user+product",
            "line 5, funnels[1].steps[1].event: 'look' should be view, cart, remove_from_cart or "
                + "purchase",
            "line 6, funnels[1].steps[2].evnt: is no key here; known are event, category, brand, "
                + "min_price, max_price",
            "line 6, funnels[1].steps[2].event: is missing",
            "line 8, funnels[1].steps[3].min_price: 'cheap' should be a price like 9.99",
            "line 11, funnels[1].steps[4].max_price: should be above min_price",
            "line 14, funnels[1].exclusions[1].between: should be two steps in a row, such as "
                + "[1, 2], of the 4 there are",
            "line 16, funnels[1].exclusions[2].between: should be two steps in a row, such as "
                + "[1, 2], of the 4 there are",
            "line 17, funnels[1].exclusions[3].between: should be two steps in a row, such as "
                + "[1, 2], of the 4 there are",
            "line 18, funnels[1].entry_windows: '2h' should be 1m, 1h, 1d or 1mo",
            "line 18, funnels[1].entry_windows: '1h' stands here twice",
            "line 19, funnels[1].breakdowns: 'colour' should be category, brand or price_band",
            "line 19, funnels[1].breakdowns: 'all' should be category, brand or price_band",
            "line 20, funnels[1].breakdown_windows: '1d' should be one of the entry windows",
            "line 20, funnels[1].breakdown_windows: should list at least one of the entry windows",
            "line 22, funnels[2].name: stands here twice",
            "line 24, funnels[2].steps: should be a list",
            "line 24, funnels[2].steps: should list 2 to 16 steps",
            "line 21, funnels[2].conversion_window: is missing",
            "line 21, funnels[2].entry_windows: should list at least one of 1m, 1h, 1d or 1mo",
            "line 25, funnels[3].name: 'twice' is the name of another funnel too",
            "line 27, funnels[3].conversion_window: '1 day' should be a duration like 30m, 1h or "
                + "1d",
            "line 28, funnels[3].steps: should list 2 to 16 steps",
            "line 29, funnels[3].entry_windows: should list at least one of 1m, 1h, 1d or 1mo",
            "line 30, funnels[4].name: is missing",
            "line 30, funnels[4].actor: is missing",
            "line 30, funnels[4].steps: should list 2 to 16 steps",
            "line 30, funnels[4].entry_windows: should list at least one of 1m, 1h, 1d or 1mo");
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(
            InvalidFunnelsException.class, () -> FunnelCatalogReader.parse(yaml))
        .problems();
  }

  @Test
  void tellsWhatIsWrongWithAFileThatIsNoFunnelsAtAll() {
    assertThat(problems(""))
        .containsExactly("line 1, the file: is empty; it should have the key funnels");
    assertThat(problems("- 1"))
        .contains("line 1, the file: should be a mapping with the keys funnels");
    assertThat(problems("funnels: []"))
        .containsExactly("line 1, funnels: should list at least one funnel");
    assertThat(problems("funnels: ["))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("the file is no YAML");
  }

  @ParameterizedTest
  @CsvSource({"30s, 30000", "10m, 600000", "2h, 7200000", "1d, 86400000"})
  void readsDurations(String text, long millis) {
    assertThat(withWindow(text).conversionWindowMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({"0m", "1", "m", "-1h", "1.5h", "1w", "1H", "9999999999d"})
  void readsNothingElseAsADuration(String text) {
    assertThat(
            catchThrowableOfType(InvalidFunnelsException.class, () -> withWindow(text)).problems())
        .containsExactly(
            "line 4, funnels[1].conversion_window: '"
                + text
                + "' should be a duration like 30m, 1h or 1d");
  }

  private static FunnelDefinition withWindow(String window) {
    return FunnelCatalogReader.parse(
            """
            funnels:
              - name: a
                actor: user
                conversion_window: %s
                steps: [{event: view}, {event: cart}]
                entry_windows: [1h]
            """
                .formatted(window))
        .funnels()
        .get(0);
  }

  @Test
  void theHashTellsOneFileFromAnother() {
    FunnelCatalog builtIn = FunnelCatalogReader.builtIn();
    assertThat(builtIn.hash()).matches("[0-9a-f]{16}");
    assertThat(FunnelCatalogReader.parse(builtIn.yaml()).hash()).isEqualTo(builtIn.hash());
    assertThat(FunnelCatalogReader.parse(builtIn.yaml() + "#").hash()).isNotEqualTo(builtIn.hash());
  }

  @Test
  void sixtyFourFunnelsOfUsersAreTheMost() {
    assertThat(FunnelCatalogReader.parse(funnelsOfUsers(64)).funnels()).hasSize(64);
    assertThat(
            catchThrowableOfType(
                    InvalidFunnelsException.class,
                    () -> FunnelCatalogReader.parse(funnelsOfUsers(65) + "more: 1\n"))
                .problems())
        .containsExactly(
            "line 67, more: is no key here; known are funnels",
            "line 2, funnels: should list at most 64 whose actor is user or user+product; there"
                + " are 65");
  }

  private static String funnelsOfUsers(int count) {
    StringBuilder yaml = new StringBuilder("funnels:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - {name: f%d, actor: %s, ".formatted(i, i % 2 == 0 ? "user" : "user+product"))
          .append("conversion_window: 1h, steps: [{event: view}, {event: cart}], ")
          .append("entry_windows: [1h]}\n");
    }
    return yaml.toString();
  }
}
