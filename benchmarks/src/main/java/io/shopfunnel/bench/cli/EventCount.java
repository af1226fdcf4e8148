package io.shopfunnel.bench.cli;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of events, as one writes it: 4M, 67.5M, 400K or 1000000.
 *
 * @param count how many
 */
record EventCount(long count) {
  private static final long LEAST = 1000;
  private static final long MOST = 1_000_000_000;

  static EventCount parse(String text) {
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

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'%s' should be a number of events from 1K to 1000M, such as 4M, 67.5M or 400K"
            .formatted(text));
  }
}
