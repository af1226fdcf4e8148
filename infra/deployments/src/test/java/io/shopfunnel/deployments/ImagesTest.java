package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One version of everything, wherever it is named. */
class ImagesTest {
  @Test
  void composeAndKubernetesRunTheSameImages() {
    Map<String, String> compose = new TreeMap<>();
    Documents.one("infra/docker-compose.yaml")
        .path("services")
        .forEach(
            service -> {
              String[] image = service.path("image").asText().split(":");
              compose.put(image[0], image[1]);
            });

    for (JsonNode image :
        Documents.one("infra/kubernetes/base/kustomization.yaml").path("images")) {
      assertThat(compose).containsEntry(image.path("name").asText(), image.path("newTag").asText());
    }
    String own = System.getProperty("project.version");
    assertThat(compose)
        .containsEntry("shop-funnel-job", own)
        .containsEntry("shop-funnel-replayer", own)
        .containsEntry("zookeeper", System.getProperty("zookeeper.version"));
  }

  @Test
  void strimzisBrokersAreTheLocalStacks() {
    assertThat(
            Documents.one("infra/kubernetes/components/strimzi/kafka.yaml")
                .at("/spec/kafka/version")
                .asText())
        .isEqualTo(System.getProperty("kafka.broker.version"));
  }

  @Test
  void theJobsImageIsTheRootPoms() {
    String image = Documents.text("infra/images/job/Dockerfile");
    String lz4 = "lz4-java-" + System.getProperty("lz4.version") + ".jar";

    assertThat(image)
        .contains("FROM flink:" + System.getProperty("flink.version") + "-java17")
        .contains("LZ4_JAR=infra/flink-dist/target/lib/" + lz4)
        .contains("-t shop-funnel-job:" + System.getProperty("project.version"));
    assertThat(Documents.text("infra/docker-compose.yaml")).contains(lz4);
    assertThat(Documents.text("infra/images/replayer/Dockerfile"))
        .contains("-t shop-funnel-replayer:" + System.getProperty("project.version"));
  }

  /** The base image has a user of its own by then, who may not. */
  @Test
  void whatIsLaidIntoTheJobsImageIsLaidThereByRoot() {
    List<String> steps =
        Documents.text("infra/images/job/Dockerfile")
            .lines()
            .filter(line -> line.matches("(FROM|USER|RUN|COPY) .*"))
            .map(line -> line.startsWith("USER") ? line : line.substring(0, line.indexOf(' ')))
            .toList();
    assertThat(steps.subList(0, 2)).containsExactly("FROM", "USER 0:0");
    assertThat(steps.subList(2, steps.size() - 1)).containsOnly("COPY", "RUN");
  }

  @Test
  void imagesDoNotRunAsRootAndAreSentNothingElse() {
    for (String image : new String[] {"job", "replayer"}) {
      String dockerfile = Documents.text("infra/images/" + image + "/Dockerfile");
      assertThat(dockerfile).contains("\nUSER 9999:9999\n");
      dockerfile
          .lines()
          .filter(line -> line.startsWith("ARG "))
          .map(line -> line.substring(line.indexOf('=') + 1).replace(lz4Version(), "*"))
          .forEach(
              path ->
                  assertThat(Documents.text(".dockerignore").lines().toList())
                      .contains("!" + path));
    }
  }

  @Test
  void imagesHoldOurLicenceAndNotice() {
    assertThat(Documents.text(".dockerignore").lines()).contains("!LICENSE", "!NOTICE");
    for (String image : new String[] {"job", "replayer"}) {
      assertThat(Documents.text("infra/images/" + image + "/Dockerfile").lines())
          .contains(
              "COPY --chown=root:root --chmod=0444 LICENSE NOTICE /usr/share/doc/shop-funnel/");
    }
  }

  private static String lz4Version() {
    return System.getProperty("lz4.version");
  }
}
