package io.shopfunnel.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is shipped besides our own: a table of names, versions and licences.
 *
 * @param rows by {@code group:name} and version, such as {@code org.slf4j:slf4j-api 2.0.20}
 */
record DependencyList(Map<String, List<String>> rows) {
  private static final String HEAD =
      """
      # Dependencies

      What is shipped besides our own code, with what it brings along: `make sbom` makes the bill of materials
      `target/shop-funnel-sbom.json` (CycloneDX), and this page from it. A test compares this page with the jars
      that the build lays out, and allows few licences.

      | dependency | version | licence |
      |---|---|---|
      """;

  /** What a bill of materials says. */
  static DependencyList ofBill(Path bill) throws IOException {
    JsonNode components = new ObjectMapper().readTree(bill.toFile()).path("components");
    Map<String, List<String>> rows = new TreeMap<>();
    for (JsonNode component : components) {
      String group = component.path("group").asText();
      if (!group.equals("io.shopfunnel")) {
        rows.put(
            "%s:%s %s"
                .formatted(
                    group, component.path("name").asText(), component.path("version").asText()),
            licences(component));
      }
    }
    return new DependencyList(rows);
  }

  /** What stands on the page. */
  static DependencyList ofPage(Path page) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    Files.readAllLines(page).stream()
        .filter(line -> line.matches("\\| \\S+:\\S+ \\|.*"))
        .map(line -> line.split(" *\\| *"))
        .forEach(cells -> rows.put(cells[1] + " " + cells[2], List.of(cells[3].split(", "))));
    return new DependencyList(rows);
  }

  /** The page. */
  String page() {
    return rows.entrySet().stream()
        .map(
            row ->
                "| %s | %s |%n"
                    .formatted(row.getKey().replace(" ", " | "), String.join(", ", row.getValue())))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static List<String> licences(JsonNode component) {
    return StreamSupport.stream(component.path("licenses").spliterator(), false)
        .map(
            licence ->
                licence.has("expression")
                    ? licence.path("expression").asText()
                    : licence.at("/license/id").asText(licence.at("/license/name").asText()))
        .sorted()
        .toList();
  }
}
