package io.shopfunnel.faults.stage;

import io.shopfunnel.stack.GrafanaChoice;
import io.shopfunnel.stack.InfluxDatabase;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.Protection;
import io.shopfunnel.stack.ServiceStatus;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A supervised stack of its own, on free ports, for as long as the suite runs. */
public final class Cluster implements AutoCloseable {
  private static final int HEAP_MB = 1024;
  private static final int SLOTS = 4;
  private static final int DISK_MB = 384;
  private static final int MOST_STARTS = 5;
  private static final String SUPERVISOR = "supervisor";

  private final Path root;
  private final LocalStack stack;
  private final StackFile file;
  private final Disks disks;
  private final Ensemble ensemble;
  private volatile boolean closing;

  private Cluster(Path root, LocalStack stack, StackFile file, Disks disks) {
    this.root = root;
    this.stack = stack;
    this.file = file;
    this.disks = disks;
    this.ensemble = new Ensemble(stack.zooKeeperConnect());
  }

  /**
   * Starts it, in place of what a suite that was killed has left.
   *
   * @param root the repository
   * @param directory for its data
   */
  public static Cluster start(Path root, Path directory) {
    StackFile file = new StackFile(directory);
    file.read().ifPresent(before -> stack(root, directory, before).killAll());
    List<Path> filled = List.of(influxData(directory), checkpoints(directory));
    filled.forEach(Disks::unmount);
    Folders.delete(directory);
    Disks disks = Disks.mount(filled, DISK_MB);
    StackSettings settings =
        new StackSettings(
            PortBases.free(), 1, HEAP_MB, SLOTS, Protection.PASSWORDS, GrafanaChoice.NONE);
    LocalStack stack = stack(root, directory, settings);
    file.write(settings, stack);
    Cluster cluster = new Cluster(root, stack, file, disks);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
    cluster.bringUp();
    return cluster;
  }

  private static LocalStack stack(Path root, Path directory, StackSettings settings) {
    return LocalStack.builder()
        .root(root)
        .directory(directory)
        .settings(settings)
        .supervised()
        .build();
  }

  /**
   * Returns when all of it is well again, under a supervisor that remembers nothing: one that has
   * seen ten deaths in a row within a minute each would rightly give a service up.
   */
  public void heal() {
    stack.stopAtOnce(SUPERVISOR);
    bringUp();
    Waiting.until(
        "every service is ready", () -> stack.status().stream().allMatch(ServiceStatus::ready));
  }

  /** A job manager on a busy machine may not start within the 10 s that Flink allows. */
  private void bringUp() {
    for (int tries = 1; ; tries++) {
      try {
        int unused = stack.up();
        return;
      } catch (StackException failed) {
        if (tries == MOST_STARTS) {
          throw failed;
        }
      }
    }
  }

  /** Kills a service as {@code kill -9} does; the supervisor starts it again. */
  public void kill(String service) {
    stack.pid(service).ifPresent(pid -> signal("-KILL", pid));
  }

  /** Ends a service as {@code kill -9} does, and keeps it down. */
  public void takeDown(String service) {
    stack.stopAtOnce(service);
  }

  /** Starts a service that was taken down. */
  public void bringUp(String service) {
    stack.start(service);
  }

  /** Stops a process as it is, as {@code kill -STOP} does; tells which. */
  public Optional<Long> pause(String service) {
    Optional<Long> paused = stack.pid(service);
    paused.ifPresent(pid -> signal("-STOP", pid));
    return paused;
  }

  /** Lets a process go on that was paused. */
  public void goOn(long paused) {
    signal("-CONT", paused);
  }

  /** The broker that is the controller. */
  String controller() {
    return brokerName(new Topics(brokers()).controller());
  }

  /** One that is not. */
  String broker() {
    int controller = new Topics(brokers()).controller();
    return brokerName(controller % 3 + 1);
  }

  /** The ZooKeeper server of this mode; of several, the first. */
  String zooKeeper(String mode) {
    return "zookeeper-" + ensemble.server(mode);
  }

  /** Submits the job. */
  public RunningJob submit(List<String> arguments, int parallelism) {
    return RunningJob.submit(
        stack, root.resolve("flink-job/target/shop-funnel-job.jar"), arguments, parallelism);
  }

  /** The replayer, to be run with these arguments. */
  public Program replayer(List<String> arguments, Path output) {
    return new Program(root.resolve("replayer/target/replayer.jar"), arguments, output);
  }

  /** The oracle, to be run with these arguments. */
  public Program verify(List<String> arguments, Path output) {
    return new Program(root.resolve("verify/target/verify.jar"), arguments, output);
  }

  /** The topics. */
  public Topics topics() {
    return new Topics(brokers());
  }

  /** Kafka's bootstrap servers. */
  public String brokers() {
    return stack.brokers();
  }

  /** InfluxDB's address. */
  public URI influxUrl() {
    return stack.influxUrl();
  }

  /** Who writes points, and looks at them. */
  public Login influxUser() {
    return stack.influxWriter().orElseThrow();
  }

  /** A database without a point. */
  public Points emptyDatabase(String name) {
    InfluxDatabase database = stack.influxDatabase(name);
    database.drop();
    database.create();
    return new Points(influxUrl(), influxUser(), name);
  }

  /** The disks that may be filled up. */
  public Disks disks() {
    return disks;
  }

  /** Where InfluxDB keeps its data. */
  public Path influxData() {
    return influxData(stack.directory());
  }

  /** Where jobs keep their checkpoints, a folder each. */
  public Path checkpoints() {
    return checkpoints(stack.directory());
  }

  /** Whether it is being ended, so that whatever fails now says nothing. */
  public boolean isClosing() {
    return closing;
  }

  /** Ends it at once: what is there is not needed any more. */
  @Override
  public void close() {
    closing = true;
    stack.killAll();
    file.delete();
    disks.unmount();
  }

  private static void signal(String signal, long pid) {
    // Another fault may have ended it.
    boolean unused = Command.succeeds("kill", signal, Long.toString(pid));
  }

  private static Path influxData(Path directory) {
    return directory.resolve("data/influxdb");
  }

  private static Path checkpoints(Path directory) {
    return directory.resolve("data/flink/checkpoints");
  }

  private static String brokerName(int id) {
    return "kafka-" + id;
  }
}
