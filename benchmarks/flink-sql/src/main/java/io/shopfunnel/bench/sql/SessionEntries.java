package io.shopfunnel.bench.sql;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

/**
 * The entries of the events of one {@code user_session} without a long silence: mostly one, none
 * where nothing was viewed, several where the session is longer than 24 hours and so is cut.
 *
 * <p>It keeps the events, in bytes, and looks at them when the window closes: so they may come in
 * any order.
 */
@FunctionHint(output = @DataTypeHint("ARRAY<ROW<entered BIGINT, depth INT>>"))
public final class SessionEntries extends AggregateFunction<Row[], SessionEntries.Events> {
  private static final long serialVersionUID = 1;
  private static final long LONGEST_SECONDS = 86_400;
  private static final int RANKS = 4;

  /** The events of a window. */
  public static final class Events {
    /** A number for each event: its second times four, and the rank of its type. */
    @DataTypeHint("BYTES")
    public byte[] codes = {};
  }

  @Override
  public Events createAccumulator() {
    return new Events();
  }

  /** Takes an event. */
  public void accumulate(
      Events events, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant time, String type) {
    int end = events.codes.length;
    events.codes = Arrays.copyOf(events.codes, end + Long.BYTES);
    ByteBuffer.wrap(events.codes).putLong(end, time.getEpochSecond() * RANKS + rank(type));
  }

  /** Takes the events of windows that turned out to be one. */
  public void merge(Events events, Iterable<Events> others) {
    for (Events other : others) {
      int end = events.codes.length;
      events.codes = Arrays.copyOf(events.codes, end + other.codes.length);
      System.arraycopy(other.codes, 0, events.codes, end, other.codes.length);
    }
  }

  @Override
  public Row[] getValue(Events events) {
    long[] codes = new long[events.codes.length / Long.BYTES];
    ByteBuffer.wrap(events.codes).asLongBuffer().get(codes);
    Arrays.sort(codes);
    List<Row> entries = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= codes.length; i++) {
      if (i == codes.length || codes[i] / RANKS - codes[begin] / RANKS > LONGEST_SECONDS) {
        addEntry(codes, begin, i, entries);
        begin = i;
      }
    }
    return entries.toArray(new Row[0]);
  }

  /** The greatest chain of views, carts and purchases takes each at its first chance. */
  private static void addEntry(long[] codes, int begin, int end, List<Row> entries) {
    long entered = 0;
    int depth = 0;
    for (int i = begin; i < end; i++) {
      if (codes[i] % RANKS == depth && depth < RANKS - 1) {
        entered = depth == 0 ? codes[i] / RANKS : entered;
        depth++;
      }
    }
    if (depth > 0) {
      entries.add(Row.of(entered, depth));
    }
  }

  private static int rank(String type) {
    return switch (type) {
      case "view" -> 0;
      case "cart" -> 1;
      case "purchase" -> 2;
      default -> 3;
    };
  }
}
