package io.shopfunnel.ledger;

/**
 * The row in the arena of a user who is not at rest ({@link Rest}): a flyweight over four words,
 * and six more while there is anything but what follows from events that are long past.
 *
 * <pre>
 * 0 user id
 * 1 wake time: the watermark, in milliseconds since the epoch, that next brings something to do
 * 2 agenda: who comes before (upper half) and after on it
 * 3 settled image (upper half), extension (lower half); 0 for none
 *
 * extension:
 * 0 current image (upper half), first waiting event (lower half)
 * 1 first recent event (upper half), last recent event (lower half)
 * 2 the time at which the passing of time alone last changed the current image
 * 3 the number of recent events
 * 4 the watermark at which the passing of time alone next changes the current image
 * 5 the time up to which an event may still need the current image
 * </pre>
 */
final class UserRow {
  static final int WORDS = 4;
  static final int EXTENSION_WORDS = 6;

  private static final int USER = 0;
  private static final int WAKE = 1;
  private static final int AGENDA = 2;
  private static final int IMAGE = 3;

  private static final int CURRENT = 0;
  private static final int RECENT = 1;
  private static final int TRANSITION = 2;
  private static final int RECENT_COUNT = 3;
  private static final int DEADLINE = 4;
  private static final int EXPIRY = 5;

  private UserRow() {}

  /** Makes a row of a user of whom nothing is known. */
  static int create(Arena arena, long userId) {
    int row = arena.allocate(WORDS);
    arena.set(row + USER, userId);
    arena.set(row + WAKE, Long.MAX_VALUE);
    arena.set(row + AGENDA, 0);
    arena.set(row + IMAGE, 0);
    return row;
  }

  static long userId(Arena arena, int row) {
    return arena.get(row + USER);
  }

  static long wakeAt(Arena arena, int row) {
    return arena.get(row + WAKE);
  }

  static void wakeAt(Arena arena, int row, long time) {
    arena.set(row + WAKE, time);
  }

  static int before(Arena arena, int row) {
    return upper(arena.get(row + AGENDA));
  }

  static int after(Arena arena, int row) {
    return (int) arena.get(row + AGENDA);
  }

  static void before(Arena arena, int row, int other) {
    arena.set(row + AGENDA, withUpper(arena.get(row + AGENDA), other));
  }

  static void after(Arena arena, int row, int other) {
    arena.set(row + AGENDA, withLower(arena.get(row + AGENDA), other));
  }

  static int settled(Arena arena, int row) {
    return upper(arena.get(row + IMAGE));
  }

  static void settled(Arena arena, int row, int image) {
    arena.set(row + IMAGE, withUpper(arena.get(row + IMAGE), image));
  }

  static boolean isExtended(Arena arena, int row) {
    return (int) arena.get(row + IMAGE) != Arena.NONE;
  }

  private static int extension(Arena arena, int row) {
    return (int) arena.get(row + IMAGE);
  }

  /** Gives the row its extension, with nothing in it, if it has none. */
  static void extend(Arena arena, int row) {
    if (!isExtended(arena, row)) {
      int extension = arena.allocate(EXTENSION_WORDS);
      arena.set(extension + CURRENT, 0);
      arena.set(extension + RECENT, 0);
      arena.set(extension + TRANSITION, Long.MIN_VALUE);
      arena.set(extension + RECENT_COUNT, 0);
      arena.set(row + IMAGE, withLower(arena.get(row + IMAGE), extension));
    }
  }

  /** Takes the extension away, if there is one. */
  static void retract(Arena arena, int row) {
    if (isExtended(arena, row)) {
      arena.free(extension(arena, row), EXTENSION_WORDS);
      arena.set(row + IMAGE, withLower(arena.get(row + IMAGE), Arena.NONE));
    }
  }

  static int current(Arena arena, int row) {
    return isExtended(arena, row) ? upper(arena.get(extension(arena, row) + CURRENT)) : Arena.NONE;
  }

  static void current(Arena arena, int row, int image) {
    int at = extension(arena, row) + CURRENT;
    arena.set(at, withUpper(arena.get(at), image));
  }

  static int waiting(Arena arena, int row) {
    return isExtended(arena, row) ? (int) arena.get(extension(arena, row) + CURRENT) : Arena.NONE;
  }

  static void waiting(Arena arena, int row, int event) {
    int at = extension(arena, row) + CURRENT;
    arena.set(at, withLower(arena.get(at), event));
  }

  static int firstRecent(Arena arena, int row) {
    return isExtended(arena, row) ? upper(arena.get(extension(arena, row) + RECENT)) : Arena.NONE;
  }

  static int lastRecent(Arena arena, int row) {
    return isExtended(arena, row) ? (int) arena.get(extension(arena, row) + RECENT) : Arena.NONE;
  }

  static int recentCount(Arena arena, int row) {
    return isExtended(arena, row) ? (int) arena.get(extension(arena, row) + RECENT_COUNT) : 0;
  }

  static void recent(Arena arena, int row, int first, int last, int count) {
    int extension = extension(arena, row);
    arena.set(extension + RECENT, withLower(withUpper(0, first), last));
    arena.set(extension + RECENT_COUNT, count);
  }

  static long transition(Arena arena, int row) {
    return isExtended(arena, row) ? arena.get(extension(arena, row) + TRANSITION) : Long.MIN_VALUE;
  }

  static void transition(Arena arena, int row, long time) {
    arena.set(extension(arena, row) + TRANSITION, time);
  }

  /** Notes the current image's deadline and expiry. */
  static void bounds(Arena arena, int row, long deadline, long expiry) {
    int extension = extension(arena, row);
    arena.set(extension + DEADLINE, deadline);
    arena.set(extension + EXPIRY, expiry);
  }

  static long deadline(Arena arena, int row) {
    return arena.get(extension(arena, row) + DEADLINE);
  }

  static long expiry(Arena arena, int row) {
    return arena.get(extension(arena, row) + EXPIRY);
  }

  private static int upper(long word) {
    return (int) (word >>> 32);
  }

  private static long withUpper(long word, int upper) {
    return word & 0xFFFF_FFFFL | (long) upper << 32;
  }

  private static long withLower(long word, int lower) {
    return word & 0xFFFF_FFFF_0000_0000L | lower & 0xFFFF_FFFFL;
  }
}
