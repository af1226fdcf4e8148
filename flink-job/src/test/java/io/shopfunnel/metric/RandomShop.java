package io.shopfunnel.metric;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small random shops in which all that makes funnels hard is common. */
public final class RandomShop {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long[] STARTS = {
    TestingEvents.at("2019-12-01", "00:00"),
    TestingEvents.at("2019-12-01", "21:30"),
    TestingEvents.at("2019-12-31", "22:50"),
    TestingEvents.at("2019-12-03", "09:55")
  };
  private static final EventType[] TYPES = {
    EventType.VIEW,
    EventType.VIEW,
    EventType.VIEW,
    EventType.CART,
    EventType.CART,
    EventType.PURCHASE,
    EventType.REMOVE_FROM_CART
  };
  private static final long[] CENTS = {
    ShopEvent.NO_PRICE, -250, 0, 1, 999, 1_000, 2_550, 4_999, 5_000, 120_000
  };
  private static final String[] CATEGORIES = {null, "x", "x.y", "z.y.x", ".odd"};

  private final RandomGenerator random;
  private final SessionRules rules;
  private final int users;
  private final int sessions;
  private final int products;
  private final int brands;
  private final int mostEvents;

  private RandomShop(
      RandomGenerator random,
      SessionRules rules,
      int users,
      int sessions,
      int products,
      int brands,
      int mostEvents) {
    this.random = random;
    this.rules = rules;
    this.users = users;
    this.sessions = sessions;
    this.products = products;
    this.brands = brands;
    this.mostEvents = mostEvents;
  }

  /** A few visitors who do much, in the same seconds. */
  public static List<ShopEvent> dense(RandomGenerator random, SessionRules rules) {
    return new RandomShop(
            random,
            rules,
            1 + random.nextInt(3),
            1 + random.nextInt(4),
            1 + random.nextInt(3),
            2,
            1 + random.nextInt(14))
        .events();
  }

  /** Many visitors, products and brands; most do little. */
  static List<ShopEvent> wide(RandomGenerator random, SessionRules rules) {
    return new RandomShop(random, rules, 30, 60, 15, 40, 3).events();
  }

  /** One visitor who hardly ever pauses. */
  public static List<ShopEvent> busy(RandomGenerator random, SessionRules rules) {
    List<ShopEvent> events = new ArrayList<>();
    RandomShop shop = new RandomShop(random, rules, 1, 1, 3, 2, 1);
    long time = STARTS[random.nextInt(STARTS.length)];
    for (int row = 1; row <= 800; row++) {
      events.add(shop.event(time, 1, "session", row));
      time += random.nextInt(60) == 0 ? rules.gapMillis() + SECOND : random.nextInt(40) * SECOND;
    }
    return events;
  }

  private List<ShopEvent> events() {
    List<Integer> rows = new ArrayList<>();
    for (int row = 1; row <= sessions * (mostEvents + 1); row++) {
      rows.add(row);
    }
    Collections.shuffle(rows, new java.util.Random(random.nextLong()));
    long start = STARTS[random.nextInt(STARTS.length)];
    List<ShopEvent> events = new ArrayList<>();
    for (int session = 0; session < sessions; session++) {
      String name = random.nextInt(8) == 0 ? null : "session-" + session;
      long user = 1 + random.nextInt(users);
      long time = start + random.nextLong(2 * HOUR / SECOND) * SECOND;
      for (int i = 1 + random.nextInt(mostEvents); i > 0; i--) {
        long visitor = random.nextInt(12) == 0 ? 1 + random.nextInt(users) : user;
        events.add(event(time, visitor, name, rows.remove(rows.size() - 1)));
        time = next(time);
      }
    }
    return events;
  }

  private long next(long time) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> time;
      case 4 -> time + rules.gapMillis();
      case 5 -> time + rules.gapMillis() + SECOND;
      case 6 -> (time / MINUTE + 1) * MINUTE - random.nextInt(2) * SECOND;
      case 7 -> (time / HOUR + 1) * HOUR - random.nextInt(2) * SECOND;
      case 8 -> time + 10 * MINUTE + random.nextInt(2) * SECOND;
      default -> time + random.nextInt(300) * SECOND;
    };
  }

  private ShopEvent event(long time, long user, String session, long row) {
    int brand = random.nextInt(brands + 1);
    return TestingEvents.event(
        time,
        TYPES[random.nextInt(TYPES.length)],
        user,
        session,
        1 + random.nextInt(products),
        brand == 0 ? null : brand == 1 ? "other" : "brand-" + brand,
        CATEGORIES[random.nextInt(CATEGORIES.length)],
        CENTS[random.nextInt(CENTS.length)],
        row);
  }
}
