package io.shopfunnel.job;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.InvalidFunnelsException;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.sink.influx.InfluxConfig;
import io.shopfunnel.source.LeapRule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.util.ParameterTool;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Reads the job's options from its command line, and tells all that is wrong with them at once. */
final class JobOptions {
  private static final Map<String, Option> OPTIONS = options();

  /** What {@link ParameterTool} gives for an option without a value. */
  private static final String NO_VALUE = "__NO_VALUE_KEY";

  private static final List<String> TOPICS =
      List.of("topic", "dead-letter-topic", "late-topic", "orders-topic");

  private static final int MOST_LEAP_WITNESSES = 100;

  private final ParameterTool parameters;
  private final List<String> problems = new ArrayList<>();

  /**
   * One option.
   *
   * @param defaultValue the default; empty for none
   * @param meaning what it means
   */
  private record Option(String defaultValue, String meaning) {}

  private JobOptions(ParameterTool parameters) {
    this.parameters = parameters;
  }

  private static Map<String, Option> options() {
    Map<String, Option> options = new LinkedHashMap<>();
    add(options, "brokers", "localhost:19092,localhost:19093,localhost:19094", "Kafka's addresses");
    add(options, "topic", "shop-events", "the topic of events");
    add(options, "dead-letter-topic", "shop-events.dead-letter", "takes what is no event");
    add(options, "late-topic", "shop-events.late", "takes what came too late to be counted");
    add(options, "orders-topic", "", "takes confirmed orders, exactly once; none by default");
    add(
        options,
        "transaction-timeout",
        "15m",
        "a longer outage may lose orders; at most the brokers' transaction.max.timeout.ms");
    add(options, "group-id", "shop-funnel", "the consumer group");
    add(
        options,
        "kafka-config",
        "",
        "a properties file for Kafka's clients (SASL, TLS), on every task manager too");
    add(options, "bounded", "false", "true: a backfill, which ends where the topic ends now");
    add(options, "max-out-of-orderness", "60s", "the greatest disorder within a partition");
    add(options, "max-leap", "1h", "further ahead than this, one user's clock moves no time");
    add(
        options,
        "leap-witnesses",
        "3",
        "so many users' events show that a leap is real; 1: any is");
    add(options, "allowed-lateness", "1h", "how late an event may be and still amend points");
    add(options, "idleness", "1m", "after this long a silent partition is idle; live only");
    add(options, "session-gap", "30m", "the longest silence within a session, inclusive");
    add(options, "metrics", "all", "which metrics: all, or some of " + MetricKind.optionNames());
    add(options, "funnels", "", "a YAML file of funnels; the built-in ones by default");
    add(options, "influx-url", "http://localhost:18086", "InfluxDB's address");
    add(options, "influx-database", "shop", "the database; made if it is not there");
    add(options, "influx-user", "", "InfluxDB's user");
    add(
        options,
        "influx-password-file",
        "",
        "a file that holds nothing but the password, on every task manager too");
    add(
        options,
        "influx-ca-file",
        "",
        "the certificates (PEM) to trust for HTTPS, on every task manager too");
    add(options, "checkpoint-interval", "30s", "the time from one checkpoint to the next");
    add(options, "parallelism", "0", "the number of subtasks; 0: the cluster's default");
    return options;
  }

  private static void add(
      Map<String, Option> options, String name, String defaultValue, String meaning) {
    options.put(name, new Option(defaultValue, meaning));
  }

  /** What the options are, with an example. */
  static String help() {
    StringBuilder help = new StringBuilder();
    help.append("Shop Funnel: reads shop events from Kafka, and writes exact event-time funnel\n");
    help.append("and conversion metrics to InfluxDB.\n\nOptions (times as in 30s, 10m, 1h, 1d):\n");
    OPTIONS.forEach(
        (name, option) ->
            help.append("  --%-22s %s%n".formatted(name, option.meaning))
                .append(
                    option.defaultValue.isEmpty()
                        ? ""
                        : "%26s(default %s)%n".formatted("", option.defaultValue)));
    help.append("\nExample: the backfill of all that stands in the topic, on a Flink cluster:\n");
    help.append("  flink run -d shop-funnel-job.jar --bounded true --brokers kafka-1:9092 \\\n");
    help.append("      --influx-url http://influxdb:8086\n");
    return help.toString();
  }

