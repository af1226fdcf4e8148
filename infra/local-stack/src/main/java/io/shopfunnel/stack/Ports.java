package io.shopfunnel.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every port of a stack, all on 127.0.0.1.
 *
 * @param zooKeeper client ports, one a server
 * @param zooKeeperPeer ports on which followers reach the leader
 * @param zooKeeperElection ports on which the servers elect one
 * @param kafka listener ports, one a broker
 * @param flinkRest web UI and REST
 * @param flinkRpc the job manager's remote calls
 * @param flinkBlob the job manager's jar server
 * @param influx InfluxDB over HTTP
 * @param influxRpc InfluxDB's backup port
 * @param grafana Grafana over HTTP
 */
public record Ports(
    List<Integer> zooKeeper,
    List<Integer> zooKeeperPeer,
    List<Integer> zooKeeperElection,
    List<Integer> kafka,
    int flinkRest,
    int flinkRpc,
    int flinkBlob,
    int influx,
    int influxRpc,
    int grafana) {

  /** How many ZooKeeper servers, and how many brokers, a whole stack has. */
  static final int REPLICAS = 3;

  /** From InfluxDB's port to that of Grafana, which moves with it: 13000 by default. */
  private static final int TO_GRAFANA = -5_086;

  // Below the range from which the kernel takes the ports of outgoing connections, so that none of
  // those can take a port between our look at it and the service's bind.
  private static final int FREE_FROM = 20_000;
  private static final int FREE_TO = 32_000;

  /** The ports that follow from the chosen ones. */
  public static Ports from(PortBases bases) {
    return new Ports(
        three(bases.zooKeeper()),
        three(bases.zooKeeper() + 707),
        three(bases.zooKeeper() + 710),
        three(bases.kafka()),
        bases.flink(),
        bases.flink() + 42,
        bases.flink() + 43,
        bases.influx(),
        bases.influx() + 2,
        bases.influx() + TO_GRAFANA);
  }

  /** Ports that nobody listens on now. */
  public static Ports free() {
    Iterator<Integer> free = freePorts(4 * REPLICAS + 6).iterator();
    return new Ports(
        take(free),
        take(free),
        take(free),
        take(free),
        free.next(),
        free.next(),
        free.next(),
        free.next(),
        free.next(),
        free.next());
  }

  boolean areFree() {
    Stream<Integer> threes =
        Stream.of(zooKeeper, zooKeeperPeer, zooKeeperElection, kafka).flatMap(List::stream);
    Stream<Integer> ones = Stream.of(flinkRest, flinkRpc, flinkBlob, influx, influxRpc, grafana);
    return Stream.concat(threes, ones).allMatch(Ports::isFree);
  }

  /** The ensemble, without a chroot. */
  String zooKeeperServers() {
    return addresses(zooKeeper);
  }

  /** The ensemble with the brokers' chroot. */
  String zooKeeperConnect() {
    return zooKeeperServers() + "/shop-funnel";
  }

  /** InfluxDB's HTTP interface. */
  URI influxUrl(Protection protection) {
    return URI.create(
        "%s://127.0.0.1:%d".formatted(protection.encrypts() ? "https" : "http", influx));
  }

  String brokers() {
    return addresses(kafka);
  }

  /** Whether nobody listens on this port of 127.0.0.1. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static Set<Integer> freePorts(int wanted) {
    RandomGenerator random = RandomGenerator.getDefault();
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < wanted) {
      int port = random.nextInt(FREE_FROM, FREE_TO);
      if (isFree(port)) {
        found.add(port);
      }
    }
    return found;
  }

  private static List<Integer> take(Iterator<Integer> ports) {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < REPLICAS; i++) {
      taken.add(ports.next());
    }
    return List.copyOf(taken);
  }

  private static List<Integer> three(int first) {
    return IntStream.range(first, first + REPLICAS).boxed().toList();
  }

  private static String addresses(List<Integer> ports) {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }
}
