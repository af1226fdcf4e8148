package io.shopfunnel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalEncodingTest {
  private final JsonEventEncoder encoder = new JsonEventEncoder();

  private byte[] encode(long row, String... texts) {
    byte[] bytes = String.join("", texts).getBytes(StandardCharsets.US_ASCII);
    int[] from = new int[texts.length];
    int[] to = new int[texts.length];
    int at = 0;
    for (int i = 0; i < texts.length; i++) {
      from[i] = at;
      at += texts[i].length();
      to[i] = at;
    }
    byte[] source = "2019-Dec.csv".getBytes(StandardCharsets.US_ASCII);
    return encoder.encodeCanonical(bytes, from, to, source, row);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 9_999_999_999L, 10_000_000_000L, 123_456_789_012L})
  void copiedTextsGiveTheJsonOfTheEvent(long row) throws Exception {
    byte[] json =
        encode(
            row,
            "2019-12-01 00:00:00 UTC",
            "remove_from_cart",
            "1",
            "2053013555631882655",
            "a.b",
            "x",
            "489.07",
            "3",
            "46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c");
    ShopEvent event = new JsonEventDecoder().decode(json);
    assertThat(event.id()).isEqualTo(new EventId("2019-Dec.csv", row));
    assertThat(encoder.encode(event)).isEqualTo(json);
  }

  @Test
  void emptyTextsAreLeftOut() throws Exception {
    byte[] json = encode(7, "2019-12-01 00:00:00 UTC", "view", "1", "2", "", "", "", "3", "");
    assertThat(encoder.encode(new JsonEventDecoder().decode(json))).isEqualTo(json);
    assertThat(json).asString().doesNotContain("brand").doesNotContain("price");
  }
}
