package io.shopfunnel.replayer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final long HOUR = 3_600_000;

  private final Selection selection = new Selection(HOUR, 2 * HOUR);

  @Test
  void whatIsBeforeOrNotBeforeTheEndIsPassedOver() {
    assertThat(selection.takes(HOUR - 1)).isFalse();
    assertThat(selection.takes(HOUR)).isTrue();
    assertThat(selection.takes(2 * HOUR - 1)).isTrue();
    assertThat(selection.takes(2 * HOUR)).isFalse();
    assertThat(selection.passedOver()).isEqualTo(2);
  }

  @Test
  void onlyALongRunFarPastTheEndEndsIt() {
    for (int row = 1; row < Selection.ROWS_PAST_THE_END; row++) {
      assertThat(selection.takes(3 * HOUR)).isFalse();
    }
    assertThat(selection.isOver()).isFalse();
    assertThat(selection.takes(HOUR)).isTrue();
    for (int row = 1; row <= Selection.ROWS_PAST_THE_END; row++) {
      assertThat(selection.isOver()).isFalse();
      assertThat(selection.takes(3 * HOUR)).isFalse();
    }
    assertThat(selection.isOver()).isTrue();
  }

  @Test
  void withoutAnEndNothingIsPastIt() {
    Selection all = new Selection(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(all.takes(0)).isTrue();
    assertThat(all.takes(Long.MAX_VALUE - 1)).isTrue();
  }
}
