package io.shopfunnel.stack;

import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * The ports that a person chooses; the services that come in threes count up from theirs.
 *
 * @param zooKeeper first client port of the ensemble (default 12181)
 * @param kafka port of the first broker (default 19092)
 * @param flink port of Flink's web UI and REST interface (default 18081)
 * @param influx port of InfluxDB's HTTP interface (default 18086)
 */
public record PortBases(int zooKeeper, int kafka, int flink, int influx) {
  /** The ports of a stack for which nobody chose others. */
  public static final PortBases DEFAULT = new PortBases(12181, 19092, 18081, 18086);

  /** The same ports, all moved up by {@code offset}. */
  public PortBases plus(int offset) {
    return new PortBases(zooKeeper + offset, kafka + offset, flink + offset, influx + offset);
  }

  /** The default ports moved up to where nobody listens on any of those that follow from them. */
  public static PortBases free() {
    RandomGenerator random = RandomGenerator.getDefault();
    PortBases bases;
    do {
      // That far up they lie below those that the kernel gives to outgoing connections.
      bases = DEFAULT.plus(random.nextInt(8_000, 12_000));
    } while (!Ports.from(bases).areFree());
    return bases;
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("zookeeper-port", Integer.toString(zooKeeper));
    properties.setProperty("kafka-port", Integer.toString(kafka));
    properties.setProperty("flink-port", Integer.toString(flink));
    properties.setProperty("influx-port", Integer.toString(influx));
    return properties;
  }

  static PortBases from(Properties properties) {
    return new PortBases(
        read(properties, "zookeeper-port", DEFAULT.zooKeeper),
        read(properties, "kafka-port", DEFAULT.kafka),
        read(properties, "flink-port", DEFAULT.flink),
        read(properties, "influx-port", DEFAULT.influx));
  }

  static int read(Properties properties, String key, int otherwise) {
    return Integer.parseInt(properties.getProperty(key, Integer.toString(otherwise)));
  }
}
