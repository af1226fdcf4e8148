package io.shopfunnel.ledger;

/** Is told what becomes of the events that {@link UserLedgers} apply, once each. */
public interface Arrivals {
  /** What is added from now on is of this user. */
  default void turnedTo(long userId) {}

  /** The event was applied, and is so for the first time. */
  void accepted(LedgerEvent event);

  /** The event had been applied before, and was dropped. */
  void duplicate(LedgerEvent event);
}
