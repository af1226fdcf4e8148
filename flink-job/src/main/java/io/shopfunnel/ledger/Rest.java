package io.shopfunnel.ledger;

/**
 * Puts users to rest who have nothing left to do but to be forgotten: of them only the image stays,
 * and no agenda leads there. When the first of them is to be forgotten, as a rule when the month is
 * over, all are looked at; nothing but room depends on when that is.
 */
final class Rest {
  /** Who is to be woken sooner stays on the agenda; and no two looks at all are closer. */
  private static final long SHORTEST = 86_400_000;

  private final Ledger ledger;
  private final LedgerRules rules;

  Rest(Ledger ledger, LedgerRules rules) {
    this.ledger = ledger;
    this.rules = rules;
  }

  /** Whether it is worth while to rest until so late. */
  static boolean isWorthWhile(long watermark, long until) {
    return until > later(watermark);
  }

  private static long later(long watermark) {
    return watermark > Long.MAX_VALUE - SHORTEST ? Long.MAX_VALUE : watermark + SHORTEST;
  }

  /**
   * Keeps of a user nothing but a settled image.
   *
   * @param found what the index has of the user; a row without an extension is given up
   * @param until the watermark by which the user is to be forgotten
   */
  static void begin(UserLedgers ledgers, long userId, int found, int image, long until) {
    ledgers.users().set(userId, found, UserIndex.atRest(image));
    ledgers.freeRow(found);
    ledgers.restUntil(Math.min(ledgers.restUntil(), until));
  }

  /** Forgets those of whom no event can need anything any more, if it is time to look. */
  void end(UserLedgers ledgers, long watermark) {
    if (watermark < ledgers.restUntil()) {
      return;
    }
    Arena arena = ledgers.arena();
    long horizon = rules.horizon(watermark);
    long earliest = Long.MAX_VALUE;
    for (int found : ledgers.users().all()) {
      if (UserIndex.isAtRest(found)) {
        int image = UserIndex.image(found);
        ledger.read(arena, image, Long.MIN_VALUE);
        long expiry = ledger.expiry();
        if (expiry <= horizon) {
          ledgers.users().remove(Ledger.userId(arena, image));
          Ledger.free(arena, image);
        } else {
          earliest = Math.min(earliest, rules.watermarkFor(expiry));
        }
      }
    }
    ledgers.restUntil(Math.max(earliest, later(watermark)));
  }
}
