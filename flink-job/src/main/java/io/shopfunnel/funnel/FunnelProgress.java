package io.shopfunnel.funnel;

/**
 * How far one actor has come in one funnel, in its session or in one of its entry windows: a
 * flyweight over a few longs of an array, so that many actors cost no objects. What it keeps is,
 * for each step, the latest entry time of a chain that has reached it; that is enough to know the
 * depth after any further event, because a later entry leaves a chain more time (SEMANTICS,
 * Funnels). Of the last step no time is needed: who has reached it can get no further.
 *
 * <p>Words: {@link #STANDING} (bits, see the constants), {@link #ENTRY} (by what the actor is
 * broken down: the number of its category root, and that of its brand), then two entry times a
 * word, in seconds after the base, plus 1; 0 for none. In a funnel with exclusions the same times
 * follow again, as they would be if nothing were excluded.
 *
 * <p>Events must come in the total order. All times are whole seconds.
 */
public final class FunnelProgress {
  /** The word of bits. */
  public static final int STANDING = 0;

  /** The word that holds two numbers of texts: category root (upper half) and brand. */
  public static final int ENTRY = 1;

  /** The most funnels of users that one word can tell apart. */
  public static final int MOST_OWNERS = 64;

  /** What {@link #accept} gives where the event did not complete the funnel. */
  public static final long NOT_CONVERTED = -1;

  private static final int FIRST_TIME = 2;

  private static final int DEPTH_BITS = 5;
  private static final int FREE_DEPTH_AT = 5;
  private static final int PENDING_AT = 10;
  private static final int BAND_AT = 11;
  private static final int BAND_BITS = 3;
  private static final int WINDOW_AT = 14;
  private static final int WINDOW_BITS = 2;
  private static final int LATE_AT = 16;
  private static final int LATE_BITS = 8;
  private static final int ENTERED_AT = 24;
  private static final int BASE_AT = 25;
  private static final int BASE_BITS = 33;
  private static final int OWNER_AT = 58;
  private static final int OWNER_BITS = 6;

  private static final long MILLIS = 1_000;

  private final int steps;
  private final int timeWords;
  private final boolean excludes;

  /** The longest time of a chain in seconds; more than any where there is no conversion window. */
  private final long longest;

  /** Of actors in that funnel. */
  public FunnelProgress(FunnelDefinition funnel) {
    steps = funnel.depth();
    timeWords = steps / 2;
    excludes = !funnel.exclusions().isEmpty();
    longest =
        funnel.conversionWindowMillis() == FunnelDefinition.UNBOUNDED
            ? Long.MAX_VALUE
            : funnel.conversionWindowMillis() / MILLIS;
  }

  /** How many words it takes. */
  public int words() {
    return FIRST_TIME + (excludes ? 2 : 1) * timeWords;
  }

  /**
   * How many words hold anything. An actor that has come to the end needs no times; nor does one
   * that no further event in the order can move, but for the chains that nothing excludes: those
   * can still reach deeper where one is excluded already.
   */
  public int wordsInUse(long standing) {
    boolean over = depth(standing) == steps || pending(standing) == 0 && excluded(standing) == 0;
    return over ? FIRST_TIME : words();
  }

  /** The deepest step that any chain has reached; 0 before the entry. */
  public static int depth(long standing) {
    return bits(standing, 0, DEPTH_BITS);
  }

  private static int freeDepth(long standing) {
    return bits(standing, FREE_DEPTH_AT, DEPTH_BITS);
  }

  /** 1 where the actor would have come deeper without the exclusions, else 0. */
  public static int excluded(long standing) {
    return freeDepth(standing) > depth(standing) ? 1 : 0;
  }

  /** 1 where an event that is not late may still move the actor, else 0. */
  public static int pending(long standing) {
    return bits(standing, PENDING_AT, 1);
  }

  /** How many late events are among the actor's; 255 stands for that many or more. */
  public static int late(long standing) {
    return bits(standing, LATE_AT, LATE_BITS);
  }

  /** Whether the actor has entered. */
  public static boolean entered(long standing) {
    return bits(standing, ENTERED_AT, 1) != 0;
  }

  /** The number of the entry window's length, as it was given. */
  public static int window(long standing) {
    return bits(standing, WINDOW_AT, WINDOW_BITS);
  }

  /** The ordinal of the band of the entry's price. */
  public static int band(long standing) {
    return bits(standing, BAND_AT, BAND_BITS);
  }

  /** The number of the funnel, as it was given. */
  public static int owner(long standing) {
    return bits(standing, OWNER_AT, OWNER_BITS);
  }

  /** The entry time, or the start of the entry window, in milliseconds since the epoch. */
  public static long base(long standing) {
    return (standing >>> BASE_AT & (1L << BASE_BITS) - 1) * MILLIS;
  }

  private static int bits(long word, int from, int count) {
    return (int) (word >>> from) & (1 << count) - 1;
  }

  /** A standing with the actor settled: nothing but a late event can move it any more. */
  public static long settled(long standing) {
    return standing & ~(1L << PENDING_AT);
  }

