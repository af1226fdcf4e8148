package io.shopfunnel.ledger;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;

/**
 * Moves ledgers of users. Events wait until the watermark has passed them, and are then applied in
 * the total order; so neither their order of arrival nor the pace of the watermark shows in any
 * count. Those younger than the allowed lateness are kept: when a late event comes, what followed
 * from them is taken back, and what follows with the late event among them is added.
 *
 * <p>There is one for each operator instance, with all that it needs to work on one user at a time.
 */
public final class LedgerWorker {
  /**
   * From so many recent events of a user on, those that no late one can touch are let go of early.
   */
  private static final int MANY_EVENTS = 32;

  /** Which part of a block must be due so that it is looked through once more. */
  private static final int WORTH_A_LOOK = 16;

  private final LedgerRules rules;
  private final Tables tables;
  private final Texts texts;
  private final Arrivals arrivals;
  private final EventIntake intake;
  private final Ledger ledger;
  private final Rest rest;
  private final LedgerEvent event = new LedgerEvent();
  private final DueEvents dueEvents;

  /** Those of the user who is being worked on. */
  private final EventRun due;

  private final EventRun others = new EventRun();
  private final UsersOfBlock arriving = new UsersOfBlock();
  private final StraightEvents straight;

  private UserLedgers ledgers;
  private Arena arena;

  /** All that the passing of time brings by this watermark has been done. */
  private long doneBy = Long.MIN_VALUE;

  private long watermark = Long.MIN_VALUE;
  private long horizon = Long.MIN_VALUE;

  /**
   * A worker.
   *
   * @param tables takes what the parts add
   * @param arrivals is told of each event applied for the first time
   */
  public LedgerWorker(LedgerParts parts, LedgerRules rules, Tables tables, Arrivals arrivals) {
    this.rules = rules;
    this.tables = tables;
    this.texts = tables.texts();
    this.arrivals = arrivals;
    this.dueEvents = new DueEvents(texts, arrivals);
    this.due = dueEvents.run();
    this.intake = new EventIntake(rules, texts);
    this.ledger = new Ledger(parts);
    this.straight = new StraightEvents(rules, ledger, intake, arrivals);
    this.rest = new Rest(ledger, rules);
    this.ledgers = UserLedgers.start(watermark, texts);
    this.arena = ledgers.arena();
  }

  /** Is told of events that are too late to be applied. */
  public interface TooLate {
    /** The event is behind the watermark by more than the allowed lateness. */
    void drop(ShopEvent event);
  }

  /**
   * Puts events in line; {@link #advance} applies them when the watermark has passed them.
   *
   * @param reached the watermark that has been reached
   */
  public void add(UserLedgers to, EventBlock block, long reached, TooLate tooLate) {
    turnTo(to);
    intake.add(to, block, reached, tooLate);
  }

  /** Puts all events in line that have arrived. */
  public void add(UserLedgers to, ArrivedEvents arrived, long reached, TooLate tooLate) {
    add(to, arrived.block(), reached, tooLate);
    arrived.clear();
  }

  /** Takes over ledgers that were read back: their texts get the numbers that are in use here. */
  public void adopt(UserLedgers foreign) {
    if (foreign.isForeign(texts)) {
      new Adoption(ledger, texts).adopt(foreign);
    }
  }

  /** The same where only texts that still stand in them shall have numbers. */
  public void renumber(UserLedgers foreign) {
    new Adoption(ledger, texts).renumber(foreign);
  }

  private void turnTo(UserLedgers to) {
    if (to.isForeign(texts)) {
      throw new IllegalStateException("these ledgers have not been adopted");
    }
    ledgers = to;
    arena = to.arena();
    arena.settleSharing();
  }

  /**
   * Applies what the watermark has passed, and forgets what no late event can touch any more.
   *
   * @param before the watermark that they were advanced to before
   * @param reached no event up to this time will come any more, but for late ones
   */
  public void advance(UserLedgers of, long before, long reached) {
    turnTo(of);
    pass(before, reached);
    wakeDue();
  }

