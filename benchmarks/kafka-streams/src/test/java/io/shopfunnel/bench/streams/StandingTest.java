package io.shopfunnel.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventType;
import org.junit.jupiter.api.Test;

/** The worked example of docs/semantics.md, and what it leaves open. */
class StandingTest {
  @Test
  void theWorkedExample() {
    assertThat(depth("10:00 view", "10:02 cart", "10:05 purchase")).isEqualTo(3);
    assertThat(depth("10:00 cart", "10:01 view", "10:03 purchase")).isEqualTo(1);
    assertThat(depth("10:10 view", "10:10 cart", "10:12 purchase")).isEqualTo(3);
    assertThat(depth("10:20 purchase")).isZero();
    assertThat(depth("10:59 view", "11:01 cart", "11:04 purchase")).isEqualTo(3);
    assertThat(depth("10:30 view", "10:30 view", "10:31 cart")).isEqualTo(2);
  }

  @Test
  void tiesFavourConversionInAnyOrderOfArrival() {
    assertThat(depth("10:00 purchase", "10:00 cart", "10:00 remove_from_cart", "10:00 view"))
        .isEqualTo(3);
  }

  @Test
  void theEntryIsTheFirstView() {
    assertThat(standing("10:00 cart", "10:01 view", "10:02 view").entered())
        .isEqualTo(seconds("10:01"));
  }

  @Test
  void aSessionEndsAfterASilenceOrADay() {
    Standing standing = standing("10:00 view", "10:20 view");
    assertThat(standing.isOverAt(seconds("10:50"))).isFalse();
    assertThat(standing.isOverAt(seconds("10:50") + 1)).isTrue();
    Standing longest = new Standing(0, 24 * 3600 - 60, 0, (byte) 0, (byte) 0);
    assertThat(longest.isOverAt(24 * 3600)).isFalse();
    assertThat(longest.isOverAt(24 * 3600 + 1)).isTrue();
  }

  @Test
  void bytesHoldAllOfIt() {
    Standing standing = standing("10:00 view", "10:20 cart");
    byte[] bytes = Standing.serde().serializer().serialize("", standing);
    assertThat(Standing.serde().deserializer().deserialize("", bytes)).isEqualTo(standing);
  }

  private static int depth(String... events) {
    return standing(events).depth();
  }

  private static Standing standing(String... events) {
    Standing standing = Standing.begin(seconds(events[0].split(" ")[0]));
    for (String event : events) {
      String[] parts = event.split(" ");
      standing = standing.after(seconds(parts[0]), EventType.ofWireName(parts[1]));
    }
    return standing;
  }

  private static long seconds(String time) {
    return Long.parseLong(time.substring(0, 2)) * 3600 + Long.parseLong(time.substring(3)) * 60;
  }
}
