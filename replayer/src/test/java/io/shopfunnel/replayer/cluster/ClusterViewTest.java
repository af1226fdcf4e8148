package io.shopfunnel.replayer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
  private static final ClusterSnapshot SNAPSHOT =
      new ClusterSnapshot(
          List.of(
              new EnsembleMember("localhost:12181", "leader", "3.9.5"),
              new EnsembleMember("localhost:12182", "down", "Connection refused")),
          new TreeMap<>(Map.of(1, "localhost:19092", 2, "localhost:19093")),
          2,
          List.of(
              new PartitionState("shop-events", 0, 1, List.of(1, 2, 3), List.of(1, 2)),
              new PartitionState("shop-events", 1, 2, List.of(2, 1), List.of(1, 2))),
          "shop-funnel",
          List.of(new GroupLag("shop-events", 0, 10, 1_010)),
          "");

  @Test
  void withoutColoursLeadersAndMissingReplicasAreMarked() {
    assertThat(new ClusterView(false).render(SNAPSHOT))
        .isEqualTo(
            """
            ZooKeeper
              localhost:12181        leader     3.9.5
              localhost:12182        down       Connection refused
            Brokers registered in ZooKeeper
              1   localhost:19092
              2   localhost:19093        controller
              3   not registered         down
            Partitions: [leader], replica, ! not in sync
              shop-events-0                  [1]   2    3 !   UNDER-REPLICATED
              shop-events-1                  [2]   1     in sync
              1 of 2 under-replicated
            Consumer group shop-funnel: 1,000 records behind
              shop-events-0                  at 10 of 1,010, 1,000 behind
            """);
  }

  @Test
  void leadersAreRedAndReplicasBlue() {
    assertThat(new ClusterView(true).render(SNAPSHOT))
        .contains("\u001b[31;1m[1]\u001b[0m  \u001b[34m 2 \u001b[0m  \u001b[34m 3 \u001b[0m!");
  }

  @Test
  void aClusterWithAServerDownIsNotHealthy() {
    assertThat(SNAPSHOT.isHealthy()).isFalse();
  }

  @Test
  void aServerDescribesItself() {
    String answer =
        """
        Zookeeper version: 3.9.5-abcdef, built on 2025-01-01 00:00 UTC
        Latency min/avg/max: 0/0.5/12
        Connections: 3
        Mode: follower
        Node count: 140
        """;
    assertThat(EnsembleMember.parse("h:1", answer))
        .isEqualTo(
            new EnsembleMember(
                "h:1", "follower", "3.9.5, 3 connections, latency 0/0.5/12 ms, 140 nodes"));
    assertThat(EnsembleMember.parse("h:1", "This ZooKeeper instance is not serving requests"))
        .matches(member -> !member.isUp());
  }

  @Test
  void aBrokersRegistrationNamesItsEndpoint() throws Exception {
    String registration =
        "{\"host\":\"h\",\"version\":5,\"endpoints\":[\"PLAINTEXT://127.0.0.1:19092\"]}";
    assertThat(Registry.address(registration.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("127.0.0.1:19092");
  }
}
