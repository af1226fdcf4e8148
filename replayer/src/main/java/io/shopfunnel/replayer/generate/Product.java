package io.shopfunnel.replayer.generate;

/**
 * A product as it stands in a row: its fields are written out once.
 *
 * @param category the index of its category
 * @param regular the bytes {@code product_id,category_id,category_code,brand,price,}
 * @param reduced the same with the price of a sale
 */
record Product(int category, byte[] regular, byte[] reduced) {}
