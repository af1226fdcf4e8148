package io.shopfunnel.replayer.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.schema.EventTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReaderTest {
  private static final String HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n";
  private static final String GOOD =
      "2019-12-01 00:00:00 UTC,view,1,2,a.b,x,489.07,3,46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c";
  private static final String JSON =
      "{\"event_time\":\"2019-12-01 00:00:00 UTC\",\"event_type\":\"view\",\"product_id\":1,"
          + "\"category_id\":2,\"category_code\":\"a.b\",\"brand\":\"x\",\"price\":489.07,"
          + "\"user_id\":3,\"user_session\":\"46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c\","
          + "\"event_id\":\"f.csv:0000000001\"}";

  @TempDir Path folder;

  private List<SourceRow> read(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    return read(CsvSource.ofFile(file), SourcePosition.START);
  }

  private static List<SourceRow> read(CsvSource source, SourcePosition from) throws Exception {
    List<SourceRow> rows = new ArrayList<>();
    try (SourceReader reader = SourceReader.open(source, 0, source.name(), from)) {
      for (SourceRow row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String json(SourceRow row) {
    return new String(row.event().value(), StandardCharsets.UTF_8);
  }

  @Test
  void aRowBecomesTheJsonOfTheContract() throws Exception {
    SourceRow row = read("f.csv", bytes(HEADER + GOOD + "\n")).get(0);
    assertThat(json(row)).isEqualTo(JSON);
    assertThat(row.event().key()).asString().isEqualTo("3");
    assertThat(row.event().eventTime()).isEqualTo(1_575_158_400_000L);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource(
      delimiter = ';',
      value = {
        "2019-12-01 00:00:00 UTC,view,1,2,a.b;the row has 5 columns, not 9;''",
        "2019-12-01 00:00:00 UTC,view,1,2,a.b,\u00e4,1.00,3,s;the row is not in UTF-8;''",
        "2019-12-01 00:00:00 UTC,view,1,2,a.b,x,abc,3,s;price: 'abc' is no number;price",
        "2019-12-01 00:00:00 UTC,view,1,2,a.b,x,1.001,3,s;price: '1.001' has fractions of a cent;price",
        "2019-12-01 00:00:00 UTC,look,1,2,a.b,x,1,3,s;event_type: 'look' is none of view, cart, remove_from_cart and purchase;event_type",
        "yesterday,view,1,2,a.b,x,1,3,s;event_time: 'yesterday' is no time like '2019-12-01 00:00:00 UTC';event_time",
        "2019-12-01 24:00:00 UTC,view,1,2,a.b,x,1,3,s;event_time: '2019-12-01 24:00:00 UTC' is no time like '2019-12-01 00:00:00 UTC';event_time",
        "2019-12-01 00:00:00 UTC,view,,2,a.b,x,1,3,s;product_id: is empty;product_id",
        "2019-12-01 00:00:00 UTC,view,1,2,a.b,x,1,9223372036854775808,s;user_id: '9223372036854775808' is no 64-bit integer;user_id"
      },
      quoteCharacter = '`')
  void aBadRowIsKeptWithItsReason(String row, String reason, String field) throws Exception {
    byte[] raw = bytes(row);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(bytes(HEADER + GOOD + "\n"));
    file.writeBytes(raw);
    file.writeBytes(bytes("\n" + GOOD));
    List<SourceRow> rows = read("f.csv", file.toByteArray());
    assertThat(rows).hasSize(3);
    BadRow bad = rows.get(1).bad();
    assertThat(bad.reason()).isEqualTo(reason);
    assertThat(bad.field()).isEqualTo(field.replace("'", ""));
    assertThat(bad.raw()).isEqualTo(raw);
    assertThat(bad.row()).isEqualTo(2);
    assertThat(bad.near()).isEqualTo(1_575_158_400_000L);
    assertThat(rows.get(2).row()).isEqualTo(3);
  }

  @Test
  void quotesMayHoldCommasQuotesAndLineEnds() throws Exception {
    String quoted = GOOD.replace(",x,", ",\"x, \"\"y\"\"\nz\",");
    List<SourceRow> rows = read("f.csv", bytes(HEADER + quoted + "\r\n" + GOOD + "\r\n"));
    assertThat(rows).hasSize(2);
    assertThat(json(rows.get(0))).contains("\"brand\":\"x, \\\"y\\\"\\nz\"");
    assertThat(json(rows.get(1))).contains("f.csv:0000000002");
  }

  @Test
  void aQuoteThatIsNeverClosedSpoilsItsOwnLineOnly() throws Exception {
    String open = GOOD.replace(",x,", ",\"x,");
    List<SourceRow> rows = read("f.csv", bytes(HEADER + open + "\n" + GOOD + "\n"));
    assertThat(rows.get(0).bad().reason()).isEqualTo("a quote is opened and not closed");
    assertThat(rows.get(0).bad().raw()).isEqualTo(bytes(open));
    assertThat(rows.get(1).event()).isNotNull();
  }

  @Test
  void columnsAreFoundByNameWhateverStandsBesideThem() throws Exception {
    String header =
        "\u00ef\u00bb\u00bf,user_id,price,event_time,event_type,product_id,category_id,category_code,brand,user_session,more\n";
    String row =
        "17,3,489.07,2019-12-01 00:00:00 UTC,view,1,2,a.b,x,46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c,y\n";
    assertThat(json(read("f.csv", bytes(header + row)).get(0))).isEqualTo(JSON);
  }

  @Test
  void emptyFieldsAreAbsent() throws Exception {
    String row = "2019-12-01 00:00:00 UTC,view,1,2,,,,3,\n";
    assertThat(json(read("f.csv", bytes(HEADER + row)).get(0)))
        .isEqualTo(
            "{\"event_time\":\"2019-12-01 00:00:00 UTC\",\"event_type\":\"view\",\"product_id\":1,"
                + "\"category_id\":2,\"user_id\":3,\"event_id\":\"f.csv:0000000001\"}");
  }

  @Test
  void numbersInAnotherFormAreWrittenInTheUsualOne() throws Exception {
    String row = "2019-12-01T00:00:00Z,view,01,+2,a.b,x,489.070,3,46F5\n";
    assertThat(json(read("f.csv", bytes(HEADER + row)).get(0)))
        .contains("\"product_id\":1,\"category_id\":2,")
        .contains("\"price\":489.07,")
        .contains("\"event_time\":\"2019-12-01 00:00:00 UTC\"");
  }

  @Test
  void emptyLinesAreNoRowsAndTheLastLineNeedsNoEnd() throws Exception {
    List<SourceRow> rows = read("f.csv", bytes(HEADER + "\n" + GOOD + "\n\r\n\n" + GOOD));
    assertThat(rows).extracting(SourceRow::row).containsExactly(1L, 2L);
  }

  @Test
  void anEndlessLineIsABadRowAndNotTheEndOfTheMemory() throws Exception {
    String file = HEADER + "x".repeat(RowReader.MOST_ROW_BYTES + 10) + "\n" + GOOD + "\n";
    List<SourceRow> rows = read("f.csv", bytes(file));
    assertThat(rows.get(0).bad().reason()).startsWith("the row is longer than 512 KiB");
    assertThat(rows.get(rows.size() - 1).event()).isNotNull();
  }

  /** A quote at its start makes it no exception. */
  @ParameterizedTest
  @ValueSource(strings = {"x", ",", "x,"})
  void anEndlessRowThatBeginsWithAQuotedFieldIsABadRowToo(String piece) throws Exception {
    String file =
        HEADER + "\"a\"" + piece.repeat(4 * RowReader.MOST_ROW_BYTES) + "\n" + GOOD + "\n";
    List<SourceRow> rows = read("f.csv", bytes(file));
    assertThat(rows).allSatisfy(row -> assertThat(row.time()).isNotNegative());
    assertThat(rows.get(0).bad().reason()).startsWith("the row is longer than 512 KiB");
    assertThat(rows.get(0).bad().raw()).hasSize(RowReader.MOST_ROW_BYTES);
    assertThat(rows.get(rows.size() - 1).event()).isNotNull();
  }

  @Test
  void packedFilesHoldTheSameRows() throws Exception {
    byte[] plain = bytes(HEADER + (GOOD + "\n").repeat(50_000));
    List<String> expected =
        read("f.csv", plain).stream().map(r -> json(r).substring(0, 200)).toList();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("README.txt"));
      out.write(1);
      out.putNextEntry(new ZipEntry("2019-Dec.csv"));
      out.write(plain);
    }
    byte[] zstd = com.github.luben.zstd.Zstd.compress(plain);
    for (var packed : List.of(gzip.toByteArray(), zip.toByteArray(), zstd)) {
      String name = packed == zstd ? "f.csv.zst" : packed[0] == 'P' ? "f.zip" : "f.csv.gz";
      assertThat(read(name, packed)).hasSize(expected.size());
    }
  }

  @Test
  void rowsOutsideTheAskedForTimeCountAndAreNotLookedAt() throws Exception {
    String early = GOOD.replace("2019-12-01", "2019-11-30");
    String text =
        HEADER
            + (early.replace("489.07", "free") + "\n")
            + (early.replace("x", "\"quoted,\nin two lines\"") + "\n")
            + (GOOD + "\n")
            + (GOOD.replace("489.07", "free") + "\n")
            + (GOOD.replace("2019-12-01", "2019-12-02") + "\n");
    Path file = Files.write(folder.resolve("f.csv"), bytes(text));
    CsvSource source = CsvSource.ofFile(file);
    List<SourcePosition> places = new ArrayList<>(List.of(SourcePosition.START));
    assertThat(firstOfDecember(source, SourcePosition.START, places))
        .containsExactly(
            "1 passed over 2019-11-30 00:00:00 UTC",
            "2 passed over 2019-11-30 00:00:00 UTC",
            "3 event 2019-12-01 00:00:00 UTC",
            "4 bad 2019-12-01 00:00:00 UTC",
            "5 passed over 2019-12-02 00:00:00 UTC");
    assertThat(firstOfDecember(source, places.get(3), new ArrayList<>()))
        .containsExactly("4 bad 2019-12-01 00:00:00 UTC", "5 passed over 2019-12-02 00:00:00 UTC");
  }

  private static List<String> firstOfDecember(
      CsvSource source, SourcePosition from, List<SourcePosition> places) throws Exception {
    List<String> seen = new ArrayList<>();
    try (SourceReader reader = SourceReader.open(source, 0, "f.csv", from)) {
      reader.only(1_575_158_400_000L, 1_575_244_800_000L);
      for (SourceRow row = reader.read(); row != null; row = reader.read()) {
        String what = row.event() != null ? "event" : row.bad() != null ? "bad" : "passed over";
        seen.add(row.row() + " " + what + " " + EventTime.format(row.time()));
        places.add(reader.position());
      }
    }
    return seen;
  }

  @Test
  void aMarkOfUtf8BeforeAQuotedHeaderIsPassedOver() throws Exception {
    String header = "\u00ef\u00bb\u00bf\"" + HEADER.strip().replace(",", "\",\"") + "\"\n";
    assertThat(json(read("f.csv", bytes(header + GOOD)).get(0))).isEqualTo(JSON);
  }

  @Test
  void aTextThatTheJobWouldRefuseIsABadRow() throws Exception {
    String longest = GOOD.replace("x", "y".repeat(1_000));
    assertThat(read("f.csv", bytes(HEADER + longest)).get(0).event()).isNotNull();

    String tooLong = GOOD.replace("x", "y".repeat(1_001));
    SourceRow read = read("f.csv", bytes(HEADER + tooLong)).get(0);
    assertThat(read.bad().reason()).isEqualTo("brand: has 1001 characters, more than 1000");
    List<String> columns = List.of(HEADER.strip().split(","));
    assertThatThrownBy(() -> SingleRow.read(read.bad().raw(), columns, "f.csv", 1))
        .hasMessageContaining("brand: has 1001 characters, more than 1000");
  }

  @Test
  void readingGoesOnAtAnyPlace() throws Exception {
    byte[] plain = bytes(HEADER + (GOOD + "\n").repeat(5_000));
    Path file = Files.write(folder.resolve("f.csv"), plain);
    var source = CsvSource.ofFile(file);
    try (SourceReader reader = SourceReader.open(source, 0, "f.csv", SourcePosition.START)) {
      for (int i = 1; i <= 4_999; i++) {
        reader.read();
        if (i % 1_000 == 999) {
          List<SourceRow> rest = read(source, reader.position());
          assertThat(rest).hasSize(5_000 - i);
          assertThat(rest.get(0).row()).isEqualTo(i + 1);
        }
      }
    }
  }

  @Test
  void standardInputIsReadOnFromAPlaceToo() throws Exception {
    byte[] plain = bytes(HEADER + (GOOD + "\n").repeat(100));
    var source = CsvSource.ofStandardInput("in", new ByteArrayInputStream(plain));
    source.checkHeader();
    SourcePosition place = new SourcePosition(HEADER.length() + 40L * (GOOD.length() + 1), 40);
    assertThat(read(source, place)).hasSize(60);
  }

  @Test
  void whatCannotBeReadAtAllIsSaidInOneSentence() {
    assertThatThrownBy(() -> read("empty.csv", new byte[0]))
        .isInstanceOf(InputMistake.class)
        .hasMessageEndingWith("empty.csv is empty; expected a header and rows.");
    assertThatThrownBy(() -> read("wrong.csv", bytes("a,b\n1,2\n")))
        .isInstanceOf(InputMistake.class)
        .hasMessageContaining("is no header of a shop's events: it lacks event_time");
    assertThatThrownBy(() -> read("f.csv.gz", bytes(HEADER)))
        .isInstanceOf(InputMistake.class)
        .hasMessageContaining("is not packed as its name says");
    for (String name : List.of("f.csv.zst", "f.zip")) {
      assertThatThrownBy(() -> read(name, bytes(HEADER)))
          .isInstanceOf(InputMistake.class)
          .hasMessageContaining(name + " is not packed as its name says");
    }
    assertThatThrownBy(() -> read("f.csv", bytes("\u001f\u008b\n")))
        .isInstanceOf(InputMistake.class)
        .hasMessageContaining("is packed: unpack it, or give it as a file")
        .hasMessageEndingWith(".csv.gz.");
    assertThatThrownBy(() -> CsvSource.ofFile(folder.resolve("missing.csv")))
        .isInstanceOf(InputMistake.class)
        .hasMessageEndingWith("there is no such file.");
  }

  private byte[] zip(String... entries) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(bytes(HEADER + GOOD));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void anArchiveHoldsOneFileOfEvents() throws Exception {
    byte[] packedOnAMac = zip("__MACOSX/2019/._Dec.csv", "2019/Dec.csv", "2019/._Dec.csv");
    assertThat(read("one.zip", packedOnAMac)).hasSize(1);
    assertThatThrownBy(() -> read("two.zip", zip("a.csv", "b.CSV")))
        .isInstanceOf(InputMistake.class)
        .hasMessageContaining("two.zip holds several .csv files (a.csv, b.CSV): unpack it");
    assertThatThrownBy(() -> read("none.zip", zip("README.txt")))
        .isInstanceOf(InputMistake.class)
        .hasMessageEndingWith("none.zip holds no .csv file.");
  }

  @Test
  void severalSourcesAreOneStreamInOrderOfTime() throws Exception {
    String late = GOOD.replace("00:00:00", "00:00:02");
    String middle = GOOD.replace("00:00:00", "00:00:01");
    Path one = Files.write(folder.resolve("one.csv"), bytes(HEADER + GOOD + "\n" + late + "\n"));
    Path two = Files.write(folder.resolve("two.csv"), bytes(HEADER + GOOD + "\n" + middle + "\n"));
    List<SourceReader> readers = new ArrayList<>();
    for (Path file : List.of(one, two)) {
      var source = CsvSource.ofFile(file);
      readers.add(SourceReader.open(source, readers.size(), source.name(), SourcePosition.START));
    }
    List<String> order = new ArrayList<>();
    try (MergedRows rows = new MergedRows(readers)) {
      for (SourceRow row = rows.read(); row != null; row = rows.read()) {
        order.add(row.source() + ":" + row.row() + "@" + rows.position(row.source()).row());
      }
    }
    assertThat(order).containsExactly("0:1@1", "1:1@1", "1:2@2", "0:2@2");
  }
}
