package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three brokers in ZooKeeper mode, under the chroot {@code /shop-funnel}. */
final class KafkaBrokers {
  private KafkaBrokers() {}

  /**
   * @param more settings beside those here
   */
  static List<Service> services(StackLayout layout, Ports ports, Map<String, String> more) {
    String further =
        more.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return IntStream.range(0, Ports.REPLICAS)
        .mapToObj(i -> broker(layout, ports, i, further))
        .toList();
  }

  private static Service broker(StackLayout layout, Ports ports, int index, String further) {
    String name = "kafka-" + (index + 1);
    int port = ports.kafka().get(index);
    Path configuration = layout.conf().resolve(name + ".properties");
    Map<Path, String> files = new HashMap<>(Logging.file(layout));
    String own = configuration(index + 1, port, layout.data(name), ports.zooKeeperConnect());
    files.put(configuration, own + further);
    return new Service(
        name,
        Service.Kind.KAFKA,
        JavaCommand.marker(layout, name),
        List.of(new PortUse(port, "--kafka-port")),
        () ->
            JavaCommand.of(
                layout,
                name,
                List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"),
                layout.classPath("kafka-dist"),
                "kafka.Kafka",
                configuration.toString()),
        files,
        Probes.broker(index + 1, port));
  }

  private static String configuration(int id, int port, Path data, String zooKeeper) {
    return """
        broker.id=%d
        listeners=PLAINTEXT://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://127.0.0.1:%d
        zookeeper.connect=%s
        # Short, so that after a crash the old registration is gone within seconds.
        zookeeper.session.timeout.ms=6000
        zookeeper.connection.timeout.ms=30000
        log.dirs=%s
        auto.create.topics.enable=false
        default.replication.factor=3
        min.insync.replicas=2
        unclean.leader.election.enable=false
        # Record timestamps are event times of 2019: the default of 7 days would delete them at once.
        log.retention.ms=-1
        offsets.topic.replication.factor=3
        offsets.topic.num.partitions=6
        transaction.state.log.replication.factor=3
        transaction.state.log.min.isr=2
        transaction.state.log.num.partitions=6
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=4
        # 128 MB by default: a quarter of this heap.
        log.cleaner.dedupe.buffer.size=16777216
        controlled.shutdown.max.retries=2
        controlled.shutdown.retry.backoff.ms=500
        """
        .formatted(id, port, port, zooKeeper, data);
  }
}
