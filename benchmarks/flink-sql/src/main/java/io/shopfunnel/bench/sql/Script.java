package io.shopfunnel.bench.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

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
    return Arrays.stream(text.split(";\n(\n|$)", 0)).map(String::strip).toList();
  }

  /** The statements as one set, which is ready to be executed or explained. */
  static StatementSet prepare(TableEnvironment tables, List<String> statements) {
    tables.createTemporarySystemFunction("session_entries", SessionEntries.class);
    StatementSet inserts = tables.createStatementSet();
    for (String statement : statements) {
      if (statement.startsWith("INSERT")) {
        inserts.addInsertSql(statement);
      } else {
        tables.executeSql(statement);
      }
    }
    return inserts;
  }

  private static String text() throws IOException {
    try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(FILE))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
