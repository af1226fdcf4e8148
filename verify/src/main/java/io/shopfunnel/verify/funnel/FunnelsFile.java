package io.shopfunnel.verify.funnel;

import io.shopfunnel.verify.point.WindowLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads funnels from YAML; the form is explained in the file of the built-in ones. */
public final class FunnelsFile {
  private static final String BUILT_IN = "/funnels.yaml";

  private FunnelsFile() {}

  /**
   * The funnels of a file.
   *
   * @param file null for the built-in ones
   * @throws InvalidFunnelsException where it cannot be read, or is wrong
   */
  public static List<Funnel> read(@Nullable Path file) {
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
   * @throws InvalidFunnelsException where it is wrong
   */
  public static List<Funnel> parse(String yaml) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
      return new YamlNode("the file", root)
          .required("funnels").list().stream().map(FunnelsFile::funnel).toList();
    } catch (YamlEngineException e) {
      throw new InvalidFunnelsException("the funnels are no YAML: " + e.getMessage());
    }
  }

  private static Funnel funnel(YamlNode node) {
    String name = node.required("name").text();
    YamlNode named = node.called("funnel " + name);
    Funnel.Actor actor =
        Arrays.stream(Funnel.Actor.values())
            .filter(each -> each.label().equals(named.required("actor").text()))
            .findFirst()
            .orElseThrow(() -> named.required("actor").wrong("session, user, …+product"));
    List<Funnel.EventFilter> steps =
        named.required("steps").list().stream().map(FunnelsFile::filter).toList();
    if (steps.size() < 2) {
      throw named.required("steps").wrong("two steps or more");
    }
    List<WindowLength> entryWindows = windows(named.required("entry_windows"));
    YamlNode breakdownWindows = named.key("breakdown_windows");
    Long conversion = seconds(named.key("conversion_window"));
    if (conversion == null && !actor.bySession()) {
      throw named.key("conversion_window").wrong("a duration, which a funnel of users needs");
    }
    return new Funnel(
        name,
        actor,
        steps,
        conversion,
        named.key("exclusions").list().stream().map(FunnelsFile::exclusion).toList(),
        entryWindows,
        named.key("breakdowns").list().stream().map(FunnelsFile::breakdown).toList(),
        breakdownWindows.isAbsent() ? entryWindows : windows(breakdownWindows));
  }

  private static List<WindowLength> windows(YamlNode node) {
    return node.list().stream()
        .map(
            window ->
                WindowLength.ofTag(window.text()).orElseThrow(() -> window.wrong("1m, 1h or 1d")))
        .toList();
  }

  private static Funnel.Breakdown breakdown(YamlNode node) {
    return Arrays.stream(Funnel.Breakdown.values())
        .filter(each -> each.tag().equals(node.text()))
        .findFirst()
        .orElseThrow(() -> node.wrong("category, brand or price_band"));
  }

  private static Funnel.Exclusion exclusion(YamlNode node) {
    List<YamlNode> between = node.required("between").list();
    if (between.size() != 2) {
      throw node.required("between").wrong("two steps in a row, such as [1, 2]");
    }
    return new Funnel.Exclusion(filter(node), (int) between.get(0).whole());
  }

  private static Funnel.EventFilter filter(YamlNode node) {
    String event = node.required("event").text();
    if (!List.of("view", "cart", "remove_from_cart", "purchase").contains(event)) {
      throw node.required("event").wrong("view, cart, remove_from_cart or purchase");
    }
    return new Funnel.EventFilter(
        event,
        node.key("category").textOrNull(),
        node.key("brand").textOrNull(),
        node.key("min_price").centsOrNull(),
        node.key("max_price").centsOrNull());
  }

  private static @Nullable Long seconds(YamlNode node) {
    String text = node.textOrNull();
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-9][0-9]{0,8}[smhd]")) {
      throw node.wrong("a duration like 30m, 1h or 1d");
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> amount;
      case 'm' -> amount * 60;
      case 'h' -> amount * 3_600;
      default -> amount * 86_400;
    };
  }
}
