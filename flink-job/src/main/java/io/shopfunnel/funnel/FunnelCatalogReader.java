package io.shopfunnel.funnel;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.Price;
import io.shopfunnel.window.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads funnels from YAML, whose form {@code funnels.yaml} on the class path explains. */
public final class FunnelCatalogReader {
  private static final String BUILT_IN = "/funnels.yaml";
  private static final int MOST_STEPS = 16;
  private static final int MOST_NESTED = 20;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})([smhd])");
  private static final Set<String> FILTER_KEYS =
      orderedSet("event", "category", "brand", "min_price", "max_price");

  private FunnelCatalogReader() {}

  /** The funnels of the built-in YAML. */
  public static FunnelCatalog builtIn() {
    try (InputStream yaml = FunnelCatalogReader.class.getResourceAsStream(BUILT_IN)) {
      return parse(new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + BUILT_IN + " from the job's own jar", e);
    }
  }

  /**
   * The funnels of a YAML text.
   *
   * @throws InvalidFunnelsException where anything is wrong with it; tells everything that is
   */
  public static FunnelCatalog parse(String yaml) {
    List<String> problems = new ArrayList<>();
    List<FunnelDefinition> funnels = new ArrayList<>();
    try {
      LoadSettings settings = LoadSettings.builder().build();
      if (nestsTooDeeply(settings, yaml)) {
        problems.add("the file nests lists and mappings more than " + MOST_NESTED + " deep");
        throw new InvalidFunnelsException(problems);
      }
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.add("line 1, the file: is empty; it should have the key funnels");
      } else {
        YamlMapping file = new YamlMapping("", root.get(), Set.of("funnels"), problems);
        readFunnels(file, funnels);
      }
    } catch (YamlEngineException e) {
      problems.add("the file is no YAML: " + String.valueOf(e.getMessage()).strip());
    }
    if (!problems.isEmpty()) {
      throw new InvalidFunnelsException(problems);
    }
    return new FunnelCatalog(funnels, yaml, hash(yaml));
  }

  /** Nodes are made by recursion, which ends a program whose input decides how deep it goes. */
  private static boolean nestsTooDeeply(LoadSettings settings, String yaml) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof CollectionStartEvent && ++depth > MOST_NESTED) {
        return true;
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
    }
    return false;
  }

  private static void readFunnels(YamlMapping file, List<FunnelDefinition> funnels) {
    List<YamlMapping> mappings =
        file.mappings(
            "funnels",
            orderedSet(
                "name",
                "actor",
                "steps",
                "conversion_window",
                "exclusions",
                "entry_windows",
                "breakdowns",
                "breakdown_windows"));
    if (mappings.isEmpty()) {
      file.problem("funnels", "should list at least one funnel");
    }
    Set<String> names = new HashSet<>();
    for (YamlMapping mapping : mappings) {
      String name =
          mapping.value(
              "name",
              true,
              text -> NAME.matcher(text).matches() ? text : null,
              "lower-case letters, digits and underscores, a letter first");
      if (name != null && !names.add(name)) {
        mapping.problem("name", "'" + name + "' is the name of another funnel too");
      }
      funnels.add(funnel(mapping, name == null ? "" : name));
    }
    long ofUsers = funnels.stream().filter(funnel -> !funnel.actor().bySession()).count();
    if (ofUsers > FunnelProgress.MOST_OWNERS) {
      file.problem(
          "funnels",
          "should list at most %d whose actor is user or user+product; there are %d"
              .formatted(FunnelProgress.MOST_OWNERS, ofUsers));
    }
  }

  private static FunnelDefinition funnel(YamlMapping mapping, String name) {
    ActorKind actor =
        mapping.value(
            "actor", true, ActorKind::ofYamlName, "session, user, session+product or user+product");
    List<EventFilter> steps =
        mapping.mappings("steps", FILTER_KEYS).stream().map(FunnelCatalogReader::filter).toList();
    if (steps.size() < 2 || steps.size() > MOST_STEPS) {
      mapping.problem("steps", "should list 2 to " + MOST_STEPS + " steps");
    }
    Long window =
        mapping.value(
            "conversion_window",
            actor != null && !actor.bySession(),
            FunnelCatalogReader::duration,
            "a duration like 30m, 1h or 1d");
    List<Window> entryWindows = mapping.values("entry_windows", Window::ofTag, Window.TAGS);
    if (entryWindows.isEmpty()) {
      mapping.problem("entry_windows", "should list at least one of " + Window.TAGS);
    }
    return new FunnelDefinition(
        name,
        actor == null ? ActorKind.SESSION : actor,
        steps,
        window == null ? FunnelDefinition.UNBOUNDED : window,
        exclusions(mapping, steps.size()),
        entryWindows,
        mapping.values(
            "breakdowns", FunnelCatalogReader::breakdown, "category, brand or price_band"),
        breakdownWindows(mapping, entryWindows));
  }

  private static @Nullable Breakdown breakdown(String tag) {
    Breakdown breakdown = Breakdown.ofTag(tag);
    return breakdown == Breakdown.ALL ? null : breakdown;
  }

  private static List<Window> breakdownWindows(YamlMapping mapping, List<Window> entryWindows) {
    if (!mapping.has("breakdown_windows")) {
      return entryWindows.stream().filter(window -> window != Window.MINUTE).toList();
    }
    List<Window> windows =
        mapping.values(
            "breakdown_windows",
            tag -> {
              Window window = Window.ofTag(tag);
              return window != null && entryWindows.contains(window) ? window : null;
            },
            "one of the entry windows");
    if (windows.isEmpty()) {
      mapping.problem("breakdown_windows", "should list at least one of the entry windows");
    }
    return windows;
  }

  private static List<Exclusion> exclusions(YamlMapping funnel, int steps) {
    List<Exclusion> exclusions = new ArrayList<>();
    Set<String> keys = orderedSet("between");
    keys.addAll(FILTER_KEYS);
    for (YamlMapping mapping : funnel.mappings("exclusions", keys)) {
      List<Integer> between =
          mapping.values("between", FunnelCatalogReader::integer, "the number of a step");
      boolean adjacent =
          between.size() == 2 && between.get(0) >= 1 && between.get(1) == between.get(0) + 1;
      if (!adjacent || between.get(1) > steps) {
        mapping.problem(
            "between",
            "should be two steps in a row, such as [1, 2], of the " + steps + " there are");
      } else {
        exclusions.add(new Exclusion(filter(mapping), between.get(0)));
      }
    }
    return exclusions;
  }

  private static EventFilter filter(YamlMapping mapping) {
    EventType type =
        mapping.value(
            "event", true, EventType::ofWireName, "view, cart, remove_from_cart or purchase");
    Long min = mapping.value("min_price", false, FunnelCatalogReader::cents, "a price like 9.99");
    Long max = mapping.value("max_price", false, FunnelCatalogReader::cents, "a price like 9.99");
    if (min != null && max != null && min >= max) {
      mapping.problem("max_price", "should be above min_price");
    }
    return new EventFilter(
        type == null ? EventType.VIEW : type,
        mapping.text("category", false),
        mapping.text("brand", false),
        min,
        max);
  }

  private static @Nullable Long cents(String text) {
    try {
      return Price.parseCents(text);
    } catch (MalformedEventException e) {
      return null;
    }
  }

  private static @Nullable Integer integer(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.valueOf(text) : null;
  }

  private static @Nullable Long duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration unit =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return unit.multipliedBy(amount).toMillis();
  }

  private static Set<String> orderedSet(String... values) {
    return new LinkedHashSet<>(List.of(values));
  }

  private static String hash(String yaml) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
