package io.shopfunnel.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query as Grafana sends it: its macros and variables filled in. Within a regular expression the
 * value of a variable is escaped, and several values are alternatives in parentheses; elsewhere it
 * stands as it is.
 */
final class Rendering {
  private static final Pattern REGEX = Pattern.compile("/\\^(?<inner>[^/]*)\\$/");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}/]");
  private static final String ALL = ".*";

  private final long from;
  private final long to;
  private final Map<String, List<String>> variables = new LinkedHashMap<>();

  /** The period, in milliseconds. */
  Rendering(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** What most tests choose: days, the funnel of sessions, categories, all values. */
  static Rendering usual(long from, long to) {
    return new Rendering(from, to)
        .with("window", "1d")
        .with("funnel", "session_purchase")
        .with("depth", "3")
        .with("kind", "product")
        .with("breakdown", "category")
        .all("value");
  }

  /** The same with other values of a variable; {@link #all} chooses all. */
  Rendering with(String variable, String... values) {
    Rendering other = new Rendering(from, to);
    other.variables.putAll(variables);
    other.variables.put(variable, List.of(values));
    return other;
  }

  /** The same over another period, in milliseconds. */
  Rendering over(long begin, long end) {
    Rendering other = new Rendering(begin, end);
    other.variables.putAll(variables);
    return other;
  }

  /** The same with all values of a variable chosen, for which the dashboards have {@code .*}. */
  Rendering all(String variable) {
    return with(variable, ALL);
  }

  String of(Dashboard.Query query) {
    String interval = query.interval().isEmpty() ? "1h" : query.interval();
    String text =
        query
            .text()
            .replace("$timeFilter", "time >= %dms and time <= %dms".formatted(from, to))
            .replace("${__from}", Long.toString(from))
            .replace("${__to}", Long.toString(to))
            .replace("$__interval", interval);
    for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
      text = fill(text, "$" + variable.getKey(), variable.getValue());
    }
    return text;
  }

  private static String fill(String text, String variable, List<String> values) {
    Matcher regex = REGEX.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (regex.find()) {
      String inner = regex.group("inner").replace(variable, alternatives(values));
      regex.appendReplacement(filled, Matcher.quoteReplacement("/^" + inner + "$/"));
    }
    return regex.appendTail(filled).toString().replace(variable, values.get(0));
  }

  private static String alternatives(List<String> values) {
    if (values.equals(List.of(ALL))) {
      return ALL;
    }
    List<String> escaped = new ArrayList<>();
    values.forEach(value -> escaped.add(SPECIAL.matcher(value).replaceAll("\\\\$0")));
    return escaped.stream().collect(Collectors.joining("|", "(", ")"));
  }
}