  /**
   * Reads the options.
   *
   * @throws InvalidOptionsException where anything is wrong; its message tells all of it
   */
  static JobConfig parse(String... args) {
    ParameterTool parameters;
    try {
      parameters = ParameterTool.fromArgs(args);
    } catch (IllegalArgumentException e) {
      throw new InvalidOptionsException(List.of(String.valueOf(e.getMessage()), tryHelp()));
    }
    JobOptions options = new JobOptions(parameters);
    JobConfig config = options.read();
    if (options.problems.isEmpty()) {
      options.checkTransactions(config);
    }
    if (!options.problems.isEmpty()) {
      options.problems.add(tryHelp());
      throw new InvalidOptionsException(options.problems);
    }
    return config;
  }

  private static String tryHelp() {
    return "Option --help tells what there is.";
  }

  private JobConfig read() {
    for (String name : parameters.toMap().keySet()) {
      if (!OPTIONS.containsKey(name)) {
        problems.add("--" + name + " is no option of this job");
      }
    }
    checkTopicsDiffer();
    return new JobConfig(
        text("brokers"),
        text("topic"),
        text("dead-letter-topic"),
        text("late-topic"),
        orders(),
        text("group-id"),
        kafka(),
        flag("bounded"),
        duration("max-out-of-orderness", Duration.ZERO),
        new LeapRule(
            duration("max-leap", Duration.ofSeconds(1)),
            number("leap-witnesses", 1, MOST_LEAP_WITNESSES)),
        duration("allowed-lateness", Duration.ZERO),
        duration("idleness", Duration.ofSeconds(1)),
        SessionRules.DEFAULT.withGap(duration("session-gap", Duration.ofSeconds(1))),
        metrics(),
        funnels(),
        influx(),
        duration("checkpoint-interval", Duration.ofMillis(100)),
        number("parallelism", 0, Environment.KEY_GROUPS));
  }

  private void checkTopicsDiffer() {
    Set<String> seen = new HashSet<>();
    for (String name : TOPICS) {
      String topic = given(name);
      if (!topic.isBlank() && !topic.equals(NO_VALUE) && !seen.add(topic)) {
        problems.add(
            "--%s '%s' is another option's topic; --topic, --dead-letter-topic, --late-topic and"
                    .formatted(name, topic)
                + " --orders-topic should differ");
      }
    }
  }

  /** A transaction is as long as a checkpoint's interval, at least. */
  private void checkTransactions(JobConfig config) {
    OrdersConfig orders = config.orders();
    if (orders != null && orders.transactionTimeout().compareTo(config.checkpointInterval()) <= 0) {
      problems.add(
          "--transaction-timeout '%s' should be longer than --checkpoint-interval '%s': brokers would"
                  .formatted(given("transaction-timeout"), given("checkpoint-interval"))
              + " give each transaction up before its checkpoint");
    }
  }

  /** The option's value as it stands there, or its default. */
  private String given(String name) {
    return parameters.get(name, defaultOf(name));
  }

  private static String defaultOf(String name) {
    return Objects.requireNonNull(OPTIONS.get(name)).defaultValue;
  }

  /** The option's value; where there is none the default, so that no second fault is told. */
  private String text(String name) {
    String value = given(name);
    if (lacksValue(name, value)) {
      return defaultOf(name);
    }
    if (value.isBlank()) {
      problems.add("--" + name + " is empty");
      return defaultOf(name);
    }
    return value;
  }

  private @Nullable String optional(String name) {
    String value = given(name);
    return lacksValue(name, value) || value.isBlank() ? null : value;
  }

  private boolean lacksValue(String name, String value) {
    boolean lacks = value.equals(NO_VALUE);
    if (lacks) {
      problems.add("--" + name + " needs a value");
    }
    return lacks;
  }

