package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Flink's metrics go in containers is where they are looked for. */
class ReportingTest {
  private static final String REPORTER = "metrics.reporter.influxdb.";
  private static final String SCRIPT = Documents.text("infra/kubernetes/base/influxdb-user.sh");
  private static final JsonNode SERVICES =
      Documents.one("infra/docker-compose.yaml").path("services");
  private static final JsonNode IN_COMPOSE = Documents.one("infra/compose/flink.yaml");
  private static final JsonNode DEPLOYMENT =
      Documents.one("infra/kubernetes/base/flink-deployment.yaml").path("spec");
  private static final JsonNode IN_KUBERNETES = DEPLOYMENT.path("flinkConfiguration");

  @Test
  void theReportersInfluxDbIsGrafanas() {
    URI compose = URI.create(SERVICES.at("/grafana/environment/SHOP_INFLUX_URL").asText());
    URI kubernetes =
        URI.create(
            Documents.one("infra/kubernetes/base/addresses.yaml").at("/data/influx-url").asText());

    assertThat(address(IN_COMPOSE)).isEqualTo(compose);
    assertThat(address(IN_KUBERNETES)).isEqualTo(kubernetes);
  }

  @Test
  void theBoardReadsTheReportersDatabaseWhichTheScriptMakes() {
    JsonNode source =
        Documents.elements(
                Documents.one("grafana/provisioning/datasources/influxdb.yaml").path("datasources"))
            .filter(each -> each.path("uid").asText().equals("shop-operations"))
            .findFirst()
            .orElseThrow();

    for (JsonNode settings : List.of(IN_COMPOSE, IN_KUBERNETES)) {
      String database = settings.path(REPORTER + "db").asText();
      assertThat(source.at("/jsonData/dbName").asText()).isEqualTo(database);
      assertThat(SCRIPT)
          .contains("CREATE DATABASE \"%s\" ".formatted(database))
          .contains(
              "GRANT WRITE ON \"%s\" TO \"%s\""
                  .formatted(database, settings.path(REPORTER + "username").asText()));
    }
  }

  @Test
  void inComposeFlinkAndTheScriptReadTheSameSecret() {
    Path file = Path.of(IN_COMPOSE.path(REPORTER + "passwordFile").asText());

    assertThat(file.getParent()).isEqualTo(Path.of("/run/secrets"));
    for (String service : List.of("jobmanager", "taskmanager", "influxdb-user")) {
      assertThat(Documents.texts(SERVICES.path(service).path("secrets")))
          .as(service)
          .contains(file.getFileName().toString());
    }
    assertThat(SERVICES.at("/influxdb-user/environment/INFLUX_REPORTER_PASSWORD_FILE").asText())
        .isEqualTo(file.toString());
  }

  @Test
  void onKubernetesFlinkAndTheScriptReadTheSameSecret() {
    Path file = Path.of(IN_KUBERNETES.path(REPORTER + "passwordFile").asText());
    JsonNode job =
        Documents.all(Documents.text("infra/kubernetes/base/influxdb.yaml"), "influxdb").stream()
            .filter(manifest -> Kubernetes.kind(manifest).equals("Job"))
            .findFirst()
            .orElseThrow();
    Path scripts =
        Path.of(
            Documents.elements(job.at("/spec/template/spec/containers/0/env"))
                .filter(each -> each.path("name").asText().equals("INFLUX_REPORTER_PASSWORD_FILE"))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElseThrow());

    for (String part : List.of("jobManager", "taskManager")) {
      assertThat(secretOf(DEPLOYMENT.at("/" + part + "/podTemplate/spec"), file))
          .as(part)
          .isEqualTo("influxdb/reporter-password");
    }
    assertThat(secretOf(job.at("/spec/template/spec"), scripts))
        .isEqualTo("influxdb/reporter-password");
  }

  @Test
  void theImageHasThePluginAndNoOther() {
    assertThat(Documents.text("infra/images/job/Dockerfile"))
        .contains("ARG METRICS_PLUGIN=" + MetricsPlugin.FOLDER)
        .contains("COPY --chown=root:root --chmod=0555 ${METRICS_PLUGIN} /opt/flink/plugins/")
        .contains("rm -rf /opt/flink/plugins/metrics-influx ");
    assertThat(SERVICES.at("/jobmanager/build/args/METRICS_PLUGIN").asText())
        .contains(MetricsPlugin.FOLDER);
  }

  private static URI address(JsonNode settings) {
    return URI.create(
        "%s://%s:%s"
            .formatted(
                settings.path(REPORTER + "scheme").asText(),
                settings.path(REPORTER + "host").asText(),
                settings.path(REPORTER + "port").asText()));
  }

  /** The secret's name and key that a pod's first container finds in a file. */
  private static String secretOf(JsonNode pod, Path file) {
    String volume =
        Documents.elements(pod.at("/containers/0/volumeMounts"))
            .filter(mount -> mount.path("mountPath").asText().equals(file.getParent().toString()))
            .map(mount -> mount.path("name").asText())
            .findFirst()
            .orElseThrow();
    JsonNode secret =
        Documents.elements(pod.path("volumes"))
            .filter(each -> each.path("name").asText().equals(volume))
            .map(each -> each.path("secret"))
            .findFirst()
            .orElseThrow();
    return Documents.elements(secret.path("items"))
        .filter(item -> item.path("path").asText().equals(file.getFileName().toString()))
        .map(item -> secret.path("secretName").asText() + "/" + item.path("key").asText())
        .findFirst()
        .orElseThrow();
  }
}
