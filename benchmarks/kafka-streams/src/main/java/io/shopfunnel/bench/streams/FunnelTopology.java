package io.shopfunnel.bench.streams;

import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Both metrics in two stages. The first works where the events are, as their key is the user: it
 * follows sessions and counts by window, each partition for itself, in stores in memory with caches
 * and changelogs. The second, behind a repartitioning of nothing but changed counts, adds up the
 * partitions.
 *
 * <p>Events are decoded by our own decoder: it is not what is compared here.
 */
final class FunnelTopology {
  /** The store of the results. */
  static final String RESULTS = "results";

  private FunnelTopology() {}

  static Topology build(String topic, int parallelism, Completion completion) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], ShopEvent> events =
        builder.stream(
            topic,
            Consumed.with(
                Serdes.ByteArray(), Serdes.serdeFrom(FunnelTopology::neverWritten, decoder())));
    events
        .process(new MinuteCounts.Supplier(completion))
        .merge(events.process(new SessionFunnel.Supplier(completion)))
        .repartition(
            Repartitioned.<WindowKey, Partial>as("partials")
                .withKeySerde(WindowKey.serde())
                .withValueSerde(Partial.serde())
                .withNumberOfPartitions(parallelism))
        .groupByKey(Grouped.with(WindowKey.serde(), Partial.serde()))
        .aggregate(
            Sums::none,
            (key, partial, sums) -> {
              Sums more = sums.with(partial);
              completion.aggregated();
              return more;
            },
            Materialized.<WindowKey, Sums>as(Stores.inMemoryKeyValueStore(RESULTS))
                .withKeySerde(WindowKey.serde())
                .withValueSerde(Sums.serde())
                .withCachingEnabled());
    return builder.build();
  }

  private static byte[] neverWritten(String topic, ShopEvent event) {
    throw new IllegalStateException("events are only read");
  }

  /** A decoder is one thread's. */
  private static Deserializer<ShopEvent> decoder() {
    ThreadLocal<JsonEventDecoder> decoders = ThreadLocal.withInitial(JsonEventDecoder::new);
    return (topic, json) -> {
      try {
        return decoders.get().decode(json);
      } catch (MalformedEventException e) {
        throw new SerializationException(e.reason(), e);
      }
    };
  }
}
