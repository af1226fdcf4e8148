package io.shopfunnel.verify.funnel;

import io.shopfunnel.verify.point.WindowLength;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads funnels from YAML; the form is explained in the file of the built-in ones. */
public final class FunnelsFile {
  private static final String BUILT_IN = "/funnels.yaml";
  private static final int MOST_STEPS = 16;
  private static final List<String> EVENTS =
      List.of("view", "cart", "remove_from_cart", "purchase");
  private static final List<String> FUNNEL_KEYS =
      List.of(
          "name",
          "actor",
          "steps",
          "conversion_window",
          "exclusions",
          "entry_windows",
          "breakdowns",
          "breakdown_windows");
  private static final List<String> FILTER_KEYS =
      List.of("event", "category", "brand", "min_price", "max_price");
  private static final List<String> EXCLUSION_KEYS =
      List.of("between", "event", "category", "brand", "min_price", "max_price");

  private FunnelsFile() {}

  /**
   * The funnels of a file.
   *
   * @param file null for the built-in ones
   * @throws InvalidFunnelsException where it cannot be read, or is wrong
   */
  public static Funnels read(@Nullable Path file) {
    try {
      return parse(file == null ? builtIn() : Files.readString(file));
    } catch (IOException e) {
      throw new InvalidFunnelsException("cannot read the funnels of " + file + ": " + e);
    }
  }

  private static String builtIn() throws IOException {
    try (InputStream yaml = FunnelsFile.class.getResourceAsStream(BUILT_IN)) {
      return new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The funnels of a YAML text.
   *
   * @throws InvalidFunnelsException where it is wrong; tells everything that is
   */
  public static Funnels parse(String yaml) {
    Set<String> problems = new LinkedHashSet<>();
    List<Funnel> funnels = new ArrayList<>();
    try {
      YamlNode listed =
          YamlNode.ofFile(yaml, problems).knowing(List.of("funnels")).required("funnels");
      Set<String> names = new HashSet<>();
      for (YamlNode node : listed.list()) {
        Funnel funnel = funnel(node.knowing(FUNNEL_KEYS));
        if (!funnel.name().isEmpty() && !names.add(funnel.name())) {
          node.key("name").wrong("another name than the other funnels'");
        }
        funnels.add(funnel);
      }
      if (funnels.isEmpty() && problems.isEmpty()) {
        listed.wrong("a list of at least one funnel");
      }
    } catch (YamlEngineException e) {
      throw new InvalidFunnelsException("the funnels are no YAML: " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw InvalidFunnelsException.of(problems);
    }
    return new Funnels(funnels, yaml);
  }

  private static Funnel funnel(YamlNode node) {
    String name =
        node.required("name")
            .as(
                text -> Optional.of(text).filter(t -> t.matches("[a-z][a-z0-9_]*")),
                "lower-case letters, digits and underscores, a letter first");
    Funnel.Actor actor =
        node.required("actor")
            .as(FunnelsFile::actor, "session, user, session+product or user+product");
    YamlNode steps = node.required("steps");
    List<Funnel.EventFilter> filters =
        steps.list().stream().map(step -> filter(step.knowing(FILTER_KEYS))).toList();
    if (!steps.isAbsent() && (filters.size() < 2 || filters.size() > MOST_STEPS)) {
      steps.wrong("a list of 2 to " + MOST_STEPS + " steps");
    }
    boolean needsWindow = actor != null && !actor.bySession();
    YamlNode window =
        needsWindow ? node.required("conversion_window") : node.key("conversion_window");
    List<WindowLength> entryWindows = windows(node.required("entry_windows"));
    return new Funnel(
        name == null ? "" : name,
        actor == null ? Funnel.Actor.SESSION : actor,
        filters,
        window.as(FunnelsFile::seconds, "a duration like 30m, 1h or 1d"),
        node.key("exclusions").list().stream()
            .map(each -> exclusion(each.knowing(EXCLUSION_KEYS), filters.size()))
            .toList(),
        entryWindows,
        node.key("breakdowns").listOf(FunnelsFile::breakdown, "category, brand or price_band"),
        breakdownWindows(node.key("breakdown_windows"), entryWindows));
  }

  private static List<WindowLength> windows(YamlNode node) {
    List<WindowLength> windows = node.listOf(WindowLength::ofTag, "1m, 1h, 1d or 1mo");
    if (!node.isAbsent() && windows.isEmpty()) {
      node.wrong("a list of at least one of 1m, 1h, 1d and 1mo");
    }
    return windows;
  }

  /** Minutes are so many that they must be asked for. */
  private static List<WindowLength> breakdownWindows(
      YamlNode node, List<WindowLength> entryWindows) {
    if (node.isAbsent()) {
      return entryWindows.stream().filter(length -> length != WindowLength.MINUTE).toList();
    }
    List<WindowLength> windows =
        node.listOf(
            tag -> WindowLength.ofTag(tag).filter(entryWindows::contains),
            "one of the entry windows");
    if (windows.isEmpty()) {
      node.wrong("a list of at least one of the entry windows");
    }
    return windows;
  }

  private static Optional<Funnel.Actor> actor(String label) {
    return Arrays.stream(Funnel.Actor.values()).filter(a -> a.label().equals(label)).findFirst();
  }

  private static Optional<Funnel.Breakdown> breakdown(String tag) {
    return Arrays.stream(Funnel.Breakdown.values()).filter(b -> b.tag().equals(tag)).findFirst();
  }

  private static Funnel.Exclusion exclusion(YamlNode node, int steps) {
    YamlNode between = node.required("between");
    List<Integer> pair =
        between.listOf(
            text ->
                text.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
            "the number of a step");
    boolean adjacent = pair.size() == 2 && pair.get(0) >= 1 && pair.get(1) == pair.get(0) + 1;
    if (!between.isAbsent() && (!adjacent || pair.get(1) > steps)) {
      between.wrong("two steps in a row, such as [1, 2], of the " + steps + " there are");
    }
    return new Funnel.Exclusion(filter(node), adjacent ? pair.get(0) : 1);
  }

  private static Funnel.EventFilter filter(YamlNode node) {
    String event =
        node.required("event")
            .as(
                text -> Optional.of(text).filter(EVENTS::contains),
                "view, cart, remove_from_cart or purchase");
    Long min = node.key("min_price").as(FunnelsFile::cents, "a price like 9.99");
    Long max = node.key("max_price").as(FunnelsFile::cents, "a price like 9.99");
    if (min != null && max != null && min >= max) {
      node.key("max_price").wrong("above min_price");
    }
    return new Funnel.EventFilter(
        event == null ? "" : event,
        node.key("category").text(),
        node.key("brand").text(),
        min,
        max);
  }

  private static Optional<Long> cents(String text) {
    if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text).movePointRight(2).longValueExact());
    } catch (ArithmeticException moreThanTwoDecimals) {
      return Optional.empty();
    }
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(Durations.seconds(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
