package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack: every service real. */
class LocalStackITCase {
  @TempDir Path folder;

  @Test
  void bearsKillsAndLeavesNoProcess() throws Exception {
    LocalStack stack = LocalStack.builder().taskManagerHeapMb(512).directory(folder).start();
    List<Long> pids;
    try (stack) {
      assertThat(stack.status()).hasSize(9).allMatch(ServiceStatus::ready);
      assertThat(stack.up()).as("services started by a second up").isZero();
      transactionsWork(stack);

      // A broker that is back before its session has expired finds its old registration.
      stack.kill("kafka-1");
      stack.kill("zookeeper-2");
      stack.killTaskManager();
      assertThat(stack.up()).isEqualTo(3);
      assertThat(stack.status()).allMatch(ServiceStatus::ready);

      Topics topics = new Topics(stack.brokers());
      assertThat(topics.size(List.of("events", "no-such-topic"))).isPositive();
      topics.empty(List.of("events"));
      assertThat(topics.size(List.of("events"))).isZero();
      pids = stack.status().stream().map(ServiceStatus::pid).flatMap(Optional::stream).toList();
    }
    assertThat(stack.anyRunning()).isFalse();
    assertThat(pids).hasSize(9).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  private static void transactionsWork(LocalStack stack) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      admin.createTopics(List.of(new NewTopic("events", 2, (short) 3))).all().get();
    }
    Map<String, Object> config =
        Map.of("bootstrap.servers", stack.brokers(), "transactional.id", "test");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("events", "key", "value"));
      producer.commitTransaction();
      assertThat(sent.get().offset()).isZero();
    }
  }
}
