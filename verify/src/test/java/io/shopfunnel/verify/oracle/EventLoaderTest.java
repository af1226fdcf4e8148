package io.shopfunnel.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.verify.sql.Database;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoaderTest {
  private static final String GOOD = "2019-12-01 00:00:00 UTC,view,1,2,,,1.00,3,s";
  @TempDir Path temp;

  private Oracle.Input load(Database database, Path... files) {
    return new EventLoader(database, Steps.silent())
        .load(Stream.of(files).map(SourceFile::of).toList());
  }

  private Database database() {
    return Database.inMemory(temp.resolve("duck"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-12-01 00:00:00 UTC,view,1,2,,,1.00,3",
        "2019-12-01 00:00:00 UTC,view,1,2,,,1.00,3,s,more",
        ",view,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00,view,1,2,,,1.00,3,s",
        "2019-12-01 24:00:00 UTC,view,1,2,,,1.00,3,s",
        "2019-02-29 00:00:00 UTC,view,1,2,,,1.00,3,s",
        "2019-12-01 00:00:60 UTC,view,1,2,,,1.00,3,s",
        "1999-12-31 23:59:59 UTC,view,1,2,,,1.00,3,s",
        "2200-01-01 00:00:00 UTC,view,1,2,,,1.00,3,s",
        "1999-12-31T23:59:59Z,view,1,2,,,1.00,3,s",
        "2200-01-01T00:00:00Z,view,1,2,,,1.00,3,s",
        "12019-12-01 00:00:00 UTC,view,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00.5 UTC,view,1,2,,,1.00,3,s",
        "2019-12-01  0:00:00 UTC,view,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTX,view,1,2,,,1.00,3,s",
        "yesterday,view,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,wish,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,,1,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,1.5,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,1e3,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,99999999999999999999,2,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,1,,,,1.00,3,s",
        "2019-12-01 00:00:00 UTC,view,1,2,,,1.00,,s",
        "2019-12-01 00:00:00 UTC,view,1,2,,,1.005,3,s",
        "2019-12-01 00:00:00 UTC,view,1,2,,,free,3,s",
        "2019-12-01 00:00:00 UTC,view,1,2,,,\"1,00\",3,s",
      })
  void leavesOutAndCountsWhatIsMalformed(String row) {
    try (Database database = database()) {
      Path file = new TestingCsv().line(GOOD).line(row).line(GOOD).write(temp);
      Oracle.Input loaded = load(database, file);
      assertThat(loaded.events()).isEqualTo(2);
      assertThat(loaded.malformed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2000-01-01 00:00:00 UTC, 946684800",
    "2199-12-31 23:59:59 UTC, 7258118399",
    "2000-01-01T00:00:00Z, 946684800",
    "2199-12-31T23:59:59Z, 7258118399",
  })
  void readsTheTimesThatAnEventMayHave(String time, long seconds) {
    try (Database database = database()) {
      load(database, new TestingCsv().line(time + ",view,1,2,,,1.00,3,s").write(temp));
      assertThat(database.number("SELECT t FROM every_event")).isEqualTo(seconds);
    }
  }

  @Test
  void leavesOutABadByte() throws Exception {
    Path file = temp.resolve("bytes.csv");
    Files.write(
        file,
        (TestingCsv.HEADER + "\n" + GOOD + "\n" + GOOD.replace(",,,", ",,\u00e9,") + "\n" + GOOD)
            .getBytes(StandardCharsets.ISO_8859_1));
    try (Database database = database()) {
      Oracle.Input loaded = load(database, file);
      assertThat(loaded.events()).isEqualTo(2);
      assertThat(loaded.malformed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',0,0",
    "0.00,0,0",
    "-3.50,-350,0",
    "0.01,1,1",
    "9.99,999,1",
    "10.00,1000,2",
    "10,1000,2",
    "49.9,4990,5",
    "50.00,5000,6",
    "92233720368.47,9223372036847,6",
    "1.230,123,1"
  })
  void readsPricesAsCentsAndBands(String price, long cents, long band) {
    try (Database database = database()) {
      load(
          database, new TestingCsv().full("10:00", "view", "1", "", "", price, 1, "s").write(temp));
      assertThat(database.rows("SELECT cents, band::BIGINT FROM every_event"))
          .containsExactly(List.of(cents, band));
    }
  }

  @Test
  void readsQuotesAndMissingTexts() {
    try (Database database = database()) {
      Path file =
          new TestingCsv()
              .full("10:00", "view", "1", "\"a.b, c\"", "\"say \"\"x\"\"\"", "1", 1, "")
              .full("10:01", "view", "1", ".b", "\"\"", "1", 1, "s")
              .full("10:02", "view", "1", "shoes", "nike", "1", 1, "s")
              .write(temp);
      load(database, file);
      assertThat(
              database.rows(
                  "SELECT category::VARCHAR, brand::VARCHAR, odd_session IS NULL FROM every_event ORDER BY pos"))
          .containsExactly(
              List.of("a", "say \"x\"", true),
              List.of("unknown", "unknown", false),
              List.of("shoes", "nike", false));
    }
  }

  @Test
  void readsGzipAndAnExtraColumnInAnyOrder() throws Exception {
    Path file = temp.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          (",user_session,user_id,price,brand,category_code,category_id,product_id,event_type,event_time\n"
                  + "269,s,3,1.00,,,2,1,view,2019-12-01 00:00:00 UTC\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    try (Database database = database()) {
      assertThat(load(database, file).events()).isEqualTo(1);
      assertThat(database.number("SELECT usr FROM every_event")).isEqualTo(3);
    }
  }

  @Test
  void readsZstd() {
    Path plain = new TestingCsv().line(GOOD).write(temp);
    Path packed = temp.resolve("packed.csv.zst");
    try (Database database = database()) {
      database.run(
          "COPY (SELECT * FROM read_csv('%s', all_varchar = true)) TO '%s' (HEADER, COMPRESSION zstd)"
              .formatted(plain, packed));
      assertThat(load(database, packed).events()).isEqualTo(1);
    }
  }

  @Test
  void ordersByTimeThenRankThenSourceThenRow() throws Exception {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("b.csv", "a.csv")) {
      String user = name.equals("a.csv") ? "1" : "2";
      Path file = temp.resolve(name);
      Files.writeString(
          file,
          TestingCsv.HEADER
              + "\n2019-12-01 00:00:05 UTC,remove_from_cart,1,2,,,1.00,%s,s\n2019-12-01 00:00:05 UTC,view,1,2,,,1.00,%s,s\n2019-12-01 00:00:05 UTC,view,2,2,,,1.00,%s,s\n2019-12-01 00:00:04 UTC,purchase,1,2,,,1.00,%s,s\n"
                  .replace("%s", user));
      files.add(file);
    }
    try (Database database = database()) {
      load(database, files.toArray(Path[]::new));
      assertThat(
              database.rows(
                  "SELECT typ::BIGINT * 100 + usr * 10 + product FROM every_event ORDER BY pos"))
          .extracting(row -> row.get(0))
          .containsExactly(211L, 221L, 11L, 12L, 21L, 22L, 311L, 321L);
    }
  }

  @Test
  void ordersSourcesByCodePoint() {
    List<String> sources = new ArrayList<>(List.of("\ud83d\ude00", "\uff5e", "b", "a-b", "a", "B"));
    sources.sort(EventLoader::byCodePoint);
    assertThat(sources).containsExactly("B", "a", "a-b", "b", "\uff5e", "\ud83d\ude00");
  }

  @Test
  void refusesTwoFilesOfOneName() throws Exception {
    Path file = new TestingCsv().line(GOOD).write(temp);
    Path other = Files.createDirectory(temp.resolve("other")).resolve("events.csv");
    Files.copy(file, other);
    try (Database database = database()) {
      assertThatThrownBy(() -> load(database, file, other))
          .isInstanceOf(CsvException.class)
          .hasMessageContaining("same name");
    }
  }

  /** The name that ids have decides which of two events in one second is the first. */
  @Test
  void filesOfOneNameAreToldApartAndOrderedByTheNamesThatTheyAreGiven() throws Exception {
    Path view = new TestingCsv().line(GOOD).write(temp);
    Path other = Files.createDirectory(temp.resolve("other")).resolve("events.csv");
    Files.writeString(other, Files.readString(view).replace(",3,s", ",4,s"));
    try (Database database = database()) {
      new EventLoader(database, Steps.silent())
          .load(List.of(new SourceFile(view, "b"), new SourceFile(other, "a")));
      assertThat(database.rows("SELECT usr FROM every_event ORDER BY pos"))
          .containsExactly(List.of(4L), List.of(3L));
    }
  }
}
