package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Kafka 4 broker, which coordinates itself (KRaft), as a process of its own. */
final class KraftBroker implements AutoCloseable {
  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Process process;
  private final int port;

  private KraftBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one whose data lies in a folder; it ends with this virtual machine at the latest. */
  static KraftBroker start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path settings = folder.resolve("server.properties");
    Files.writeString(settings, settings(folder, port, freePort()));
    List<String> format = List.of("format", "--cluster-id", CLUSTER, "--config", "" + settings);
    Process formatting = java(folder.resolve("format.log"), "kafka.tools.StorageTool", format);
    assertThat(formatting.waitFor()).as(folder.resolve("format.log").toString()).isZero();

    Process process = java(folder.resolve("broker.log"), "kafka.Kafka", List.of("" + settings));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    KraftBroker broker = new KraftBroker(process, port);
    broker.awaitListener(folder);
    return broker;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String settings(Path folder, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    auto.create.topics.enable=false
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    """
        .formatted(port, controllerPort, folder.resolve("data"));
  }

  private static Process java(Path log, String main, List<String> arguments) throws IOException {
    Path lib = Program.root().resolve("infra/kraft-dist/target/lib");
    List<String> command = new ArrayList<>(List.of("java", "-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", lib + "/*", main));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void awaitListener(Path folder) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!accepts()) {
      assertThat(process.isAlive()).as(folder.resolve("broker.log").toString()).isTrue();
      assertThat(System.nanoTime()).as("the deadline for it to listen").isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
