package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private ServiceProcess jobManager;
  private boolean leads;
  private int votes = 3;
  private Supervisor supervisor;

  @BeforeEach
  void start() {
    layout = new StackLayout(folder, folder);
    book = new RestartBook(layout);
    String mark = layout.output("lasting").toString();
    lasting = process("lasting", mark, List.of("tail", "-f", mark));
    doomed = process("doomed", "exit 1", List.of("sh", "-c", "exit 1"));
    String marked = layout.output("jobmanager").toString();
    jobManager =
        process(
            "jobmanager",
            Service.Kind.JOB_MANAGER,
            marked,
            List.of("tail", "-f", marked),
            () -> leads);
    List<ServiceProcess> all = new ArrayList<>(List.of(lasting, doomed, jobManager));
    for (int number = 1; number <= 3; number++) {
      int own = number;
      ServiceProcess voter =
          process(
              "zookeeper-" + number,
              Service.Kind.ZOOKEEPER,
              "none",
              List.of("none"),
              () -> own <= votes);
      voter.markStopped(true);
      all.add(voter);
    }
    supervisor = new Supervisor(layout, all, () -> now);
    lasting.start();
    jobManager.start();
    doomed.markStopped(true);
    supervisor.look();
  }

  @AfterEach
  void end() {
    lasting.kill();
    jobManager.kill();
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

  @Test
  void aJobManagerThatNoLongerLeadsIsEndedAndStartedAgain() {
    awaitRefusals(LeadershipWatch.MOST_REFUSALS);
    assertThat(jobManager.isRunning()).as("it has never led").isTrue();

    leads = true;
    awaitRefusals(1);
    leads = false;
    awaitRefusals(LeadershipWatch.MOST_REFUSALS - 1);
    leads = true;
    awaitRefusals(1);
    leads = false;
    awaitRefusals(LeadershipWatch.MOST_REFUSALS - 1);
    assertThat(jobManager.isRunning()).as("it had led in between").isTrue();

    awaitRefusals(1);
    assertThat(jobManager.isRunning()).isFalse();
    assertThat(layout.log("supervisor")).content().contains("jobmanager has not led for a minute");
    after(Duration.ofMillis(500));
    assertThat(jobManager.isRunning()).isTrue();
    assertThat(book.restarts("jobmanager")).isEqualTo(1);
  }

  @Test
  void withoutAQuorumNoJobManagerCanLead() {
    leads = true;
    awaitRefusals(1);
    leads = false;
    votes = 1;
    awaitRefusals(2 * LeadershipWatch.MOST_REFUSALS);
    assertThat(jobManager.isRunning()).isTrue();
    votes = 2;
    awaitRefusals(LeadershipWatch.MOST_REFUSALS - 1);
    assertThat(jobManager.isRunning()).isTrue();
    awaitRefusals(1);
    assertThat(jobManager.isRunning()).isFalse();
  }

  @Test
  void aNightOfSleepIsOneLook() {
    leads = true;
    awaitRefusals(1);
    leads = false;
    after(Duration.ofHours(8));
    assertThat(jobManager.isRunning()).isTrue();
  }

  private void awaitRefusals(int looks) {
    for (int look = 0; look < looks; look++) {
      after(LeadershipWatch.BETWEEN_LOOKS);
    }
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
    return process(name, Service.Kind.INFLUXDB, marker, command, () -> true);
  }

  private ServiceProcess process(
      String name, Service.Kind kind, String marker, List<String> command, Probe probe) {
    Service service = new Service(name, kind, marker, List.of(), () -> command, Map::of, probe);
    return new ServiceProcess(service, layout);
  }
}
