package io.shopfunnel.schema;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one event, in a form that is filled again and again: for code that reads millions
 * of events and keeps none of them as an object. The fields mean what those of {@link ShopEvent}
 * mean.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class EventDraft {
  private static final InternedText NO_SOURCE = InternedText.of("");

  /** When it happened, in milliseconds since the epoch. */
  public long eventTime;

  /** What the visitor did. */
  public EventType type = EventType.VIEW;

  /** The product. */
  public long productId;

  /** The shop's number of the product's category. */
  public long categoryId;

  /** The code of the product's category, or null where the shop gave none. */
  public @Nullable InternedText categoryCode;

  /** The product's brand, or null where the shop gave none. */
  public @Nullable InternedText brand;

  /** The price in cents, or {@link ShopEvent#NO_PRICE} where the shop gave none. */
  public long priceCents = ShopEvent.NO_PRICE;

  /** The visitor. */
  public long userId;

  /** Whether the shop gave a session; where not, the session's other fields mean nothing. */
  public boolean hasSession;

  /** The upper half of the session's UUID; 0 where {@link #sessionText} is not null. */
  public long sessionHigh;

  /** The lower half of the session's UUID; 0 where {@link #sessionText} is not null. */
  public long sessionLow;

  /** The text of a session that is no canonical UUID, or null. */
  public @Nullable String sessionText;

  /** The source's name of the event's identity, as {@link EventId#source()}. */
  public InternedText source = NO_SOURCE;

  /** The row of the event's identity, as {@link EventId#row()}. */
  public long row = EventId.NO_ROW;

  /** Takes over all fields of an event. */
  public void set(ShopEvent event) {
    eventTime = event.eventTime();
    type = event.type();
    productId = event.productId();
    categoryId = event.categoryId();
    categoryCode = interned(event.category().code());
    brand = interned(event.brand());
    priceCents = event.priceCents();
    userId = event.userId();
    setSession(event.session());
    source = InternedText.of(event.id().source());
    row = event.id().row();
  }

  private static @Nullable InternedText interned(@Nullable String text) {
    return text == null ? null : InternedText.of(text);
  }

  /** Takes over a session, or that there is none. */
  void setSession(@Nullable SessionId session) {
    hasSession = session != null;
    sessionHigh = session == null ? 0 : session.high();
    sessionLow = session == null ? 0 : session.low();
    sessionText = session == null ? null : session.text();
  }

  /** The event, as an object of its own. */
  public ShopEvent toEvent() {
    return new ShopEvent(
        eventTime,
        type,
        productId,
        categoryId,
        Category.of(text(categoryCode)),
        text(brand),
        priceCents,
        userId,
        session(),
        new EventId(source.text(), row));
  }

  private static @Nullable String text(@Nullable InternedText interned) {
    return interned == null ? null : interned.text();
  }

  private @Nullable SessionId session() {
    if (!hasSession) {
      return null;
    }
    return sessionText == null
        ? SessionId.ofUuid(sessionHigh, sessionLow)
        : SessionId.of(sessionText);
  }
}
