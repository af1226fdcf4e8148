package io.shopfunnel.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs of longs in a few large arrays, by address, with a list of the freed ones for each size that
 * they come in. A copy shares the arrays until one of the two writes to them, so copying costs next
 * to nothing, and afterwards only what changes; what it was copied from for a snapshot it shares
 * with until that has been written ({@link SharedSegments}).
 */
final class Arena {
  /** The address of nothing. */
  static final int NONE = 0;

  private static final int SEGMENT_BITS = 13;

  /** The words of a segment; a longer run has a segment of its own. */
  static final int SEGMENT_WORDS = 1 << SEGMENT_BITS;

  /** Up to so many words, sizes differ by 2; beyond, by a quarter of the power of two below. */
  private static final int NARROW = 16;

  private static final int NARROW_BITS = 4;
  private static final int SIZES = number(SEGMENT_WORDS) + 1;

  /** The word through which freed runs are linked, where they have so many. */
  static final int LINK = 2;

  private static final int OFFSET_MASK = SEGMENT_WORDS - 1;

  private long[][] segments;

  /** Whether another arena may have the same array. */
  private boolean[] shared;

  private int segmentCount;

  /** The next address of the room that is given out word by word, and the end of that. */
  private int next;

  private int end;

  /** The first freed run of each size; each holds the address of the next one, see link. */
  private final int[] freed;

  /** Numbers of segments that had a long run of their own and hold nothing now. */
  private int[] emptied = new int[4];

  private int emptiedCount;

  private final SharedSegments sharing;

  /** Whether a snapshot has been begun; of the thread that writes to it. */
  private boolean isSnapshot;

  /** The snapshots that are to write it yet, each in a thread of its own. */
  private final AtomicInteger unwritten = new AtomicInteger();

  /** An arena without runs. */
  Arena() {
    sharing = new SharedSegments();
    segments = new long[1][];
    shared = new boolean[1];
    freed = new int[SIZES];
    // Address 0 stands for nothing.
    next = addSegment(SEGMENT_WORDS) + 1;
    end = SEGMENT_WORDS;
  }

  private Arena(Arena other) {
    segments = other.segments.clone();
    Arrays.fill(other.shared, 0, other.segmentCount, true);
    shared = other.shared.clone();
    segmentCount = other.segmentCount;
    next = other.next;
    end = other.end;
    freed = other.freed.clone();
    emptied = other.emptied.clone();
    emptiedCount = other.emptiedCount;
    sharing = other.sharing.ofCopy(other);
  }

  private Arena(long[][] segments, int next, int end, int[] freed, int[] emptied) {
    this.segments = segments;
    this.shared = new boolean[segments.length];
    this.segmentCount = segments.length;
    this.next = next;
    this.end = end;
    this.freed = freed;
    this.emptied = emptied;
    this.emptiedCount = emptied.length;
    sharing = new SharedSegments();
  }

  /** An arena with the same runs, which from here on goes its own way. */
  Arena copy() {
    return new Arena(this);
  }

  /** A snapshot is going to {@link #write} it, once. Whoever goes on does so with a copy. */
  void beginSnapshot() {
    isSnapshot = true;
    unwritten.incrementAndGet();
  }

  /** Whether it is that of snapshots only, and all of them have been written. */
  boolean isWritten() {
    return isSnapshot && unwritten.get() == 0;
  }

  /**
   * Looks whether the snapshots that it shares arrays with have been written, so that these are its
   * own. Nobody may hold an array of before, see {@link #readable}.
   */
  void settleSharing() {
    if (sharing.isOver()) {
      Arrays.fill(shared, 0, segmentCount, false);
    }
  }

  private int addSegment(int words) {
    int number = emptiedCount > 0 ? emptied[--emptiedCount] : segmentCount++;
    if (number == segments.length) {
      segments = Arrays.copyOf(segments, 2 * number);
      shared = Arrays.copyOf(shared, 2 * number);
    }
    if (number > Integer.MAX_VALUE >> SEGMENT_BITS) {
      throw new IllegalStateException("one key group keeps more than 16 GiB; raise parallelism");
    }
    segments[number] = new long[words];
    shared[number] = false;
    return number << SEGMENT_BITS;
  }

