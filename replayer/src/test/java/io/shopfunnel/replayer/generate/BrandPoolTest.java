package io.shopfunnel.replayer.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrandPoolTest {
  @Test
  void knownBrandsComeFirstAndNoneTwice() {
    BrandPool pool = new BrandPool(new Dice(1), 50, List.of("runail"));
    for (int i = 0; i < 100; i++) {
      List<String> brands = pool.brands(List.of("apple", "samsung"), 12);
      assertThat(brands).startsWith("apple", "samsung").hasSize(12).doesNotHaveDuplicates();
    }
  }

  @Test
  void mostBrandsAreInOneCategoryAndAFewInMany() {
    BrandPool pool = new BrandPool(new Dice(1), 60, List.of());
    Map<String, Integer> categories = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      pool.brands(List.of(), 8).forEach(brand -> categories.merge(brand, 1, Integer::sum));
    }
    List<Integer> counts = new ArrayList<>(categories.values());
    long inOne = counts.stream().filter(count -> count == 1).count();
    assertThat(100.0 * inOne / counts.size()).isBetween(50.0, 85.0);
    assertThat(counts).anyMatch(count -> count > 20);
  }
}
