package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletion of records where a broker does not follow. */
class TopicsITCase {
  private static final List<String> EVENTS = List.of("events");

  /** A frozen broker counts as alive while its session lasts, and a deletion waits for it. */
  @Test
  void tellsWhatADeletionWaitsFor(@TempDir Path folder) throws Exception {
    Properties impatient = new Properties();
    impatient.setProperty("request.timeout.ms", "2000");
    impatient.setProperty("default.api.timeout.ms", "15000");
    try (LocalStack stack =
            LocalStack.builder()
                .kafka()
                .brokerSettings(Map.of("zookeeper.session.timeout.ms", "60000"))
                .directory(folder)
                .start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      admin.createTopics(List.of(new NewTopic("events", 1, (short) 3))).all().get();
      write(stack);
      Topics topics = new Topics(stack.brokers(), impatient);
      String follower = "kafka-" + follower(admin);

      signal(stack, follower, "STOP");
      try {
        assertThatThrownBy(() -> topics.empty(EVENTS))
            .isInstanceOf(StackException.class)
            .hasMessageMatching(
                "The records of events-0 cannot be deleted \\(leader \\d, in sync .*\\d of 1, 2, 3\\): .*");
      } finally {
        signal(stack, follower, "CONT");
      }
      new Topics(stack.brokers()).empty(EVENTS);
      assertThat(topics.size(EVENTS)).isZero();
    }
  }

  private static void write(LocalStack stack) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", stack.brokers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      assertThat(producer.send(new ProducerRecord<>("events", "key", "value")).get().offset())
          .isZero();
    }
  }

  private static int follower(Admin admin) throws Exception {
    Set<Integer> leaders =
        admin.describeTopics(EVENTS).allTopicNames().get().get("events").partitions().stream()
            .map(partition -> partition.leader().id())
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(1, 3)
        .filter(broker -> !leaders.contains(broker))
        .findFirst()
        .orElseThrow();
  }

  private static void signal(LocalStack stack, String service, String signal) throws Exception {
    long pid =
        stack.status().stream()
            .filter(status -> status.name().equals(service))
            .flatMap(status -> status.pid().stream())
            .findFirst()
            .orElseThrow();
    assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor())
        .isZero();
  }
}