  private @Nullable OrdersConfig orders() {
    Duration timeout = duration("transaction-timeout", Duration.ofSeconds(1));
    String topic = optional("orders-topic");
    return topic == null ? null : new OrdersConfig(topic, timeout);
  }

  private boolean flag(String name) {
    if (given(name).equals(NO_VALUE)) {
      return true;
    }
    String value = text(name);
    if (!value.equals("true") && !value.equals("false")) {
      problems.add("--" + name + " '" + value + "' should be true or false");
    }
    return value.equals("true");
  }

  private Duration duration(String name, Duration least) {
    String value = text(name);
    // Flink would take it for milliseconds.
    if (value.strip().matches("[0-9]+")) {
      problems.add(
          "--%1$s '%2$s' lacks a unit: write %2$ss for seconds, or a time like 500ms, 10m, 1h or 1d"
              .formatted(name, value.strip()));
      return least;
    }
    try {
      Duration duration = TimeUtils.parseDuration(value);
      if (duration.compareTo(least) < 0 || duration.compareTo(Duration.ofDays(400)) > 0) {
        problems.add(
            "--%s '%s' should be at least %s and at most 400 d"
                .formatted(name, value, readable(least)));
      }
      return duration;
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add("--" + name + " '" + value + "' should be a time like 30s, 10m, 1h or 1d");
      return Duration.ofSeconds(1);
    }
  }

  private static String readable(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }

  private int number(String name, int least, int most) {
    String value = text(name);
    if (value.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problems.add("--%s '%s' should be a number from %d to %d".formatted(name, value, least, most));
    return least;
  }

  private Properties kafka() {
    String file = optional("kafka-config");
    if (file != null) {
      try {
        return KafkaClientFile.read(Path.of(file));
      } catch (IOException | IllegalArgumentException e) {
        problems.add("--kafka-config " + file + ": " + why(e));
      }
    }
    return new Properties();
  }

  private List<MetricKind> metrics() {
    String names = text("metrics");
    if (names.equals("all")) {
      return List.of(MetricKind.values());
    }
    Set<MetricKind> kinds = EnumSet.noneOf(MetricKind.class);
    for (String name : names.split(",", -1)) {
      MetricKind kind = MetricKind.ofOptionName(name.strip());
      if (kind == null) {
        problems.add(
            "--metrics '%s' is no metric; there are all, %s"
                .formatted(name.strip(), MetricKind.optionNames()));
      } else {
        kinds.add(kind);
      }
    }
    return List.copyOf(kinds);
  }

  private FunnelCatalog funnels() {
    String file = optional("funnels");
    if (file == null) {
      return FunnelCatalogReader.builtIn();
    }
    try {
      return FunnelCatalogReader.parse(Files.readString(Path.of(file)));
    } catch (InvalidFunnelsException e) {
      e.problems().forEach(problem -> problems.add("--funnels " + file + ", " + problem));
    } catch (IOException | InvalidPathException e) {
      problems.add("--funnels " + file + ": " + why(e));
    }
    return FunnelCatalogReader.builtIn();
  }

  private InfluxConfig influx() {
    InfluxConfig.Builder builder =
        InfluxConfig.builder(text("influx-url"))
            .database(text("influx-database"))
            .credentials(optional("influx-user"), readable("influx-password-file"))
            .caFile(readable("influx-ca-file"));
    List<String> wrong = builder.problems();
    problems.addAll(wrong);
    return wrong.isEmpty() ? builder.build() : InfluxConfig.builder("http://localhost").build();
  }

  /** The name of a file that is there, as every machine can use it. */
  private @Nullable String readable(String name) {
    String file = optional(name);
    if (file == null) {
      return null;
    }
    try {
      Path path = Path.of(file).toAbsolutePath();
      var unused = Files.readString(path);
      return path.toString();
    } catch (IOException | InvalidPathException e) {
      problems.add("--" + name + " " + file + ": " + why(e));
      return null;
    }
  }

  private static String why(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof CharacterCodingException) {
      return "the file is no UTF-8 text";
    }
    return "the file cannot be read (" + e.getMessage() + ")";
  }
}
