package io.shopfunnel.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The manifests of an overlay, as {@code kubectl kustomize} renders them. */
final class Kubernetes {
  private Kubernetes() {}

  static List<JsonNode> rendered(String folder) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("kubectl", "kustomize", "infra/kubernetes/" + folder)
              .directory(Documents.ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException notThere) {
      if (System.getenv("CI") != null) {
        throw new AssertionError("CI renders the overlays: kubectl has to be there", notThere);
      }
      Assumptions.abort("kubectl is not installed, so the overlays cannot be rendered here.");
      throw notThere;
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("kubectl kustomize refuses " + folder);
    }
    return Documents.all(text, folder);
  }

  static JsonNode find(List<JsonNode> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> kind(manifest).equals(kind) && name(manifest).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  static Stream<JsonNode> ofKind(List<JsonNode> manifests, String kind) {
    return manifests.stream().filter(manifest -> kind(manifest).equals(kind));
  }

  static String kind(JsonNode manifest) {
    return manifest.path("kind").asText();
  }

  static String name(JsonNode manifest) {
    return manifest.path("metadata").path("name").asText();
  }

  /** All templates of pods, those of the Flink deployment's parts too. */
  static List<JsonNode> podSpecs(List<JsonNode> manifests) {
    return manifests.stream()
        .flatMap(Documents::objects)
        .filter(node -> node.has("containers"))
        .toList();
  }
}
