package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Loads files into a table, one row each, and hands out the events as the view {@code every_event}:
 * {@code pos} is the place in the total order of the events, {@code t} the time in seconds (which
 * {@code time_of(pos)} tells too), {@code typ} the rank of the type (view 0, cart 1, purchase 2,
 * remove_from_cart 3). {@code category} and {@code brand} are of the types {@code category_name}
 * and {@code brand_name}, which are ordered by code point. A {@code user_session} is a UUID, in
 * {@code session}; any other text is in {@code odd_session}, and the table of that name has a UUID
 * for it that no text stands for. {@code share} deals the users out evenly: a range of shares is
 * found without a look at the rest of other rows.
 */
final class EventLoader {
  /** How many shares of users there are, counted from 0. */
  static final long SHARES = 256;

  private static final String ROWS =
      """
      CREATE TABLE csv_row (
        t BIGINT, typ TINYINT, product BIGINT, category VARCHAR, brand VARCHAR, cents BIGINT,
        usr BIGINT, share UTINYINT, session UUID, odd_session VARCHAR, valid BOOLEAN)
      """;

  /**
   * Nearly all values are written as a cast to text would write them; regular expressions, for the
   * rest, are slow. What a value was cast to is checked against its text: casts take more than is
   * right.
   */
  private static final String LOAD =
      """
      INSERT INTO csv_row
      WITH read AS (
        SELECT *, TRY_CAST(event_time AS TIMESTAMP) AS instant,
          TRY_CAST(product_id AS BIGINT) AS product,
          TRY_CAST(category_id AS BIGINT) AS category_number,
          TRY_CAST(user_id AS BIGINT) AS usr,
          TRY_CAST(price AS DECIMAL(16,2)) AS amount,
          TRY_CAST(user_session AS UUID) AS uuid
        FROM ${rows}),
      checked AS (
        SELECT
          CASE WHEN event_time NOT BETWEEN '2000' AND '2200' THEN NULL
               WHEN starts_with(event_time, instant::VARCHAR) AND ends_with(event_time, ' UTC') AND strlen(event_time) = 23
               THEN epoch_us(instant) // 1000000
               WHEN regexp_full_match(event_time, '2[01][0-9]{2}-[0-9]{2}-[0-9]{2}( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] UTC|T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)')
               THEN epoch_us(TRY_CAST(left(event_time, 19) AS TIMESTAMP)) // 1000000 END AS t,
          CASE event_type WHEN 'view' THEN 0 WHEN 'cart' THEN 1 WHEN 'purchase' THEN 2
               WHEN 'remove_from_cart' THEN 3 END::TINYINT AS typ,
          ${product} AS product, ${category_number} AS category_number, ${usr} AS usr,
          CASE WHEN price IS NULL THEN 0
               WHEN amount::VARCHAR = price THEN (amount * 100)::BIGINT
               WHEN regexp_full_match(price, '-?[0-9]{1,14}([.][0-9]{1,2})?')
               THEN (price::DECIMAL(18,2) * 100)::BIGINT
               WHEN regexp_full_match(price, '[+-]?([0-9]{1,14}[.]?|[0-9]{0,14}[.][0-9]{1,2}0*)([eE][+-]?[0-9]{1,2})?')
                AND TRY_CAST(price AS DECIMAL(38,10)) = TRY_CAST(price AS DECIMAL(38,10))::DECIMAL(38,2)
               THEN TRY_CAST(TRY_CAST(price AS DECIMAL(38,2)) * 100 AS BIGINT) END AS cents,
          coalesce(nullif(split_part(category_code, '.', 1), ''), 'unknown') AS category,
          coalesce(brand, 'unknown') AS brand, user_session,
          CASE WHEN uuid::VARCHAR = user_session AND uuid NOT BETWEEN ${least} AND ${most} THEN uuid END AS session
        FROM read)
      SELECT t, typ, product, category, brand, cents, usr, hash(usr) % ${shares}, session,
        CASE WHEN session IS NULL THEN user_session END,
        t IS NOT NULL AND typ IS NOT NULL AND product IS NOT NULL AND category_number IS NOT NULL
          AND usr IS NOT NULL AND cents IS NOT NULL
      FROM checked
      """;

  private static final String NAMES =
      """
      CREATE TYPE ${column}_name AS ENUM (
        SELECT name FROM (SELECT DISTINCT ${column} AS name FROM csv_row WHERE valid UNION SELECT 'unknown')
        ORDER BY name)
      """;

