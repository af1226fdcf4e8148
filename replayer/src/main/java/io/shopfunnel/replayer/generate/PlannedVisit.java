package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.EventType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that a visitor will do in one visit, in order of time, and how far it has come. Times are
 * seconds since the start of the period. Visits are used again, so that a month needs little
 * memory.
 */
final class PlannedVisit {
  /** Stands for the session of an event that lost it. */
  static final int NO_SESSION = -1;

  private static final int USER_DIGITS = 20;
  private static final int UUID_LENGTH = 36;
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private int[] times = new int[16];
  private int[] products = new int[16];
  private byte[] types = new byte[16];
  private int[] sessions = new int[16];
  private int size;
  private int next;

  /** {@code user_id,user_session} and a line's end. */
  private final byte[] tail = new byte[USER_DIGITS + UUID_LENGTH + 2];

  private int tailStart;
  private long high;
  private long low;

  /** The number of the session that stands in the tail. */
  private int inTail;

  /** The visit that has its next event in the same second, after this one. */
  @Nullable PlannedVisit follower;

  void restart(long user, long uuidHigh, long uuidLow) {
    size = 0;
    next = 0;
    high = uuidHigh;
    low = uuidLow;
    inTail = 0;
    tail[tail.length - 1] = '\n';
    int at = writeUuid(uuidHigh, uuidLow);
    tail[--at] = ',';
    long rest = user;
    do {
      tail[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    tailStart = at;
  }

  private int writeUuid(long high, long low) {
    int at = tail.length - 1;
    long half = low;
    for (int digit = 31; digit >= 0; digit--) {
      if (digit == 15) {
        half = high;
      }
      tail[--at] = HEX[(int) (half & 15)];
      half >>>= 4;
      if (digit == 20 || digit == 16 || digit == 12 || digit == 8) {
        tail[--at] = '-';
      }
    }
    return at;
  }

  void add(int time, EventType type, int product, int session) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      products = Arrays.copyOf(products, size * 2);
      types = Arrays.copyOf(types, size * 2);
      sessions = Arrays.copyOf(sessions, size * 2);
    }
    times[size] = time;
    products[size] = product;
    types[size] = (byte) type.rank();
    sessions[size] = session;
    size++;
  }

  int size() {
    return size;
  }

  /** Leaves out what lies before the period, and all but so many events that lie in it. */
  int confine(int end, long most) {
    int from = 0;
    while (from < size && times[from] < 0) {
      from++;
    }
    int to = from;
    while (to < size && times[to] < end && to - from < most) {
      to++;
    }
    next = from;
    size = to;
    return to - from;
  }

  boolean hasNext() {
    return next < size;
  }

  int nextTime() {
    return times[next];
  }

  void writeNext(RowWriter writer, Catalog catalog) {
    int time = times[next];
    int session = sessions[next];
    if (session != inTail && session != NO_SESSION) {
      // All bits but those that say which kind of UUID it is.
      writeUuid(high ^ Dice.mix(low + session) & ~0xF000L, low ^ Dice.mix(high + session) >>> 2);
      inTail = session;
    }
    Product product = catalog.product(products[next]);
    writer.write(time, types[next], product, tail, tailStart, session == NO_SESSION);
    next++;
  }
}
