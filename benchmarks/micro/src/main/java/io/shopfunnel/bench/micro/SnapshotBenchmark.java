package io.shopfunnel.bench.micro;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.table.OpenRows;
import io.shopfunnel.table.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A checkpoint of all that is kept of the users of {@value LedgerBenchmark#EVENTS} events, and of
 * what is counted in windows that are open. Events stand still for the copies alone; they are
 * written while events go on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SnapshotBenchmark {
  private final UserLedgers ledgers;
  private final Tables tables;
  private final byte[] written;

  /** With ledgers that have followed the events. */
  public SnapshotBenchmark() {
    Engine engine =
        new Engine(
            MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT),
            delta -> {});
    engine.run(new EventSlices(GeneratedEvents.events(LedgerBenchmark.EVENTS, 1)));
    ledgers = engine.ledgers();
    tables = engine.tables();
    written = bytes(ledgers);
  }

  /** The copy, which shares what neither of the two has changed since. */
  @Benchmark
  public UserLedgers copy() {
    return ledgers.copy();
  }

  /** A copy that shares nothing: the words are copied by the JVM, as fast as it can. */
  @Benchmark
  public byte[] copyOfAllBytes() {
    return written.clone();
  }

  /** A copy through its own serialized form, as state backends make those of objects. */
  @Benchmark
  public UserLedgers copyByWritingAndReading() throws IOException {
    return UserLedgers.read(new DataInputStream(new ByteArrayInputStream(bytes(ledgers))));
  }

  /** Writing it, to nowhere. */
  @Benchmark
  public int write() throws IOException {
    DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream());
    ledgers.write(out);
    return out.size();
  }

  /** What is counted in windows that are open, as a checkpoint takes it. */
  @Benchmark
  public List<OpenRows> showTables() {
    List<OpenRows> shown = new ArrayList<>();
    tables.show(shown::add);
    return shown;
  }

  /** The rows of those windows. */
  long openRows() {
    return tables.rows();
  }

  static byte[] bytes(UserLedgers ledgers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ledgers.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all bytes", e);
    }
    return bytes.toByteArray();
  }
}
