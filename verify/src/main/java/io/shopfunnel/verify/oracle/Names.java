package io.shopfunnel.verify.oracle;

/** SQL for the names that numbers in the table {@code event} stand for. */
final class Names {
  /** Of {@code typ}. */
  static final String TYPE = "(['view', 'cart', 'purchase', 'remove_from_cart'])[typ + 1]";

  /** Of {@code band}. */
  static final String BAND =
      "(['<=0', '0-10', '10-20', '20-30', '30-40', '40-50', '50+'])[band + 1]";

  /** Of the number of a {@code category}. */
  static final String CATEGORY = "enum_range(NULL::category_name)[category + 1]";

  /** Of the number of a {@code brand}. */
  static final String BRAND = "enum_range(NULL::brand_name)[brand + 1]";

  private Names() {}

  /** The rank of an event type in the total order. */
  static int rank(String type) {
    return switch (type) {
      case "view" -> 0;
      case "cart" -> 1;
      case "purchase" -> 2;
      default -> 3;
    };
  }
}
