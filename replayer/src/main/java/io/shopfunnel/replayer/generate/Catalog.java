package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.Price;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The products of a shop, drawn by how often they are asked for. It is the same for every seed, as
 * a shop's goods are.
 */
final class Catalog {
  private static final long FIRST_CATEGORY_ID = 2_053_013_551_932_506_112L;
  private static final long CATEGORY_ID_STEP = 8_388_608L;
  private static final Popularity OF_BRANDS = new Popularity(1, 1.5, 1e9);

  /** So many first products of a category always have a price: few rows must not hang on one. */
  private static final int ALWAYS_PRICED = 20;

  private final ShopProfile shop;
  private final Dice dice;
  private final AliasTable categories;
  private final int[] firstProduct;
  private final AliasTable[] inCategory;
  private final Product[] products;

  private Catalog(ShopProfile shop) {
    this.shop = shop;
    dice = new Dice(shop.name().hashCode());
    List<Category> tree = CategoryTree.of(shop.assortment());
    categories = new AliasTable(tree.stream().mapToDouble(Category::weight).toArray());
    firstProduct = firstProducts(tree, shop.assortment());
    inCategory = new AliasTable[tree.size()];
    products = new Product[firstProduct[tree.size()]];
    BrandPool brands =
        new BrandPool(dice, shop.newBrandPercent(), shop.assortment().leadingBrands());
    for (int category = 0; category < tree.size(); category++) {
      fill(category, tree.get(category), brands);
    }
  }

  static Catalog of(ShopProfile shop) {
    return new Catalog(shop);
  }

  /** Shares the products out among the categories; the last number is how many there are. */
  private static int[] firstProducts(List<Category> tree, Assortment assortment) {
    double[] sizes = new double[tree.size()];
    double sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = StrictMath.pow(tree.get(i).weight(), assortment.productsBySize());
      sum += sizes[i];
    }
    int[] first = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      first[i + 1] = first[i] + 1 + (int) (assortment.products() * sizes[i] / sum);
    }
    return first;
  }

  private void fill(int index, Category category, BrandPool pool) {
    int count = firstProduct[index + 1] - firstProduct[index];
    Assortment assortment = shop.assortment();
    inCategory[index] = new AliasTable(assortment.ofProducts().weights(count));
    int brandCount =
        1 + (int) (assortment.brandsPerRootOfProducts() * Math.sqrt(Math.max(0, count - 1)));
    List<String> brands = pool.brands(category.knownBrands(), brandCount);
    AliasTable byBrand = new AliasTable(OF_BRANDS.weights(brands.size()));
    long id = FIRST_CATEGORY_ID + (index * 7L + dice.below(5)) * CATEGORY_ID_STEP;
    int withoutBrand = (int) (category.withoutBrand() * 1_000_000);
    for (int rank = 0; rank < count; rank++) {
      String brand = dice.perMillion(withoutBrand) ? "" : brands.get(byBrand.draw(dice));
      String kind = "," + id + "," + category.code() + "," + brand + ",";
      products[firstProduct[index] + rank] = product(index, category, rank, kind);
    }
  }

  private Product product(int index, Category category, int rank, String kind) {
    int number = firstProduct[index] + rank;
    long step = shop.productIdStep();
    String head = shop.firstProductId() + number * step + dice.below((int) step) + kind;
    boolean priced = rank < ALWAYS_PRICED;
    long cents = priced ? cents(category) : centsOrNone(category);
    boolean blank = !priced && dice.perMillion(shop.withoutPrice());
    byte[] regular = ascii(head + (blank ? "" : Price.format(cents)) + ",");
    boolean offered = !blank && dice.perMillion(shop.onOffer());
    byte[] reduced = offered ? ascii(head + Price.format(cents - cents / 8) + ",") : regular;
    return new Product(index, regular, reduced, dice.below(Product.OFFER_CYCLE));
  }

  private long centsOrNone(Category category) {
    if (dice.perMillion(shop.freeOfCharge())) {
      return 0;
    }
    return dice.perMillion(shop.belowZero()) ? -7937 : cents(category);
  }

  private long cents(Category category) {
    double z = Quantiles.normalQuantile(Math.max(dice.unit(), 1e-4));
    double cents = category.medianCents() * StrictMath.exp(category.sigma() * z);
    return Math.max(5, Math.min(shop.dearestCents(), (long) cents));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  int anyProduct(Dice dice) {
    return inCategory(categories.draw(dice), dice);
  }

  /** A product of the same category as another one. */
  int similarProduct(int product, Dice dice) {
    return inCategory(products[product].category(), dice);
  }

  private int inCategory(int category, Dice dice) {
    return firstProduct[category] + inCategory[category].draw(dice);
  }

  Product product(int index) {
    return products[index];
  }
}
