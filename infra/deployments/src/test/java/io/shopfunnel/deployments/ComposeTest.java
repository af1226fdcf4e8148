package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file: what it names is there, and its services wait for what they need. */
class ComposeTest {
  private static final JsonNode COMPOSE = Documents.one("infra/docker-compose.yaml");
  private static final JsonNode SERVICES = COMPOSE.path("services");

  /** They end; the others go on, and have to say how they are. */
  private static final Set<String> ONE_SHOT = Set.of("topics", "influxdb-user", "job", "replay");

  @TempDir private Path folder;

  @Test
  void everyServiceIsPinnedAndLimited() {
    forEach(
        (name, service) -> {
          assertThat(service.path("image").asText()).as(name).matches("[a-z./-]+:[0-9]+\\..*");
          assertThat(service.has("mem_limit") && service.has("cpus")).as(name).isTrue();
          assertThat(service.has("healthcheck")).as(name).isNotEqualTo(ONE_SHOT.contains(name));
        });
  }

  @Test
  void aServiceWaitsOnlyForWhatCanBeWaitedFor() {
    forEach(
        (name, service) ->
            service
                .path("depends_on")
                .properties()
                .forEach(
                    needed -> {
                      assertThat(SERVICES.has(needed.getKey())).as(needed.getKey()).isTrue();
                      assertThat(needed.getValue().path("condition").asText())
                          .isEqualTo(
                              ONE_SHOT.contains(needed.getKey())
                                  ? "service_completed_successfully"
                                  : "service_healthy");
                    }));
  }

  @Test
  void portsAreOnTheLoopbackAddressAndOutsideTheInternalNetwork() {
    assertThat(COMPOSE.at("/networks/inside/internal").asBoolean()).isTrue();
    forEach(
        (name, service) -> {
          List<String> networks = Documents.texts(service.path("networks"));
          assertThat(networks).as(name).contains("inside");
          assertThat(networks.contains("outside")).as(name).isEqualTo(service.has("ports"));
          assertThat(Documents.texts(service.path("ports")))
              .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
        });
  }

  @Test
  void mountedFilesVolumesAndSecretsAreThere() {
    forEach(
        (name, service) -> {
          for (String mount : Documents.texts(service.path("volumes"))) {
            String source = mount.substring(0, mount.indexOf(':'));
            if (source.startsWith(".")) {
              assertThat(Files.exists(Documents.ROOT.resolve("infra").resolve(source)))
                  .as(mount)
                  .isTrue();
            } else if (!source.startsWith("$")) {
              assertThat(COMPOSE.path("volumes").has(source)).as(mount).isTrue();
            }
          }
          assertThat(Documents.texts(service.path("secrets")))
              .allSatisfy(secret -> assertThat(COMPOSE.path("secrets").has(secret)).isTrue());
        });
    assertThat(Documents.texts(SERVICES.at("/grafana/volumes")))
        .contains("../grafana/dashboards:/etc/shop-funnel/dashboards:ro");
  }

  @Test
  void theJobsVariablesAreItsOptions() throws Exception {
    List<String> known = Programs.jobOptions().stream().map(Programs.JobOption::variable).toList();

    assertThat(Documents.names(SERVICES.at("/job/environment")))
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  @Test
  void theReplayersArgumentsAreItsOptions() {
    List<String> topics = Documents.texts(SERVICES.at("/topics/command"));
    List<String> replay =
        Stream.concat(
                Documents.texts(SERVICES.at("/replay/entrypoint")).stream()
                    .dropWhile(word -> !word.equals("replay")),
                Documents.texts(SERVICES.at("/replay/command")).stream())
            .toList();

    for (List<String> command : List.of(topics, replay)) {
      assertThat(command.stream().filter(word -> word.startsWith("--")))
          .isSubsetOf(
              Programs.replayer()
                  .getSubcommands()
                  .get(command.get(0))
                  .getCommandSpec()
                  .optionsMap()
                  .keySet());
    }
  }

  @Test
  void addressesAreServicesWithTheirPorts() {
    List<String> addresses = new ArrayList<>();
    addresses.addAll(
        List.of(SERVICES.at("/job/environment/SHOPFUNNEL_JOB_BROKERS").asText().split(",")));
    addresses.add(
        SERVICES.at("/job/environment/SHOPFUNNEL_JOB_INFLUX_URL").asText().replace("http://", ""));
    addresses.add(
        SERVICES.at("/grafana/environment/SHOP_INFLUX_URL").asText().replace("http://", ""));

    assertThat(addresses)
        .allSatisfy(address -> assertThat(address).matches("kafka-[123]:9092|influxdb:8086"));
    assertThat(addresses.stream().map(address -> address.split(":")[0]).collect(Collectors.toSet()))
        .isSubsetOf(Documents.names(SERVICES));
  }

  @Test
  void flinkItselfLoadsItsConfiguration() throws Exception {
    Configuration configuration =
        FlinkSettings.load(Documents.text("infra/compose/flink.yaml"), folder);

    assertThat(FlinkSettings.problems(configuration)).isEmpty();
    assertThat(
            TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                .getTotalProcessMemorySize())
        .isLessThan(limit("taskmanager"));
    assertThat(
            JobManagerProcessUtils.processSpecFromConfig(configuration).getTotalProcessMemorySize())
        .isLessThan(limit("jobmanager"));
  }

  private static MemorySize limit(String service) {
    return MemorySize.parse(SERVICES.path(service).path("mem_limit").asText());
  }

  private static void forEach(java.util.function.BiConsumer<String, JsonNode> check) {
    SERVICES.properties().forEach(service -> check.accept(service.getKey(), service.getValue()));
  }
}
