package io.shopfunnel.schema;

import java.util.random.RandomGenerator;

/** Events for tests. */
final class TestingEvents {
  private static final String[] BRANDS = {null, "samsung", "l'oréal", "a\"b\\c", "jessnail", "日本"};
  private static final String[] CATEGORIES = {
    null, "electronics.smartphone", "apparel", ".odd", "a\tb"
  };
  private static final String[] SOURCES = {"2019-Dec.csv", "a:b", "naïve.csv"};

  private TestingEvents() {}

  static ShopEvent random(RandomGenerator random) {
    return new ShopEvent(
        random.nextLong(946_684_800L, 7_258_118_400L) * 1_000,
        EventType.ofRank(random.nextInt(4)),
        random.nextLong(),
        random.nextLong(0, Long.MAX_VALUE),
        Category.of(CATEGORIES[random.nextInt(CATEGORIES.length)]),
        BRANDS[random.nextInt(BRANDS.length)],
        random.nextInt(10) == 0 ? ShopEvent.NO_PRICE : random.nextLong(-100_000, 100_000_000),
        random.nextLong(1, 1L << random.nextInt(1, 62)),
        session(random),
        new EventId(
            SOURCES[random.nextInt(SOURCES.length)],
            random.nextLong(1, 1L << random.nextInt(1, 59))));
  }

  private static SessionId session(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> SessionId.of("not-a-uuid-" + random.nextInt(5));
      default -> SessionId.ofUuid(random.nextLong(), random.nextLong());
    };
  }
}
