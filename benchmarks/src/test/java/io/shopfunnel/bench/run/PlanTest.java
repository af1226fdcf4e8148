package io.shopfunnel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  @ParameterizedTest
  @CsvSource({"1000,1", "1000000,1", "4000000,2", "16000000,7", "67500000,31", "999000000,31"})
  void theShopIsAboutAsBusyHoweverManyEventsThereAre(long events, int days) {
    Plan plan =
        new Plan(
            events,
            1000,
            1,
            2,
            512,
            List.of(),
            true,
            Path.of("r"),
            Path.of("d"),
            Path.of("o"),
            false,
            "make bench");
    assertThat(plan.days()).isEqualTo(days);
  }

  @Test
  void entrantsAreFoundByTheirNames() {
    for (Entrant entrant : Entrant.values()) {
      assertThat(Entrant.ofId(entrant.id())).contains(entrant);
    }
    assertThat(Entrant.ofId("ours-two")).contains(Entrant.OURS_TWO);
    assertThat(Entrant.ofId("OURS_TWO")).isEmpty();
  }

  @Test
  void progressTellsRateAndTimeLeft() {
    assertThat(Display.line("bare-1", 250_000, 1_000_000, 0.5))
        .isEqualTo("  bare-1: 250,000 of 1,000,000 events (25 %), 500,000/s, 2 s left");
    assertThat(Display.line("bare-1", 0, 1_000_000, 0))
        .isEqualTo("  bare-1: 0 of 1,000,000 events (0 %), 0/s");
  }

  @Test
  void whatIsElsewhereIsWhatNobodyElseUsed() {
    StackUsage used = new StackUsage(30, 8, 2).since(new StackUsage(10, 3, 1));
    assertThat(used.elsewhere(9)).isEqualTo(5);
    assertThat(used.elsewhere(99)).isZero();
  }
}
