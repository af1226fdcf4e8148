package io.shopfunnel.ledger;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Puts the events of blocks in line at their users, to wait there for the watermark. */
final class EventIntake {
  private final LedgerRules rules;

  /** The numbers of texts, and those of the roots of categories. */
  private final RecentNumbers names;

  private final RecentNumbers rootNames;

  /** By the numbers of a block's texts: their numbers here, plus 1; 0 where not looked up yet. */
  private int[] numbers = new int[64];

  /** The same for the roots of categories. */
  private int[] roots = new int[64];

  EventIntake(LedgerRules rules, Texts texts) {
    this.rules = rules;
    names = new RecentNumbers(texts::number);
    rootNames = new RecentNumbers(code -> texts.number(Category.of(code).root()));
  }

  /** Takes a block, by a watermark that has been reached. */
  void add(UserLedgers ledgers, EventBlock block, long reached, LedgerWorker.TooLate tooLate) {
    turnTo(block);
    for (int place = 0; place < block.size(); place++) {
      add(ledgers, block, place, reached, tooLate);
    }
    ledgers.noteTexts();
  }

  /** Takes one event of the block that was turned to. */
  void add(
      UserLedgers ledgers,
      EventBlock block,
      int place,
      long reached,
      LedgerWorker.TooLate tooLate) {
    if (block.time(place) <= rules.horizon(reached)) {
      tooLate.drop(block.event(place));
    } else {
      put(ledgers, block, place, block.time(place) <= reached);
    }
  }

  /** Turns to a block, whose texts have other numbers than those of the block before. */
  void turnTo(EventBlock block) {
    if (numbers.length < block.textCount()) {
      numbers = new int[2 * block.textCount()];
      roots = new int[2 * block.textCount()];
    } else {
      Arrays.fill(numbers, 0, block.textCount(), 0);
      Arrays.fill(roots, 0, block.textCount(), 0);
    }
  }

  private void put(UserLedgers ledgers, EventBlock block, int place, boolean late) {
    Arena arena = ledgers.arena();
    int user = userRow(ledgers, block.userId(place));
    int row = row(arena, block, place, late);
    EventRow.next(arena, row, UserRow.waiting(arena, user));
    UserRow.extend(arena, user);
    UserRow.waiting(arena, user, row);
    long time = block.time(place);
    if (time < UserRow.wakeAt(arena, user)) {
      ledgers.agenda().put(user, time);
    }
  }

  /** Makes a row of an event, which no other follows. */
  int row(Arena arena, EventBlock block, int place, boolean late) {
    int row = arena.allocate(EventRow.WORDS);
    write(block, place, late, arena.writable(row), Arena.offset(row));
    return row;
  }

  /** Writes the words of an event's row, as one that no other follows. */
  void write(EventBlock block, int place, boolean late, long[] to, int offset) {
    long[] from = block.words();
    int at = place * EventBlock.WIDTH;
    to[offset + EventRow.ORDER] = from[at + EventBlock.ORDER];
    to[offset + EventRow.ID_ROW] = from[at + EventBlock.ROW];
    to[offset + EventRow.SOURCE] = (long) number(block, block.source(place)) << 32;
    to[offset + EventRow.PRODUCT] = from[at + 2];
    int kind = block.sessionKind(place);
    boolean byText = kind == EventBlock.SESSION_TEXT;
    to[offset + EventRow.SESSION_HIGH] = from[at + 5];
    to[offset + EventRow.SESSION_LOW] = from[at + 6];
    long cents = from[at + 4] == ShopEvent.NO_PRICE ? 0 : from[at + 4];
    to[offset + EventRow.MONEY] =
        EventRow.money(cents, late, kind != EventBlock.NO_SESSION)
            | (byText ? EventRow.SESSION_IS_TEXT : 0);
    to[offset + EventRow.TEXTS] =
        (long) category(block, block.category(place)) << 32 | brand(block, block.brand(place));
    if (byText) {
      digest(block.text((int) from[at + 5]), to, offset);
    }
  }

  /** The row of a user; a new one for a user at rest or of whom nothing is known. */
  static int userRow(UserLedgers ledgers, long userId) {
    UserIndex users = ledgers.users();
    int known = users.find(userId);
    if (UserIndex.isRow(known)) {
      return known;
    }
    int row = UserRow.create(ledgers.arena(), userId);
    UserRow.settled(ledgers.arena(), row, UserIndex.image(known));
    users.set(userId, known, row);
    return row;
  }

  private int brand(EventBlock block, int text) {
    return text == 0 ? Texts.UNKNOWN : number(block, text);
  }

  private int number(EventBlock block, int text) {
    int known = numbers[text];
    if (known == 0) {
      known = names.of(block.text(text), block.hash(text)) + 1;
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
      known = rootNames.of(block.text(text), block.hash(text)) + 1;
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
}
