package io.shopfunnel.deployments;

import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** InfluxDB with the containers' configuration, and their script; only ports and folders differ. */
final class InfluxInContainer {
  private static final String BASE = "infra/kubernetes/base/";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI address;
  private final Process process;
  private final Path output;

  private InfluxInContainer(URI address, Process process, Path output) {
    this.address = address;
    this.process = process;
    this.output = output;
  }

  /** Starts it without a user, and waits until it answers. */
  static InfluxInContainer start(Path folder) throws Exception {
    Ports ports = Ports.free();
    Path configuration =
        Files.writeString(
            folder.resolve("influxdb.conf"),
            Documents.text(BASE + "influxdb.conf")
                .replace("/var/lib/influxdb", folder.resolve("influxdb").toString())
                .replace("\":8086\"", "\"127.0.0.1:" + ports.influx() + "\"")
                .replace("127.0.0.1:8088", "127.0.0.1:" + ports.influxRpc()));
    Process process =
        new ProcessBuilder("influxd", "-config", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("influxd.log").toFile())
            .start();
    URI address = URI.create("http://127.0.0.1:" + ports.influx());
    InfluxInContainer influx =
        new InfluxInContainer(address, process, folder.resolve("script.out"));
    influx.awaitAnswer(folder.resolve("influxd.log"));
    return influx;
  }

  URI address() {
    return address;
  }

  /** Runs the script, as the container {@code influxdb-user} does, and returns its exit code. */
  int makeUsers(Login administrator, Login reporter) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("/bin/sh", Documents.ROOT.resolve(BASE + "influxdb-user.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    script
        .environment()
        .putAll(
            Map.of(
                "INFLUX_URL", address.toString(),
                "INFLUX_USER", administrator.user(),
                "INFLUX_PASSWORD_FILE", administrator.passwordFile().toString(),
                "INFLUX_REPORTER_PASSWORD_FILE", reporter.passwordFile().toString()));
    return script.start().waitFor();
  }

  /** What the script said. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** The answer to a statement. */
  String ask(Login as, String database, String statement) throws Exception {
    String query = "q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8);
    return send(as, "/query?db=" + database + "&" + query, BodyPublishers.noBody()).body();
  }

  /** The status of writing a point. */
  int write(Login as, String database) throws Exception {
    return send(as, "/write?db=" + database, BodyPublishers.ofString("m f=1i")).statusCode();
  }

  private HttpResponse<String> send(Login as, String path, BodyPublisher body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", as.basic())
            .POST(body)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private void awaitAnswer(Path log) throws Exception {
    HttpRequest ping = HttpRequest.newBuilder(address.resolve("/ping")).build();
    while (true) {
      if (!process.isAlive()) {
        throw new AssertionError("influxd has ended: " + Files.readString(log));
      }
      try {
        HTTP.send(ping, BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
