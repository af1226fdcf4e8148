package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What panels show: the answers of InfluxDB, as Grafana's own code ({@code @grafana/data}, run by
 * Node) transforms, reduces and writes them.
 */
final class GrafanaPanels {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROGRAM = Path.of("target", "grafana-data");

  private GrafanaPanels() {}

  /**
   * What a panel shows.
   *
   * @param rows of a stat its values; else the rows of its frames in their order, as texts, times
   *     in seconds
   * @param stats what a stat says, as {@code name: text}, or the text alone where it has no name
   * @param cells all texts of its frames, as they are written
   */
  record Shown(List<String> rows, List<String> stats, List<String> cells) {}

  /** Whether more is to be known of what a panel shows than what its queries answer. */
  static boolean isMade(JsonNode panel) {
    return panel.get("type").asText().equals("stat") || panel.has("transformations");
  }

  /**
   * What each panel shows, by the board's uid and the panel's title.
   *
   * @param chosen the period and the values of variables
   */
  static Map<String, Shown> shown(
      InfluxAnswers influx, Rendering chosen, List<Dashboard> boards, String source)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    ArrayNode panels = JSON.createArrayNode();
    for (Dashboard board : boards) {
      for (JsonNode panel : board.panels()) {
        List<Dashboard.Query> queries = board.queriesOf(panel, source);
        if (isMade(panel) && queries.size() == panel.get("targets").size()) {
          names.add(board.uid() + " / " + panel.get("title").asText());
          panels.add(asked(panel, queries, influx, chosen));
        }
      }
    }
    JsonNode results = run(panels);
    Map<String, Shown> shown = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      shown.put(names.get(i), read(results.get(i)));
    }
    return shown;
  }

  private static ObjectNode asked(
      JsonNode panel, List<Dashboard.Query> queries, InfluxAnswers influx, Rendering chosen)
      throws IOException, InterruptedException {
    ObjectNode asked = JSON.createObjectNode();
    asked.set("panel", panel);
    ObjectNode answers = asked.putObject("answers");
    for (Dashboard.Query query : queries) {
      answers.putArray(query.ref()).addAll(influx.series(chosen.of(query)));
    }
    return asked;
  }

  private static Shown read(JsonNode result) {
    List<String> rows = new ArrayList<>();
    List<String> stats = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    result
        .findValues("texts")
        .forEach(
            columns -> columns.forEach(column -> column.forEach(text -> cells.add(text.asText()))));
    if (result.has("stats")) {
      for (JsonNode stat : result.get("stats")) {
        String name = stat.path("name").asText();
        stats.add((name.isEmpty() ? "" : name + ": ") + stat.get("text").asText());
        rows.add(InfluxAnswers.text(List.of(value(stat.get("value")))));
      }
      return new Shown(rows, stats, cells);
    }
    for (JsonNode frame : result.get("frames")) {
      JsonNode columns = frame.get("values");
      int count = columns.isEmpty() ? 0 : columns.get(0).size();
      IntStream.range(0, count).forEach(row -> rows.add(row(frame, row)));
    }
    return new Shown(rows, stats, cells);
  }

  private static String row(JsonNode frame, int row) {
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < frame.get("values").size(); column++) {
      JsonNode value = frame.get("values").get(column).get(row);
      if (frame.get("types").get(column).asText().equals("time")) {
        values.add(value.asLong() / 1_000);
      } else {
        values.add(value(value));
      }
    }
    return InfluxAnswers.text(values);
  }

  private static Object value(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : value.asText();
  }

  private static JsonNode run(ArrayNode panels) throws IOException, InterruptedException {
    install();
    Path asked = PROGRAM.resolve("asked.json");
    Path shown = PROGRAM.resolve("shown.json");
    JSON.writeValue(asked.toFile(), panels);
    node("node", "shown.cjs", "asked.json", "shown.json");
    return JSON.readTree(shown.toFile());
  }

  /** Once; what is there of the same versions stays. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(PROGRAM);
    copy("shown.cjs");
    Path wanted = PROGRAM.resolve("package.json");
    Path installed = PROGRAM.resolve("installed.json");
    copy("package.json");
    if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
      node("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent");
      Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(String name) throws IOException {
    try (InputStream resource = GrafanaPanels.class.getResourceAsStream(name)) {
      Files.copy(
          Objects.requireNonNull(resource),
          PROGRAM.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void node(String... command) throws IOException, InterruptedException {
    Path log = PROGRAM.resolve("node.log");
    Process process =
        new ProcessBuilder(command)
            .directory(PROGRAM.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as(() -> String.join(" ", command) + ": " + text(log)).isZero();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException gone) {
      return gone.toString();
    }
  }
}
