package io.shopfunnel.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** An InfluxDB of our own on a free port. */
final class TestingInflux implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private TestingInflux(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static TestingInflux start(Path directory) throws Exception {
    int port = freePort();
    Path config = directory.resolve("influxdb.conf");
    Files.writeString(
        config,
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%3$s/meta"
        [data]
          dir = "%3$s/data"
          wal-dir = "%3$s/wal"
        [http]
          bind-address = "127.0.0.1:%2$d"
          log-enabled = false
        """
            .formatted(freePort(), port, directory));
    Process process =
        new ProcessBuilder("influxd", "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("influxd.log").toFile())
            .start();
    TestingInflux influx = new TestingInflux(process, "http://127.0.0.1:" + port);
    influx.awaitAnswer();
    return influx;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      try {
        query("CREATE DATABASE shop");
        return;
      } catch (ConnectException e) {
        assertThat(process.isAlive()).as("influxd lives; see its log").isTrue();
        assertThat(Instant.now()).as("influxd answers within 30 s").isBefore(end);
        Thread.sleep(50);
      }
    }
  }

  String url() {
    return url;
  }

  /** Runs a query, and returns InfluxDB's JSON. */
  String query(String query) throws IOException, InterruptedException {
    return post("/query?db=shop&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "");
  }

  /** Writes line protocol with times in seconds. */
  void write(String lines) throws IOException, InterruptedException {
    post("/write?db=shop&precision=s", lines);
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    assertThat(response.body()).doesNotContain("error");
    return response.body();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
