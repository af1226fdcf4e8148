package io.shopfunnel.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The provisioned dashboard, as its file says. */
final class Dashboard {
  static final Path GRAFANA = Path.of("..", "grafana");

  /** A query and the panel that it stands in. */
  record Query(String panel, String text) {
    @Override
    public String toString() {
      return panel + ": " + text;
    }
  }

  private final JsonNode json;

  private Dashboard(JsonNode json) {
    this.json = json;
  }

  static Dashboard read() {
    try {
      Path file = GRAFANA.resolve("dashboards/shop-funnel.json");
      return new Dashboard(new ObjectMapper().readTree(file.toFile()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  JsonNode json() {
    return json;
  }

  /** All panels that show something; rows are left out. */
  List<JsonNode> panels() {
    return stream(json.get("panels"))
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .toList();
  }

  List<JsonNode> variables() {
    return stream(json.get("templating").get("list")).toList();
  }

  /** The values that a variable with a fixed list offers. */
  List<String> offered(String variable) {
    return variables().stream()
        .filter(candidate -> candidate.get("name").asText().equals(variable))
        .flatMap(found -> stream(found.get("options")))
        .map(option -> option.get("value").asText())
        .toList();
  }

  /** The queries of all panels. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        queries.add(new Query(panel.get("title").asText(), target.get("query").asText()));
      }
    }
    return queries;
  }

  static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
