package io.shopfunnel.ledger;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.PriceBand;

/**
 * The event that is being applied or counted. There is one such object for each operator instance,
 * filled anew for each event: who wants to keep anything of it copies that.
 */
public final class LedgerEvent {
  private static final EventType[] TYPES = EventType.values();

  long time;
  EventType type = EventType.VIEW;
  long productId;
  long cents;
  long idRow;
  int idSource;
  int category;
  int brand;
  boolean hasSession;
  boolean late;

  /** The session's identity: the halves of its UUID, or of another text's digest. */
  long sessionHigh;

  long sessionLow;
  boolean sessionIsText;

  LedgerEvent() {}

  /** Takes over an event of the arena. */
  LedgerEvent read(Arena arena, int row) {
    return read(arena.readable(row), Arena.offset(row));
  }

  /** Takes over an event whose row begins there. */
  LedgerEvent read(long[] words, int at) {
    idRow = words[at + EventRow.ID_ROW];
    idSource = (int) (words[at + EventRow.SOURCE] >>> 32);
    sessionHigh = words[at + EventRow.SESSION_HIGH];
    sessionLow = words[at + EventRow.SESSION_LOW];
    return read(
        words[at + EventRow.ORDER],
        words[at + EventRow.PRODUCT],
        words[at + EventRow.MONEY],
        words[at + EventRow.TEXTS]);
  }

  /** Takes over an event but for the identities of it and its session. */
  LedgerEvent read(long order, long product, long money, long texts) {
    time = order >> EventRow.RANK_BITS;
    type = TYPES[(int) order & (1 << EventRow.RANK_BITS) - 1];
    productId = product;
    cents = money >> EventRow.MARK_BITS;
    late = (money & EventRow.LATE) != 0;
    hasSession = (money & EventRow.HAS_SESSION) != 0;
    sessionIsText = (money & EventRow.SESSION_IS_TEXT) != 0;
    category = (int) (texts >>> 32);
    brand = (int) texts;
    return this;
  }

  /** When it happened, in milliseconds since the epoch. */
  public long time() {
    return time;
  }

  /** What the visitor did. */
  public EventType type() {
    return type;
  }

  /** The product. */
  public long productId() {
    return productId;
  }

  /** The row of its identity. */
  public long idRow() {
    return idRow;
  }

  /** The number of its identity's source. */
  public int idSource() {
    return idSource;
  }

  /** The price in cents; 0 where there is none. */
  public long cents() {
    return cents;
  }

  /** The band of the price. */
  public PriceBand band() {
    return PriceBand.ofCents(cents);
  }

  /** The number of the category's root. */
  public int category() {
    return category;
  }

  /** The number of the brand. */
  public int brand() {
    return brand;
  }

  /** Category root and brand in one word, as {@code FunnelProgress.ENTRY} holds them. */
  public long entry() {
    return (long) category << 32 | brand;
  }

  /** Whether it has a session. */
  public boolean hasSession() {
    return hasSession;
  }

  /** The upper half of its session's UUID, or of another text's digest. */
  public long sessionHigh() {
    return sessionHigh;
  }

  /** The lower half. */
  public long sessionLow() {
    return sessionLow;
  }

  /** Whether the session is no UUID, and known by a digest. */
  public boolean sessionIsText() {
    return sessionIsText;
  }

  /** Whether it came behind the watermark. */
  public boolean late() {
    return late;
  }
}
