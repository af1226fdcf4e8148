package io.shopfunnel.verify.funnel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of the YAML file and where it stands, for the error that says so. */
record YamlNode(String where, @Nullable Object value) {

  YamlNode called(String name) {
    return new YamlNode(name, value);
  }

  boolean isAbsent() {
    return value == null;
  }

  YamlNode key(String key) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("a mapping with the key " + key);
    }
    return new YamlNode(where + ", " + key, map.get(key));
  }

  YamlNode required(String key) {
    YamlNode found = key(key);
    if (found.isAbsent()) {
      throw found.wrong("given");
    }
    return found;
  }

  /** Its items; none where it is absent. */
  List<YamlNode> list() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong("a list");
    }
    List<YamlNode> nodes = new ArrayList<>();
    for (Object item : list) {
      nodes.add(new YamlNode(where + " [" + (nodes.size() + 1) + "]", item));
    }
    return nodes;
  }

  String text() {
    if (value == null || value instanceof Map || value instanceof List) {
      throw wrong("a text");
    }
    return value.toString();
  }

  @Nullable String textOrNull() {
    return value == null ? null : text();
  }

  long whole() {
    if (!(value instanceof Integer number)) {
      throw wrong("a whole number");
    }
    return number;
  }

  @Nullable Long centsOrNull() {
    if (value == null) {
      return null;
    }
    try {
      return new BigDecimal(text()).movePointRight(2).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong("a price like 9.99");
    }
  }

  InvalidFunnelsException wrong(String right) {
    return new InvalidFunnelsException(where + ": should be " + right + ", but is " + value);
  }
}
