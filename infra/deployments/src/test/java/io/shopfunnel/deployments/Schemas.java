package io.shopfunnel.deployments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The published schemas of Kubernetes' own kinds, of the Flink operator's, and of Strimzi's Kafka.
 */
final class Schemas {
  private static final String FLINK_DEPLOYMENT =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final String MODELS = "io.kubernetes.client.openapi.models.V1";
  private static final Schema FLINK = flinkDeployment();

  /** Strimzi's models keep fields that they do not know; read like this they refuse them. */
  private static final ObjectMapper STRIMZI =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  private Schemas() {}

  /** What is wrong with a manifest; nothing where its schema takes it, unknown fields included. */
  static List<String> problems(JsonNode manifest) throws ReflectiveOperationException {
    return switch (Kubernetes.kind(manifest)) {
      case "FlinkDeployment" -> FLINK.validate(manifest).stream().map(Object::toString).toList();
      case "Kafka" -> strimzi(manifest);
      default -> builtIn(manifest);
    };
  }

  private static List<String> strimzi(JsonNode manifest) {
    try {
      STRIMZI.treeToValue(manifest, Kafka.class);
      return List.of();
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  private static List<String> builtIn(JsonNode manifest) throws ReflectiveOperationException {
    Class<?> model = Class.forName(MODELS + Kubernetes.kind(manifest));
    try {
      model
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(manifest.toString()));
      return List.of();
    } catch (InvocationTargetException e) {
      return List.of(String.valueOf(e.getCause().getMessage()));
    }
  }

  private static Schema flinkDeployment() {
    try (InputStream file = Schemas.class.getResourceAsStream(FLINK_DEPLOYMENT)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode definition = Documents.all(text, FLINK_DEPLOYMENT).get(0);
      ObjectNode schema = (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema");
      // As the schema's own kinds name them; they stand in no list of the definition.
      ObjectNode properties = (ObjectNode) schema.get("properties");
      List.of("apiVersion", "kind")
          .forEach(name -> properties.putObject(name).put("type", "string"));
      properties.putObject("metadata").put("type", "object");
      // The published operator that can be had is older than Flink 2: 1.13 and later take it.
      ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum")).add("v2_2");
      refuseUnknownFields(schema);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + FLINK_DEPLOYMENT, e);
    }
  }

  private static void refuseUnknownFields(JsonNode schema) {
    Documents.objects(schema)
        .filter(node -> node.path("properties").isObject())
        .filter(node -> node.path("type").asText().equals("object"))
        .filter(node -> !node.path("x-kubernetes-preserve-unknown-fields").asBoolean())
        .toList()
        .forEach(node -> ((ObjectNode) node).put("additionalProperties", false));
  }
}