  /** UUIDs that begin with 80 zero bits are set aside for texts that are none. */
  private static final String ODD_SESSIONS =
      """
      CREATE TABLE odd_session AS
      SELECT name, ('00000000-0000-0000-0000-' || lpad((row_number() OVER ())::VARCHAR, 12, '0'))::UUID AS session
      FROM (SELECT DISTINCT odd_session AS name FROM csv_row WHERE valid AND odd_session IS NOT NULL)
      """;

  private static final String LEAST_UUID = "'00000000-0000-0000-0000-000000000000'::UUID";
  private static final String MOST_UUID = "'00000000-0000-0000-0000-ffffffffffff'::UUID";

  private static final String EVERY_EVENT =
      """
      CREATE VIEW every_event AS
      SELECT ((t - ${first}) * 4 + typ) * ${rows} + rowid AS pos, t, typ, product,
        category::category_name AS category, brand::brand_name AS brand, cents,
        CASE WHEN cents <= 0 THEN 0 ELSE 1 + least(cents // 1000, 5) END::TINYINT AS band,
        usr, share, session, odd_session
      FROM csv_row WHERE valid
      """;

  private static final String TIME_OF =
      "CREATE MACRO time_of(pos) AS ${first} + pos // (4 * ${rows})";

  private final Database database;
  private final Steps steps;

  EventLoader(Database database, Steps steps) {
    this.database = database;
    this.steps = steps;
  }

  /** Loads the files. */
  Oracle.Input load(List<SourceFile> sources) {
    // Event ids are ordered by source, then by row: so rows go in, and keep their order.
    database.run("SET preserve_insertion_order = true");
    List<CsvFile> files =
        sources.stream()
            .map(source -> CsvFile.open(database, source))
            .sorted(Comparator.comparing(CsvFile::source, EventLoader::byCodePoint))
            .toList();
    rejectSameNames(files);
    database.run(ROWS);
    for (CsvFile file : files) {
      steps.time("read " + file.source(), () -> load(file));
    }
    database.run("SET preserve_insertion_order = false");
    for (String column : List.of("category", "brand")) {
      database.run(Template.of(NAMES).with("column", column).sql());
    }
    database.run(ODD_SESSIONS);
    long rows = database.number("SELECT count(*) FROM csv_row");
    Oracle.Input loaded =
        new Oracle.Input(
            database.number("SELECT count(*) FROM csv_row WHERE valid"),
            database.number("SELECT count(*) FROM csv_row WHERE NOT valid") + rejected(),
            database.number("SELECT min(t) FROM csv_row WHERE valid"),
            database.number("SELECT max(t) FROM csv_row WHERE valid"));
    createView(loaded, rows);
    return loaded;
  }

  /** A row's place is its time, then its type, then its number, in one number. */
  private void createView(Oracle.Input loaded, long rows) {
    try {
      long seconds = loaded.lastSecond() - loaded.firstSecond() + 1;
      Math.multiplyExact(Math.multiplyExact(seconds, 4L), rows);
    } catch (ArithmeticException e) {
      throw new CsvException("the files have too many rows over too long a time: check fewer");
    }
    for (String sql : List.of(EVERY_EVENT, TIME_OF)) {
      database.run(Template.of(sql).with("first", loaded.firstSecond()).with("rows", rows).sql());
    }
  }

  /** As the bytes of UTF-8 are ordered, and the chars of Java are not. */
  static int byCodePoint(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static void rejectSameNames(List<CsvFile> files) {
    if (files.stream().map(CsvFile::source).distinct().count() < files.size()) {
      throw new CsvException(
          "two files have the same name, and their rows would have the same event ids: tell them"
              + " apart by --source-name, as the replayer was told");
    }
  }

  private long rejected() {
    return database.number(
        "SELECT count(*) FROM (SELECT DISTINCT scan_id, line FROM reject_errors)");
  }

  private void load(CsvFile file) {
    database.run(
        Template.of(LOAD)
            .with("product", id("product", "product_id"))
            .with("category_number", id("category_number", "category_id"))
            .with("usr", id("usr", "user_id"))
            .with("least", LEAST_UUID)
            .with("most", MOST_UUID)
            .with("shares", SHARES)
            .with("rows", file.rows())
            .sql());
  }

  private static String id(String number, String text) {
    return "CASE WHEN %1$s::VARCHAR = %2$s OR regexp_full_match(%2$s, '-?[0-9]{1,19}') THEN %1$s END"
        .formatted(number, text);
  }
}
