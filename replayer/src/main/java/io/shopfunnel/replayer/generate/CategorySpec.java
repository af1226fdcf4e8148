package io.shopfunnel.replayer.generate;

import java.util.List;

/**
 * One kind of goods of a synthetic shop.
 *
 * @param code its category code, empty where the shop's own files give none
 * @param weight its share of the interest, against the others' weights
 * @param medianCents the median price
 * @param brands its brands, the most frequent first
 */
record CategorySpec(String code, int weight, int medianCents, List<String> brands) {
  static CategorySpec of(String code, int weight, int medianCents, String brands) {
    return new CategorySpec(code, weight, medianCents, List.of(brands.split(" ")));
  }
}
