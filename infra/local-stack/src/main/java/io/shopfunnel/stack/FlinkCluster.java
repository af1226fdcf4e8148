package io.shopfunnel.stack;

import io.shopfunnel.stack.LocalStack.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A standalone session cluster: one job manager, and one task manager or several. With an ensemble
 * in the stack the jobs outlive the job manager.
 */
final class FlinkCluster {
  static final String TASK_MANAGER = "taskmanager";
  private static final String JOB_MANAGER = "jobmanager";
  private static final String ENTRY = "org.apache.flink.runtime.";

  private final StackLayout layout;
  private final Ports ports;
  private final FlinkMemory memory;
  private final int taskManagers;
  private final int slots;
  private final Set<Part> others;
  private final Access access;

  /**
   * @param taskManagers how many there are, each with that memory and so many slots
   * @param others the parts of the stack, some of which the cluster makes use of
   */
  FlinkCluster(
      StackLayout layout,
      Ports ports,
      FlinkMemory memory,
      int taskManagers,
      int slots,
      Set<Part> others,
      Access access) {
    this.layout = layout;
    this.ports = ports;
    this.memory = memory;
    this.taskManagers = taskManagers;
    this.slots = slots;
    this.others = others;
    this.access = access;
  }

  List<Service> services() {
    URI rest = URI.create("http://127.0.0.1:" + ports.flinkRest());
    Service jobManager =
        service(
            JOB_MANAGER,
            Service.Kind.JOB_MANAGER,
            List.of(
                new PortUse(ports.flinkRest(), "--flink-port"),
                new PortUse(ports.flinkRpc(), "--flink-port"),
                new PortUse(ports.flinkBlob(), "--flink-port")),
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            ENTRY + "entrypoint.StandaloneSessionClusterEntrypoint",
            Probes.http(rest.resolve("/overview"), body -> true));
    List<Service> services = new ArrayList<>(List.of(jobManager));
    for (int number = 1; number <= taskManagers; number++) {
      services.add(taskManager(taskManager(number), rest));
    }
    return services;
  }

  /** The first has no number, as it is the only one as a rule. */
  private static String taskManager(int number) {
    return number == 1 ? TASK_MANAGER : TASK_MANAGER + "-" + number;
  }

  private Service taskManager(String name, URI rest) {
    return service(
        name,
        Service.Kind.TASK_MANAGER,
        List.of(),
        memory.jvmFlags(),
        ENTRY + "taskexecutor.TaskManagerRunner",
        new TaskManagerProbe(rest, name),
        // A name that it has again after a restart, for its metrics to stay in one series.
        "-Dtaskmanager.resource-id=" + name);
  }

  private Service service(
      String name,
      Service.Kind kind,
      List<PortUse> binds,
      List<String> flags,
      String main,
      Probe probe,
      String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(access.zooKeeper().flagsOfFlink());
    all.addAll(access.trust());
    all.addAll(JavaCommand.opens());
    return new Service(
        name,
        kind,
        JavaCommand.marker(layout, name),
        binds,
        () -> command(name, all, main, more),
        this::files,
        probe);
  }

  /** Whoever submits a job reads the configuration too, and hands it over with the job. */
  private Map<Path, String> files() {
    Map<Path, String> files = new HashMap<>(Logging.file(layout));
    files.put(layout.flinkConf().resolve("config.yaml"), configuration());
    // Flink does not make this folder by itself.
    files.put(layout.data("flink").resolve("tmp/.keep"), "");
    return files;
  }

  private List<String> command(String name, List<String> flags, String main, String... more) {
    Path plugins = layout.root().resolve("infra/flink-dist/target/plugins");
    List<String> command = new ArrayList<>(List.of("env", "FLINK_PLUGINS_DIR=" + plugins));
    String conf = layout.flinkConf().toString();
    command.addAll(
        JavaCommand.of(layout, name, flags, layout.classPath("flink-dist"), main, "-c", conf));
    command.addAll(List.of(more));
    return command;
  }

  private String configuration() {
    Path data = layout.data("flink");
    return """
    jobmanager.rpc.address: 127.0.0.1
    jobmanager.rpc.port: %d
    jobmanager.bind-host: 127.0.0.1
    blob.server.port: %d
    rest.address: 127.0.0.1
    rest.bind-address: 127.0.0.1
    rest.port: %d
    taskmanager.host: 127.0.0.1
    taskmanager.bind-host: 127.0.0.1
    taskmanager.numberOfTaskSlots: %d
    # Of a job that names none.
    parallelism.default: %d
    web.submit.enable: false
    # Kafka's LZ4 is native only where it is loaded with Flink, not with the job.
    classloader.parent-first-patterns.additional: net.jpountz
    # A killed task manager is noticed in seconds.
    heartbeat.interval: 2000
    heartbeat.timeout: 10000
    metrics.fetcher.update-interval: 1000
    # While a killed task manager owes it an answer, Flink asks nobody for metrics: progress stands still for
    # as long as this, by default for ten minutes.
    web.timeout: 60 s
    # Who asks how a job is hears of now, not of three seconds ago.
    web.refresh-interval: 500 ms
    state.backend.type: hashmap
    execution.checkpointing.dir: %s
    execution.checkpointing.savepoint-dir: %s
    io.tmp.dirs: %s
    %s%s%s\
    """
        .formatted(
            ports.flinkRpc(),
            ports.flinkBlob(),
            ports.flinkRest(),
            slots,
            Math.min(slots, Runtime.getRuntime().availableProcessors()),
            data.resolve("checkpoints").toUri(),
            data.resolve("savepoints").toUri(),
            data.resolve("tmp"),
            memory.configuration(),
            others.contains(Part.KAFKA)
                ? FlinkRecovery.configuration(layout, ports, access.zooKeeper())
                : "",
            others.contains(Part.INFLUX) ? FlinkReporting.configuration(ports, access) : "");
  }
}
