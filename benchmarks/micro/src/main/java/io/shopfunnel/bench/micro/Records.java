package io.shopfunnel.bench.micro;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Records as they stand on Kafka, of a shop like the multi-category one: a third without a
 * category, a seventh without a brand, eight in a second. The same for the same seed.
 */
final class Records {
  private static final long DECEMBER = 1_575_158_400_000L;
  private static final int BRANDS = 800;
  private static final List<Category> CATEGORIES =
      List.of(
          Category.UNKNOWN,
          Category.of("electronics.smartphone"),
          Category.of("appliances.kitchen.washer"));

  private Records() {}

  static byte[][] of(int count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    JsonEventEncoder encoder = new JsonEventEncoder();
    byte[][] records = new byte[count][];
    long second = 0;
    for (int row = 0; row < count; row++) {
      second += random.nextInt(8) / 7;
      records[row] = encoder.encode(event(row, DECEMBER + second * 1000, random));
    }
    return records;
  }

  private static ShopEvent event(int row, long time, RandomGenerator random) {
    return new ShopEvent(
        time,
        type(random.nextInt(100)),
        1_000_000 + random.nextInt(200_000),
        2_053_013_552_226_107_603L + random.nextInt(500),
        CATEGORIES.get(random.nextInt(CATEGORIES.size())),
        random.nextInt(7) == 0 ? null : "brand-" + random.nextInt(BRANDS),
        random.nextInt(1, 200_000),
        512_000_000 + random.nextInt(3_000_000),
        SessionId.ofUuid(random.nextLong(), random.nextLong()),
        new EventId("2019-Dec.csv", row + 1));
  }

  private static EventType type(int percent) {
    if (percent < 94) {
      return EventType.VIEW;
    }
    return percent < 98 ? EventType.CART : EventType.PURCHASE;
  }
}