  /**
   * The same with events that have arrived. Those that the watermark has passed are applied, most
   * of them as {@link StraightEvents}; the others stay, or are put in line.
   */
  public void advance(
      UserLedgers of, ArrivedEvents arrived, long before, long reached, TooLate tooLate) {
    turnTo(of);
    pass(before, reached);
    if (arrived.anyBy(reached)) {
      take(arrived, tooLate);
    }
    wakeDue();
  }

  private void pass(long before, long reached) {
    doneBy = before;
    watermark = reached;
    horizon = rules.horizon(reached);
  }

  private void wakeDue() {
    ledgers.agenda().wake(watermark, this::wake);
    rest.end(ledgers, watermark);
  }

  private void take(ArrivedEvents arrived, TooLate tooLate) {
    EventBlock block = arrived.block();
    intake.turnTo(block);
    arriving.turnTo(block, watermark);
    for (int i = 0; i < arriving.size(); i++) {
      takeUser(block, arriving.first(i), tooLate);
    }
    // Each time that a block is looked through is paid for by a part of it that is done with.
    if (arriving.events() > block.size() / WORTH_A_LOOK) {
      arrived.keepAfter(watermark);
    } else {
      for (int place = 0; place < block.size(); place++) {
        if (block.time(place) > watermark) {
          intake.add(ledgers, block, place, doneBy, tooLate);
        }
      }
      arrived.clear();
    }
    ledgers.noteTexts();
  }

  private void takeUser(EventBlock block, int first, TooLate tooLate) {
    long userId = block.userId(first);
    int found = ledgers.users().find(userId);
    if (!StraightEvents.may(arena, found, arriving, first, doneBy, horizon)) {
      for (int place = first; place != UsersOfBlock.NONE; place = arriving.next(place)) {
        intake.add(ledgers, block, place, doneBy, tooLate);
      }
      return;
    }
    arrivals.turnedTo(userId);
    int image = StraightEvents.image(arena, found);
    readSettled(image, doneBy);
    straight.apply(block, arriving, first, watermark);
    if (ledger.transition() <= horizon) {
      straight.settle(ledgers, userId, found, image, watermark);
    } else {
      keepRecent(block, first);
    }
  }

  /** Keeps events that have been applied, as a late one may still come before what followed. */
  private void keepRecent(EventBlock block, int first) {
    int user = EventIntake.userRow(ledgers, block.userId(first));
    due.clear();
    for (int place = first; place != UsersOfBlock.NONE; place = arriving.next(place)) {
      due.add(intake.row(arena, block, place, false));
    }
    UserRow.extend(arena, user);
    UserRow.recent(arena, user, due.link(arena), due.get(due.size() - 1), due.size());
    settle(user);
    planNext(user);
  }

  private void wake(int user) {
    dueEvents.take(arena, user, watermark);
    if (due.size() == 0 && onlyForgets(user)) {
      forget(user);
      return;
    }
    arrivals.turnedTo(UserRow.userId(arena, user));
    readLatest(user);
    if (due.size() > 0) {
      UserRow.extend(arena, user);
      if (follows(user, due.get(0))) {
        append(user);
      } else {
        amend(user);
      }
    }
    ledger.advanceTo(watermark);
    settle(user);
    planNext(user);
  }

  /** Whether nothing is to be done but to let go of the recent events, as no late one can come. */
  private boolean onlyForgets(int user) {
    int last = UserRow.lastRecent(arena, user);
    return last != Arena.NONE
        && EventRow.time(arena, last) <= horizon
        && UserRow.transition(arena, user) <= horizon
        && UserRow.deadline(arena, user) > watermark
        && UserRow.expiry(arena, user) > horizon
        && UserRow.waiting(arena, user) == Arena.NONE;
  }

  private void forget(int user) {
    long deadline = UserRow.deadline(arena, user);
    long forgets = rules.watermarkFor(UserRow.expiry(arena, user));
    Ledger.free(arena, UserRow.settled(arena, user));
    UserRow.settled(arena, user, UserRow.current(arena, user));
    freeRecent(user);
    leave(user, deadline, forgets);
  }

