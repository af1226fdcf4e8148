package io.shopfunnel.funnel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a funnel file, read key by key. What is wrong is noted with line and key, and
 * reading goes on, so that all mistakes are told at once.
 */
final class YamlMapping {
  private final String path;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<String> problems;

  /** The mapping that a node should be; unknown keys are problems. */
  YamlMapping(String path, Node node, Set<String> known, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      problem(node, path, "should be a mapping with the keys " + String.join(", ", known));
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
      if (!known.contains(key)) {
        problem(
            entry.getKeyNode(),
            path + key,
            "is no key here; known are " + String.join(", ", known));
      } else if (values.put(key, entry.getValueNode()) != null) {
        problem(entry.getKeyNode(), path + key, "stands here twice");
      }
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Notes a problem with the whole mapping. */
  void problem(String key, String what) {
    problem(values.getOrDefault(key, node), path + key, what);
  }

  private void problem(Node at, String where, String what) {
    String line = at.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("line ?");
    problems.add(line + ", " + (where.isEmpty() ? "the file" : where) + ": " + what);
  }

  /** The text of a key, or null where it is missing, which is a problem if it must be there. */
  @Nullable String text(String key, boolean required) {
    Node value = values.get(key);
    if (value == null) {
      if (required) {
        problem(key, "is missing");
      }
      return null;
    }
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    problem(value, path + key, "should be a single value");
    return null;
  }

  /** A key's text as something else, or null; null from the function is a problem. */
  <T> @Nullable T value(
      String key, boolean required, Function<String, @Nullable T> reader, String expected) {
    String text = text(key, required);
    if (text == null) {
      return null;
    }
    T value = reader.apply(text);
    if (value == null) {
      problem(key, "'" + text + "' should be " + expected);
    }
    return value;
  }

  /** A key's list of texts as something else; what is none is a problem and left out. */
  <T> List<T> values(String key, Function<String, @Nullable T> reader, String expected) {
    List<T> read = new ArrayList<>();
    for (Node element : elements(key)) {
      String text = element instanceof ScalarNode scalar ? scalar.getValue() : "?";
      T value = reader.apply(text);
      if (value == null) {
        problem(element, path + key, "'" + text + "' should be " + expected);
      } else if (read.contains(value)) {
        problem(element, path + key, "'" + text + "' stands here twice");
      } else {
        read.add(value);
      }
    }
    return read;
  }

  /** A key's list of mappings. */
  List<YamlMapping> mappings(String key, Set<String> known) {
    List<YamlMapping> mappings = new ArrayList<>();
    for (Node element : elements(key)) {
      String place = path + key + "[" + (mappings.size() + 1) + "].";
      mappings.add(new YamlMapping(place, element, known, problems));
    }
    return mappings;
  }

  private List<Node> elements(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(value, path + key, "should be a list");
    return List.of();
  }
}
