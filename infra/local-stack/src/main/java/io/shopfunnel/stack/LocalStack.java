package io.shopfunnel.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    /** Job manager and task managers. */
    FLINK,
    /** InfluxDB. */
    INFLUX,
    /** Grafana, where one is installed. */
    GRAFANA
  }

  private final StackLayout layout;
  private final Ports ports;
  private final Grafana grafana;
  private final List<ServiceProcess> services;
  private final StackProcesses processes;
  private final Set<Part> parts;
  private final Access access;

  LocalStack(LocalStackBuilder builder, StackLayout layout, Ports ports) {
    this.layout = layout;
    this.ports = ports;
    this.access = new Access(layout, ports, builder.protection);
    this.grafana = new Grafana(layout, ports, access, builder.environment);
    this.parts = builder.parts.isEmpty() ? EnumSet.allOf(Part.class) : builder.parts;
    this.services =
        services(parts, builder, layout, ports, access, grafana).stream()
            .map(each -> new ServiceProcess(each, layout))
            .toList();
    List<ServiceProcess> all = new ArrayList<>(services);
    if (builder.supervised) {
      all.add(SupervisorProcess.of(layout));
    }
    this.processes = new StackProcesses(layout, all, builder.progress);
  }

  private static List<Service> services(
      Set<Part> parts,
      LocalStackBuilder builder,
      StackLayout layout,
      Ports ports,
      Access access,
      Grafana grafana) {
    List<Service> services = new ArrayList<>();
    boolean ensemble = parts.contains(Part.KAFKA);
    if (ensemble) {
      services.addAll(ZooKeeperEnsemble.services(layout, ports, access.zooKeeper()));
    }
    if (parts.contains(Part.INFLUX)) {
      services.add(InfluxDb.service(layout, ports, access));
    }
    if (parts.contains(Part.FLINK)) {
      FlinkMemory memory = new FlinkMemory(builder.taskManagerHeapMb);
      services.addAll(
          new FlinkCluster(
                  layout, ports, memory, builder.taskManagers, builder.slots, parts, access)
              .services());
    }
    if (ensemble) {
      services.addAll(KafkaBrokers.services(layout, ports, access, builder.brokerSettings));
    }
    if (parts.contains(Part.GRAFANA)) {
      grafana.service().ifPresent(services::add);
    }
    return services;
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
    access.prepare();
    int started = processes.up();
    if (parts.contains(Part.KAFKA)) {
      access.admitToKafka();
    }
    if (parts.contains(Part.INFLUX)) {
      access.admitToInflux();
    }
    if (parts.containsAll(EnumSet.of(Part.FLINK, Part.INFLUX))) {
      influxDatabase(FlinkReporting.DATABASE).createForTwoWeeks();
    }
    return started;
  }

  /** Stops everything: the supervisor, then Flink and the brokers, which still need the others. */
  public void down() {
    processes.down();
  }

  /** Kills one service as {@code kill -9} does: a crash, which a supervisor mends. */
  public void kill(String service) {
    processes.kill(service);
  }

  /** Stops one service, which then stays down until it is started or the stack is brought up. */
  public void stop(String service) {
    processes.stop(service, false);
  }

  /** Kills one service, as for an outage: it stays down as after {@link #stop}. */
  public void stopAtOnce(String service) {
    processes.stop(service, true);
  }

  /** Starts one service that does not run, and waits until it is ready. */
  public void start(String service) {
    processes.start(service);
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
    return processes.status();
  }

  /** The pid of a service, where it runs; asks the service nothing. */
  public Optional<Long> pid(String service) {
    return processes.pid(service);
  }

  /** Whether any service of this stack runs. */
  public boolean anyRunning() {
    return processes.anyRunning();
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
    return ports.influxUrl(access.protection());
  }

  /** A database of InfluxDB; once it is created, writer and reader have their rights on it. */
  public InfluxDatabase influxDatabase(String name) {
    return access.influxDatabase(name);
  }

  /** The user of InfluxDB who may write; empty where nobody is asked. */
  public Optional<Login> influxWriter() {
    return access.influxWriter();
  }

  /** The user of InfluxDB who may only read; empty where nobody is asked. */
  public Optional<Login> influxReader() {
    return access.influxReader();
  }

  /** The certificate to trust for Kafka and InfluxDB; empty where nothing is encrypted. */
  public Optional<Path> certificate() {
    return Optional.of(access.authority()).filter(file -> access.protection().encrypts());
  }

  /** The client settings of one of Kafka's users; empty where nobody is asked. */
  public Optional<Path> kafkaConfig(KafkaUser user) {
    return Optional.of(access.kafka().clientFile(user))
        .filter(file -> access.protection().encrypts());
  }

  /** The topics, as this program sees them. */
  public Topics topics() {
    return new Topics(brokers(), access.kafka().administrator());
  }

  /** Flink's REST address and web UI. */
  public URI flinkUrl() {
    return URI.create("http://127.0.0.1:" + ports.flinkRest());
  }

  /** Grafana's address, where it runs. */
  public URI grafanaUrl() {
    return grafana.url();
  }

  /** Grafana's administrator. */
  public Login grafanaAdministrator() {
    return grafana.administrator();
  }

  /** Grafana's address, or how to get one. */
  public String grafana() {
    Login login = grafana.administrator();
    return hasGrafana()
        ? "%s (user %s, password in %s)"
            .formatted(grafana.url(), login.user(), login.passwordFile())
        : GrafanaHome.HOW_TO_GET_ONE;
  }

  /**
   * Has readers use a database from now on. A Grafana that runs is started again, as it looks then
   * only.
   *
   * @return whether one runs
   * @throws StackException when it does not come back
   */
  public boolean readFrom(String database) {
    new StackFile(layout.directory()).writeDatabase(database);
    return hasGrafana() && processes.startAgain(Grafana.NAME);
  }

  private boolean hasGrafana() {
    return services.stream().anyMatch(each -> each.service().kind() == Service.Kind.GRAFANA);
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
    return new FlinkJobs(layout, flinkUrl(), access.zooKeeper());
  }

  /** What runs on the cluster, as it was submitted. */
  public JobBook jobBook() {
    return new JobBook(layout);
  }

  /** The same as {@link #down}. */
  @Override
  public void close() {
    down();
  }

  /** InfluxDB, asked as the job asks it. */
  InfluxServer influxAsWriter() {
    return access.influxAsWriter();
  }

  /** What watches over the services, from a process of its own. */
  Supervisor supervisor() {
    return new Supervisor(layout, services, InstantSource.system());
  }

  /** Kills everything at once, whoever works on it; data may need recovery at the next start. */
  public void killAll() {
    processes.killAll();
  }
}
