package io.shopfunnel.bench.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The SQL, statement by statement. */
final class Script {
  private static final String FILE = "/shop-funnel.sql";

  private Script() {}

  static List<String> statements(String brokers, String topic, String counts, String funnel)
      throws IOException {
    String text =
        text()
            .replaceAll("(?m)^--.*\n", "")
            .replace("${brokers}", brokers)
            .replace("${topic}", topic)
            .replace("${counts_topic}", counts)
            .replace("${funnel_topic}", funnel);
    // A set of statements holds semicolons, but no empty line.
    return Arrays.stream(text.split(";\n(\n|$)", 0)).map(String::strip).toList();
  }

  private static String text() throws IOException {
    try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(FILE))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
