package io.shopfunnel.replayer.generate;

import java.util.List;

/**
 * One kind of goods of a synthetic shop.
 *
 * @param code its category code, empty where the shop's own files give none
 * @param ids how many category ids share the code
 * @param weight its share of the interest, against the others' weights
 * @param medianCents the median price
 * @param brands its best known brands, the most frequent first
 */
record CategorySpec(String code, int ids, double weight, int medianCents, List<String> brands) {
  static CategorySpec of(String code, int ids, double weight, int medianCents, String brands) {
    return new CategorySpec(code, ids, weight, medianCents, List.of(brands.split(" ")));
  }
}
