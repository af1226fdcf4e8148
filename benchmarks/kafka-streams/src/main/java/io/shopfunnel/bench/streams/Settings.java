package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.contender.Assignment;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** At least once, with caching; else the defaults, but for what a backfill gains by. */
final class Settings {
  private static final long CACHE_BYTES = 128L << 20;
  private static final int COMMIT_MS = 30_000;

  private Settings() {}

  static Properties streams(Assignment assignment) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, assignment.run());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.brokers());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, assignment.parallelism());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, assignment.directory().resolve("state").toString());
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
    settings.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    settings.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
    return settings;
  }

  private static String consumer(String name) {
    return StreamsConfig.consumerPrefix(name);
  }
}
