package io.shopfunnel.replayer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.JsonEventDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a file: each row is an event, which the job can read, or a bad row with its
 * reason; and no row takes another with it. {@code -Dspoiled.rows=1000000} looks at so many.
 */
class SpoiledRowsTest {
  private static final int ROWS = Integer.getInteger("spoiled.rows", 10_000);
  private static final int ROWS_OF_A_FILE = 500;
  private static final String HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n";
  private static final String GOOD =
      "2019-12-01 00:00:00 UTC,view,1,2,a.b,x,489.07,3,46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c";

  private final long seed = RandomGenerator.getDefault().nextLong();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  private final RowMutations mutations = new RowMutations(random);
  private final JsonEventDecoder decoder = new JsonEventDecoder();
  private final EventDraft draft = new EventDraft();
  private int events;
  private int bad;

  SpoiledRowsTest() {
    System.out.println("SpoiledRowsTest: seed " + seed);
  }

  @Test
  void eachSpoiledRowIsAnEventOrABadRowAndTheNextOneIsRead() throws Exception {
    List<byte[]> unquoted = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      byte[] row = mutations.mutate(GOOD);
      if (new String(row, ISO_8859_1).indexOf('"') >= 0) {
        // What a quote opens, one of another row would close.
        read(List.of(row));
      } else {
        unquoted.add(row);
      }
      if (unquoted.size() == ROWS_OF_A_FILE || i == ROWS - 1) {
        read(unquoted);
        unquoted.clear();
      }
    }
    // Both verdicts were given often.
    assertThat(events).isGreaterThan(ROWS / 20);
    assertThat(bad).isGreaterThan(ROWS / 5);
  }

  @Test
  void aSpoiledHeaderIsToldInASentence() throws Exception {
    int refused = 0;
    for (int i = 0; i < ROWS / 10; i++) {
      byte[] header = mutations.mutate(HEADER.strip());
      try {
        SourceReader reader = open(new String(header, ISO_8859_1) + "\n" + GOOD + "\n");
        reader.close();
      } catch (InputMistake e) {
        refused++;
        assertThat(e).hasMessageContaining("standard input");
      }
    }
    assertThat(refused).isGreaterThan(ROWS / 100);
  }

  private static SourceReader open(String file) throws Exception {
    CsvSource source =
        CsvSource.ofStandardInput("in", new ByteArrayInputStream(file.getBytes(ISO_8859_1)));
    return SourceReader.open(source, 0, source.name(), SourcePosition.START);
  }

  /** Reads rows with a good one after each, which the number of its user tells apart. */
  private void read(List<byte[]> rows) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(HEADER.getBytes(ISO_8859_1));
    for (int i = 0; i < rows.size(); i++) {
      file.writeBytes(rows.get(i));
      file.writeBytes(
          ("\n" + GOOD.replace(",3,", "," + sentinel(i) + ",") + "\n").getBytes(ISO_8859_1));
    }
    String text = file.toString(ISO_8859_1);
    int sentinels = 0;
    try (SourceReader reader = open(text)) {
      long number = 0;
      for (SourceRow row = reader.read(); row != null; row = reader.read()) {
        assertThat(row.row()).isEqualTo(++number);
        if (isSentinel(row, sentinels)) {
          sentinels++;
        } else {
          accept(row);
        }
      }
    }
    if (sentinels != rows.size()) {
      assertThat(sentinels).as("seed %d: %s", seed, text).isEqualTo(rows.size());
    }
  }

  private static String sentinel(int i) {
    return "777000" + i;
  }

  private static boolean isSentinel(SourceRow row, int i) {
    return row.event() != null && new String(row.event().key(), ISO_8859_1).equals(sentinel(i));
  }

  private void accept(SourceRow row) throws Exception {
    if (row.event() == null) {
      bad++;
      assertThat(row.bad().reason()).isNotBlank();
      return;
    }
    events++;
    decoder.decode(row.event().value(), 0, row.event().value().length, draft);
    assertThat(draft.eventTime).isEqualTo(row.event().eventTime());
    assertThat(Long.toString(draft.userId)).isEqualTo(new String(row.event().key(), ISO_8859_1));
  }
}