  /** Leaves a user with nothing but a settled image that is up to date. */
  private void leave(int user, long deadline, long forgets) {
    UserRow.retract(arena, user);
    if (deadline == Long.MAX_VALUE && Rest.isWorthWhile(watermark, forgets)) {
      int image = UserRow.settled(arena, user);
      Rest.begin(ledgers, UserRow.userId(arena, user), user, image, forgets);
    } else {
      ledgers.agenda().put(user, Math.min(deadline, forgets));
    }
  }

  /** Whether an event comes after all that events and the passing of time have done so far. */
  private boolean follows(int user, int row) {
    int last = UserRow.lastRecent(arena, user);
    return (last == Arena.NONE || EventRow.compare(arena, texts, last, row) < 0)
        && ledger.transition() < EventRow.time(arena, row);
  }

  /**
   * Turns to what follows from all applied events and the time that has passed. Where no events are
   * recent, that is worked out from the settled image: only time has passed since.
   */
  private void readLatest(int user) {
    int current = UserRow.current(arena, user);
    if (current != Arena.NONE) {
      ledger.read(arena, current, UserRow.transition(arena, user));
      return;
    }
    readSettled(UserRow.settled(arena, user), doneBy);
  }

  /** Turns to what follows from the settled image and the passing of time, which has been done. */
  private void readSettled(int image, long time) {
    ledger.read(arena, image, Long.MIN_VALUE);
    tables.ignoreFromNowOn();
    ledger.advanceTo(time);
    tables.addFromNowOn();
  }

  private void append(int user) {
    for (int i = 0; i < due.size(); i++) {
      event.read(arena, due.get(i));
      arrivals.accepted(event);
      ledger.apply(event);
    }
    int first = UserRow.firstRecent(arena, user);
    int linked = due.link(arena);
    if (first != Arena.NONE) {
      EventRow.next(arena, UserRow.lastRecent(arena, user), linked);
    }
    UserRow.recent(
        arena,
        user,
        first == Arena.NONE ? linked : first,
        due.get(due.size() - 1),
        UserRow.recentCount(arena, user) + due.size());
  }

  private void amend(int user) {
    for (int i = 0; i < due.size(); i++) {
      arrivals.accepted(event.read(arena, due.get(i)));
    }
    others.clear();
    others.addLinked(arena, UserRow.firstRecent(arena, user));
    ledger.read(arena, UserRow.settled(arena, user), Long.MIN_VALUE);
    tables.takeBackFromNowOn();
    applyAll(others, others.size());
    ledger.advanceTo(doneBy);
    tables.addFromNowOn();
    for (int i = 0; i < due.size(); i++) {
      others.add(due.get(i));
    }
    others.sort(arena, texts);
    ledger.read(arena, UserRow.settled(arena, user), Long.MIN_VALUE);
    applyAll(others, others.size());
    UserRow.recent(arena, user, others.link(arena), others.get(others.size() - 1), others.size());
  }

  private void applyAll(EventRun events, int count) {
    for (int i = 0; i < count; i++) {
      ledger.apply(event.read(arena, events.get(i)));
    }
  }

  /** Lets go of the events up to the horizon, keeping only what follows from them. */
  private void settle(int user) {
    int last = UserRow.lastRecent(arena, user);
    boolean untouchable = ledger.transition() <= horizon;
    ledger.prune(horizon);
    if (last != Arena.NONE && (EventRow.time(arena, last) > horizon || !untouchable)) {
      UserRow.current(arena, user, write(user, UserRow.current(arena, user)));
      UserRow.transition(arena, user, ledger.transition());
      if (haveGrownByAPart(UserRow.recentCount(arena, user), due.size())) {
        settleFirst(user);
      }
      return;
    }
    if (untouchable) {
      writeSettled(user);
    }
    freeRecent(user);
    dropCurrent(user);
    if (UserRow.waiting(arena, user) == Arena.NONE) {
      UserRow.retract(arena, user);
    }
  }

