package io.shopfunnel.bench.micro;

import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import io.shopfunnel.window.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Adding one event to the table of its hour, by product. A hit adds to a row that there is: the
 * shop's events, of which most are of few products. A miss makes a new row: each product once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TableBenchmark {
  static final int EVENTS = 1 << 16;

  private final long[] times = new long[EVENTS];
  private final long[] products = new long[EVENTS];
  private final TableFamily family = Families.named("top.product");
  private final Tables tables = new Tables(List.of(family), new Texts());
  private final TableSlot hours = tables.slot(family, Window.HOUR);
  private final Map<Long, Map<Long, long[]>> map = new HashMap<>();

  /** With the rows that hits are to find. */
  public TableBenchmark() {
    List<ShopEvent> events = GeneratedEvents.events(EVENTS, 1);
    for (int i = 0; i < EVENTS; i++) {
      times[i] = events.get(i).eventTime();
      products[i] = events.get(i).productId();
    }
    slotHits();
    mapHits();
  }

  /** Our tables. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public final TableSlot slotHits() {
    for (int i = 0; i < EVENTS; i++) {
      hours.row(times[i], products[i]).add(0, 1);
    }
    return hours;
  }

  /** A map for each hour, from products to counters. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public final Map<Long, Map<Long, long[]>> mapHits() {
    for (int i = 0; i < EVENTS; i++) {
      count(map, times[i], products[i]);
    }
    return map;
  }

  /** Our tables, up to what is handed out for the publisher. By day, as hours feed days then. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long slotMisses() {
    Tables fresh = new Tables(List.of(family), new Texts());
    TableSlot slot = fresh.slot(family, Window.DAY);
    for (int i = 0; i < EVENTS; i++) {
      slot.row(times[0], i).add(0, 1);
    }
    long[] sum = {0};
    fresh.drainAll(delta -> sum[0] += delta.rows());
    return sum[0];
  }

  /** The same in maps. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long mapMisses() {
    Map<Long, Map<Long, long[]>> fresh = new HashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      count(fresh, times[0], i);
    }
    return fresh.values().stream().mapToLong(Map::size).sum();
  }

  private void count(Map<Long, Map<Long, long[]>> hoursByStart, long time, long product) {
    hoursByStart.computeIfAbsent(Window.HOUR.startOf(time), start -> new HashMap<>())
        .computeIfAbsent(product, row -> new long[family.columns()])[0]++;
  }

  /** What the hits have come to in our tables, by hour and product. */
  Map<Long, Map<Long, Long>> slotTotals() {
    Map<Long, Map<Long, Long>> totals = new HashMap<>();
    tables.drainAll(
        delta -> {
          if (delta.table().window() != Window.HOUR) {
            return;
          }
          Map<Long, Long> hour =
              totals.computeIfAbsent(delta.table().windowStart(), start -> new HashMap<>());
          for (int row = 0; row < delta.rows(); row++) {
            hour.put(delta.numbers()[row], delta.counters()[row * delta.columns()]);
          }
        });
    return totals;
  }

  /** The same of the maps. */
  Map<Long, Map<Long, Long>> mapTotals() {
    Map<Long, Map<Long, Long>> totals = new HashMap<>();
    map.forEach(
        (hour, rows) -> {
          Map<Long, Long> counts = new HashMap<>();
          rows.forEach((product, counters) -> counts.put(product, counters[0]));
          totals.put(hour, counts);
        });
    return totals;
  }
}
