package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.stack.LocalSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Laptop, compose file and Kubernetes are configured alike, but for addresses, folders and sizes.
 */
class SameSettingsTest {
  private static final JsonNode COMPOSE = Documents.one("infra/docker-compose.yaml");
  private static final JsonNode FLINK =
      Documents.one("infra/kubernetes/base/flink-deployment.yaml").at("/spec/flinkConfiguration");

  /** Where a machine's own addresses and folders stand. */
  private static final Pattern PLACES =
      Pattern.compile(
          ".*(address|bind-host|\\.host|\\.port|\\.dir|dirs|-dir|quorum|cluster-id|storageDir|storage-path)$");

  /** What a container's memory and cores are computed from. */
  private static final Pattern SIZES =
      Pattern.compile(
          "taskmanager\\.(cpu\\.cores|memory\\.task\\.heap\\.size)|parallelism\\.default");

  /** What only a container has to be told. */
  private static final Pattern OF_CONTAINERS =
      Pattern.compile(
          "env\\..*|io\\.tmp\\.dirs|(job|task)manager\\.memory\\..*|.*\\.(port|username|passwordFile)");

  /** In compose a broker has two listeners, for the containers and for the machine under them. */
  private static final Pattern PLACES_OF_A_BROKER =
      Pattern.compile("KAFKA_(BROKER_ID|.*LISTENER.*|ZOOKEEPER_CONNECT|LOG_DIRS|HEAP_OPTS)");

  @Test
  void flinkInComposeIsTheLocalStacks() {
    Map<String, String> compose = flat(Documents.text("infra/compose/flink.yaml"));

    Map<String, String> local = flat(LocalSettings.flink());
    local.forEach(
        (key, value) -> {
          if (!PLACES.matcher(key).matches() && !SIZES.matcher(key).matches()) {
            assertThat(compose).containsEntry(key, value);
          }
        });
    assertThat(compose.keySet().stream().filter(key -> !local.containsKey(key)))
        .allSatisfy(key -> assertThat(key).matches(OF_CONTAINERS));
    assertThat(compose).containsEntry("env.java.opts.all", String.join(" ", LocalSettings.opens()));
    assertThat(compose.keySet().stream().filter(key -> PLACES.matcher(key).matches()))
        .containsAll(
            local.keySet().stream()
                .filter(key -> PLACES.matcher(key).matches() && !key.equals("taskmanager.host"))
                .toList());
  }

  @Test
  void theTaskManagersCollectorIsTheLocalStacksEverywhere() {
    List<String> flags =
        LocalSettings.taskManagerFlags().stream().filter(f -> f.startsWith("-XX:+")).toList();

    assertThat(flat(Documents.text("infra/compose/flink.yaml")))
        .containsEntry("env.java.opts.taskmanager", String.join(" ", flags));
    assertThat(FLINK.path("env.java.opts.taskmanager").asText()).isEqualTo(String.join(" ", flags));
  }

  @Test
  void whatTheJobNeedsOfFlinkIsOnKubernetesToo() {
    Map<String, String> local = flat(LocalSettings.flink());

    for (String key :
        List.of(
            "state.backend.type",
            "classloader.parent-first-patterns.additional",
            "web.submit.enable",
            "web.timeout",
            "taskmanager.memory.managed.size",
            "taskmanager.memory.network.max",
            "taskmanager.memory.task.off-heap.size")) {
      assertThat(FLINK.path(key).asText()).as(key).isEqualTo(local.get(key));
    }
  }

  @Test
  void whatFlinkReportsIsTheSameEverywhere() {
    Map<String, String> compose = flat(Documents.text("infra/compose/flink.yaml"));
    Map<String, String> kubernetes = settings(FLINK);

    Map<String, String> local = reporting(flat(LocalSettings.flink()));
    assertThat(local).hasSizeGreaterThan(5);
    assertThat(reporting(compose)).isEqualTo(local);
    assertThat(reporting(kubernetes)).isEqualTo(local);
  }

  /** But for where InfluxDB is, and as whom it is asked. */
  private static Map<String, String> reporting(Map<String, String> settings) {
    Map<String, String> reporting = new TreeMap<>(settings);
    reporting
        .keySet()
        .removeIf(
            key ->
                !key.startsWith("metrics.reporter")
                    || key.matches(".*\\.(host|port|username|passwordFile)"));
    return reporting;
  }

  @Test
  void aBrokerIsTheLocalStacks() {
    Map<String, String> local = new TreeMap<>();
    LocalSettings.broker().forEach((key, value) -> local.put(variable(key), value));
    Map<String, String> compose = settings(COMPOSE.at("/services/kafka-1/environment"));
    local.keySet().removeIf(key -> PLACES_OF_A_BROKER.matcher(key).matches());
    compose.keySet().removeIf(key -> PLACES_OF_A_BROKER.matcher(key).matches());

    assertThat(compose).isEqualTo(local);
    JsonNode strimzi =
        Documents.one("infra/kubernetes/components/strimzi/kafka.yaml").at("/spec/kafka/config");
    assertThat(strimzi.properties())
        .isNotEmpty()
        .allSatisfy(
            setting ->
                assertThat(setting.getValue().asText())
                    .isEqualTo(LocalSettings.broker().get(setting.getKey())));
  }

  /** As the image takes a broker's setting. */
  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  @Test
  void zooKeeperIsTheLocalStacks() {
    JsonNode environment = COMPOSE.at("/services/zookeeper-1/environment");
    Map<String, String> names =
        Map.of(
            "tickTime", "ZOO_TICK_TIME",
            "initLimit", "ZOO_INIT_LIMIT",
            "syncLimit", "ZOO_SYNC_LIMIT",
            "admin.enableServer", "ZOO_ADMINSERVER_ENABLED",
            "4lw.commands.whitelist", "ZOO_4LW_COMMANDS_WHITELIST",
            "autopurge.snapRetainCount", "ZOO_AUTOPURGE_SNAPRETAINCOUNT",
            "autopurge.purgeInterval", "ZOO_AUTOPURGE_PURGEINTERVAL");

    LocalSettings.zooKeeper()
        .forEach(
            (key, value) -> {
              if (!key.matches("dataDir|clientPort.*|server\\.[123]")) {
                assertThat(environment.path(String.valueOf(names.get(key))).asText())
                    .as(key)
                    .isEqualTo(value);
              }
            });
    assertThat(Documents.names(environment))
        .isSubsetOf(
            Stream.concat(
                    names.values().stream(),
                    Stream.of("ZOO_SERVERS", "ZOO_MY_ID", "SERVER_JVMFLAGS"))
                .toList());
  }

  @Test
  void influxDbIsTheLocalStacksAndAsksForPasswords() {
    assertThat(influx(Documents.text("infra/kubernetes/base/influxdb.conf")))
        .contains("auth-enabled = true")
        .isEqualTo(influx(LocalSettings.influx()));
  }

  private static List<String> influx(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#") && !line.matches("(bind-address|dir|wal-dir) = .*"))
        .toList();
  }

  private static Map<String, String> flat(String yaml) {
    return settings(Documents.all(yaml, "settings").get(0));
  }

  private static Map<String, String> settings(JsonNode object) {
    Map<String, String> settings = new TreeMap<>();
    object
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }
}
