package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Contender;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Stopwatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link FunnelTopology} until all records have had their effect on the results. It is watched
 * from when the threads run; what they have not committed by the end is not waited for.
 */
public final class KafkaStreamsContender implements Contender {
  private static final long POLL_MS = 5;

  @Override
  public Results consume(Assignment assignment, Stopwatch watch) throws Exception {
    Completion completion = new Completion(assignment.records());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (KafkaStreams streams =
        new KafkaStreams(
            FunnelTopology.build(assignment.topic(), assignment.parallelism(), completion),
            Settings.streams(assignment))) {
      streams.setUncaughtExceptionHandler(
          thrown -> {
            failure.set(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      await(failure, () -> streams.state() == State.RUNNING);
      watch.start();
      await(failure, completion::isReached);
      watch.stop();
      return read(streams);
    } finally {
      deleteTopics(assignment);
    }
  }

  private static void await(AtomicReference<@Nullable Throwable> failure, Condition condition)
      throws Exception {
    while (!condition.holds()) {
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new IllegalStateException("Kafka Streams has failed", thrown);
      }
      Thread.sleep(POLL_MS);
    }
  }

  private static Results read(KafkaStreams streams) {
    Results results = new Results();
    ReadOnlyKeyValueStore<WindowKey, Sums> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                FunnelTopology.RESULTS, QueryableStoreTypes.keyValueStore()));
    try (KeyValueIterator<WindowKey, Sums> all = store.all()) {
      all.forEachRemaining(entry -> entry.key.addTo(results, entry.value.total()));
    }
    return results;
  }

  /** Those that Kafka Streams has made for itself. */
  private static void deleteTopics(Assignment assignment) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", assignment.brokers()))) {
      List<String> own =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(assignment.run() + "-"))
              .toList();
      admin.deleteTopics(own).all().get();
    }
  }

  private interface Condition {
    boolean holds();
  }
}
