package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.KafkaUser;
import io.shopfunnel.stack.ServiceStatus;
import io.shopfunnel.stack.TestingCertificates;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All programs on a stack of {@code --secure}, and what they say when they are not let in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureProfileITCase {
  private static final int EVENTS = 20_000;
  private static final List<String> VIEWS =
      List.of(
          "/config",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/logs",
          "/taskmanagers",
          "/jobs/JOB",
          "/jobs/JOB/config",
          "/jobs/JOB/plan",
          "/jobs/JOB/checkpoints",
          "/jobs/JOB/checkpoints/config",
          "/jobs/JOB/exceptions",
          "/jobs/JOB/jobmanager/config",
          "/jobs/JOB/jobmanager/environment");

  @TempDir private static Path folder;
  private static ClosedStack stack;
  private static SecretHunt hunt;
  private static Path csv;
  private static TestingCertificates foreign;
  private static TestingCertificates expired;
  private static ExpiredServer expiredServer;

  @BeforeAll
  static void up() throws Exception {
    stack = ClosedStack.up("--secure");
    hunt = new SecretHunt(stack.secrets());
    csv = folder.resolve("2019-Dec-test.csv");
    succeed(
        Program.replayer(
            "generate",
            "--shop",
            "cosmetics",
            "--events",
            EVENTS,
            "--days",
            1,
            "--seed",
            7,
            "--quiet",
            "--out",
            csv));
    foreign = new TestingCertificates(folder.resolve("foreign")).valid();
    expired = new TestingCertificates(folder.resolve("expired")).expired();
    expiredServer = new ExpiredServer(expired.server());
  }

  @AfterAll
  static void down() throws Exception {
    stack.close();
    hunt.close();
    expiredServer.close();
    assertThat(stack.services().anyRunning()).isFalse();
  }

  @Test
  @Order(1)
  void everyProgramRunsThroughIt() throws Exception {
    succeed(replayer("topics", KafkaUser.REPLAYER));
    succeed(replayer("replay", KafkaUser.REPLAYER, "--quiet", csv));
    succeed(submit(stack.asWriter(), KafkaUser.JOB, "--wait", "--bounded", "true"));

    Program.Result verified = verify("verify", stack.asWriter(), "--whole-database", csv);
    succeed(verified);
    assertThat(verified.output()).contains("every point agrees").doesNotContain("not in the data");
    succeed(verify("summary", stack.asReader()));

    String connect = stack.services().zooKeeperConnect();
    int slash = connect.indexOf('/');
    succeed(
        replayer(
            "cluster",
            KafkaUser.REPLAYER,
            "--zookeeper",
            connect.substring(0, slash),
            "--chroot",
            connect.substring(slash)));
  }

  @Test
  @Order(2)
  void aReaderReadsAndCannotWrite() throws Exception {
    Program.Result verified = verify("verify", stack.asReader(), "--whole-database", csv);
    succeed(verified);
    assertThat(verified.output())
        .contains("every point agrees", "The verdict is not in the database", "answered 403");
  }

  @Test
  @Order(3)
  void aWrongPasswordIsToldInASentence() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "not-the-password");
    isTold(
        Program.replayer(
            "topics",
            "--brokers",
            stack.services().brokers(),
            "--kafka-config",
            changed(KafkaUser.REPLAYER, "password=\"[^\"]+\"", "password=\"no\"")),
        "Authentication failed",
        "--kafka-config");
    List<Object> influx = new ArrayList<>(stack.asWriter());
    influx.set(influx.indexOf("--influx-password-file") + 1, wrong);
    isTold(verify("summary", influx), "answered 401", "--influx-password-file");
    isTold(submit(influx, KafkaUser.JOB), "HTTP 401", "--influx-password-file");
  }

  @Test
  @Order(4)
  void aForeignCertificateIsToldInASentence() throws Exception {
    Path trusts =
        changed(
            KafkaUser.REPLAYER, "(?m)^(ssl.truststore.location)=.*", "$1=" + foreign.authority());
    isTold(
        Program.replayer(
            "topics", "--brokers", stack.services().brokers(), "--kafka-config", trusts),
        "SSL handshake failed",
        "--kafka-config trusts");
    List<Object> influx = new ArrayList<>(stack.asWriter());
    influx.set(influx.indexOf("--influx-ca-file") + 1, foreign.authority());
    isTold(verify("summary", influx), "is not trusted", "--influx-ca-file");
    isTold(submit(influx, KafkaUser.JOB), "is not trusted", "--influx-ca-file");
  }

  @Test
  @Order(5)
  void anExpiredCertificateIsToldInASentence() throws Exception {
    Path trusts =
        changed(
            KafkaUser.REPLAYER, "(?m)^(ssl.truststore.location)=.*", "$1=" + expired.authority());
    isTold(
        Program.replayer("topics", "--brokers", expiredServer.address(), "--kafka-config", trusts),
        "SSL handshake failed",
        "NotAfter");
    List<Object> influx = new ArrayList<>(stack.asWriter());
    influx.set(influx.indexOf("--influx-url") + 1, "https://" + expiredServer.address());
    influx.set(influx.indexOf("--influx-ca-file") + 1, expired.authority());
    isTold(verify("summary", influx), "is not trusted", "NotAfter");
    isTold(submit(influx, KafkaUser.JOB), "is not trusted", "NotAfter");
  }

  @Test
  @Order(6)
  void aMissingRightIsToldInASentence() throws Exception {
    isTold(
        replayer("replay", KafkaUser.JOB, "--source-name", "another", csv),
        "Kafka does not grant",
        "--kafka-config");
    List<Object> other = new ArrayList<>(List.of("--topic", "others-events"));
    isTold(
        submit(stack.asWriter(), KafkaUser.JOB, other.toArray()),
        "does not grant the user of --kafka-config");
  }

  @Test
  @Order(7)
  void noSecretIsAnywhereElse() throws Exception {
    succeed(submit(stack.asWriter(), KafkaUser.JOB));
    FlinkJobs jobs = stack.services().flinkJobs();
    String job = jobs.active().orElseThrow().id();
    while (jobs.checkpoints(job).completed() == 0) {
      assertThat(jobs.find(job).isOver()).as(jobs.failure(job)).isFalse();
      Thread.onSpinWait();
    }

    assertThat(hunt.size()).isGreaterThanOrEqualTo(9);
    Path secret = stack.services().influxWriter().orElseThrow().passwordFile();
    assertThat(hunt.isIn(Files.readString(secret))).as("it finds what is there").isTrue();
    assertThat(hunt.files(stack.folder())).isEmpty();
    assertThat(hunt.commandLines()).isEmpty();
    for (String view : VIEWS) {
      Optional<String> answer = get(view.replace("JOB", job));
      assertThat(answer).as(view).isPresent();
      assertThat(hunt.isIn(answer.orElseThrow())).as(view).isFalse();
    }
  }

  @Test
  @Order(8)
  void everyServiceListensOnLoopbackOnly() throws Exception {
    for (ServiceStatus service : stack.services().status()) {
      assertThat(ListeningSockets.LOOPBACK)
          .as(service.name())
          .containsAll(ListeningSockets.of(service.pid().orElseThrow()));
    }
  }

  @Test
  @Order(9)
  void servicesTellOfThemselvesOverHttps() throws Exception {
    stack.awaitWhatServicesTell();
    assertThat(hunt.commandLines()).isEmpty();
  }

  private static Program.Result replayer(String command, KafkaUser user, Object... more)
      throws Exception {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(stack.kafka(user));
    all.addAll(List.of(more));
    return Program.replayer(all.toArray());
  }

  private static Program.Result verify(String command, List<Object> influx, Object... more)
      throws Exception {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(influx);
    all.addAll(List.of(more));
    return Program.verify(all.toArray());
  }

  private static Program.Result submit(List<Object> influx, KafkaUser user, Object... more)
      throws Exception {
    List<Object> all = new ArrayList<>(List.of("submit", "--dir", stack.folder()));
    List<Object> options = new ArrayList<>(List.of(more));
    if (options.remove("--wait")) {
      all.add("--wait");
    }
    all.addAll(List.of("--", Program.jobJar(), "--checkpoint-interval", "100ms"));
    all.addAll(stack.kafka(user));
    all.addAll(influx);
    all.addAll(options);
    return Program.stack(all.toArray());
  }

  /** A user's file of client settings, with something else in one place. */
  private static Path changed(KafkaUser user, String what, String to) throws Exception {
    Path file = stack.services().kafkaConfig(user).orElseThrow();
    String text = Files.readString(file).replaceAll(what, to);
    return Files.writeString(Files.createTempFile(folder, "kafka", ".properties"), text);
  }

  /** Failed, said why, and showed neither a secret nor a stack trace. */
  private static void isTold(Program.Result result, String... words) {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains(words).doesNotContain("\tat ", "Exception:");
    assertThat(hunt.isIn(result.output())).isFalse();
  }

  private static Optional<String> get(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(stack.services().flinkUrl().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(hunt == null || !hunt.isIn(result.output())).isTrue();
  }
}
