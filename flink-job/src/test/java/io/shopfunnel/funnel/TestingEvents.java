package io.shopfunnel.funnel;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events for tests, numbered as they are made: all on 2019-12-01 unless said. */
public final class TestingEvents {
  private static final List<EventType> RANKS =
      List.of(EventType.VIEW, EventType.CART, EventType.PURCHASE, EventType.REMOVE_FROM_CART);

  private final List<ShopEvent> events = new ArrayList<>();

  /** The time of that clock reading, {@code 10:00} or {@code 10:00:01}, in milliseconds. */
  public static long at(String clock) {
    return at("2019-12-01", clock);
  }

  /** The time of that day and clock reading, in milliseconds. */
  public static long at(String day, String clock) {
    try {
      return EventTime.parse(day + " " + (clock.length() == 5 ? clock + ":00" : clock) + " UTC");
    } catch (MalformedEventException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Adds an event of product 1 that costs 10.00 and has neither brand nor category. */
  public TestingEvents add(String clock, EventType type, long user, @Nullable String session) {
    return add(at(clock), type, user, session, 1);
  }

  /** Adds an event that costs 10.00 and has neither brand nor category. */
  public TestingEvents add(
      long time, EventType type, long user, @Nullable String session, long product) {
    events.add(event(time, type, user, session, product, null, null, 1_000, events.size() + 1));
    return this;
  }

  /** All events so far. */
  public List<ShopEvent> events() {
    return List.copyOf(events);
  }

  /** The event that was added last. */
  public ShopEvent last() {
    return events.get(events.size() - 1);
  }

  /** The same event under another identity. */
  public static ShopEvent identified(ShopEvent event, EventId id) {
    return new ShopEvent(
        event.eventTime(),
        event.type(),
        event.productId(),
        event.categoryId(),
        event.category(),
        event.brand(),
        event.priceCents(),
        event.userId(),
        event.session(),
        id);
  }

  /** An event with everything. */
  public static ShopEvent event(
      long time,
      EventType type,
      long user,
      @Nullable String session,
      long product,
      @Nullable String brand,
      @Nullable String category,
      long cents,
      long row) {
    return new ShopEvent(
        time,
        type,
        product,
        product % 9,
        Category.of(category),
        brand,
        cents,
        user,
        session == null ? null : SessionId.of(session),
        new EventId("test.csv", row));
  }

  /** A block of events. */
  public static EventBlock block(int key, List<ShopEvent> events) {
    EventBlock block = new EventBlock(key);
    EventDraft draft = new EventDraft();
    for (ShopEvent event : events) {
      draft.set(event);
      block.add(draft);
    }
    return block;
  }

  /** The events of a block, as objects that outlive it. */
  public static List<ShopEvent> eventsOf(EventBlock block) {
    List<ShopEvent> events = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      events.add(block.event(i));
    }
    return events;
  }

  /** The worked example of the session funnel: sessions s1 to s6, of users 1 to 6. */
  public static TestingEvents workedExample() {
    return new TestingEvents()
        .add("10:00", EventType.VIEW, 1, "s1")
        .add("10:02", EventType.CART, 1, "s1")
        .add("10:05", EventType.PURCHASE, 1, "s1")
        .add("10:00", EventType.CART, 2, "s2")
        .add("10:01", EventType.VIEW, 2, "s2")
        .add("10:03", EventType.PURCHASE, 2, "s2")
        .add(at("10:10"), EventType.VIEW, 3, "s3", 1)
        .add(at("10:10"), EventType.CART, 3, "s3", 1)
        .add(at("10:12"), EventType.PURCHASE, 3, "s3", 2)
        .add(at("10:20"), EventType.PURCHASE, 4, "s4", 3)
        .add("10:59", EventType.VIEW, 5, "s5")
        .add("11:01", EventType.CART, 5, "s5")
        .add("11:04", EventType.PURCHASE, 5, "s5")
        .add("10:30", EventType.VIEW, 6, "s6")
        .add("10:30", EventType.VIEW, 6, "s6")
        .add("10:31", EventType.CART, 6, "s6");
  }

  /** The events in the total order, written anew from SEMANTICS. */
  public static List<ShopEvent> inTotalOrder(List<ShopEvent> events) {
    return events.stream()
        .sorted(
            Comparator.comparingLong(ShopEvent::eventTime)
                .thenComparingInt(event -> RANKS.indexOf(event.type()))
                .thenComparing(event -> event.id().toString()))
        .toList();
  }
}
