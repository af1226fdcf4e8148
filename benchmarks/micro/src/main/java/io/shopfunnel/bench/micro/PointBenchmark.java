package io.shopfunnel.bench.micro;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublisher;
import io.shopfunnel.table.WindowTable;
import io.shopfunnel.window.Window;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.influxdb.dto.Point;
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
 * Encoding one point, from a table's counters to its line for InfluxDB: events by type and category
 * of an hour, all of which have changed since they were encoded last.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PointBenchmark {
  private static final int CATEGORIES = 14;
  private static final int TYPES = 4;
  static final int POINTS = CATEGORIES * TYPES;
  private static final long HOUR = 1_575_201_600_000L;

  private final TableFamily family = Families.named("events");
  private final TablePublisher publisher = new TablePublisher(family, Window.HOUR);
  private final WindowTable oursTable = new WindowTable(family.columns());
  private final WindowTable otherTable = new WindowTable(family.columns());
  private final TableDelta delta = delta();

  private TableDelta delta() {
    String[] names = new String[CATEGORIES];
    long[] counters = new long[CATEGORIES * family.columns()];
    for (int row = 0; row < CATEGORIES; row++) {
      names[row] = "category_" + row;
    }
    Arrays.setAll(counters, i -> 1 + i * 7_919L % 30_000);
    TableKey key = new TableKey(family.name(), Window.HOUR, HOUR);
    return new TableDelta(key, CATEGORIES, names, new long[0], family.columns(), counters);
  }

  /** Ours: the line's constant part is known, numbers are written as bytes. */
  @Benchmark
  @OperationsPerInvocation(POINTS)
  public ByteArrayOutputStream ours() {
    oursTable.add(delta);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    publisher.publish(oursTable, HOUR, (series, start, line) -> append(line, lines));
    return lines;
  }

  private static void append(LineBuffer line, ByteArrayOutputStream lines) {
    lines.write(line.bytes(), 0, line.length());
  }

  /** A point of influxdb-java each, and its own line. */
  @Benchmark
  @OperationsPerInvocation(POINTS)
  public ByteArrayOutputStream influxDbJava() {
    otherTable.add(delta);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int row = 0; row < otherTable.size(); row++) {
      for (int type = 0; type < TYPES; type++) {
        lines.writeBytes(line(row, type).getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
      }
    }
    return lines;
  }

  private String line(int row, int type) {
    return Point.measurement("events")
        .time(HOUR, TimeUnit.MILLISECONDS)
        .tag("category", otherTable.name(row))
        .tag("event_type", EventType.ofRank(type).wireName())
        .tag("window", Window.HOUR.tag())
        .addField("count", otherTable.counter(row, 2 * type))
        .addField("cents", otherTable.counter(row, 2 * type + 1))
        .build()
        .lineProtocol(TimeUnit.MILLISECONDS);
  }
}
