package io.shopfunnel.ledger;

import io.shopfunnel.schema.EventBlock;

/**
 * Applies the events of a user straight from the block in which they arrived, where nobody will ask
 * for them again: nothing of the user waits or is recent, they came in order, each once, and no
 * late event can touch them any more. What follows is the same as if they had stood in line.
 */
final class StraightEvents {
  private final LedgerRules rules;
  private final Ledger ledger;
  private final EventIntake intake;
  private final Arrivals arrivals;
  private final LedgerEvent event = new LedgerEvent();
  private final long[] row = new long[EventRow.WORDS];

  StraightEvents(LedgerRules rules, Ledger ledger, EventIntake intake, Arrivals arrivals) {
    this.rules = rules;
    this.ledger = ledger;
    this.intake = intake;
    this.arrivals = arrivals;
  }

  /**
   * Whether a user's events may be applied at once.
   *
   * @param found what the index has of the user
   * @param before the watermark before
   * @param horizon the time up to which no late event is applied any more
   */
  static boolean may(
      Arena arena, int found, UsersOfBlock users, int first, long before, long horizon) {
    boolean isBusy = UserIndex.isRow(found) && UserRow.isExtended(arena, found);
    return !isBusy && users.areInOrder(first, before, horizon);
  }

  /**
   * Applies them to the user whose image the ledger has read.
   *
   * @param reached the watermark, to which time passes for the user
   */
  void apply(EventBlock block, UsersOfBlock users, int first, long reached) {
    for (int place = first; place != UsersOfBlock.NONE; place = users.next(place)) {
      intake.write(block, place, false, row, 0);
      arrivals.accepted(event.read(row, 0));
      ledger.apply(event);
    }
    ledger.advanceTo(reached);
  }

  /**
   * Leaves the user with a settled image alone, or nothing.
   *
   * @param found what the index had of the user
   * @param image the image that was read
   */
  void settle(UserLedgers ledgers, long userId, int found, int image, long reached) {
    long horizon = rules.horizon(reached);
    ledger.prune(horizon);
    long expiry = ledger.expiry();
    if (expiry <= horizon) {
      forget(ledgers, userId, found);
      Ledger.free(ledgers.arena(), image);
      return;
    }
    int written = ledger.write(ledgers.arena(), image, userId);
    long deadline = ledger.deadline();
    long forgets = rules.watermarkFor(expiry);
    if (deadline == Long.MAX_VALUE && Rest.isWorthWhile(reached, forgets)) {
      Rest.begin(ledgers, userId, found, written, forgets);
    } else {
      int user = UserIndex.isRow(found) ? found : UserRow.create(ledgers.arena(), userId);
      UserRow.settled(ledgers.arena(), user, written);
      ledgers.users().set(userId, found, user);
      ledgers.agenda().put(user, Math.min(deadline, forgets));
    }
  }

  private static void forget(UserLedgers ledgers, long userId, int found) {
    if (found != Arena.NONE) {
      ledgers.users().remove(userId);
      ledgers.freeRow(found);
    }
  }

  /** The settled image of a user whose row is not extended; {@link Arena#NONE} where none is. */
  static int image(Arena arena, int found) {
    return UserIndex.isRow(found) ? UserRow.settled(arena, found) : UserIndex.image(found);
  }
}
