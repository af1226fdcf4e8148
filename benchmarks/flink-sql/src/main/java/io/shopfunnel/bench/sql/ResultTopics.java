package io.shopfunnel.bench.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Results;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics that the script writes to; to be deleted when they have been read.
 *
 * @param brokers where they are
 * @param counts takes the counts by minute
 * @param funnel takes the funnel by hour; the last row of an hour is the one that holds
 */
record ResultTopics(String brokers, String counts, String funnel) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ResultTopics create(Assignment assignment)
      throws ExecutionException, InterruptedException {
    ResultTopics topics =
        new ResultTopics(
            assignment.brokers(), assignment.run() + "-counts", assignment.run() + "-funnel");
    try (Admin admin = topics.admin()) {
      admin
          .createTopics(
              topics.names().stream().map(name -> new NewTopic(name, 1, (short) 3)).toList())
          .all()
          .get();
    }
    return topics;
  }

  Results read() throws IOException {
    Results results = new Results();
    each(
        counts,
        row ->
            results.addEvents(
                Instant.parse(row.path("minute_start").asText()).getEpochSecond(),
                row.path("event_type").asText(),
                row.path("events").asLong()));
    Map<Long, JsonNode> last = new HashMap<>();
    each(funnel, row -> last.put(row.path("hour_start").asLong(), row));
    last.forEach(
        (hour, row) -> {
          for (int step = 1; step <= 3; step++) {
            results.addFunnel(hour, step, row.path("step_" + step).asLong());
          }
        });
    return results;
  }

  private void each(String topic, Consumer<JsonNode> reader) throws IOException {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      while (consumer.position(only) < end) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() != null) {
            reader.accept(JSON.readTree(record.value()));
          }
        }
      }
    }
  }

  void delete() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.deleteTopics(names()).all().get();
    }
  }

  private List<String> names() {
    return List.of(counts, funnel);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", brokers));
  }
}
