package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Three ZooKeeper servers that form a quorum. */
final class ZooKeeperEnsemble {
  private ZooKeeperEnsemble() {}

  static List<Service> services(StackLayout layout, Ports ports, ZooKeeperLogins logins) {
    return IntStream.range(0, Ports.REPLICAS)
        .mapToObj(i -> server(layout, ports, logins, i))
        .toList();
  }

  private static Service server(
      StackLayout layout, Ports ports, ZooKeeperLogins logins, int index) {
    List<String> flags = new ArrayList<>(logins.flagsOfZooKeeper());
    flags.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    String name = "zookeeper-" + (index + 1);
    Path configuration = layout.conf().resolve(name + ".cfg");
    Map<Path, String> files = new HashMap<>(Logging.file(layout));
    files.put(configuration, configuration(layout.data(name), ports, logins, index));
    files.put(layout.data(name).resolve("myid"), (index + 1) + "\n");
    return new Service(
        name,
        Service.Kind.ZOOKEEPER,
        JavaCommand.marker(layout, name),
        List.of(
            new PortUse(ports.zooKeeper().get(index), "--zookeeper-port"),
            new PortUse(ports.zooKeeperPeer().get(index), "--zookeeper-port"),
            new PortUse(ports.zooKeeperElection().get(index), "--zookeeper-port")),
        () ->
            JavaCommand.of(
                layout,
                name,
                flags,
                layout.classPath("kafka-dist"),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                configuration.toString()),
        () -> files,
        Probes.zooKeeper(ports.zooKeeper().get(index)));
  }

  private static String configuration(Path data, Ports ports, ZooKeeperLogins logins, int index) {
    StringBuilder text =
        new StringBuilder(
            """
            # tickTime bounds session time-outs from below (2 ticks): a crashed broker is forgotten soon.
            tickTime=1000
            initLimit=20
            syncLimit=10
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            admin.enableServer=false
            4lw.commands.whitelist=ruok,srvr
            autopurge.snapRetainCount=3
            autopurge.purgeInterval=24
            """
                .formatted(data, ports.zooKeeper().get(index)));
    if (logins.areAskedFor()) {
      text.append(
          "authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider\n");
    }
    for (int i = 0; i < Ports.REPLICAS; i++) {
      text.append(
          "server.%d=127.0.0.1:%d:%d%n"
              .formatted(i + 1, ports.zooKeeperPeer().get(i), ports.zooKeeperElection().get(i)));
    }
    return text.toString();
  }
}
