package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.Price;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The products of a shop, with look-up tables by which popular ones are drawn more often. */
final class Catalog {
  private static final int ALL_SLOTS = 1 << 16;
  private static final int CATEGORY_SLOTS = 1 << 11;
  private static final long FIRST_CATEGORY_ID = 2_053_013_551_932_506_112L;
  private static final double PRICE_SIGMA = 0.8;

  private final Product[] products;
  private final int[] popular;
  private final int[][] popularInCategory;

  private Catalog(Product[] products, int[] popular, int[][] popularInCategory) {
    this.products = products;
    this.popular = popular;
    this.popularInCategory = popularInCategory;
  }

  /** The catalogue of a shop; it is the same for every seed, as a shop's goods are. */
  static Catalog of(ShopProfile shop) {
    Dice dice = new Dice(shop.name().hashCode());
    List<CategorySpec> specs = shop.assortment();
    int total = specs.stream().mapToInt(CategorySpec::weight).sum();
    Product[] products = new Product[shop.products()];
    double[] weights = new double[products.length];
    int[][] byCategory = new int[specs.size()][];
    int at = 0;
    for (int c = 0; c < specs.size(); c++) {
      CategorySpec spec = specs.get(c);
      int left = products.length - at;
      int share = Math.max(3, (int) ((long) products.length * spec.weight() / total));
      int count = c == specs.size() - 1 ? left : Math.min(left, share);
      double[] inCategory = new double[count];
      for (int i = 0; i < count; i++) {
        inCategory[i] = 1 / (i + 4.0);
        products[at + i] = product(shop, spec, c, at + i, dice);
      }
      double sum = sum(inCategory);
      for (int i = 0; i < count; i++) {
        weights[at + i] = inCategory[i] / sum * spec.weight();
      }
      byCategory[c] = slots(inCategory, CATEGORY_SLOTS, at);
      at += count;
    }
    return new Catalog(products, slots(weights, ALL_SLOTS, 0), byCategory);
  }

  int anyProduct(Dice dice) {
    return popular[dice.below(popular.length)];
  }

  /** A product of the same category as another one. */
  int similarProduct(int product, Dice dice) {
    int[] slots = popularInCategory[products[product].category()];
    return slots[dice.below(slots.length)];
  }

  Product product(int index) {
    return products[index];
  }

  private static Product product(
      ShopProfile shop, CategorySpec spec, int category, int index, Dice dice) {
    long id = shop.firstProductId() + index * 37L + dice.below(37);
    // A category has several numbers, as it has in the shop's own tree.
    long categoryId = FIRST_CATEGORY_ID + (category * 7L + dice.below(5)) * 8_388_608L;
    String brand = dice.perMillion(shop.withoutBrand()) ? "" : brand(spec, dice);
    long cents = cents(spec, shop, dice);
    String price = dice.perMillion(shop.withoutPrice()) ? "" : Price.format(cents);
    String reduced = price.isEmpty() ? "" : Price.format(cents - cents / 8);
    String head = id + "," + categoryId + "," + spec.code() + "," + brand + ",";
    return new Product(category, ascii(head + price + ","), ascii(head + reduced + ","));
  }

  private static String brand(CategorySpec spec, Dice dice) {
    int brands = spec.brands().size();
    return spec.brands().get(Math.min(dice.below(brands), dice.below(brands)));
  }

  private static long cents(CategorySpec spec, ShopProfile shop, Dice dice) {
    if (dice.perMillion(shop.freeOfCharge())) {
      return 0;
    }
    if (dice.perMillion(shop.belowZero())) {
      return -7937;
    }
    double z = Quantiles.normalQuantile(Math.max(dice.unit(), 1e-9));
    return Math.max(5, (long) (spec.medianCents() * StrictMath.exp(PRICE_SIGMA * z)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Fills a table so that each index takes slots in proportion to its weight. */
  private static int[] slots(double[] weights, int size, int firstIndex) {
    int[] slots = new int[size];
    double sum = sum(weights);
    double reached = weights[0];
    int index = 0;
    for (int i = 0; i < size; i++) {
      while (index < weights.length - 1 && reached <= sum * (i + 0.5) / size) {
        reached += weights[++index];
      }
      slots[i] = firstIndex + index;
    }
    return slots;
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }
}
