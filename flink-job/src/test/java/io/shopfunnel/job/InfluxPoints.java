package io.shopfunnel.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All points of a database, from {@code measurement,tag=value,… <time in ms>} to the fields. */
final class InfluxPoints {
  private static final Set<String> DEPENDING_ON_ARRIVAL = Set.of("rev", "late_applied");
  private static final ObjectMapper JSON = new ObjectMapper();

  private InfluxPoints() {}

  /** The points without the fields that depend on arrival, and without those that are all zeros. */
  static SortedMap<String, SortedMap<String, Object>> read(URI influx, String database)
      throws IOException, InterruptedException {
    SortedMap<String, SortedMap<String, Object>> points = readAllFields(influx, database);
    points.values().forEach(fields -> fields.keySet().removeAll(DEPENDING_ON_ARRIVAL));
    points.values().removeIf(fields -> !saysSomething(fields));
    return points;
  }

  /** Every point with every field. */
  static SortedMap<String, SortedMap<String, Object>> readAllFields(URI influx, String database)
      throws IOException, InterruptedException {
    SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();
    for (String measurement : measurements(influx, database)) {
      for (JsonNode series : JSON.readTree(measurement).at("/results/0/series")) {
        addSeries(series, points);
      }
    }
    return points;
  }

  /** Everything that stands in a database, byte for byte as it answers. */
  static String dump(URI influx, String database) throws IOException, InterruptedException {
    return String.join("", measurements(influx, database));
  }

  private static List<String> measurements(URI influx, String database)
      throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    JsonNode names = JSON.readTree(ask(influx, database, "SHOW MEASUREMENTS"));
    for (JsonNode name : names.findPath("values")) {
      String all = "SELECT * FROM \"" + name.get(0).asText() + "\" GROUP BY *";
      answers.add(ask(influx, database, all));
    }
    return answers;
  }

  /** Runs a query that answers nothing of interest. */
  static void run(URI influx, String query) throws IOException, InterruptedException {
    ask(influx, "", query);
  }

  private static void addSeries(
      JsonNode series, SortedMap<String, SortedMap<String, Object>> points) {
    StringBuilder identity = new StringBuilder(series.get("name").asText());
    TreeMap<String, String> tags = new TreeMap<>();
    series.get("tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    tags.forEach((name, value) -> identity.append(',').append(name).append('=').append(value));
    for (JsonNode row : series.get("values")) {
      SortedMap<String, Object> fields = new TreeMap<>();
      for (int i = 1; i < row.size(); i++) {
        String field = series.get("columns").get(i).asText();
        if (!row.get(i).isNull()) {
          fields.put(field, value(row.get(i)));
        }
      }
      points.put(identity + " " + row.get(0).asLong(), fields);
    }
  }

  private static Object value(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isTextual() ? value.textValue() : (Object) value.longValue();
  }

  private static boolean saysSomething(Map<String, Object> fields) {
    return fields.values().stream().anyMatch(v -> v instanceof Long number && number != 0);
  }

  private static String ask(URI influx, String database, String query)
      throws IOException, InterruptedException {
    String form = "db=" + encoded(database) + "&epoch=ms&q=" + encoded(query);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(influx.resolve("/query"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(query + ": " + response.body());
    }
    return response.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