  private void writeSettled(int user) {
    int settled = UserRow.settled(arena, user);
    if (ledger.expiry() <= horizon) {
      Ledger.free(arena, settled);
      UserRow.settled(arena, user, Arena.NONE);
    } else {
      UserRow.settled(arena, user, write(user, settled));
    }
  }

  private int write(int user, int replaced) {
    return ledger.write(arena, replaced, UserRow.userId(arena, user));
  }

  private void dropCurrent(int user) {
    if (UserRow.isExtended(arena, user)) {
      Ledger.free(arena, UserRow.current(arena, user));
      UserRow.current(arena, user, Arena.NONE);
      UserRow.transition(arena, user, Long.MIN_VALUE);
    }
  }

  private void freeRecent(int user) {
    int row = UserRow.firstRecent(arena, user);
    if (row == Arena.NONE) {
      return;
    }
    EventRow.free(arena, row, UserRow.lastRecent(arena, user));
    UserRow.recent(arena, user, Arena.NONE, Arena.NONE, 0);
  }

  /**
   * Whether recent events are more by a quarter or so than when this last held: they have to be
   * walked through, which then costs each of them little, however many they are.
   */
  private static boolean haveGrownByAPart(int count, int by) {
    int part = Math.max(MANY_EVENTS, Integer.highestOneBit(count) >> 2);
    return count / part > (count - by) / part;
  }

  /** Bounds what is kept of a user whose events never pause. */
  private void settleFirst(int user) {
    others.clear();
    others.addLinked(arena, UserRow.firstRecent(arena, user));
    if (EventRow.time(arena, others.get(others.size() / 2)) > horizon) {
      return;
    }
    int count = 0;
    while (count < others.size() && EventRow.time(arena, others.get(count)) <= horizon) {
      count++;
    }
    ledger.read(arena, UserRow.settled(arena, user), Long.MIN_VALUE);
    tables.ignoreFromNowOn();
    applyAll(others, count);
    tables.addFromNowOn();
    ledger.prune(horizon);
    UserRow.settled(arena, user, write(user, UserRow.settled(arena, user)));
    if (count > 0) {
      EventRow.free(arena, others.get(0), others.get(count - 1));
    }
    boolean none = count == others.size();
    UserRow.recent(
        arena,
        user,
        none ? Arena.NONE : others.get(count),
        none ? Arena.NONE : UserRow.lastRecent(arena, user),
        others.size() - count);
    if (none) {
      dropCurrent(user);
      readSettled(UserRow.settled(arena, user), watermark);
    } else {
      readLatest(user);
    }
  }

  /** Has the user woken when there is something to do again; or forgets a user who is done. */
  private void planNext(int user) {
    long wake = DueEvents.earliest(arena, UserRow.waiting(arena, user));
    int last = UserRow.lastRecent(arena, user);
    boolean kept =
        UserRow.settled(arena, user) != Arena.NONE || UserRow.current(arena, user) != Arena.NONE;
    if (kept) {
      long deadline = ledger.deadline();
      long expiry = ledger.expiry();
      boolean untouchable = ledger.transition() <= horizon;
      if (last == Arena.NONE && untouchable && wake == Long.MAX_VALUE) {
        leave(user, deadline, rules.watermarkFor(expiry));
        return;
      }
      if (last != Arena.NONE) {
        UserRow.bounds(arena, user, deadline, expiry);
      }
      long needed = last == Arena.NONE ? Long.MIN_VALUE : EventRow.time(arena, last);
      long settles = Math.max(needed, ledger.transition());
      long forgets = last == Arena.NONE && untouchable ? expiry : settles;
      wake = Math.min(wake, Math.min(deadline, rules.watermarkFor(forgets)));
    } else if (wake == Long.MAX_VALUE) {
      UserRow.retract(arena, user);
      ledgers.users().remove(UserRow.userId(arena, user));
      ledgers.freeRow(user);
      return;
    }
    ledgers.agenda().put(user, wake);
  }
}
