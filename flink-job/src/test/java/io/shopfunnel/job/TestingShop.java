package io.shopfunnel.job;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.Price;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A small shop's click-stream with everything that makes funnels hard, as events and as CSV. */
public final class TestingShop {
  private static final long START = 1_575_158_400_000L;
  private static final long DAY = 86_400_000L;
  private static final String[] CATEGORIES = {
    "", "electronics.smartphone", "electronics.audio", "apparel.shoes", "kids"
  };

  private TestingShop() {}

  /** Events of that many sessions over two days, in order of time; the same for the same seed. */
  static List<ShopEvent> events(String source, int sessions, long seed) {
    return events(source, sessions, 2, seed);
  }

  /** Events of that many sessions that begin within so many days from 1 December 2019 on. */
  public static List<ShopEvent> events(String source, int sessions, int days, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<ShopEvent> unordered = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      addSession(unordered, days, random);
    }
    unordered.sort(Comparator.comparingLong(ShopEvent::eventTime));
    List<ShopEvent> events = new ArrayList<>();
    for (ShopEvent event : unordered) {
      events.add(TestingEvents.identified(event, new EventId(source, events.size() + 1)));
    }
    return events;
  }

  private static void addSession(List<ShopEvent> events, int days, RandomGenerator random) {
    long time = START + random.nextLong(days * DAY / 1_000) * 1_000;
    long user = 500 + random.nextInt(300);
    SessionId session =
        random.nextInt(50) == 0
            ? null
            : SessionId.of(new UUID(random.nextLong(), random.nextLong()).toString());
    int length = 1 + (int) (-Math.log(1 - random.nextDouble()) * 5);
    long product = 1_000 + random.nextInt(200);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(3) == 0) {
        product = 1_000 + random.nextInt(200);
      }
      events.add(event(time, user, session, product, random));
      time += pause(random);
    }
  }

  /** Ties are common, and now and then the silence is as long as a session bears, or longer. */
  private static long pause(RandomGenerator random) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> 0;
      case 4 -> 1_800_000;
      case 5 -> 1_801_000;
      default -> random.nextLong(1, 600) * 1_000;
    };
  }

  private static ShopEvent event(
      long time, long user, SessionId session, long product, RandomGenerator random) {
    EventType[] types = {
      EventType.VIEW,
      EventType.VIEW,
      EventType.VIEW,
      EventType.CART,
      EventType.CART,
      EventType.REMOVE_FROM_CART,
      EventType.PURCHASE
    };
    long cents = random.nextInt(40) == 0 ? random.nextLong(-500, 1) : random.nextLong(1, 9_000);
    return new ShopEvent(
        time,
        types[random.nextInt(types.length)],
        product,
        product % 9,
        Category.of(CATEGORIES[(int) (product % CATEGORIES.length)]),
        product % 4 == 0 ? null : "brand" + product % 31,
        random.nextInt(60) == 0 ? ShopEvent.NO_PRICE : cents,
        user,
        session,
        new EventId("none", 1));
  }

  /** Writes events as the shop's CSV, in the order of their rows. */
  public static Path writeCsv(Path folder, List<ShopEvent> events) throws IOException {
    Path file = folder.resolve(events.get(0).id().source());
    List<String> lines = new ArrayList<>();
    lines.add(
        "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session");
    for (ShopEvent event : events) {
      lines.add(
          String.join(
              ",",
              EventTime.format(event.eventTime()),
              event.type().wireName(),
              Long.toString(event.productId()),
              Long.toString(event.categoryId()),
              event.category().code() == null ? "" : event.category().code(),
              event.brand() == null ? "" : event.brand(),
              event.priceCents() == ShopEvent.NO_PRICE ? "" : Price.format(event.priceCents()),
              Long.toString(event.userId()),
              event.session() == null ? "" : event.session().toString()));
    }
    return Files.write(file, lines);
  }

  /** The events of one of the shop's files, which must hold no quotes. */
  static List<ShopEvent> readCsv(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    int first = List.of(lines.get(0).split(",")).indexOf("event_time");
    List<ShopEvent> events = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      events.add(
          new ShopEvent(
              EventTime.parse(fields[first]),
              EventType.ofWireName(fields[first + 1]),
              Long.parseLong(fields[first + 2]),
              Long.parseLong(fields[first + 3]),
              Category.of(fields[first + 4]),
              fields[first + 5].isEmpty() ? null : fields[first + 5],
              fields[first + 6].isEmpty()
                  ? ShopEvent.NO_PRICE
                  : Price.parseCents(fields[first + 6]),
              Long.parseLong(fields[first + 7]),
              fields[first + 8].isEmpty() ? null : SessionId.of(fields[first + 8]),
              new EventId(file.getFileName().toString(), events.size() + 1)));
    }
    return events;
  }

  /** The same events, each up to that much later in line than its time says. */
  static List<ShopEvent> disordered(List<ShopEvent> events, long boundMillis, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    record Arrival(long at, ShopEvent event) {}
    return events.stream()
        .map(event -> new Arrival(event.eventTime() + random.nextLong(boundMillis), event))
        .sorted(Comparator.comparingLong(Arrival::at))
        .map(Arrival::event)
        .toList();
  }
}
