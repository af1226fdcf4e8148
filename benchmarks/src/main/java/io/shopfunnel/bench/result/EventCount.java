package io.shopfunnel.bench.result;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number of events, as one writes it: 4M, 67.5M, 400K or 1000000.
 *
 * @param count how many
 */
public record EventCount(long count) {
  private static final long THOUSAND = 1000;
  private static final long HUNDRED_THOUSAND = 100 * THOUSAND;
  private static final long LEAST = THOUSAND;
  private static final long MOST = 1_000_000_000;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where the text is none, with a sentence that says so
   */
  public static EventCount parse(String text) {
    String number = text.strip().toUpperCase(Locale.ROOT);
    if (!number.matches("[0-9]{1,10}([.][0-9]{1,6})?[KM]?")) {
      throw wrong(text);
    }
    int zeros = number.endsWith("M") ? 6 : number.endsWith("K") ? 3 : 0;
    BigDecimal events =
        new BigDecimal(number.replaceAll("[KM]", "")).scaleByPowerOfTen(zeros).stripTrailingZeros();
    if (events.scale() > 0
        || events.compareTo(BigDecimal.valueOf(LEAST)) < 0
        || events.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw wrong(text);
    }
    return new EventCount(events.longValueExact());
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'%s' should be a number of events from 1K to 1000M, such as 4M, 67.5M or 400K"
            .formatted(text));
  }

  /** As short as {@link #parse} can read it. */
  @Override
  public String toString() {
    if (count % HUNDRED_THOUSAND == 0 && count >= 10 * HUNDRED_THOUSAND) {
      return BigDecimal.valueOf(count, 6).stripTrailingZeros().toPlainString() + "M";
    }
    return count % THOUSAND == 0 ? count / THOUSAND + "K" : Long.toString(count);
  }
}
