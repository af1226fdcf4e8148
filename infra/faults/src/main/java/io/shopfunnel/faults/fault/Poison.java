package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that are no events come between those that are.
 *
 * @param records how many
 * @param time over which they are spread
 */
record Poison(int records, Duration time) implements Fault {
  private static final int MOST_BYTES = 300;

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String title() {
    return "%d records that are no events (0.1 %%)".formatted(records);
  }

  @Override
  public Set<Course> courses() {
    return EnumSet.of(Course.LIVE);
  }

  @Override
  public boolean changesWhatArrives() {
    return true;
  }

  @Override
  public Instant strike(Scene scene) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", scene.cluster().brokers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(scene.topic(), key(scene.random()), junk(scene.random())));
        Waiting.pause(time.dividedBy(records));
      }
      producer.flush();
      scene.junk().addAndGet(records);
    }
    return Instant.now();
  }

  private static byte[] key(RandomGenerator random) {
    return Integer.toString(random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] junk(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new byte[0];
      case 1 -> "{\"event_time\":\"2019-12-01 00:00:00 UTC\",\"ev".getBytes(StandardCharsets.UTF_8);
      case 2 -> "{\"event_id\":null,\"price\":1e999}".getBytes(StandardCharsets.UTF_8);
      default -> {
        byte[] bytes = new byte[random.nextInt(1, MOST_BYTES)];
        random.nextBytes(bytes);
        yield bytes;
      }
    };
  }
}
