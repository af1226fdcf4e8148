package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Grafana in containers is given what the provisioning asks for. */
class GrafanaTest {
  /** A dollar sign after another stands for itself. */
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$([A-Z_]+)");

  private static final JsonNode COMPOSE =
      Documents.one("infra/docker-compose.yaml").at("/services/grafana/environment");

  @Test
  void composeSetsEveryVariableOfTheProvisioning() throws Exception {
    Set<String> set =
        VARIABLE
            .matcher(Documents.text("infra/compose/grafana.sh").replace("export ", "$"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    set.addAll(Documents.names(COMPOSE));

    assertThat(set).containsAll(variables());
  }

  @Test
  void kubernetesSetsEveryVariableOfTheProvisioning() throws Exception {
    JsonNode deployment =
        Documents.all(Documents.text("infra/kubernetes/base/grafana.yaml"), "grafana").stream()
            .filter(manifest -> Kubernetes.kind(manifest).equals("Deployment"))
            .findFirst()
            .orElseThrow();

    assertThat(deployment.at("/spec/template/spec/containers/0/env"))
        .extracting(variable -> variable.path("name").asText())
        .containsAll(variables());
  }

  @Test
  void composeShowsTheDatabaseThatTheJobWritesTo() throws Exception {
    String jobs =
        Programs.jobOptions().stream()
            .filter(option -> option.name().equals("influx-database"))
            .map(Programs.JobOption::defaultValue)
            .findFirst()
            .orElseThrow();

    assertThat(COMPOSE.path("SHOP_INFLUX_DATABASE").asText())
        .isEqualTo("${SHOP_INFLUX_DATABASE:-%s}", jobs);
  }

  private static Set<String> variables() throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("grafana/provisioning"))) {
      Set<String> variables =
          files
              .filter(Files::isRegularFile)
              .flatMap(file -> VARIABLE.matcher(Documents.text(file.toString())).results())
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      assertThat(variables).contains("SHOP_INFLUX_URL", "SHOP_INFLUX_DATABASE");
      return variables;
    }
  }
}
