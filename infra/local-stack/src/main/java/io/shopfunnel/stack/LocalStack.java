package io.shopfunnel.stack;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A set of real services on this machine.
 *
 * <p>In a test: {@code try (LocalStack stack = LocalStack.builder().kafka().influx().start()) {…}};
 * its ports are free ones, its data lies in a temporary folder, and its processes end with {@link
 * #close} or with the JVM, whichever comes first. Everything listens on 127.0.0.1 only.
 */
public final class LocalStack implements AutoCloseable {
  /** What a stack can consist of. */
  public enum Part {
    /** Three ZooKeeper servers and three brokers. */
    KAFKA,
    /** Job manager and task manager. */
    FLINK,
    /** InfluxDB. */
    INFLUX
  }

  private final StackLayout layout;
  private final Ports ports;
  private final PrintStream out;
  private final List<ServiceProcess> processes;

  LocalStack(LocalStackBuilder builder, StackLayout layout, Ports ports) {
    this.layout = layout;
    this.ports = ports;
    this.out = builder.progress;
    Set<Part> parts = builder.parts.isEmpty() ? EnumSet.allOf(Part.class) : builder.parts;
    List<Service> services = new ArrayList<>();
    if (parts.contains(Part.KAFKA)) {
      services.addAll(ZooKeeperEnsemble.services(layout, ports));
    }
    if (parts.contains(Part.INFLUX)) {
      services.add(InfluxDb.service(layout, ports));
    }
    if (parts.contains(Part.FLINK)) {
      services.addAll(
          new FlinkCluster(layout, ports, builder.taskManagerHeapMb, builder.slots).services());
    }
    if (parts.contains(Part.KAFKA)) {
      services.addAll(KafkaBrokers.services(layout, ports, builder.brokerSettings));
    }
    this.processes = services.stream().map(each -> new ServiceProcess(each, layout)).toList();
  }

  /** A builder without a part; one on which no part is named builds them all. */
  public static LocalStackBuilder builder() {
    return new LocalStackBuilder();
  }

  /**
   * Starts what does not run, and returns when everything is ready.
   *
   * @return how many services were started
   * @throws StackException when a port is taken, something is not installed or not built, or a
   *     service ends while it starts
   */
  public int up() {
    Readiness readiness = new Readiness(out);
    List<ServiceProcess> missing =
        processes.stream().filter(process -> !process.isRunning()).toList();
    // Brokers wait for the ensemble; all else starts meanwhile.
    start(missing, readiness, false);
    readiness.await(of(Service.Kind.ZOOKEEPER, missing));
    start(missing, readiness, true);
    readiness.await(
        missing.stream().filter(p -> p.service().kind() != Service.Kind.ZOOKEEPER).toList());
    return missing.size();
  }

  /** Stops everything: Flink and the brokers first, which still need the others. */
  public void down() {
    Map<Integer, List<ServiceProcess>> waves =
        processes.stream()
            .filter(ServiceProcess::isRunning)
            .collect(
                Collectors.groupingBy(
                    process -> process.service().kind().stopWave(),
                    TreeMap::new,
                    Collectors.toList()));
    waves.values().forEach(this::stop);
  }

  /** Kills one service as {@code kill -9} does. */
  public void kill(String service) {
    process(service).kill();
  }

  /** Starts one service that does not run, and waits until it is ready. */
  public void start(String service) {
    ServiceProcess process = process(service);
    if (!process.isRunning()) {
      process.start();
      new Readiness(out).await(List.of(process));
    }
  }

  /** Kills the task manager as {@code kill -9} does. */
  public void killTaskManager() {
    kill(FlinkCluster.TASK_MANAGER);
  }

  /** Starts a task manager in place of a killed one, and waits until it has joined the cluster. */
  public void startTaskManager() {
    start(FlinkCluster.TASK_MANAGER);
  }

  /** The services by name, in the order of their start, with their pid where they run. */
  public List<ServiceStatus> status() {
    return processes.stream()
        .map(
            process -> {
              Optional<ProcessHandle> handle = process.running();
              boolean ready = handle.isPresent() && process.service().probe().ready();
              return new ServiceStatus(
                  process.service().name(), handle.map(ProcessHandle::pid), ready);
            })
        .toList();
  }

  /** Whether any service of this stack runs. */
  public boolean anyRunning() {
    return processes.stream().anyMatch(ServiceProcess::isRunning);
  }

  /** Kafka's bootstrap servers: {@code 127.0.0.1:19092,…}. */
  public String brokers() {
    return ports.brokers();
  }

  /** ZooKeeper's connect string with the brokers' chroot. */
  public String zooKeeperConnect() {
    return ports.zooKeeperConnect();
  }

  /** InfluxDB's HTTP address. */
  public URI influxUrl() {
    return URI.create("http://127.0.0.1:" + ports.influx());
  }

  /** Flink's REST address and web UI. */
  public URI flinkUrl() {
    return URI.create("http://127.0.0.1:" + ports.flinkRest());
  }

  /** The folder of Flink's configuration, for its command line. */
  public Path flinkConf() {
    return layout.flinkConf();
  }

  /** Where data, logs and pid files lie. */
  public Path directory() {
    return layout.directory();
  }

  /** Submits a job to the cluster, and follows jobs. */
  public FlinkJobs flinkJobs() {
    return new FlinkJobs(layout, flinkUrl());
  }

  /** The same as {@link #down}. */
  @Override
  public void close() {
    down();
  }

  /** Kills everything at once; data may need recovery at the next start. */
  void killAll() {
    processes.forEach(ServiceProcess::kill);
  }

  private void start(List<ServiceProcess> missing, Readiness readiness, boolean brokers) {
    for (ServiceProcess process : missing) {
      if ((process.service().kind() == Service.Kind.KAFKA) == brokers) {
        process.start();
        readiness.say("starting " + process.service().name());
      }
    }
  }

  private void stop(List<ServiceProcess> wave) {
    Map<ServiceProcess, Predicate<Duration>> ends = new LinkedHashMap<>();
    wave.forEach(process -> ends.put(process, process.askToStop()));
    ends.forEach(
        (process, end) -> {
          Service service = process.service();
          boolean ended = end.test(service.kind().patience());
          if (!ended) {
            process.kill();
          }
          out.printf(
              "          %s %s%n",
              ended ? "stopped" : "did not end when asked, killed:", service.name());
        });
  }

  private ServiceProcess process(String service) {
    return processes.stream()
        .filter(each -> each.service().name().equals(service))
        .findFirst()
        .orElseThrow(() -> new StackException("No service is called " + service + ". " + names()));
  }

  private String names() {
    return processes.stream()
        .map(each -> each.service().name())
        .collect(Collectors.joining(", ", "There are: ", "."));
  }

  private static List<ServiceProcess> of(Service.Kind kind, List<ServiceProcess> processes) {
    return processes.stream().filter(each -> each.service().kind() == kind).toList();
  }
}
