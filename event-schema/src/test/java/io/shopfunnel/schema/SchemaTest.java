package io.shopfunnel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @ParameterizedTest
  @CsvSource({
    "0.00,0",
    "489.07,48907",
    "-7.94,-794",
    "5,500",
    "5.5,550",
    "1e2,10000",
    "12.700,1270",
    "-0.05,-5",
    "99999999999999.99,9999999999999999"
  })
  void pricesAreExactCents(String text, long cents) throws Exception {
    assertThat(Price.parseCents(text)).isEqualTo(cents);
    assertThat(Price.parseCents(Price.format(cents))).isEqualTo(cents);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        ".",
        ".5.",
        "1,5",
        "NaN",
        "0x10",
        "1.001",
        "100000000000000",
        "1e999999999"
      })
  void whatIsNoPriceIsRefused(String text) {
    assertThatThrownBy(() -> Price.parseCents(text))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageStartingWith("price: ");
  }

  @ParameterizedTest
  @CsvSource({
    "-1,<=0",
    "0,<=0",
    "1,0-10",
    "999,0-10",
    "1000,10-20",
    "4999,40-50",
    "5000,50+",
    "9999999999999,50+"
  })
  void theLowerBoundBelongsToTheBand(long cents, String label) {
    assertThat(PriceBand.ofCents(cents).label()).isEqualTo(label);
  }

  @Test
  void timesAreReadAndWrittenAlike() throws Exception {
    assertThat(EventTime.parse("2019-12-01 00:00:00 UTC")).isEqualTo(1575158400000L);
    assertThat(EventTime.format(1575158400000L)).isEqualTo("2019-12-01 00:00:00 UTC");
    assertThat(EventTime.parse("2020-02-29 23:59:59 UTC")).isEqualTo(1583020799000L);
  }

  @Test
  void anIdentityKeepsItsTextAndItsOrder() {
    assertThat(new EventId("2019-Dec.csv", 42)).hasToString("2019-Dec.csv:0000000042");
    for (String text :
        new String[] {
          "a",
          "a:1",
          "a:0000000001",
          "a:12345678901",
          "a:01234567890",
          ":0000000001",
          "a:b:0000000009"
        }) {
      assertThat(EventId.of(text)).as(text).hasToString(text);
    }
    assertThat(Stream.of("a:0000000010", "b:0000000001", "a:0000000009").map(EventId::of).sorted())
        .extracting(EventId::toString)
        .containsExactly("a:0000000009", "a:0000000010", "b:0000000001");
  }

  @Test
  void sessionsAreOneWhenTheirTextsAre() {
    String uuid = "51d85cb0-897f-48d2-918b-ad63965c12dc";
    assertThat(SessionId.of(uuid)).hasToString(uuid).isEqualTo(SessionId.of(uuid));
    assertThat(SessionId.of(uuid.toUpperCase(java.util.Locale.ROOT)))
        .isNotEqualTo(SessionId.of(uuid));
    assertThat(SessionId.of("abc")).hasToString("abc").isNotEqualTo(SessionId.of("abd"));
  }

  @Test
  void aCategoryKnowsItsRoot() {
    assertThat(Category.of("electronics.audio.headphone").root()).isEqualTo("electronics");
    assertThat(Category.of("apparel").root()).isEqualTo("apparel");
    assertThat(Category.of("").root()).isEqualTo("unknown");
    assertThat(Category.of(null)).isSameAs(Category.UNKNOWN);
  }

  @Test
  void tiesFavourConversion() {
    assertThat(EventType.values())
        .extracting(EventType::wireName)
        .containsExactly("view", "cart", "purchase", "remove_from_cart");
  }

  @Test
  void theTimesInRangeAreThoseThatCanBeRead() throws Exception {
    long first = EventTime.parse("2000-01-01 00:00:00 UTC");
    long last = EventTime.parse("2199-12-31 23:59:59 UTC");
    assertThat(EventTime.isInRange(first)).isTrue();
    assertThat(EventTime.isInRange(first - 1)).isFalse();
    assertThat(EventTime.isInRange(last + 999)).isTrue();
    assertThat(EventTime.isInRange(last + 1_000)).isFalse();
    assertThat(EventTime.isInRange(0)).isFalse();
    assertThat(EventTime.isInRange(Long.MIN_VALUE)).isFalse();
    assertThat(EventTime.isInRange(Long.MAX_VALUE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01 00:00:00 UTC",
        "1999-12-31 23:59:59 UTC",
        "2200-01-01 00:00:00 UTC",
        "1999-12-31T23:59:59Z"
      })
  void aTimeOutsideTheRangeIsRefused(String text) {
    assertThatThrownBy(() -> EventTime.parse(text))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage("event_time: '" + text + "' is not of the years 2000 to 2199");
  }
}
