package io.shopfunnel.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicProgressTest {
  private final TopicProgress progress = new TopicProgress(Map.of(0, 100L, 1, 0L), 2_000);

  @Test
  void countsFromWhereThePartitionsBegin() {
    assertThat(progress.words()).isEmpty();
    progress.moveTo(Map.of(), 4);
    progress.moveTo(Map.of(0, 500L, 1, 600L), 6);
    assertThat(progress.words()).contains("1,000 events read, 500/s, 50 %, 2 s left");
  }

  @Test
  void goesOnThroughARestart() {
    progress.moveTo(Map.of(0, 1_100L, 1, 400L), 1);
    progress.moveTo(Map.of(), 2);
    assertThat(progress.words()).get().asString().contains("1,400 events read");
    // A partition that had been read to its end is not read again.
    progress.moveTo(Map.of(1, 300L), 3);
    assertThat(progress.words()).get().asString().contains("1,400 events read");
    progress.moveTo(Map.of(1, 999L), 4);
    assertThat(progress.words()).get().asString().contains("100 %; closing the last windows");
  }
}
