package io.shopfunnel.replayer.generate;

import java.util.ArrayList;
import java.util.List;

/** Lays out the category ids of a shop: those of its known goods, then the long tail. */
final class CategoryTree {
  /** Of several ids of one code, each has this part of the interest of the one before. */
  private static final double NEXT_ID = 0.62;

  private static final double KNOWN_SIGMA = 0.92;

  /** Steps that spread evenly over [0, 1): so no few large categories decide a shop's shares. */
  private static final double GOLDEN_STEP = 0.618_033_988_749_894_9;

  private static final double SILVER_STEP = 0.414_213_562_373_095_1;

  private final Assortment assortment;
  private final List<Category> categories = new ArrayList<>();

  private CategoryTree(Assortment assortment) {
    this.assortment = assortment;
  }

  static List<Category> of(Assortment assortment) {
    CategoryTree tree = new CategoryTree(assortment);
    tree.addKnown();
    tree.addTail();
    return tree.categories;
  }

  private void addKnown() {
    List<CategorySpec> known = assortment.known();
    double total = known.stream().mapToDouble(CategorySpec::weight).sum();
    for (CategorySpec spec : known) {
      double weight = spec.weight() / total * (1 - assortment.tailShare());
      double parts = (1 - StrictMath.pow(NEXT_ID, spec.ids())) / (1 - NEXT_ID);
      double part = weight / parts;
      for (int id = 0; id < spec.ids(); id++) {
        double withoutBrand = assortment.knownWithoutBrand().at(evenly(GOLDEN_STEP));
        categories.add(
            new Category(
                spec.code(), part, spec.medianCents(), KNOWN_SIGMA, withoutBrand, spec.brands()));
        part *= NEXT_ID;
      }
    }
  }

  private void addTail() {
    double[] weights = assortment.tail();
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    for (double weight : weights) {
      double z = Quantiles.normalQuantile(0.02 + 0.96 * evenly(SILVER_STEP));
      int median =
          (int) (assortment.tailMedianCents() * StrictMath.exp(assortment.tailSigma() * z));
      double withoutBrand = assortment.tailWithoutBrand().at(evenly(GOLDEN_STEP));
      double part = weight / total * assortment.tailShare();
      double sigma = assortment.priceSigma();
      categories.add(new Category("", part, median, sigma, withoutBrand, List.of()));
    }
  }

  private double evenly(double step) {
    double position = (categories.size() + 1) * step;
    return position - Math.floor(position);
  }
}