  /** A standing that says whether it shares the word {@link #ENTRY} with the one before it. */
  public static long sharing(long standing, boolean shares) {
    long mark = 1L << ENTERED_AT;
    return shares ? standing & ~mark : standing | mark;
  }

  /** Has the actor enter by the event of that band, category and brand. */
  public void enter(long[] words, int at, long base, int owner, int window, int band, long entry) {
    words[at + STANDING] |=
        1L << ENTERED_AT
            | (long) band << BAND_AT
            | (long) window << WINDOW_AT
            | base / MILLIS << BASE_AT
            | (long) owner << OWNER_AT;
    words[at + ENTRY] = entry;
  }

  /**
   * Moves every chain on for which this event is the next step.
   *
   * @param time the event's, in milliseconds since the epoch
   * @param matched {@link FunnelMatcher#matchedSteps}; without bit 0, no chain may start at it
   * @param guarded {@link FunnelMatcher#guardedSteps}
   * @param late whether the event came behind the watermark
   * @return where the event is the first to complete the funnel, the milliseconds from the latest
   *     possible entry to it, else {@link #NOT_CONVERTED}
   */
  public long accept(long[] words, int at, long time, int matched, int guarded, boolean late) {
    long standing = words[at + STANDING];
    long second = (time - base(standing)) / MILLIS;
    int depth = depth(standing);
    long reached = 0;
    long converted = NOT_CONVERTED;
    if (entered(standing)) {
      reached = move(words, at + FIRST_TIME, second, matched, guarded);
      if (reached >>> 32 > depth) {
        depth = (int) (reached >>> 32);
        if (depth == steps) {
          converted = (second - (reached & 0xFFFF_FFFFL)) * MILLIS;
        }
      }
    }
    int free = depth;
    if (excludes && entered(standing)) {
      long unbarred = move(words, at + FIRST_TIME + timeWords, second, matched, 0);
      free = Math.max(freeDepth(standing), (int) (unbarred >>> 32));
    }
    standing &= ~((1L << FREE_DEPTH_AT + DEPTH_BITS) - 1);
    standing |= depth | (long) free << FREE_DEPTH_AT;
    if (late && late(standing) < (1 << LATE_BITS) - 1) {
      standing += 1L << LATE_AT;
    }
    words[at + STANDING] = standing;
    return converted;
  }

  /**
   * Deeper steps come first, so that one event is not two steps of a chain.
   *
   * @return the deepest step reached by this event (upper half, from 1; 0 for none), and the entry
   *     in seconds after the base of the chain that reached it
   */
  private long move(long[] words, int times, long second, int matched, int guarded) {
    long deepest = 0;
    for (int step = steps - 1; step >= 0; step--) {
      boolean fits = (matched >> step & 1) != 0;
      if (!fits && (guarded >> step & 1) == 0) {
        continue;
      }
      long entry = step == 0 ? second : entryAt(words, times, step - 1);
      if (fits && entry >= 0 && second - entry <= longest) {
        if (step < steps - 1) {
          entryAt(words, times, step, entry);
        }
        deepest = Math.max(deepest, (long) (step + 1) << 32 | entry);
      } else if ((guarded >> step & 1) != 0 && step < steps - 1) {
        entryAt(words, times, step, -1);
      }
    }
    return deepest;
  }

  private static long entryAt(long[] words, int times, int step) {
    return (words[times + (step >> 1)] >>> ((step & 1) << 5) & 0xFFFF_FFFFL) - 1;
  }

  private static void entryAt(long[] words, int times, int step, long entry) {
    int shift = (step & 1) << 5;
    int word = times + (step >> 1);
    words[word] = words[word] & ~(0xFFFF_FFFFL << shift) | entry + 1 << shift;
  }

  /** Marks whether an event from this time on may still move the actor. */
  public void markPending(long[] words, int at, long time) {
    boolean pending =
        entered(words[at]) && depth(words[at]) < steps && lastChance(words, at) >= time;
    words[at + STANDING] = settled(words[at]) | (pending ? 1L << PENDING_AT : 0);
  }

  /**
   * The latest time at which a further event can still move the actor, in milliseconds since the
   * epoch; {@link Long#MIN_VALUE} where none can. An actor that is excluded already stays so,
   * however far it would have come without the exclusions.
   */
  public long lastChance(long[] words, int at) {
    long standing = words[at + STANDING];
    long latest = latestEntry(words, at + FIRST_TIME);
    if (excludes && excluded(standing) == 0) {
      latest = Math.max(latest, latestEntry(words, at + FIRST_TIME + timeWords));
    }
    if (latest < 0) {
      return Long.MIN_VALUE;
    }
    return longest == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : base(standing) + (latest + longest) * MILLIS;
  }

  private long latestEntry(long[] words, int times) {
    long latest = -1;
    for (int step = 0; step < steps - 1; step++) {
      latest = Math.max(latest, entryAt(words, times, step));
    }
    return latest;
  }
}
