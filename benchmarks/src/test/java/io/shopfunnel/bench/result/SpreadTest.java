package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMiddleOfAnOddNumberIsOneOfThem() {
    assertThat(Spread.of(List.of(5.0, 1.0, 9.0))).isEqualTo(new Spread(1, 5, 9));
  }

  @Test
  void theMiddleOfAnEvenNumberLiesBetweenTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(1, 3, 9));
  }

  @Test
  void oneValueIsAllThree() {
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
