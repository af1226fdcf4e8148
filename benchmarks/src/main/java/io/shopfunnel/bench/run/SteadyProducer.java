package io.shopfunnel.bench.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends so many events a second by a thread of its own, from its start until it is closed; event
 * time goes on with the clock, or faster.
 */
final class SteadyProducer implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MILLIS = 1_000;

  /**
   * How long it gathers events before it sends them. With 5 ms, three brokers took 0.9 of a core at
   * 9,000 events a second, and 0.5 with 20 ms at 8,000.
   */
  private static final int LINGER_MILLIS = 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final JsonEventEncoder encoder = new JsonEventEncoder();
  private final String topic;
  private final int partitions;
  private final LiveEvents events;
  private final SentWindows windows;
  private final Pace pace;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "steady-producer");
  private volatile long sent;
  private volatile boolean closed;

  /**
   * How fast it goes.
   *
   * @param start of event time, in milliseconds since the epoch
   * @param perSecond events, by the clock
   * @param speed how much faster than the clock event time goes
   */
  record Pace(long start, int perSecond, double speed) {
    /** When an event happens; the shop's log knows whole seconds only. */
    long eventTime(long number) {
      return start + (long) (number * speed / perSecond) * MILLIS;
    }
  }

  SteadyProducer(
      String brokers,
      String topic,
      int partitions,
      LiveEvents events,
      SentWindows windows,
      Pace pace) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "acks",
                "all",
                "linger.ms",
                LINGER_MILLIS,
                "compression.type",
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    this.partitions = partitions;
    this.events = events;
    this.windows = windows;
    this.pace = pace;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long start = System.nanoTime();
    while (!closed) {
      long due = (long) ((System.nanoTime() - start) / NANOS * pace.perSecond());
      while (sent < due && !closed) {
        send(events.next(pace.eventTime(sent)));
        sent++;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void send(ShopEvent event) {
    int partition = (int) (event.userId() % partitions);
    windows.sending(partition, event.eventTime(), System.nanoTime());
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                event.eventTime(),
                Long.toString(event.userId()).getBytes(UTF_8),
                encoder.encode(event)),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  /**
   * How many it has sent.
   *
   * @throws BenchException where Kafka did not take one
   */
  long sent() {
    Exception problem = failure.get();
    if (problem != null) {
      throw new BenchException("Kafka did not take an event: " + problem.getMessage(), problem);
    }
    return sent;
  }

  /** Sends no more, and returns when Kafka has taken all that was sent. */
  void end() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
  }

  @Override
  public void close() {
    end();
    producer.close();
  }
}
