package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lifecycle of a service, on the one that starts fastest. */
class InfluxServiceITCase {
  @TempDir Path folder;

  @Test
  void keepsItsPointsOverAKillAndARestart() throws Exception {
    try (LocalStack stack = LocalStack.builder().influx().directory(folder).start()) {
      InfluxDatabase database = new InfluxDatabase(stack.influxUrl(), "shop");
      database.create();
      database.create();
      assertThat(post(stack.influxUrl().resolve("/write?db=shop"), "m f=42i 1575158400000000000"))
          .isEqualTo(204);
      stack.kill("influxdb");
      assertThat(stack.anyRunning()).isFalse();

      assertThat(stack.up()).isEqualTo(1);
      URI query = stack.influxUrl().resolve("/query?db=shop&q=SELECT+f+FROM+m");
      assertThat(Probes.get(query)).get().asString().contains("[\"2019-12-01T00:00:00Z\",42]");
      database.drop();
      assertThat(Probes.get(query)).get().asString().contains("database not found");
    }
  }

  @Test
  void aBackfillIsMarkedFromItsFirstMinuteToItsLast() throws Exception {
    try (LocalStack stack = LocalStack.builder().influx().directory(folder).start()) {
      InfluxDatabase database = new InfluxDatabase(stack.influxUrl(), "shop");
      database.create();
      database.markBackfill(Instant.parse("2026-11-26T03:10:59Z"));
      URI marks = stack.influxUrl().resolve("/query?db=shop&epoch=s&q=SELECT+*+FROM+backfill");
      assertThat(Probes.get(marks)).get().asString().doesNotContain("values");

      for (long minute : new long[] {1_575_158_400, 1_575_158_460, 1_577_836_740}) {
        String point = "pipeline,window=1m consumed=1i %d000000000".formatted(minute);
        assertThat(post(stack.influxUrl().resolve("/write?db=shop"), point)).isEqualTo(204);
      }
      database.markBackfill(Instant.parse("2026-11-26T03:10:59Z"));
      database.markBackfill(Instant.parse("2026-11-26T04:00:00Z"));
      assertThat(Probes.get(marks))
          .get()
          .asString()
          .contains(
              "[1575158400,\"from\",\"1m\",\"the backfill that ended 2026-11-26 04:00 UTC counts from here\"]",
              "[1577836740,\"to\",\"1m\",\"the backfill that ended 2026-11-26 04:00 UTC counts up to here\"]")
          .doesNotContain("03:10");
    }
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatChangesIt() throws Exception {
    Ports ports = Ports.free();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket other = new ServerSocket(ports.influx(), 1, loopback)) {
      LocalStackBuilder builder = LocalStack.builder().influx().directory(folder).ports(ports);
      assertThatThrownBy(builder::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("--influx-port");
    }
  }

  @Test
  void aServiceThatEndsWhileItStartsIsToldWithItsLastWords() throws Exception {
    Files.createDirectories(folder.resolve("data/influxdb"));
    Files.writeString(folder.resolve("data/influxdb/meta"), "a file where a folder should be");
    LocalStackBuilder builder = LocalStack.builder().influx().directory(folder);
    assertThatThrownBy(builder::start)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("influxdb ended while it was starting")
        .hasMessageContaining("meta");
  }

  @Test
  void aPidThatNowBelongsToAnotherProgramIsNotTakenForTheService() throws Exception {
    LocalStack stack = LocalStack.builder().influx().directory(folder).build();
    Files.createDirectories(folder.resolve("pids"));
    Files.writeString(folder.resolve("pids/influxdb.pid"), ProcessHandle.current().pid() + "\n");
    assertThat(stack.anyRunning()).isFalse();
    stack.down();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  private static int post(URI address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
