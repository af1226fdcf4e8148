package io.shopfunnel.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the local stack writes into its services' configuration files, for a look from outside. */
public final class LocalSettings {
  private static final StackLayout LAYOUT =
      new StackLayout(StackLayout.findRoot(), Path.of("/nowhere"));
  private static final Ports PORTS = Ports.from(PortBases.DEFAULT);

  private static final Access OPEN = new Access(LAYOUT, PORTS, Protection.OPEN);

  private LocalSettings() {}

  public static String flink() {
    return file(
        new FlinkCluster(
                LAYOUT,
                PORTS,
                new FlinkMemory(3072),
                1,
                4,
                EnumSet.allOf(LocalStack.Part.class),
                OPEN)
            .services(),
        "flink/config.yaml");
  }

  /** The flags of the task manager's virtual machine. */
  public static List<String> taskManagerFlags() {
    return new FlinkMemory(3072).jvmFlags();
  }

  /** What Flink has opened of Java's own packages. */
  public static List<String> opens() {
    return JavaCommand.opens();
  }

  public static Map<String, String> broker() {
    return properties(
        file(KafkaBrokers.services(LAYOUT, PORTS, OPEN, Map.of()), "kafka-1.properties"));
  }

  public static Map<String, String> zooKeeper() {
    return properties(
        file(ZooKeeperEnsemble.services(LAYOUT, PORTS, OPEN.zooKeeper()), "zookeeper-1.cfg"));
  }

  public static String influx() {
    return file(
        List.of(InfluxDb.service(LAYOUT, PORTS, new Access(LAYOUT, PORTS, Protection.PASSWORDS))),
        "influxdb.conf");
  }

  /** Makes the database of metrics as {@code up} does, asked as that user. */
  public static void createMetricsDatabase(URI influx, Login login) {
    new InfluxDatabase(
            new InfluxServer(influx, HttpClient.newHttpClient(), Optional.of(login)),
            FlinkReporting.DATABASE,
            List.of())
        .createForTwoWeeks();
  }

  private static String file(List<Service> services, String name) {
    return services.stream()
        .flatMap(service -> service.files().get().entrySet().stream())
        .filter(file -> file.getKey().endsWith(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> properties(String text) {
    Map<String, String> settings = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(parts -> settings.put(parts[0], parts[1]));
    return settings;
  }
}
