package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real, small processes, and a clock that the test moves. */
class SupervisorTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2019-12-01T00:00:00Z");
  private StackLayout layout;
  private RestartBook book;
  private ServiceProcess lasting;
  private ServiceProcess doomed;
  private Supervisor supervisor;

  @BeforeEach
  void start() {
    layout = new StackLayout(folder, folder);
    book = new RestartBook(layout);
    String mark = layout.output("lasting").toString();
    lasting = process("lasting", mark, List.of("tail", "-f", mark));
    doomed = process("doomed", "exit 1", List.of("sh", "-c", "exit 1"));
    supervisor = new Supervisor(layout, List.of(lasting, doomed), () -> now);
    lasting.start();
    doomed.markStopped(true);
    supervisor.look();
  }

  @AfterEach
  void end() {
    lasting.kill();
  }

  @Test
  void whatDiedIsStartedAgainAfterAWhile() {
    die(lasting);
    supervisor.look();
    assertThat(lasting.isRunning()).as("at once").isFalse();
    after(Duration.ofMillis(500));
    assertThat(lasting.isRunning()).isTrue();
    assertThat(book.restarts("lasting")).isEqualTo(1);
    assertThat(layout.log("supervisor")).content().contains("lasting has ended");
  }

  @Test
  void whatWasStoppedStaysDown() {
    lasting.markStopped(true);
    die(lasting);
    supervisor.look();
    after(Duration.ofHours(1));
    assertThat(lasting.isRunning()).isFalse();
    assertThat(book.restarts("lasting")).isZero();
  }

  @Test
  void whileACommandIsAtWorkNothingIsStarted() {
    die(lasting);
    supervisor.look();
    new StackLock(layout).hold(() -> after(Duration.ofHours(1)));
    assertThat(lasting.isRunning()).isFalse();
    after(Duration.ZERO);
    assertThat(lasting.isRunning()).isTrue();
  }

  @Test
  void whatDiesAgainAndAgainIsGivenUpUntilItIsTakenUp() {
    doomed.markStopped(false);
    for (int looks = 0; !book.isGivenUp("doomed"); looks++) {
      assertThat(looks).isLessThan(100);
      awaitEnd(doomed);
      supervisor.look();
      after(Duration.ofSeconds(30));
    }
    assertThat(book.restarts("doomed")).isEqualTo(RestartStreak.MOST);
    assertThat(layout.log("supervisor")).content().contains("doomed", "given up");
    after(Duration.ofHours(1));
    assertThat(book.restarts("doomed")).isEqualTo(RestartStreak.MOST);

    book.takeUp("doomed");
    supervisor.look();
    after(Duration.ofSeconds(30));
    assertThat(book.restarts("doomed")).isGreaterThan(RestartStreak.MOST);
  }

  @Test
  void countsOutliveTheSupervisor() {
    die(lasting);
    supervisor.look();
    after(Duration.ofSeconds(1));
    die(lasting);
    supervisor = new Supervisor(layout, List.of(lasting), () -> now);
    supervisor.look();
    after(Duration.ofSeconds(1));
    assertThat(book.restarts("lasting")).isEqualTo(2);
  }

  private void after(Duration pause) {
    now = now.plus(pause);
    supervisor.look();
  }

  private static void die(ServiceProcess process) {
    process.running().orElseThrow().destroyForcibly();
    awaitEnd(process);
  }

  private static void awaitEnd(ServiceProcess process) {
    while (process.isRunning()) {
      Thread.onSpinWait();
    }
  }

  private ServiceProcess process(String name, String marker, List<String> command) {
    Service service =
        new Service(
            name, Service.Kind.INFLUXDB, marker, List.of(), () -> command, Map::of, () -> true);
    return new ServiceProcess(service, layout);
  }
}
