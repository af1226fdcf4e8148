package io.shopfunnel.bench.micro;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;
import java.io.IOException;
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
 * One record from JSON to an event. More records than the caches hold in parsed form are read in
 * turns, so that no branch is learnt by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DecoderBenchmark {
  private static final int RECORDS = 1 << 14;

  private final byte[][] records = Records.of(RECORDS, 1);
  private final JsonEventDecoder ours = new JsonEventDecoder();
  private final StreamingReader streaming = new StreamingReader();
  private final ObjectReader databind = new JsonMapper().readerFor(BoundEvent.class);
  private int next;

  /** Our decoder. */
  @Benchmark
  public ShopEvent ours() throws MalformedEventException {
    return ours.decode(record());
  }

  /** Jackson's tokens, by hand. */
  @Benchmark
  public Object jacksonStreaming() throws IOException {
    return streaming.read(record());
  }

  /** Jackson's data binding. */
  @Benchmark
  public Object jacksonDatabind() throws IOException {
    return databind.readValue(record());
  }

  private byte[] record() {
    next = next + 1 & RECORDS - 1;
    return records[next];
  }
}
