package io.shopfunnel.verify.funnel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of the YAML file, or the place where one is missing. What is wrong is noted with line and
 * key, and reading goes on, so that every mistake is told at once.
 */
final class YamlNode {
  private static final int DEEPEST = 20;

  private final String where;
  private final int line;
  private final @Nullable Node node;
  private final Collection<String> problems;

  private YamlNode(String where, int line, @Nullable Node node, Collection<String> problems) {
    this.where = where;
    this.line =
        node == null ? line : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
    this.node = node;
    this.problems = problems;
  }

  /** The whole file; problems are added to that collection. */
  static YamlNode ofFile(String yaml, Collection<String> problems) {
    LoadSettings settings = LoadSettings.builder().build();
    checkDepth(new Parse(settings).parseString(yaml));
    Node root = new Compose(settings).composeString(yaml).orElse(null);
    return new YamlNode("", 1, root, problems);
  }

  /** What is nested too deeply to be funnels would exhaust the stack of what makes nodes of it. */
  private static void checkDepth(Iterable<Event> events) {
    int open = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        open++;
      } else if (event instanceof CollectionEndEvent) {
        open--;
      }
      if (open > DEEPEST) {
        throw new YamlEngineException(
            "lists and mappings are nested more than " + DEEPEST + " deep");
      }
    }
  }

  /** Notes what would be right. */
  void wrong(String right) {
    note("%sshould be %s".formatted(node instanceof ScalarNode s ? quoted(s) : "", right));
  }

  private void note(String what) {
    problems.add("line %d, %s: %s".formatted(line, where.isEmpty() ? "the file" : where, what));
  }

  private static String quoted(ScalarNode scalar) {
    return "'" + scalar.getValue() + "' ";
  }

  boolean isAbsent() {
    return node == null;
  }

  /** Notes keys that are not among these, and those that stand there twice. */
  YamlNode knowing(List<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      wrong("a mapping with the keys " + String.join(", ", known));
      return this;
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = name(entry);
      YamlNode place = child(key, entry.getKeyNode());
      if (!known.contains(key)) {
        place.note("is no key here; known are " + String.join(", ", known));
      } else if (!seen.add(key)) {
        place.note("stands here twice");
      }
    }
    return this;
  }

  private static String name(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private YamlNode child(String key, @Nullable Node value) {
    return new YamlNode(where.isEmpty() ? key : where + "." + key, line, value, problems);
  }

  /** The value of a key, which may be absent. */
  YamlNode key(String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (name(entry).equals(key)) {
          return child(key, entry.getValueNode());
        }
      }
    }
    return child(key, null);
  }

  /** The value of a key; that it is absent is noted. */
  YamlNode required(String key) {
    YamlNode found = key(key);
    if (found.isAbsent() && node instanceof MappingNode) {
      found.note("is missing");
    }
    return found;
  }

  /** Its items; none where it is absent. */
  List<YamlNode> list() {
    List<YamlNode> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        items.add(new YamlNode(where + "[" + (items.size() + 1) + "]", line, item, problems));
      }
    } else if (node != null) {
      wrong("a list");
    }
    return items;
  }

  /** Its text as something else, or null; text that is nothing of the kind is noted. */
  <T> @Nullable T as(Function<String, Optional<T>> reader, String right) {
    if (node == null) {
      return null;
    }
    Optional<T> value =
        node instanceof ScalarNode scalar && !scalar.getValue().isBlank()
            ? reader.apply(scalar.getValue())
            : Optional.empty();
    if (value.isEmpty()) {
      wrong(right);
    }
    return value.orElse(null);
  }

  /** Its text, or null where it is absent. */
  @Nullable String text() {
    return as(Optional::of, "a single value");
  }

  /** Its items as something else; what is nothing of the kind, or there twice, is noted. */
  <T> List<T> listOf(Function<String, Optional<T>> reader, String right) {
    List<T> values = new ArrayList<>();
    for (YamlNode item : list()) {
      T value = item.as(reader, right);
      if (value != null && values.contains(value)) {
        item.note("stands here twice");
      } else if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