  /**
   * The words that a run of so many takes. Runs come in few sizes, and none is ever divided: what
   * is freed is soon asked for again. If each length were a size, a user who comes again and again,
   * with more to be kept each time, would leave a run of every length behind; and if long ones were
   * divided, none would be left for the next user who needs a long one.
   */
  static int room(int words) {
    return words > SEGMENT_WORDS ? words : words + step(words - 1) - 1 & -step(words - 1);
  }

  /** How far the sizes are apart that follow so many words. */
  private static int step(int words) {
    return Math.max(2, Integer.highestOneBit(words) >> 2);
  }

  /** The number of the size of a run of so many words, from 1 on. */
  private static int number(int words) {
    if (words <= NARROW) {
      return words + 1 >> 1;
    }
    int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(words - 1);
    return NARROW / 2 + (power - NARROW_BITS) * 4 + (words - 1 >> power - 2) - 3;
  }

  /** A run of so many words, whose contents are arbitrary. */
  int allocate(int words) {
    int room = room(words);
    if (room > SEGMENT_WORDS) {
      return addSegment(room);
    }
    int size = number(words);
    if (freed[size] != NONE) {
      int address = freed[size];
      freed[size] = (int) get(address + link(words));
      return address;
    }
    if (end - next < room) {
      giveUpRest();
      next = addSegment(SEGMENT_WORDS);
      end = next + SEGMENT_WORDS;
    }
    int address = next;
    next += room;
    return address;
  }

  /** Leaves what is too short for a run to shorter ones. */
  private void giveUpRest() {
    while (end - next > 1) {
      int rest = end - next;
      int room = rest & -step(rest);
      free(next, room);
      next += room;
    }
  }

  /**
   * Takes back a run.
   *
   * @param words as many as were asked for
   */
  void free(int address, int words) {
    if (words > SEGMENT_WORDS) {
      int number = address >>> SEGMENT_BITS;
      segments[number] = new long[0];
      shared[number] = false;
      if (emptiedCount == emptied.length) {
        emptied = Arrays.copyOf(emptied, 2 * emptiedCount + 4);
      }
      emptied[emptiedCount++] = number;
      return;
    }
    int size = number(words);
    set(address + link(words), freed[size]);
    freed[size] = address;
  }

  /**
   * Takes back runs of one length that are linked, from the first to the last, as freed ones are:
   * through the lower half of their word {@link #LINK}. Costs no look at each.
   */
  void freeLinked(int first, int last, int words) {
    int size = number(words);
    int before = freed[size];
    freed[size] = first;
    set(last + LINK, before);
  }

  /** A run of one word has room for two. */
  private static int link(int words) {
    return words > LINK ? LINK : 1;
  }

  long get(int address) {
    return segments[address >>> SEGMENT_BITS][address & OFFSET_MASK];
  }

  void set(int address, long word) {
    writable(address)[address & OFFSET_MASK] = word;
  }

  /** The array that holds a run, to be read from {@link #offset} on. */
  long[] readable(int address) {
    return segments[address >>> SEGMENT_BITS];
  }

  /** The array that holds a run, to be written from {@link #offset} on. */
  long[] writable(int address) {
    int number = address >>> SEGMENT_BITS;
    if (shared[number]) {
      segments[number] = sharing.replace(segments[number]);
      shared[number] = false;
    }
    return segments[number];
  }

  /** Where in its array a run begins. */
  static int offset(int address) {
    return address & OFFSET_MASK;
  }

  /** The words that it takes, those of freed runs too. */
  long words() {
    long words = 0;
    for (int i = 0; i < segmentCount; i++) {
      words += segments[i].length;
    }
    return words;
  }

  void write(WordOutput out) throws IOException {
    out.writeInt(segmentCount);
    for (int i = 0; i < segmentCount; i++) {
      out.writeLongs(segments[i], segments[i].length);
    }
    out.writeInt(next);
    out.writeInt(end);
    out.writeInts(freed, freed.length);
    out.writeInts(emptied, emptiedCount);
    unwritten.decrementAndGet();
  }

  static Arena read(WordInput in) throws IOException {
    long[][] segments = new long[in.readInt()][];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = in.readLongs();
    }
    return new Arena(segments, in.readInt(), in.readInt(), in.readInts(), in.readInts());
  }
}
