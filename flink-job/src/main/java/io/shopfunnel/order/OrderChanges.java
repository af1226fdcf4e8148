package io.shopfunnel.order;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.SessionPart;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.table.Tables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the events change about orders, with the sign of the tables: a late event has what
 * followed from those before it taken back, and added again. Two words of a session:
 *
 * <pre>
 * 0 the row of its first purchase's identity, plus 2; 0 where there is no purchase yet
 * 1 the number of that identity's source (upper half)
 * </pre>
 *
 * <p>Holds nothing from one advance of the watermark to the next.
 */
public final class OrderChanges implements SessionPart {
  private static final int FIRST_ROW = 0;
  private static final int FIRST_SOURCE = 1;

  /** Makes of each row that there may be, {@link EventId#NO_ROW} too, a number above 0. */
  private static final long ROW_OFFSET = 1 - EventId.NO_ROW;

  private final Tables tables;
  private final Map<Key, OrderDraft> drafts = new LinkedHashMap<>();
  private long userId;

  private record Key(long userId, EventId order) {}

  /** Orders whose changes have the sign of these tables. */
  public OrderChanges(Tables tables) {
    this.tables = tables;
  }

  /** What follows is of this user. */
  public void turnTo(long user) {
    userId = user;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public int textsWord() {
    return FIRST_SOURCE;
  }

  @Override
  public void apply(LedgerEvent event, long[] words, int at) {
    if (event.type() != EventType.PURCHASE) {
      return;
    }
    if (words[at + FIRST_ROW] == 0) {
      words[at + FIRST_ROW] = event.idRow() + ROW_OFFSET;
      words[at + FIRST_SOURCE] = (long) event.idSource() << 32;
    }
    if (tables.sign() != 0) {
      draft(first(words, at)).purchase(item(event), session(event), tables.sign());
    }
  }

  @Override
  public void end(long[] words, int at) {
    if (words[at + FIRST_ROW] != 0 && tables.sign() != 0) {
      draft(first(words, at)).end(tables.sign());
    }
  }

  /** Takes an event that is applied for the first time: without a session, it is an order. */
  public void accepted(LedgerEvent event) {
    if (event.type() == EventType.PURCHASE && !event.hasSession()) {
      OrderItem item = item(event);
      OrderDraft draft = draft(item.id());
      draft.purchase(item, null, 1);
      draft.end(1);
    }
  }

  /**
   * Hands out, and forgets, what has changed.
   *
   * @param watermark the watermark that all users have been advanced to
   */
  public void drain(long watermark, Consumer<OrderChange> out) {
    for (OrderDraft draft : drafts.values()) {
      OrderChange change = draft.change(watermark);
      if (!change.isNothing()) {
        out.accept(change);
      }
    }
    drafts.clear();
  }

  private OrderDraft draft(EventId order) {
    return drafts.computeIfAbsent(
        new Key(userId, order), key -> new OrderDraft(key.order, key.userId));
  }

  private EventId first(long[] words, int at) {
    return id((int) (words[at + FIRST_SOURCE] >>> 32), words[at + FIRST_ROW] - ROW_OFFSET);
  }

  private EventId id(int source, long row) {
    return new EventId(tables.texts().text(source), row);
  }

  private OrderItem item(LedgerEvent event) {
    return new OrderItem(
        id(event.idSource(), event.idRow()),
        event.time(),
        event.productId(),
        event.cents(),
        event.late());
  }

  private static @Nullable String session(LedgerEvent event) {
    return event.sessionIsText()
        ? "sha256:%016x%016x".formatted(event.sessionHigh(), event.sessionLow())
        : new UUID(event.sessionHigh(), event.sessionLow()).toString();
  }
}
