package io.shopfunnel.replayer.generate;

/**
 * Draws indexes in proportion to weights, each draw in the same short time (Walker's alias method).
 * It is built with exactly rounded arithmetic only, so that it is the same on any machine.
 */
final class AliasTable {
  private static final long COIN = 1L << 31;

  private final int[] keepsBelow;
  private final int[] alias;

  AliasTable(double[] weights) {
    int count = weights.length;
    keepsBelow = new int[count];
    alias = new int[count];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] scaled = new double[count];
    int[] small = new int[count];
    int[] large = new int[count];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < count; i++) {
      scaled[i] = weights[i] * count / sum;
      alias[i] = i;
      keepsBelow[i] = Integer.MAX_VALUE;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int poor = small[--smalls];
      int rich = large[larges - 1];
      keepsBelow[poor] = (int) (scaled[poor] * COIN);
      alias[poor] = rich;
      scaled[rich] -= 1 - scaled[poor];
      if (scaled[rich] < 1) {
        larges--;
        small[smalls++] = rich;
      }
    }
  }

  int draw(Dice dice) {
    long roll = dice.next();
    int index = (int) (((roll >>> 32) * alias.length) >>> 32);
    return (roll & (COIN - 1)) < keepsBelow[index] ? index : alias[index];
  }
}
