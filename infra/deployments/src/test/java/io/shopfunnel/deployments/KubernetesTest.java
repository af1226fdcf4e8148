package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What Kubernetes is given: valid, and every name, port, variable and file in it is one of ours.
 */
class KubernetesTest {
  /** The secrets that infra/kubernetes/README.md has its reader make. */
  private static final Map<String, Set<String>> SECRETS =
      Map.of(
          "influxdb", Set.of("user", "password", "reporter-password"),
          "grafana", Set.of("admin-password"),
          "object-storage", Set.of("access-key", "secret-key"));

  /** Their keys are the operator's and the file system's, whose classes are not at hand. */
  private static final List<String> NOT_FLINKS = List.of("kubernetes.operator.", "s3.");

  @TempDir private Path folder;

  @Test
  void everyFileOfTheBaseIsValid() throws Exception {
    for (String part : List.of("base", "components/replayer", "components/strimzi")) {
      JsonNode kustomization = Documents.one("infra/kubernetes/" + part + "/kustomization.yaml");
      for (String file : Documents.texts(kustomization.path("resources"))) {
        if (file.endsWith(".yaml")) {
          String path = "infra/kubernetes/" + part + "/" + file;
          assertValid(Documents.all(Documents.text(path), path));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/small", "overlays/large"})
  void anOverlayIsValidAndInOneNamespace(String overlay) throws Exception {
    List<JsonNode> manifests = Kubernetes.rendered(overlay);

    assertValid(manifests);
    assertThat(manifests)
        .filteredOn(manifest -> !Kubernetes.kind(manifest).equals("Namespace"))
        .extracting(manifest -> manifest.at("/metadata/namespace").asText())
        .containsOnly("shop-funnel");
  }

  /** Strimzi's own models would keep such a field, and its operator pass it over in silence. */
  @ParameterizedTest
  @ValueSource(strings = {"  replica: 3", "  zookeeper: {replicas: many}"})
  void aFieldThatStrimziDoesNotKnowIsRefused(String mistake) throws Exception {
    String kafka = "apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nspec:\n" + mistake;

    assertThat(Schemas.problems(Documents.all(kafka, "kafka").get(0))).isNotEmpty();
  }

  /** As an overlay of a user's own has it, which names the component. */
  @Test
  void theReplayerIsOfTheSameVersionAndInTheSameNamespace() throws Exception {
    Path overlay = Files.createDirectories(Path.of("target", "overlay-with-replayer"));
    Files.writeString(
        overlay.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [../../../kubernetes/overlays/small]
        components: [../../../kubernetes/components/replayer]
        """);
    List<JsonNode> manifests =
        Kubernetes.rendered("../deployments/target/" + overlay.getFileName());

    JsonNode replay = Kubernetes.find(manifests, "Job", "replay");
    assertThat(replay.at("/metadata/namespace").asText()).isEqualTo("shop-funnel");
    assertThat(replay.at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("shop-funnel-replayer:" + System.getProperty("project.version"));
    assertThat(Schemas.problems(replay)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/small", "overlays/large"})
  void whatAPodRefersToIsThereAndNoSecretIsWrittenDown(String overlay) throws Exception {
    List<JsonNode> manifests = Kubernetes.rendered(overlay);
    Map<String, JsonNode> configMaps =
        Kubernetes.ofKind(manifests, "ConfigMap")
            .collect(Collectors.toMap(Kubernetes::name, m -> m));

    assertThat(Kubernetes.ofKind(manifests, "Secret")).isEmpty();
    manifests.stream()
        .flatMap(Documents::objects)
        .forEach(
            node -> {
              JsonNode map = node.path("configMapKeyRef");
              if (map.isObject()) {
                JsonNode data = configMaps.get(map.path("name").asText()).path("data");
                assertThat(data.has(map.path("key").asText())).as("%s", map).isTrue();
              }
              if (node.path("configMap").isObject()) {
                assertThat(configMaps).containsKey(node.at("/configMap/name").asText());
              }
              JsonNode secret = node.path("secretKeyRef");
              if (secret.isObject()) {
                assertThat(SECRETS.get(secret.path("name").asText()))
                    .contains(secret.path("key").asText());
              }
              if (node.path("secret").isObject()) {
                assertThat(SECRETS.get(node.at("/secret/secretName").asText()))
                    .containsAll(
                        Documents.elements(node.at("/secret/items"))
                            .map(item -> item.path("key").asText())
                            .toList());
              }
            });
    assertThat(Documents.text("infra/kubernetes/README.md"))
        .contains(SECRETS.keySet().stream().map(s -> "secret generic " + s).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/small", "overlays/large"})
  void everyPodIsWithoutPrivileges(String overlay) throws Exception {
    List<JsonNode> manifests = Kubernetes.rendered(overlay);
    JsonNode flink = Kubernetes.find(manifests, "FlinkDeployment", "shop-funnel");
    List<JsonNode> specs = new ArrayList<>();
    for (JsonNode spec : Kubernetes.podSpecs(manifests)) {
      // The parts' templates are laid over the common one, which is looked at for them.
      if (spec != flink.at("/spec/jobManager/podTemplate/spec")
          && spec != flink.at("/spec/taskManager/podTemplate/spec")) {
        specs.add(spec);
      }
    }

    assertThat(specs).hasSizeGreaterThanOrEqualTo(5);
    for (JsonNode spec : specs) {
      assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(spec.at("/securityContext/runAsUser").asInt()).isPositive();
      assertThat(spec.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      for (JsonNode container : spec.path("containers")) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(Documents.texts(security.at("/capabilities/drop"))).containsExactly("ALL");
        Set<String> volumes =
            Documents.elements(spec.path("volumes"))
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());
        volumes.add("data");
        assertThat(container.path("volumeMounts"))
            .extracting(mount -> mount.path("name").asText())
            .allSatisfy(name -> assertThat(volumes).contains(name));
      }
    }
  }

  @Test
  void servicesAndPoliciesSelectPodsAndPortsThatAre() throws Exception {
    List<JsonNode> manifests = new ArrayList<>(Kubernetes.rendered("overlays/small"));
    manifests.addAll(
        Documents.all(
            Documents.text("infra/kubernetes/components/replayer/replay.yaml"), "replay"));
    Set<String> pods = new HashSet<>(Set.of("shop-funnel")); // Flink labels its own pods so.
    manifests.stream()
        .map(manifest -> manifest.at("/spec/template/metadata/labels/app").asText())
        .filter(app -> !app.isEmpty())
        .forEach(pods::add);

    Stream.concat(
            manifests.stream().flatMap(Documents::objects).map(node -> node.at("/matchLabels/app")),
            Kubernetes.ofKind(manifests, "Service").map(node -> node.at("/spec/selector/app")))
        .map(JsonNode::asText)
        .filter(app -> !app.isEmpty())
        .forEach(app -> assertThat(pods).contains(app));
    Set<String> ports =
        Kubernetes.podSpecs(manifests).stream()
            .flatMap(spec -> Documents.objects(spec.path("containers")))
            .filter(node -> node.has("containerPort"))
            .map(node -> node.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(
            Kubernetes.ofKind(manifests, "Service")
                .flatMap(s -> Documents.elements(s.at("/spec/ports"))))
        .extracting(port -> port.path("targetPort").asText())
        .allSatisfy(port -> assertThat(ports).contains(port));
  }

  @Test
  void theJobsVariablesAreItsOptions() throws Exception {
    JsonNode flink =
        Documents.one("infra/kubernetes/base/flink-deployment.yaml")
            .at("/spec/jobManager/podTemplate/spec");
    List<String> known = Programs.jobOptions().stream().map(Programs.JobOption::variable).toList();

    assertThat(flink.at("/containers/0/env"))
        .isNotEmpty()
        .extracting(variable -> variable.path("name").asText())
        .allSatisfy(name -> assertThat(known).contains(name));
    String mounted = flink.at("/containers/0/volumeMounts/0/mountPath").asText();
    assertThat(flink.at("/containers/0/env/5/value").asText()).startsWith(mounted + "/");
  }

  @Test
  void theReplayersArgumentsAreItsOptions() {
    for (String file : List.of("base/topics.yaml", "components/replayer/replay.yaml")) {
      String path = "infra/kubernetes/" + file;
      JsonNode container =
          Documents.all(Documents.text(path), path).get(0).at("/spec/template/spec/containers/0");
      List<String> arguments = new ArrayList<>(Documents.texts(container.path("args")));
      CommandLine command = Programs.replayer().getSubcommands().get(arguments.get(0));
      Set<String> variables =
          Documents.elements(container.path("env"))
              .map(variable -> "$(" + variable.path("name").asText() + ")")
              .collect(Collectors.toSet());

      assertThat(arguments.subList(1, arguments.size()))
          .allSatisfy(
              argument ->
                  assertThat(
                          variables.contains(argument)
                              || command.getCommandSpec().optionsMap().containsKey(argument))
                      .as(argument)
                      .isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/small", "overlays/large"})
  void flinkItselfLoadsItsConfiguration(String overlay) throws Exception {
    JsonNode spec =
        Kubernetes.find(Kubernetes.rendered(overlay), "FlinkDeployment", "shop-funnel")
            .path("spec");
    Configuration configuration = configuration(spec.path("flinkConfiguration"));
    configuration.setString(
        "taskmanager.memory.process.size", spec.at("/taskManager/resource/memory").asText());
    configuration.setString(
        "jobmanager.memory.process.size", spec.at("/jobManager/resource/memory").asText());

    assertThat(FlinkSettings.problems(configuration)).isEmpty();
    MemorySize heap =
        TaskExecutorProcessUtils.processSpecFromConfig(configuration).getTaskHeapSize();
    MemorySize whole = MemorySize.parse(spec.at("/taskManager/resource/memory").asText());
    // The ledgers lie there: it should be most of what is paid for.
    assertThat(heap.getBytes()).isGreaterThan(whole.getBytes() / 2);
    assertThat(JobManagerProcessUtils.processSpecFromConfig(configuration).getJvmHeapMemorySize())
        .isGreaterThan(MemorySize.ofMebiBytes(500));
    assertThat(spec.at("/job/parallelism").asInt())
        .isLessThanOrEqualTo(partitions(Kubernetes.rendered(overlay)));
  }

  @Test
  void theLargeOverlaysTargetOfKeyGroupsIsTheJobs() throws Exception {
    String most =
        Documents.one("infra/kubernetes/base/flink-deployment.yaml")
            .at("/spec/flinkConfiguration")
            .path("job.autoscaler.vertex.max-parallelism")
            .asText();

    assertThat(partitions(Kubernetes.rendered("overlays/large"))).isEqualTo(Integer.parseInt(most));
  }

  @Test
  void everyDashboardIsInItsConfigMap() throws IOException {
    JsonNode generator = Documents.one("grafana/kustomization.yaml").path("configMapGenerator");
    Set<String> listed =
        Documents.elements(generator)
            .flatMap(map -> Documents.texts(map.path("files")).stream())
            .collect(Collectors.toSet());

    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("grafana"))) {
      Set<String> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> Documents.ROOT.resolve("grafana").relativize(file).toString())
              .filter(file -> file.startsWith("provisioning/") || file.startsWith("dashboards/"))
              .collect(Collectors.toSet());
      assertThat(listed).isEqualTo(there);
    }
  }

  private static int partitions(List<JsonNode> manifests) {
    return Documents.elements(
            Kubernetes.find(manifests, "Job", "topics").at("/spec/template/spec/containers/0/env"))
        .filter(variable -> variable.path("name").asText().equals("PARTITIONS"))
        .mapToInt(variable -> variable.path("value").asInt())
        .findFirst()
        .orElseThrow();
  }

  private Configuration configuration(JsonNode settings) throws IOException {
    String yaml =
        Documents.names(settings).stream()
            .filter(name -> NOT_FLINKS.stream().noneMatch(name::startsWith))
            .map(name -> name + ": " + settings.path(name).asText() + "\n")
            .collect(Collectors.joining());
    return FlinkSettings.load(yaml, folder);
  }

  private static void assertValid(List<JsonNode> manifests) throws ReflectiveOperationException {
    assertThat(manifests).isNotEmpty();
    for (JsonNode manifest : manifests) {
      assertThat(Schemas.problems(manifest))
          .as("%s %s", Kubernetes.kind(manifest), Kubernetes.name(manifest))
          .isEmpty();
    }
  }
}
