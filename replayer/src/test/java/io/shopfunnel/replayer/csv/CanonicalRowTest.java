package io.shopfunnel.replayer.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.generate.MonthGenerator;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way from a row to JSON gives what the long way gives. */
class CanonicalRowTest {
  @ParameterizedTest
  @ValueSource(strings = {"multi", "cosmetics"})
  void copiedRowsAreWhatTheEncoderWrites(String shop) throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    MonthGenerator.write(shop, LocalDate.of(2019, 12, 1), 31, 20_000, 5, csv, rows -> {});
    CsvSource source =
        CsvSource.ofStandardInput("2019-Dec.csv", new ByteArrayInputStream(csv.toByteArray()));
    JsonEventDecoder decoder = new JsonEventDecoder();
    JsonEventEncoder encoder = new JsonEventEncoder();
    int rows = 0;
    try (SourceReader reader = SourceReader.open(source, 0, source.name(), SourcePosition.START)) {
      for (SourceRow row = reader.read(); row != null; row = reader.read()) {
        ShopEvent event = decoder.decode(row.event().value());
        assertThat(encoder.encode(event)).isEqualTo(row.event().value());
        assertThat(event.eventTime()).isEqualTo(row.event().eventTime());
        assertThat(event.id().row()).isEqualTo(++rows);
        assertThat(row.event().key()).asString().isEqualTo(Long.toString(event.userId()));
      }
    }
    assertThat(rows).isEqualTo(20_000);
  }
}
