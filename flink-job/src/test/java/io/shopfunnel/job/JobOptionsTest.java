package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.sink.influx.InfluxConfig;
import io.shopfunnel.source.LeapRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionsTest {
  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void usersAreDealtOutToNoMoreSubtasksThanThereAreKeyGroups() {
    assertThat(JobOptions.parse("--parallelism", "128").parallelism()).isEqualTo(128);
    assertThatThrownBy(() -> JobOptions.parse("--parallelism", "129"))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("--parallelism '129' should be a number from 0 to 128");
  }

  @Test
  void aLeapHasAWitnessAtLeastAndLastsASecond() {
    assertThat(JobOptions.parse("--leap-witnesses", "1").leaps().witnesses()).isEqualTo(1);
    assertThat(problems("--leap-witnesses", "0", "--max-leap", "0s"))
        .contains(
            "--leap-witnesses '0' should be a number from 1 to 100",
            "--max-leap '0s' should be at least 1 s and at most 400 d");
  }

  @Test
  void defaults() {
    JobConfig config = JobOptions.parse();
    assertThat(config.brokers()).isEqualTo("localhost:19092,localhost:19093,localhost:19094");
    assertThat(config.topic()).isEqualTo("shop-events");
    assertThat(config.deadLetterTopic()).isEqualTo("shop-events.dead-letter");
    assertThat(config.lateTopic()).isEqualTo("shop-events.late");
    assertThat(config.orders()).isNull();
    assertThat(config.groupId()).isEqualTo("shop-funnel");
    assertThat(config.kafka()).isEmpty();
    assertThat(config.bounded()).isFalse();
    assertThat(config.maxOutOfOrderness()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.leaps()).isEqualTo(new LeapRule(Duration.ofHours(1), 3));
    assertThat(config.allowedLateness()).isEqualTo(Duration.ofHours(1));
    assertThat(config.idleness()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.sessions().gapMillis()).isEqualTo(Duration.ofMinutes(30).toMillis());
    assertThat(config.sessions().longestMillis()).isEqualTo(Duration.ofHours(24).toMillis());
    assertThat(config.metrics()).containsExactly(MetricKind.values());
    assertThat(config.funnels()).isEqualTo(FunnelCatalogReader.builtIn());
    assertThat(config.influx())
        .isEqualTo(InfluxConfig.builder("http://localhost:18086").database("shop").build());
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.parallelism()).isZero();
  }

  /** Each option, and a value that is not its default. */
  private String[] everyOption() throws IOException {
    String yaml =
        """
        funnels:
          - name: quick
            actor: user
            conversion_window: 10m
            steps: [{event: view}, {event: purchase}]
            entry_windows: [1h]
        """;
    return new String[] {
      "--brokers", "kafka:9092",
      "--topic", "events",
      "--dead-letter-topic", "dead",
      "--late-topic", "late",
      "--orders-topic", "orders",
      "--transaction-timeout", "5m",
      "--group-id", "me",
      "--kafka-config", file("kafka.properties", "security.protocol=SSL\n").toString(),
      "--bounded", "true",
      "--max-out-of-orderness", "2m",
      "--max-leap", "2h",
      "--leap-witnesses", "5",
      "--allowed-lateness", "3h",
      "--idleness", "5s",
      "--session-gap", "45m",
      "--metrics", "orders,funnel",
      "--funnels", file("funnels.yaml", yaml).toString(),
      "--influx-url", "http://influxdb:8086",
      "--influx-database", "numbers",
      "--influx-user", "writer",
      "--influx-password-file", file("password", "secret\n").toString(),
      "--influx-ca-file", file("ca.pem", "").toString(),
      "--checkpoint-interval", "7s",
      "--parallelism", "4"
    };
  }

  @Test
  void eachOptionIsRead() throws IOException {
    JobConfig config = JobOptions.parse(everyOption());

    assertThat(config.brokers()).isEqualTo("kafka:9092");
    assertThat(config.topic()).isEqualTo("events");
    assertThat(config.deadLetterTopic()).isEqualTo("dead");
    assertThat(config.lateTopic()).isEqualTo("late");
    assertThat(config.orders()).isEqualTo(new OrdersConfig("orders", Duration.ofMinutes(5)));
    assertThat(config.groupId()).isEqualTo("me");
    assertThat(config.kafka()).containsEntry("security.protocol", "SSL");
    assertThat(config.bounded()).isTrue();
    assertThat(config.maxOutOfOrderness()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.leaps()).isEqualTo(new LeapRule(Duration.ofHours(2), 5));
    assertThat(config.allowedLateness()).isEqualTo(Duration.ofHours(3));
    assertThat(config.idleness()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.sessions().gapMillis()).isEqualTo(Duration.ofMinutes(45).toMillis());
    assertThat(config.metrics()).containsExactly(MetricKind.ORDERS, MetricKind.FUNNEL);
    assertThat(config.funnels().funnels()).extracting("name").containsExactly("quick");
    assertThat(config.influx())
        .isEqualTo(
            InfluxConfig.builder("http://influxdb:8086")
                .database("numbers")
                .credentials("writer", folder.resolve("password").toString())
                .caFile(folder.resolve("ca.pem").toString())
                .build());
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.parallelism()).isEqualTo(4);
  }

  @Test
  void boundedNeedsNoValue() {
    assertThat(JobOptions.parse("--bounded").bounded()).isTrue();
  }

  private static String[] problems(String... args) {
    return catchThrowableOfType(InvalidOptionsException.class, () -> JobOptions.parse(args))
        .getMessage()
        .split(System.lineSeparator(), -1);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() throws IOException {
    Path funnels = file("bad.yaml", "funnels:\n  - name: Bad Name\n");
    assertThat(
            problems(
                "--borkers", "kafka:9092",
                "--bounded", "maybe",
                "--allowed-lateness", "soon",
                "--session-gap", "0s",
                "--parallelism", "many",
                "--kafka-config", "/no/such/file",
                "--influx-password-file", "/no/such/password",
                "--funnels", funnels.toString()))
        .contains(
            "--borkers is no option of this job",
            "--bounded 'maybe' should be true or false",
            "--allowed-lateness 'soon' should be a time like 30s, 10m, 1h or 1d",
            "--session-gap '0s' should be at least 1 s and at most 400 d",
            "--parallelism 'many' should be a number from 0 to 128",
            "--kafka-config /no/such/file: there is no such file",
            "--influx-password-file /no/such/password: there is no such file",
            "--funnels "
                + funnels
                + ", line 2, funnels[1].name: 'Bad Name' should be lower-case letters, digits and"
                + " underscores, a letter first",
            "Option --help tells what there is.");
  }

  @ParameterizedTest
  @CsvSource({
    "topic",
    "brokers",
    "group-id",
    "metrics",
    "funnels",
    "kafka-config",
    "allowed-lateness",
    "parallelism",
    "influx-url",
    "influx-user",
    "influx-password-file",
    "influx-ca-file"
  })
  void anOptionThatNeedsAValueSaysSoOnce(String option) {
    String[] expected = {"--" + option + " needs a value", "Option --help tells what there is."};
    assertThat(problems("--" + option, "--bounded", "true")).containsExactly(expected);
    assertThat(problems("--" + option)).containsExactly(expected);
  }

  @Test
  void aTimeWithoutAUnitIsRefusedAndSaysWhatToWrite() {
    assertThat(
            problems(
                "--allowed-lateness", "3600",
                "--max-out-of-orderness", " 0 ",
                "--checkpoint-interval", "60"))
        .containsExactly(
            "--max-out-of-orderness '0' lacks a unit: write 0s for seconds, or a time like 500ms,"
                + " 10m, 1h or 1d",
            "--allowed-lateness '3600' lacks a unit: write 3600s for seconds, or a time like 500ms,"
                + " 10m, 1h or 1d",
            "--checkpoint-interval '60' lacks a unit: write 60s for seconds, or a time like 500ms,"
                + " 10m, 1h or 1d",
            "Option --help tells what there is.");
  }

  @Test
  void aTimeOutOfBoundsIsToldTheBounds() {
    assertThat(problems("--checkpoint-interval", "50ms", "--idleness", "401d"))
        .contains(
            "--checkpoint-interval '50ms' should be at least 100 ms and at most 400 d",
            "--idleness '401d' should be at least 1 s and at most 400 d");
    assertThat(JobOptions.parse("--checkpoint-interval", "100ms").checkpointInterval())
        .isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aTransactionOutlivesItsCheckpointWhereOrdersAreAskedFor() {
    assertThat(JobOptions.parse("--transaction-timeout", "10s").orders()).isNull();
    assertThat(problems("--transaction-timeout", "10s", "--orders-topic", "orders"))
        .contains(
            "--transaction-timeout '10s' should be longer than --checkpoint-interval '30s': brokers"
                + " would give each transaction up before its checkpoint");
  }

  /** In whatever order they are asked for, or twice, they are the same metrics to a savepoint. */
  @Test
  void metricsAreAllOrAList() {
    assertThat(JobOptions.parse("--metrics", "all").metrics()).containsExactly(MetricKind.values());
    assertThat(JobOptions.parse("--metrics", "price_band").metrics())
        .containsExactly(MetricKind.PRICE_BAND);
    assertThat(JobOptions.parse("--metrics", "top, events,top").metrics())
        .containsExactly(MetricKind.EVENTS, MetricKind.TOP);
  }

  @Test
  void aMetricThatThereIsNotIsToldWithThoseThatThereAre() {
    String thereAre =
        " is no metric; there are all, events, price_band, active, orders, cart, top, funnel";
    assertThat(problems("--metrics", "events,revenue,Top,"))
        .containsExactly(
            "--metrics 'revenue'" + thereAre,
            "--metrics 'Top'" + thereAre,
            "--metrics ''" + thereAre,
            "Option --help tells what there is.");
  }

  @Test
  void theTopicsDiffer() {
    assertThat(problems("--topic", "--late-topic")).hasSize(3);
    String all =
        " is another option's topic; --topic, --dead-letter-topic, --late-topic and --orders-topic"
            + " should differ";
    assertThat(problems("--topic", "x", "--dead-letter-topic", "x"))
        .contains("--dead-letter-topic 'x'" + all);
    assertThat(problems("--late-topic", "shop-events"))
        .contains("--late-topic 'shop-events'" + all);
    assertThat(problems("--dead-letter-topic", "y", "--late-topic", "y"))
        .contains("--late-topic 'y'" + all);
    assertThat(problems("--topic", "z", "--orders-topic", "z"))
        .contains("--orders-topic 'z'" + all);
  }

  @Test
  void allServersThatAreNotThereAreToldAtOnce() {
    JobConfig config =
        JobOptions.parse("--brokers", "no-port", "--influx-url", "http://localhost:1");
    assertThat(
            catchThrowableOfType(InvalidOptionsException.class, () -> Connectors.check(config))
                .getMessage()
                .split(System.lineSeparator(), -1))
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("--influx-url"))
        .anySatisfy(problem -> assertThat(problem).contains("--brokers"));
  }

  @Test
  void aUsersMistakeCarriesNoStackTrace() {
    assertThat(
            catchThrowableOfType(
                InvalidOptionsException.class, () -> JobOptions.parse("--topic", " ")))
        .hasMessageContaining("--topic is empty")
        .extracting(Throwable::getStackTrace)
        .isEqualTo(new StackTraceElement[0]);
  }

  /** An option that is added fails here until {@link #everyOption} has it. */
  @Test
  void helpNamesEveryOption() throws IOException {
    List<String> named =
        Pattern.compile("^  (--[a-z-]+) ", Pattern.MULTILINE)
            .matcher(JobOptions.help())
            .results()
            .map(option -> option.group(1))
            .toList();
    String[] read = everyOption();
    assertThat(named)
        .containsExactlyElementsOf(
            IntStream.range(0, read.length / 2).mapToObj(i -> read[2 * i]).toList());
    assertThat(JobOptions.help()).contains("Example");
  }
}
