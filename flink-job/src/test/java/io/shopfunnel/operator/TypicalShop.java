package io.shopfunnel.operator;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Some time of a large shop, in proportion like those of the public logs: many users with a session
 * of a few events each, nearly all of them views; a few products, brands and categories that most
 * look at, and a long tail. The same for the same seed.
 */
final class TypicalShop {
  private static final int PRODUCTS = 30_000;
  private static final int BRANDS = 1_500;
  private static final int ROOTS = 14;
  private static final int LEAVES = 130;
  private static final double EVENTS_PER_SESSION = 4.8;
  private static final double SESSIONS_PER_USER = 1.3;

  private final RandomGenerator random;
  private final List<ShopEvent> events = new ArrayList<>();

  private TypicalShop(RandomGenerator random) {
    this.random = random;
  }

  /**
   * About so many events, in the order in which they come, which is nearly that of time.
   *
   * @param seconds from the first to the last session
   */
  static List<ShopEvent> events(int count, long start, long seconds, long seed) {
    TypicalShop shop = new TypicalShop(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    int users = (int) (count / EVENTS_PER_SESSION / SESSIONS_PER_USER);
    while (shop.events.size() < count) {
      shop.addSession(start, seconds, users);
    }
    return shop.arrived();
  }

  private void addSession(long start, long seconds, int users) {
    long user = 512_000_000L + random.nextInt(users);
    SessionId session =
        random.nextInt(5_000) == 0 ? null : SessionId.ofUuid(random.nextLong(), random.nextLong());
    long second = random.nextLong(seconds);
    int length = 1 + (int) (-Math.log(1 - random.nextDouble()) * (EVENTS_PER_SESSION - 0.5));
    int product = product();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(100);
      events.add(event(start + second * 1_000, user, session, product, type(kind)));
      if (kind < 60) {
        product = product();
      }
      second += random.nextInt(10) < 2 ? 0 : (long) (-Math.log(1 - random.nextDouble()) * 60);
    }
  }

  private static EventType type(int kind) {
    if (kind < 92) {
      return EventType.VIEW;
    }
    return kind < 97 ? EventType.CART : kind < 98 ? EventType.REMOVE_FROM_CART : EventType.PURCHASE;
  }

  /** Most look at few of them. */
  private int product() {
    return (int) (Math.pow(PRODUCTS, random.nextDouble()) - 1);
  }

  private static ShopEvent event(
      long time, long user, SessionId session, int product, EventType type) {
    int mixed = product * 0x9E37_79B1 >>> 8;
    int brand = (int) Math.pow(BRANDS, (mixed & 0xFFF) / 4_096.0);
    int leaf = mixed % LEAVES;
    return new ShopEvent(
        time,
        type,
        1_000_000L + product,
        2_053_013_555_631_882_655L + leaf,
        Category.of(leaf % 4 == 0 ? null : "root" + leaf % ROOTS + ".branch.leaf" + leaf),
        mixed % 7 == 0 ? null : "brand-" + brand,
        99 + mixed % 90_000,
        user,
        session,
        new EventId("none", 1));
  }

  private List<ShopEvent> arrived() {
    events.sort(Comparator.comparingLong(ShopEvent::eventTime));
    record Arrival(long at, ShopEvent event) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (ShopEvent event : events) {
      ShopEvent identified =
          TestingEvents.identified(event, new EventId("2019-Dec.csv", arrivals.size() + 1));
      // Some are late, but none is too late.
      long delay = random.nextInt(2_000) == 0 ? 600_000 : random.nextInt(30_000);
      arrivals.add(new Arrival(event.eventTime() + delay, identified));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::event).toList();
  }
}
