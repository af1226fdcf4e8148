package io.shopfunnel.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A provisioned dashboard, as its file says. */
final class Dashboard {
  static final Path GRAFANA = Path.of("..", "grafana");

  /**
   * The data source of the shop's numbers, and that of what job and services tell of themselves.
   */
  static final String SHOP = "shop-influxdb";

  static final String OPERATIONS = "shop-operations";

  private static final String ANNOTATION = "@";

  /**
   * A query and where it stands.
   *
   * @param board the dashboard's uid
   * @param panel the panel's title
   * @param ref the letter that tells it from the panel's other queries; of an annotation @
   * @param interval the shortest span that the panel groups time by, or nothing
   */
  record Query(String board, String panel, String ref, String interval, String text) {
    boolean isAnnotation() {
      return ref.equals(ANNOTATION);
    }

    /** How a test refers to it. */
    String name() {
      return board + " / " + panel + " / " + ref;
    }

    @Override
    public String toString() {
      return name() + ": " + text;
    }
  }

  private final JsonNode json;

  private Dashboard(JsonNode json) {
    this.json = json;
  }

  /** All that are provisioned. */
  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(new ObjectMapper().readTree(file.toFile()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  JsonNode json() {
    return json;
  }

  String uid() {
    return json.get("uid").asText();
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

  List<JsonNode> annotations() {
    return stream(json.get("annotations").get("list")).toList();
  }

  /** The queries of all panels and annotations for the shop's numbers. */
  List<Query> queries() {
    return queries(SHOP);
  }

  /** The queries of all panels and annotations for what job and services tell of themselves. */
  List<Query> operationQueries() {
    return queries(OPERATIONS);
  }

  private List<Query> queries(String source) {
    List<Query> queries = new ArrayList<>(panelQueries(source));
    for (JsonNode annotation : annotations()) {
      if (annotation.at("/datasource/uid").asText().equals(source)) {
        String name = annotation.get("name").asText();
        String text = annotation.at("/target/query").asText();
        queries.add(new Query(uid(), name, ANNOTATION, "", text));
      }
    }
    return queries;
  }

  private List<Query> panelQueries(String source) {
    return panels().stream().flatMap(panel -> queriesOf(panel, source).stream()).toList();
  }

  /** The queries of a panel of this board for a data source. */
  List<Query> queriesOf(JsonNode panel, String source) {
    return stream(panel.get("targets"))
        .filter(target -> target.at("/datasource/uid").asText().equals(source))
        .map(
            target ->
                new Query(
                    uid(),
                    panel.get("title").asText(),
                    target.get("refId").asText(),
                    panel.path("interval").asText(),
                    target.get("query").asText()))
        .toList();
  }

  /** The queries by which variables find their values. */
  List<Query> variableQueries() {
    return variables().stream()
        .filter(variable -> variable.get("type").asText().equals("query"))
        .map(
            variable ->
                new Query(
                    uid(),
                    "$" + variable.get("name").asText(),
                    "",
                    "",
                    variable.get("query").asText()))
        .toList();
  }

  @Override
  public String toString() {
    return uid();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
