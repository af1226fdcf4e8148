package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    Ports ports = Ports.from(PortBases.DEFAULT);
    assertThat(ports.zooKeeperConnect())
        .isEqualTo("127.0.0.1:12181,127.0.0.1:12182,127.0.0.1:12183/shop-funnel");
    assertThat(ports.brokers()).isEqualTo("127.0.0.1:19092,127.0.0.1:19093,127.0.0.1:19094");
    assertThat(ports.zooKeeperPeer()).containsExactly(12888, 12889, 12890);
    assertThat(ports.flinkRest()).isEqualTo(18081);
    assertThat(ports.influx()).isEqualTo(18086);
    assertThat(all(ports)).doesNotHaveDuplicates();
  }

  @Test
  void anOffsetMovesEveryPort() {
    List<Integer> moved = all(Ports.from(PortBases.DEFAULT.plus(1000)));
    assertThat(moved)
        .isEqualTo(all(Ports.from(PortBases.DEFAULT)).stream().map(p -> p + 1000).toList());
  }

  @Test
  void freePortsAreFreeAndDistinct() {
    List<Integer> free = all(Ports.free());
    assertThat(free).hasSize(17).doesNotHaveDuplicates().allMatch(Ports::isFree);
  }

  @Test
  void aPortOnWhichSomebodyListensIsNotFree() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(other.getLocalPort())).isFalse();
    }
  }

  private static List<Integer> all(Ports ports) {
    List<Integer> all = new ArrayList<>();
    all.addAll(ports.zooKeeper());
    all.addAll(ports.zooKeeperPeer());
    all.addAll(ports.zooKeeperElection());
    all.addAll(ports.kafka());
    all.addAll(List.of(ports.flinkRest(), ports.flinkRpc(), ports.flinkBlob()));
    all.addAll(List.of(ports.influx(), ports.influxRpc()));
    return all;
  }
}
