package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Loads files into the table {@code event}, one row each, in the total order of the events: {@code
 * pos} is the place in that order, {@code t} the time in seconds, {@code typ} the rank of the type
 * (view 0, cart 1, purchase 2, remove_from_cart 3). Texts are numbers of the tables {@code
 * brand_name}, {@code category_name} and {@code session_name}.
 */
final class EventLoader {
  /** Nearly all values are written as a cast would write them; regular expressions are slow. */
  private static final String PARSED =
      """
      SELECT
        CASE WHEN TRY_CAST(left(event_time, 19) AS TIMESTAMP)::VARCHAR || ' UTC' = event_time
              AND event_time BETWEEN '2000' AND '2200'
             THEN epoch_us(TRY_CAST(left(event_time, 19) AS TIMESTAMP)) // 1000000
             WHEN regexp_full_match(event_time, '(20[0-9]{2}|21[0-9]{2})-[0-9]{2}-[0-9]{2}( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] UTC|T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)')
             THEN epoch_us(TRY_CAST(left(event_time, 19) AS TIMESTAMP)) // 1000000 END AS t,
        CASE event_type WHEN 'view' THEN 0 WHEN 'cart' THEN 1 WHEN 'purchase' THEN 2
             WHEN 'remove_from_cart' THEN 3 END::TINYINT AS typ,
        ${product} AS product,
        ${category_id} AS category_id,
        ${user} AS usr,
        CASE WHEN price IS NULL THEN 0
             WHEN TRY_CAST(price AS DECIMAL(16,2))::VARCHAR = price
             THEN (TRY_CAST(price AS DECIMAL(16,2)) * 100)::BIGINT
             WHEN regexp_full_match(price, '-?[0-9]{1,14}([.][0-9]{1,2})?')
             THEN (price::DECIMAL(18,2) * 100)::BIGINT
             WHEN regexp_full_match(price, '[+-]?([0-9]{1,14}[.]?|[0-9]{0,14}[.][0-9]{1,2}0*)([eE][+-]?[0-9]{1,2})?')
              AND TRY_CAST(price AS DECIMAL(38,10)) = TRY_CAST(price AS DECIMAL(38,10))::DECIMAL(38,2)
             THEN TRY_CAST(TRY_CAST(price AS DECIMAL(38,2)) * 100 AS BIGINT) END AS cents,
        CASE WHEN category_code IS NULL OR starts_with(category_code, '.') THEN 'unknown'
             ELSE split_part(category_code, '.', 1) END AS category,
        coalesce(brand, 'unknown') AS brand,
        user_session
      FROM ${rows}
      """;

  private static final String ORDERED =
      """
      CREATE TABLE ordered AS
      SELECT s.t, s.typ, s.product, c.id AS cat, b.id AS brand, s.cents,
        CASE WHEN s.cents <= 0 THEN 0 ELSE 1 + least(s.cents // 1000, 5) END::TINYINT AS band,
        s.usr, n.sid
      FROM stage s
      JOIN category_name c ON c.name = s.category
      JOIN brand_name b ON b.name = s.brand
      LEFT JOIN session_name n ON n.name = s.user_session
      WHERE s.valid
      ORDER BY s.t, s.typ, s.rowid
      """;

  private final Database database;
  private final Steps steps;

  EventLoader(Database database, Steps steps) {
    this.database = database;
    this.steps = steps;
  }

  /** Loads the files, and cuts the sessions. */
  Loaded load(List<Path> paths, long sessionGapSeconds) {
    database.run(
        "CREATE TABLE stage (t BIGINT, typ TINYINT, product BIGINT, usr BIGINT, cents BIGINT,"
            + " category VARCHAR, brand VARCHAR, user_session VARCHAR, valid BOOLEAN)");
    // Event ids are ordered by source, then by row.
    List<CsvFile> files =
        paths.stream()
            .map(path -> CsvFile.open(database, path))
            .sorted(Comparator.comparing(CsvFile::source, EventLoader::byCodePoint))
            .toList();
    rejectSameNames(files);
    for (CsvFile file : files) {
      steps.time("read " + file.source(), () -> stage(file));
    }
    long all = database.number("SELECT count(*) FROM stage") + rejected();
    long valid = database.number("SELECT count(*) FROM stage WHERE valid");
    steps.time("order the events", this::order);
    steps.time("cut the sessions", () -> new SessionCutter(database).cut(sessionGapSeconds));
    return new Loaded(
        valid,
        all - valid,
        database.number("SELECT min(t) FROM event"),
        database.number("SELECT max(t) FROM event"));
  }

  /** As the bytes of UTF-8 are ordered, and the chars of Java are not. */
  static int byCodePoint(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static void rejectSameNames(List<CsvFile> files) {
    if (files.stream().map(CsvFile::source).distinct().count() < files.size()) {
      throw new CsvException(
          "two files have the same name; their rows would have the same event ids: rename one");
    }
  }

  private long rejected() {
    return database.number(
        "SELECT count(*) FROM (SELECT DISTINCT scan_id, line FROM reject_errors)");
  }

  private void stage(CsvFile file) {
    String parsed =
        Template.of(PARSED)
            .with("product", id("product_id"))
            .with("category_id", id("category_id"))
            .with("user", id("user_id"))
            .with("rows", file.rows())
            .sql();
    database.run(
        "INSERT INTO stage SELECT t, typ, product, usr, cents, category, brand, user_session,"
            + " t IS NOT NULL AND typ IS NOT NULL AND product IS NOT NULL AND category_id IS NOT NULL"
            + " AND usr IS NOT NULL AND cents IS NOT NULL FROM ("
            + parsed
            + ")");
  }

  private static String id(String column) {
    return "CASE WHEN TRY_CAST(%1$s AS BIGINT)::VARCHAR = %1$s THEN TRY_CAST(%1$s AS BIGINT) WHEN regexp_full_match(%1$s, '-?[0-9]{1,19}') THEN TRY_CAST(%1$s AS BIGINT) END"
        .formatted(column);
  }

  private void order() {
    number("brand_name", "brand", "id");
    number("category_name", "category", "id");
    number("session_name", "user_session", "sid");
    database.run(ORDERED);
    database.run("DROP TABLE stage");
  }

  private void number(String table, String column, String id) {
    database.run(
        "CREATE TABLE %1$s AS SELECT (row_number() OVER ())::INTEGER AS %3$s, name FROM (SELECT DISTINCT %2$s AS name FROM stage WHERE valid AND %2$s IS NOT NULL)"
            .formatted(table, column, id));
  }

  /**
   * What was loaded.
   *
   * @param events the number of events
   * @param malformed the number of rows that are no events
   * @param first the time of the first, in seconds
   * @param last the time of the last, in seconds
   */
  record Loaded(long events, long malformed, long first, long last) {}
}
