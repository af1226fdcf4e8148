package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
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
        .extracting(StreamNode::getParallelism)
        .containsExactly(1);
  }

  /**
   * A greatest parallelism of 1 would do as well, but a chain has that of its first operator: a
   * savepoint of a job at parallelism 1 could not be restored at 2.
   */
  @Test
  void theAutoscalerOfKubernetesLeavesTheWriterAlone() throws Exception {
    String vertex =
        StreamSupport.stream(
                topology().getStreamGraph().getJobGraph().getVertices().spliterator(), false)
            .filter(each -> each.getName().startsWith("InfluxDB"))
            .map(each -> each.getID().toHexString())
            .findAny()
            .orElseThrow();
    assertThat(Files.readString(Path.of("../infra/kubernetes/base/flink-deployment.yaml")))
        .contains("job.autoscaler.vertex.exclude.ids: " + vertex + "\n");
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
