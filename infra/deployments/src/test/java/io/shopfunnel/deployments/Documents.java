package io.shopfunnel.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfunnel.stack.StackLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the repository's YAML files as trees. */
final class Documents {
  static final Path ROOT = StackLayout.findRoot();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** A file's only document, merge keys ({@code <<}) resolved. */
  static JsonNode one(String file) {
    List<JsonNode> all = all(text(file), file);
    if (all.size() != 1) {
      throw new IllegalArgumentException(file + " holds " + all.size() + " documents, not one");
    }
    return all.get(0);
  }

  /** All documents of a text. */
  static List<JsonNode> all(String text, String label) {
    Load load = new Load(LoadSettings.builder().setLabel(label).build());
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : load.loadAllFromString(text)) {
      documents.add(merged(JSON.valueToTree(document)));
    }
    return documents;
  }

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  static List<String> texts(JsonNode node) {
    return elements(node).map(JsonNode::asText).toList();
  }

  static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Every node at or below this one that is an object. */
  static Stream<JsonNode> objects(JsonNode node) {
    Stream<JsonNode> below = elements(node).flatMap(Documents::objects);
    return node.isObject() ? Stream.concat(Stream.of(node), below) : below;
  }

  private static JsonNode merged(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode result = JSON.createArrayNode();
      array.forEach(element -> result.add(merged(element)));
      return result;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode result = JSON.createObjectNode();
    if (object.get("<<") instanceof ObjectNode base) {
      result.setAll((ObjectNode) merged(base));
    }
    object
        .properties()
        .forEach(
            property -> {
              if (!property.getKey().equals("<<")) {
                result.set(property.getKey(), merged(property.getValue()));
              }
            });
    return result;
  }
}
