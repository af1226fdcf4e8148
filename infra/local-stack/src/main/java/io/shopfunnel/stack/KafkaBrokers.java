package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.ArrayList;
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
  static List<Service> services(
      StackLayout layout, Ports ports, Access access, Map<String, String> more) {
    String further =
        closed(access)
            + more.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    return IntStream.range(0, Ports.REPLICAS)
        .mapToObj(i -> broker(layout, ports, access, i, further))
        .toList();
  }

  private static Service broker(
      StackLayout layout, Ports ports, Access access, int index, String further) {
    List<String> flags = new ArrayList<>(access.zooKeeper().flagsOfKafka());
    flags.addAll(List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"));
    String name = "kafka-" + (index + 1);
    int port = ports.kafka().get(index);
    String protocol = access.protection().encrypts() ? "SASL_SSL" : "PLAINTEXT";
    String address = "%s://127.0.0.1:%d".formatted(protocol, port);
    Path configuration = layout.conf().resolve(name + ".properties");
    Map<Path, String> files = new HashMap<>(Logging.file(layout));
    String own = configuration(index + 1, address, layout.data(name), ports.zooKeeperConnect());
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
                flags,
                layout.classPath("kafka-dist"),
                "kafka.Kafka",
                configuration.toString()),
        () -> files,
        Probes.broker(index + 1, port, access.kafka()::administrator));
  }

  private static String closed(Access access) {
    String acl = access.protection().asksForPasswords() ? "zookeeper.set.acl=true\n" : "";
    return access.protection().encrypts() ? acl + secured(access) : acl;
  }

  /** Passwords stand in the file that the virtual machine reads, not here. */
  private static String secured(Access access) {
    return """
    security.inter.broker.protocol=SASL_SSL
    sasl.mechanism.inter.broker.protocol=PLAIN
    sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
    ssl.keystore.type=PEM
    ssl.keystore.location=%s
    ssl.truststore.type=PEM
    ssl.truststore.location=%s
    authorizer.class.name=kafka.security.authorizer.AclAuthorizer
    super.users=User:%s;User:%s
    """
        .formatted(
            access.serverCertificate(),
            access.authority(),
            KafkaUser.BROKER.userName(),
            KafkaUser.ADMIN.userName());
  }

  private static String configuration(int id, String address, Path data, String zooKeeper) {
    return """
    broker.id=%d
    listeners=%s
    advertised.listeners=%s
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
        .formatted(id, address, address, zooKeeper, data);
  }
}
