package io.shopfunnel.schema;

import java.math.BigDecimal;

/** The text of a price, such as {@code 489.07}, as exact cents: money is never floating point. */
public final class Price {
  private static final String FIELD = "price";
  private static final int MOST_DIGITS = 14;

  private Price() {}

  /**
   * Reads a price.
   *
   * @return the price in cents
   * @throws MalformedEventException where the text is no number, has fractions of a cent, or has
   *     more than 14 digits before the point
   */
  public static long parseCents(String text) throws MalformedEventException {
    long cents = plainCents(text);
    return cents == ShopEvent.NO_PRICE ? exactCents(text) : cents;
  }

  /** Writes cents as a price with two decimals, for example {@code -0.05}. */
  public static String format(long cents) {
    long units = Math.abs(cents) / 100;
    long rest = Math.abs(cents) % 100;
    return (cents < 0 ? "-" : "") + units + (rest < 10 ? ".0" : ".") + rest;
  }

  /** Digits, optionally a minus in front and one or two decimals; NO_PRICE for anything else. */
  private static long plainCents(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    int end = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (end == start || end - start > MOST_DIGITS || decimals > 2 || (point >= 0 && decimals < 1)) {
      return ShopEvent.NO_PRICE;
    }
    long cents = 0;
    for (int i = start; i < text.length(); i++) {
      if (i == point) {
        continue;
      }
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return ShopEvent.NO_PRICE;
      }
      cents = cents * 10 + digit;
    }
    for (int i = decimals; i < 2; i++) {
      cents *= 10;
    }
    return start == 1 ? -cents : cents;
  }

  private static long exactCents(String text) throws MalformedEventException {
    if (text.length() > 40) {
      throw wrong(text, "is too long for a price");
    }
    BigDecimal price;
    try {
      price = new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      throw wrong(text, "is no number");
    }
    if ((long) price.precision() - price.scale() > MOST_DIGITS) {
      throw wrong(text, "has more than 14 digits before the point");
    }
    try {
      return price.movePointRight(2).longValueExact();
    } catch (ArithmeticException fraction) {
      throw wrong(text, "has fractions of a cent");
    }
  }

  private static MalformedEventException wrong(String text, String why) {
    return new MalformedEventException(FIELD, "'" + Quoted.shortened(text) + "' " + why);
  }
}
