package io.shopfunnel.bench.consumer;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Contender;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic to its present end, each thread its share of the partitions. */
abstract class TopicConsumer implements Contender {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Supplier<RecordTally> tallies;

  /**
   * @param tallies makes what a thread does with its records
   */
  TopicConsumer(Supplier<RecordTally> tallies) {
    this.tallies = tallies;
  }

  @Override
  public final Results consume(Assignment assignment, Stopwatch watch) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(assignment.parallelism());
    try {
      watch.start();
      List<Future<RecordTally>> shares = new ArrayList<>();
      for (int share = 0; share < assignment.parallelism(); share++) {
        int number = share;
        shares.add(threads.submit(() -> read(assignment, number)));
      }
      List<RecordTally> done = new ArrayList<>();
      for (Future<RecordTally> share : shares) {
        done.add(share.get());
      }
      watch.stop();
      Results results = new Results();
      done.forEach(tally -> tally.addTo(results));
      return results;
    } finally {
      threads.shutdown();
    }
  }

  private RecordTally read(Assignment assignment, int share) throws Exception {
    RecordTally tally = tallies.get();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(assignment), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      int partitions = consumer.partitionsFor(assignment.topic()).size();
      List<TopicPartition> own =
          IntStream.range(0, partitions)
              .filter(partition -> partition % assignment.parallelism() == share)
              .mapToObj(partition -> new TopicPartition(assignment.topic(), partition))
              .toList();
      consumer.assign(own);
      consumer.seekToBeginning(own);
      Map<TopicPartition, Long> ends = consumer.endOffsets(own);
      while (own.stream().anyMatch(each -> consumer.position(each) < end(ends, each))) {
        for (var record : consumer.poll(POLL)) {
          tally.take(record.value());
        }
      }
    }
    return tally;
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private static Map<String, Object> settings(Assignment assignment) {
    return Map.of(
        "bootstrap.servers", assignment.brokers(),
        "isolation.level", "read_committed",
        "enable.auto.commit", "false",
        "max.poll.records", "5000");
  }
}
