package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCountTest {
  @ParameterizedTest
  @CsvSource({"4M,4000000", "67.5M,67500000", "400k,400000", "1000,1000", "1.5K,1500"})
  void eventsAreWrittenAsPeopleWriteThem(String text, long count) {
    assertThat(EventCount.parse(text).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"4000000,4M", "67500000,67.5M", "400000,400K", "1000,1K", "1500,1500"})
  void theyAreShownInTheSameWay(long count, String text) {
    assertThat(new EventCount(count)).hasToString(text);
    assertThat(EventCount.parse(text)).isEqualTo(new EventCount(count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-4M", "1.0001K", "999", "2000M", "4MM", "4 M"})
  void otherTextsAreNoNumberOfEvents(String text) {
    assertThatThrownBy(() -> EventCount.parse(text))
        .hasMessageContaining("should be a number of events");
  }
}
