package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of events, plain or packed by gzip or zstd.
 *
 * @param file where it is, and its name
 * @param columns its header
 */
record CsvFile(SourceFile file, List<String> columns) {
  private static final List<String> NEEDED =
      List.of(
          "event_time",
          "event_type",
          "product_id",
          "category_id",
          "category_code",
          "brand",
          "price",
          "user_id",
          "user_session");

  /** Reads its header. */
  static CsvFile open(Database database, SourceFile file) {
    Path path = file.path();
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new CsvException(path + ": no such file, or it cannot be read");
    }
    List<List<@Nullable Object>> lines =
        database.rows(
            "SELECT line FROM read_csv(%s, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', ignore_errors = true) LIMIT 1"
                .formatted(Database.text(path.toString())));
    if (lines.isEmpty()) {
      throw new CsvException(path + ": is empty; it should begin with a header");
    }
    List<String> columns = new ArrayList<>();
    for (String name : String.valueOf(lines.get(0).get(0)).split(",", -1)) {
      columns.add(name.replace("\"", "").replace("\uFEFF", "").strip());
    }
    List<String> missing = NEEDED.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new CsvException(path + ": the header lacks the column(s) " + missing);
    }
    return new CsvFile(file, columns);
  }

  /** Its source name, as the replayer stamps it. */
  String source() {
    return file.name();
  }

  /** SQL for its rows as texts; rows with too few or too many columns are rejected. */
  String rows() {
    StringBuilder types = new StringBuilder();
    StringBuilder select = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      types.append(i == 0 ? "" : ", ").append("'c").append(i).append("': 'VARCHAR'");
      if (NEEDED.contains(columns.get(i)) && columns.indexOf(columns.get(i)) == i) {
        select.append(select.isEmpty() ? "" : ", ").append('c').append(i);
        select.append(" AS ").append(columns.get(i));
      }
    }
    return "(SELECT %s FROM read_csv(%s, columns = {%s}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', store_rejects = true))"
        .formatted(select, Database.text(file.path().toString()), types);
  }
}
