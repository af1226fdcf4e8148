package io.shopfunnel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record that looks exactly as {@link JsonEventEncoder} writes it, without a tokenizer: the
 * keys are compared as bytes, the values read where they must stand. It never judges a record:
 * whatever it does not expect (another order, an escape, a byte beyond ASCII, a wrong value) it
 * leaves to {@link JacksonEventReader}.
 */
final class TemplateEventReader {
  /** What {@link #number} and {@link #cents} give for a value that this reader does not take. */
  private static final long NOT_TAKEN = Long.MIN_VALUE + 1;

  private static final int TIME_LENGTH = 23;
  private static final int UUID_LENGTH = 36;
  private static final int MOST_DIGITS = 19;
  private static final int PADDED_ROW_DIGITS = 10;

  /** The value of each lower-case hexadecimal digit, -1 for any other ASCII character. */
  private static final byte[] HEX_DIGITS = hexDigits();

  private final Vocabulary vocabulary;
  private final byte[] lastTime = new byte[TIME_LENGTH];
  private long lastTimeMillis;

  private byte[] json = new byte[0];
  private int at;

  TemplateEventReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  private static byte[] hexDigits() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 16; i++) {
      values[Character.forDigit(i, 16)] = (byte) i;
    }
    return values;
  }

  /** The event, or null where the record is not in the expected form. */
  @Nullable ShopEvent read(byte[] record) {
    json = record;
    at = 0;
    long time = skip(JsonEventEncoder.EVENT_TIME) ? time() : NOT_TAKEN;
    EventType type = skip(JsonEventEncoder.EVENT_TYPE) ? type() : null;
    long product = skip(JsonEventEncoder.PRODUCT_ID) ? number() : NOT_TAKEN;
    long categoryId = skip(JsonEventEncoder.CATEGORY_ID) ? number() : NOT_TAKEN;
    if (time == NOT_TAKEN || type == null || product == NOT_TAKEN || categoryId == NOT_TAKEN) {
      return null;
    }
    Category category = Category.UNKNOWN;
    if (skip(JsonEventEncoder.CATEGORY_CODE)) {
      category = text(vocabulary.categories);
    }
    String brand = skip(JsonEventEncoder.BRAND) ? text(vocabulary.brands) : null;
    long price = skip(JsonEventEncoder.PRICE) ? cents() : ShopEvent.NO_PRICE;
    long user = skip(JsonEventEncoder.USER_ID) ? number() : NOT_TAKEN;
    SessionId session = skip(JsonEventEncoder.USER_SESSION) ? uuid() : null;
    EventId id = skip(JsonEventEncoder.EVENT_ID) ? id() : null;
    if (category == null || price == NOT_TAKEN || user == NOT_TAKEN || id == null) {
      return null;
    }
    return new ShopEvent(
        time, type, product, categoryId, category, brand, price, user, session, id);
  }

  private boolean skip(byte[] expected) {
    int end = at + expected.length;
    if (end > json.length || !Arrays.equals(expected, 0, expected.length, json, at, end)) {
      return false;
    }
    at = end;
    return true;
  }

  /** Events come nearly in order of time, so the time is mostly that of the event before. */
  private long time() {
    int end = at + TIME_LENGTH;
    if (end > json.length) {
      return NOT_TAKEN;
    }
    if (!Arrays.equals(lastTime, 0, TIME_LENGTH, json, at, end)) {
      try {
        lastTimeMillis =
            EventTime.parse(new String(json, at, TIME_LENGTH, StandardCharsets.ISO_8859_1));
      } catch (MalformedEventException e) {
        return NOT_TAKEN;
      }
      System.arraycopy(json, at, lastTime, 0, TIME_LENGTH);
    }
    at = end;
    return lastTimeMillis;
  }

  private @Nullable EventType type() {
    EventType type =
        switch (at < json.length ? json[at] : 0) {
          case 'v' -> EventType.VIEW;
          case 'c' -> EventType.CART;
          case 'p' -> EventType.PURCHASE;
          case 'r' -> EventType.REMOVE_FROM_CART;
          default -> null;
        };
    if (type == null) {
      return null;
    }
    String name = type.wireName();
    if (at + name.length() >= json.length) {
      return null;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[at + i] != name.charAt(i)) {
        return null;
      }
    }
    at += name.length();
    return type;
  }

  private long number() {
    int start = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      number = number * 10 + (json[at++] - '0');
    }
    boolean leadingZero = at - start > 1 && json[start] == '0';
    // 19 digits may be one too large, which shows as a number below zero.
    boolean tooLarge = at - start > MOST_DIGITS || number < 0;
    return at == start || tooLarge || leadingZero ? NOT_TAKEN : number;
  }

  private long cents() {
    boolean negative = at < json.length && json[at] == '-';
    if (negative) {
      at++;
    }
    long units = number();
    if (units == NOT_TAKEN || units > 99_999_999_999_999L || at + 3 > json.length) {
      return NOT_TAKEN;
    }
    int tens = json[at + 1] - '0';
    int ones = json[at + 2] - '0';
    if (json[at] != '.' || tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      return NOT_TAKEN;
    }
    at += 3;
    long cents = units * 100 + tens * 10L + ones;
    return negative ? -cents : cents;
  }

  private <T> @Nullable T text(Interner<T> interner) {
    int start = at;
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    boolean closed = at < json.length && json[at] == '"';
    if (at == start || !closed || at - start > EventField.MOST_CHARACTERS) {
      return null;
    }
    return interner.intern(json, start, at++);
  }

  private @Nullable SessionId uuid() {
    int end = at + UUID_LENGTH;
    if (end >= json.length || json[end] != '"') {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte symbol = json[at + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (symbol != '-') {
          return null;
        }
        continue;
      }
      int digit = symbol >= 0 ? HEX_DIGITS[symbol] : -1;
      if (digit < 0) {
        return null;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    at = end + 1;
    return SessionId.ofUuid(high, low);
  }

  /** The identity, which must be in the form {@code source:row} and end the record. */
  private @Nullable EventId id() {
    int end = json.length - JsonEventEncoder.END.length;
    int digits = end;
    while (digits > at && json[digits - 1] >= '0' && json[digits - 1] <= '9') {
      digits--;
    }
    int length = end - digits;
    boolean padded =
        length == PADDED_ROW_DIGITS
            || (length > PADDED_ROW_DIGITS && length < MOST_DIGITS && json[digits] != '0');
    if (!padded
        || digits - 1 <= at
        || end - at > EventField.MOST_CHARACTERS
        || json[digits - 1] != ':'
        || !endsAt(end)) {
      return null;
    }
    long row = 0;
    for (int i = digits; i < end; i++) {
      row = row * 10 + (json[i] - '0');
    }
    for (int i = at; i < digits; i++) {
      if (json[i] < ' ' || json[i] == '"' || json[i] == '\\') {
        return null;
      }
    }
    return new EventId(vocabulary.sources.intern(json, at, digits - 1), row);
  }

  private boolean endsAt(int end) {
    byte[] expected = JsonEventEncoder.END;
    return Arrays.equals(expected, 0, expected.length, json, end, json.length);
  }
}
