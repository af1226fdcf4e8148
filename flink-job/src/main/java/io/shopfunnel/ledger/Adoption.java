package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;

/** Renumbers the texts of ledgers that were written under other numbers. */
final class Adoption {
  private final Ledger ledger;
  private final Texts texts;

  Adoption(Ledger ledger, Texts texts) {
    this.ledger = ledger;
    this.texts = texts;
  }

  /** Gives the texts of ledgers the numbers that they have here. */
  void adopt(UserLedgers foreign) {
    Texts theirs = foreign.texts();
    int[] ours = new int[theirs.size()];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = texts.number(theirs.text(i));
    }
    foreign.texts(texts);
    foreign.noteTexts();
    Arena arena = foreign.arena();
    TextNumbers renumbering = number -> ours[number];
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
