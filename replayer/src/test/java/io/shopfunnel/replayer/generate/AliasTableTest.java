package io.shopfunnel.replayer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AliasTableTest {
  private static final int DRAWS = 1_000_000;

  private static double[] percent(double... weights) {
    AliasTable table = new AliasTable(weights);
    Dice dice = new Dice(1);
    double[] percent = new double[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      percent[table.draw(dice)] += 100.0 / DRAWS;
    }
    return percent;
  }

  @Test
  void drawsInProportionToTheWeights() {
    assertThat(percent(5, 1, 3, 1)).containsExactly(new double[] {50, 10, 30, 10}, within(0.2));
  }

  @Test
  void oneIndexIsAlwaysDrawnAndWeightlessOnesNever() {
    assertThat(percent(7)).containsExactly(new double[] {100}, within(1e-6));
    assertThat(percent(0, 2, 0)).containsExactly(new double[] {0, 100, 0}, within(1e-6));
  }
}
