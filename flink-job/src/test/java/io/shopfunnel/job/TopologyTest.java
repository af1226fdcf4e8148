package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static StreamExecutionEnvironment topology() {
    JobConfig config = JobOptions.parse("--parallelism", "2", "--orders-topic", "shop-orders");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Environment.settings(config));
    env.setParallelism(config.parallelism());
    ShopFunnelJob.defineTopology(
        env, config, Connectors.source(config), 6, Connectors.sinks(config));
    return env;
  }

  @Test
  void noTypeBetweenOperatorsIsLeftToKryo() {
    List<TypeInformation<?>> types = new ArrayList<>();
    for (Transformation<?> transformation : topology().getTransformations()) {
      for (Transformation<?> each : transformation.getTransitivePredecessors()) {
        types.add(each.getOutputType());
      }
    }
    assertThat(types).isNotEmpty().noneMatch(GenericTypeInfo.class::isInstance);
  }

  @Test
  void noSerializerOfTheWholeGraphIsKryos() {
    StreamGraph graph = topology().getStreamGraph();
    List<TypeSerializer<?>> serializers = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      serializers.add(node.getTypeSerializerOut());
      serializers.add(node.getStateKeySerializer());
      serializers.addAll(List.of(node.getTypeSerializersIn()));
    }
    serializers.removeIf(serializer -> serializer == null);
    assertThat(serializers).hasSizeGreaterThan(10).noneMatch(KryoSerializer.class::isInstance);
  }

  /** The job graph cannot be made if an operator has no uid: automatic ones are off. */
  @Test
  void everyOperatorHasAStableUid() {
    assertThat(topology().getStreamGraph().getJobGraph().getNumberOfVertices()).isPositive();
  }

  /** InfluxDB 1.x may lose what two requests bring first to one shard (docs/adr/0023). */
  @Test
  void oneWriterBringsThePoints() {
    assertThat(topology().getStreamGraph().getStreamNodes())
        .filteredOn(node -> node.getOperatorName().startsWith("InfluxDB"))
        .singleElement()
        .satisfies(
            writer -> {
              assertThat(writer.getParallelism()).isEqualTo(1);
              assertThat(writer.getMaxParallelism()).isEqualTo(1);
            });
  }

  /** The names that stand in Flink's web UI, and with its metrics. */
  @Test
  void everyOperatorIsCalledByWhatItDoes() {
    assertThat(topology().getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getOperatorName)
        .containsExactlyInAnyOrder(
            "Source: shop events",
            "split off dead letters",
            "gather in blocks",
            "users",
            "dead letter times",
            "count dead letters",
            "publish windows",
            "InfluxDB: Writer",
            "dead-letter topic: Writer",
            "dead-letter topic: Committer",
            "late topic: Writer",
            "late topic: Committer",
            "orders",
            "orders topic: Writer",
            "orders topic: Committer");
  }
}
