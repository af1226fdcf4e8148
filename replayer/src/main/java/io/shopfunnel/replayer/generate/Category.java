package io.shopfunnel.replayer.generate;

import java.util.List;

/**
 * One category id of a synthetic shop.
 *
 * @param code its category code, or empty
 * @param weight its share of the interest, against the others' weights
 * @param medianCents the median price of its products
 * @param sigma how far prices spread: the standard deviation of their logarithm
 * @param withoutBrand which part of its products has no brand, from 0 to 1
 * @param knownBrands brands that it has for certain, the most frequent first
 */
record Category(
    String code,
    double weight,
    int medianCents,
    double sigma,
    double withoutBrand,
    List<String> knownBrands) {}
