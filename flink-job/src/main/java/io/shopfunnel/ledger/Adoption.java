package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;
import java.util.Arrays;

/** Gives the texts of ledgers that were written elsewhere the numbers that they have here. */
final class Adoption {
  private static final int NOT_MET = -1;

  private final Ledger ledger;
  private final Texts texts;

  Adoption(Ledger ledger, Texts texts) {
    this.ledger = ledger;
    this.texts = texts;
  }

  /**
   * Has them share the texts of here. Where the numbers agree, as after a restart at the same
   * parallelism, no user is looked at, and texts of which none of them speaks have numbers, too.
   */
  void adopt(UserLedgers foreign) {
    if (texts.takeOver(foreign.texts())) {
      foreign.texts(texts);
    } else {
      renumber(foreign);
    }
  }

  /** Numbers the texts that stand in them, and no others. */
  void renumber(UserLedgers foreign) {
    Texts theirs = foreign.texts();
    int[] ours = new int[theirs.size()];
    Arrays.fill(ours, NOT_MET);
    foreign.texts(texts);
    Arena arena = foreign.arena();
    TextNumbers renumbering =
        number -> {
          if (ours[number] == NOT_MET) {
            ours[number] = texts.number(theirs.text(number));
          }
          return ours[number];
        };
    for (int user : foreign.users().all()) {
      if (UserIndex.isAtRest(user)) {
        renumber(arena, UserIndex.image(user), renumbering);
        continue;
      }
      renumber(arena, UserRow.settled(arena, user), renumbering);
      if (UserRow.isExtended(arena, user)) {
        renumber(arena, UserRow.current(arena, user), renumbering);
        renumberEvents(arena, UserRow.waiting(arena, user), renumbering);
        renumberEvents(arena, UserRow.firstRecent(arena, user), renumbering);
      }
    }
    foreign.noteTexts();
  }

  /** Two texts never get one number, so the image is as long as before, and stays where it is. */
  private void renumber(Arena arena, int image, TextNumbers renumbering) {
    if (image != Arena.NONE) {
      ledger.read(arena, image, Long.MIN_VALUE);
      ledger.renumber(renumbering);
      ledger.write(arena, image, Ledger.userId(arena, image));
    }
  }

  private static void renumberEvents(Arena arena, int first, TextNumbers renumbering) {
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
