package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;

/**
 * A real InfluxDB as a child process, with its own directories and port, for tests. Needs {@code
 * influxd} on the path (Debian: package {@code influxdb}), or where the environment variable {@code
 * INFLUXD} says.
 */
public final class LocalInfluxd implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Path directory;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  private LocalInfluxd(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one, and returns when it answers.
   *
   * @param directory an empty directory for its data and log
   * @param extraConfig lines for influxd's {@code [data]} section, or nothing
   */
  public static LocalInfluxd start(Path directory, String... extraConfig) {
    try {
      int port = freePort();
      Files.writeString(directory.resolve("influxdb.conf"), config(directory, port, extraConfig));
      LocalInfluxd influxd = new LocalInfluxd(directory, port, launch(directory));
      influxd.awaitAnswer();
      return influxd;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "influxd does not start; is it installed (Debian: package influxdb)?", failure);
    }
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again on the same data and port, and returns when it answers. */
  public void restart() throws IOException {
    process = launch(directory);
    awaitAnswer();
  }

  /** Starts it again, and from then on it asks for a user. */
  public void restartWithAuthentication() throws IOException, InterruptedException {
    restartWith("auth-enabled = true");
  }

  /** Starts it again with another line in its {@code [http]} section, which is its last. */
  void restartWith(String setting) throws IOException, InterruptedException {
    kill();
    Path file = directory.resolve("influxdb.conf");
    Files.writeString(file, Files.readString(file) + "  " + setting + "\n");
    restart();
  }

  /** Runs a query, and returns InfluxDB's JSON; times are in milliseconds. */
  public String query(String database, String query) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/query?epoch=ms&db=" + encoded(database)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("q=" + encoded(query)))
            .build();
    return answer(request).body();
  }

  /** Writes line protocol with times in milliseconds. */
  public void write(String database, String lines) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/write?precision=ms&db=" + encoded(database)))
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() != 204) {
      throw new IllegalStateException(answer.body());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void awaitAnswer() throws IOException {
    HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping")).build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204) {
          return;
        }
      } catch (ConnectException notYet) {
        Thread.onSpinWait();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "influxd did not come up: " + Files.readString(directory.resolve("influxd.log")));
  }

  private static Process launch(Path directory) throws IOException {
    String influxd = System.getenv().getOrDefault("INFLUXD", "influxd");
    return new ProcessBuilder(influxd, "-config", directory.resolve("influxdb.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("influxd.log").toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String config(Path directory, int port, String... extra) {
    return """
        reporting-disabled = true
        bind-address = "127.0.0.1:0"
        [meta]
          dir = "%1$s/meta"
        [data]
          dir = "%1$s/data"
          wal-dir = "%1$s/wal"
          wal-fsync-delay = "0s"
          query-log-enabled = false
          %3$s
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        [continuous_queries]
          enabled = false
        [http]
          bind-address = "127.0.0.1:%2$d"
          log-enabled = false
        """
        .formatted(directory, port, String.join("\n", extra));
  }
}
