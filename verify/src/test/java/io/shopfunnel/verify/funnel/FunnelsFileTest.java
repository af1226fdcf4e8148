package io.shopfunnel.verify.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.verify.point.WindowLength;
import java.nio.file.Path;
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
    assertThat(FunnelsFile.read(null))
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
    Funnel funnel = FunnelsFile.parse(FUNNEL).get(0);
    assertThat(funnel.conversionSeconds()).isEqualTo(5_400L);
    assertThat(funnel.steps().get(0))
        .isEqualTo(new Funnel.EventFilter("view", "shoes", null, 999L, null));
    assertThat(funnel.steps().get(1).maxCents()).isEqualTo(10_000L);
    assertThat(funnel.breakdownWindows()).containsExactly(WindowLength.DAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor: user | actor: shop | funnel one, actor: should be session",
        "conversion_window: 90m | exclusions: [] | conversion_window: should be a duration",
        "90m | 90 | conversion_window: should be a duration like 30m, 1h or 1d, but is 90",
        "[1h, 1d] | [1w] | entry_windows [1]: should be 1m, 1h or 1d, but is 1w",
        "event: purchase | event: buy | should be view, cart, remove_from_cart or purchase",
        "[brand] | [colour] | should be category, brand or price_band, but is colour",
        "9.99 | 9.999 | min_price: should be a price like 9.99",
        "name: one | nom: one | name: should be given",
      })
  void saysWhatIsWrong(String right, String wrong, String message) {
    assertThatThrownBy(() -> FunnelsFile.parse(FUNNEL.replace(right, wrong)))
        .isInstanceOf(InvalidFunnelsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichFileIsNotThere() {
    assertThatThrownBy(() -> FunnelsFile.read(Path.of("nowhere.yaml")))
        .hasMessageContaining("nowhere.yaml");
  }
}
