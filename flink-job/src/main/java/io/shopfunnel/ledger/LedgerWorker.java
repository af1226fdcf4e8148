package io.shopfunnel.ledger;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Moves ledgers of users. Events wait until the watermark has passed them, and are then applied in
 * the total order; so neither their order of arrival nor the pace of the watermark shows in any
 * count. Those younger than the allowed lateness are kept: when a late event comes, what followed
 * from them is taken back, and what follows with the late event among them is added.
 *
 * <p>There is one for each operator instance, with all that it needs to work on one user at a time.
 */
public final class LedgerWorker {
  /** Once in so many events of a user, those that no late one can touch are let go of early. */
  private static final int MANY_EVENTS = 256;

  private final LedgerRules rules;
  private final Tables tables;
  private final Texts texts;
  private final Arrivals arrivals;
  private final Ledger ledger;
  private final LedgerEvent event = new LedgerEvent();
  private final EventRun due = new EventRun();
  private final EventRun others = new EventRun();

  /** By the numbers of a block's texts: their numbers here, plus 1; 0 where not looked up yet. */
  private int[] numbers = new int[64];

  /** The same for the roots of categories. */
  private int[] roots = new int[64];

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
    this.ledger = new Ledger(parts);
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
    forgetNumbers(block);
    long tooOld = rules.horizon(reached);
    for (int i = 0; i < block.size(); i++) {
      if (block.time(i) <= tooOld) {
        tooLate.drop(block.event(i));
      } else {
        put(block, i, block.time(i) <= reached);
      }
    }
    ledgers.noteTexts();
  }

  private void turnTo(UserLedgers to) {
    if (to.isForeign(texts)) {
      throw new IllegalStateException("these ledgers have not been adopted");
    }
    ledgers = to;
    arena = to.arena();
  }

  private void forgetNumbers(EventBlock block) {
    if (numbers.length < block.textCount()) {
      numbers = new int[2 * block.textCount()];
      roots = new int[2 * block.textCount()];
    } else {
      Arrays.fill(numbers, 0, block.textCount(), 0);
      Arrays.fill(roots, 0, block.textCount(), 0);
    }
  }

  private void put(EventBlock block, int index, boolean late) {
    long[] from = block.words();
    int at = index * EventBlock.WIDTH;
    int row = ledgers.allocateEvent();
    int user = userRow(from[at + 1]);
    long[] to = arena.writable(row);
    int offset = Arena.offset(row);
    to[offset + EventRow.ORDER] = from[at];
    to[offset + EventRow.ID_ROW] = from[at + 7];
    to[offset + EventRow.SOURCE] =
        (long) number(block, block.source(index)) << 32 | UserRow.waiting(arena, user);
    to[offset + EventRow.PRODUCT] = from[at + 2];
    int kind = block.sessionKind(index);
    boolean byText = kind == EventBlock.SESSION_TEXT;
    to[offset + EventRow.SESSION_HIGH] = from[at + 5];
    to[offset + EventRow.SESSION_LOW] = from[at + 6];
    long cents = from[at + 4] == ShopEvent.NO_PRICE ? 0 : from[at + 4];
    to[offset + EventRow.MONEY] =
        cents << EventRow.MARK_BITS
            | (late ? EventRow.LATE : 0)
            | (kind == EventBlock.NO_SESSION ? 0 : EventRow.HAS_SESSION)
            | (byText ? EventRow.SESSION_IS_TEXT : 0);
    to[offset + EventRow.TEXTS] =
        (long) category(block, block.category(index)) << 32 | brand(block, block.brand(index));
    if (byText) {
      digest(block.text((int) from[at + 5]), to, offset);
    }
    UserRow.extend(arena, user);
    UserRow.waiting(arena, user, row);
    long time = block.time(index);
    if (time < UserRow.wakeAt(arena, user)) {
      ledgers.agenda().put(user, time);
    }
  }

  private int userRow(long userId) {
    int known = ledgers.users().find(userId);
    if (known != Arena.NONE) {
      return known;
    }
    int row = UserRow.create(arena, userId);
    ledgers.users().add(userId, row);
    return row;
  }

  private int brand(EventBlock block, int text) {
    return text == 0 ? Texts.UNKNOWN : number(block, text);
  }

  private int number(EventBlock block, int text) {
    int known = numbers[text];
    if (known == 0) {
      known = texts.number(block.text(text)) + 1;
      numbers[text] = known;
    }
    return known - 1;
  }

  private int category(EventBlock block, int text) {
    if (text == 0) {
      return Texts.UNKNOWN;
    }
    int known = roots[text];
    if (known == 0) {
      known = texts.number(Category.of(block.text(text)).root()) + 1;
      roots[text] = known;
    }
    return known - 1;
  }

  /** A session that is no UUID is known by 128 bits of its text's SHA-256. */
  private static void digest(String session, long[] to, int offset) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
      ByteBuffer halves = ByteBuffer.wrap(digest);
      to[offset + EventRow.SESSION_HIGH] = halves.getLong();
      to[offset + EventRow.SESSION_LOW] = halves.getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Applies what the watermark has passed, and forgets what no late event can touch any more.
   *
   * @param before the watermark that they were advanced to before
   * @param reached no event up to this time will come any more, but for late ones
   */
  public void advance(UserLedgers of, long before, long reached) {
    turnTo(of);
    doneBy = before;
    watermark = reached;
    horizon = rules.horizon(reached);
    of.agenda().wake(reached, this::wake);
  }

  private void wake(int user) {
    takeDue(user);
    if (due.size() == 0 && onlyForgets(user)) {
      forget(user);
      return;
    }
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
    long wake =
        Math.min(UserRow.deadline(arena, user), rules.watermarkFor(UserRow.expiry(arena, user)));
    Ledger.free(arena, UserRow.settled(arena, user));
    UserRow.settled(arena, user, UserRow.current(arena, user));
    freeRecent(user);
    UserRow.retract(arena, user);
    ledgers.agenda().put(user, wake);
  }

  /** Takes out of those that wait what the watermark has passed, in order, each once. */
  private void takeDue(int user) {
    due.clear();
    others.clear();
    int waiting = UserRow.waiting(arena, user);
    if (waiting == Arena.NONE) {
      return;
    }
    for (int row = waiting; row != Arena.NONE; row = EventRow.next(arena, row)) {
      if (EventRow.time(arena, row) <= watermark) {
        due.add(row);
      } else {
        others.add(row);
      }
    }
    if (due.size() > 0) {
      UserRow.waiting(arena, user, others.link(arena));
      reverse();
      due.sort(arena, texts);
      dropDuplicates(user);
    }
  }

  /** The list of those that wait begins with the last one that came. */
  private void reverse() {
    for (int left = 0, right = due.size() - 1; left < right; left++, right--) {
      int event = due.get(left);
      due.set(left, due.get(right));
      due.set(right, event);
    }
  }

  private void dropDuplicates(int user) {
    int last = UserRow.lastRecent(arena, user);
    boolean among = last != Arena.NONE && compare(last, due.get(0)) >= 0;
    others.clear();
    if (among) {
      others.addLinked(arena, UserRow.firstRecent(arena, user));
    }
    int kept = 0;
    int recent = 0;
    for (int i = 0; i < due.size(); i++) {
      int row = due.get(i);
      while (recent < others.size() && compare(others.get(recent), row) < 0) {
        recent++;
      }
      boolean again =
          kept > 0 && compare(due.get(kept - 1), row) == 0
              || recent < others.size() && compare(others.get(recent), row) == 0;
      if (again) {
        arrivals.duplicate(event.read(arena, row));
        ledgers.freeEvents(row, row);
      } else {
        due.set(kept++, row);
      }
    }
    due.truncate(kept);
  }

  private int compare(int left, int right) {
    return EventRow.compare(arena, texts, left, right);
  }

  /** Whether an event comes after all that events and the passing of time have done so far. */
  private boolean follows(int user, int row) {
    int last = UserRow.lastRecent(arena, user);
    return (last == Arena.NONE || compare(last, row) < 0)
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
    readSettled(user, doneBy);
  }

  /** Turns to what follows from the settled image and the passing of time, which has been done. */
  private void readSettled(int user, long time) {
    ledger.read(arena, UserRow.settled(arena, user), Long.MIN_VALUE);
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
      UserRow.current(arena, user, ledger.write(arena, UserRow.current(arena, user)));
      UserRow.transition(arena, user, ledger.transition());
      int count = UserRow.recentCount(arena, user);
      // Once in so many events, as all of the recent ones have to be walked through.
      if (count / MANY_EVENTS > (count - due.size()) / MANY_EVENTS) {
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
      UserRow.settled(arena, user, ledger.write(arena, settled));
    }
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
    ledgers.freeEvents(row, UserRow.lastRecent(arena, user));
    UserRow.recent(arena, user, Arena.NONE, Arena.NONE, 0);
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
    UserRow.settled(arena, user, ledger.write(arena, UserRow.settled(arena, user)));
    if (count > 0) {
      ledgers.freeEvents(others.get(0), others.get(count - 1));
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
      readSettled(user, watermark);
    } else {
      readLatest(user);
    }
  }

  /** Has the user woken when there is something to do again; or forgets a user who is done. */
  private void planNext(int user) {
    long wake = earliest(UserRow.waiting(arena, user));
    int last = UserRow.lastRecent(arena, user);
    boolean kept =
        UserRow.settled(arena, user) != Arena.NONE || UserRow.current(arena, user) != Arena.NONE;
    if (kept) {
      long deadline = ledger.deadline();
      long expiry = ledger.expiry();
      long needed = last == Arena.NONE ? expiry : EventRow.time(arena, last);
      if (last != Arena.NONE) {
        UserRow.bounds(arena, user, deadline, expiry);
      }
      long forgets = rules.watermarkFor(Math.max(needed, ledger.transition()));
      wake = Math.min(wake, Math.min(deadline, forgets));
    } else if (wake == Long.MAX_VALUE) {
      UserRow.retract(arena, user);
      ledgers.users().remove(UserRow.userId(arena, user));
      arena.free(user, UserRow.WORDS);
      return;
    }
    ledgers.agenda().put(user, wake);
  }

  private long earliest(int waiting) {
    long earliest = Long.MAX_VALUE;
    for (int row = waiting; row != Arena.NONE; row = EventRow.next(arena, row)) {
      earliest = Math.min(earliest, EventRow.time(arena, row));
    }
    return earliest;
  }

  /** Takes over ledgers that were read back: their texts get the numbers that are in use here. */
  public void adopt(UserLedgers foreign) {
    if (!foreign.isForeign(texts)) {
      return;
    }
    Texts theirs = foreign.texts();
    int[] ours = new int[theirs.size()];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = texts.number(theirs.text(i));
    }
    foreign.texts(texts);
    foreign.noteTexts();
    turnTo(foreign);
    TextNumbers renumbering = number -> ours[number];
    for (int user : foreign.users().all()) {
      UserRow.settled(arena, user, renumbered(UserRow.settled(arena, user), renumbering));
      if (UserRow.isExtended(arena, user)) {
        UserRow.current(arena, user, renumbered(UserRow.current(arena, user), renumbering));
        renumberEvents(UserRow.waiting(arena, user), renumbering);
        renumberEvents(UserRow.firstRecent(arena, user), renumbering);
      }
    }
  }

  private int renumbered(int image, TextNumbers renumbering) {
    if (image == Arena.NONE) {
      return image;
    }
    ledger.read(arena, image, Long.MIN_VALUE);
    ledger.renumber(renumbering);
    return ledger.write(arena, image);
  }

  private void renumberEvents(int first, TextNumbers renumbering) {
    for (int row = first; row != Arena.NONE; row = EventRow.next(arena, row)) {
      long[] words = arena.writable(row);
      int at = Arena.offset(row);
      renumbering.renumber(words, at + EventRow.TEXTS);
      long source = words[at + EventRow.SOURCE];
      words[at + EventRow.SOURCE] =
          (long) renumbering.of((int) (source >>> 32)) << 32 | source & 0xFFFF_FFFFL;
    }
  }
}
