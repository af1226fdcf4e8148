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

  /** The names of the types, by their rank. What follows them is part of the next key. */
  private static final byte[][] TYPE_NAMES = typeNames();

  private final Vocabulary vocabulary;
  private final byte[] lastTime = new byte[TIME_LENGTH];
  private long lastTimeMillis;

  private byte[] json = new byte[0];
  private int at;
  private int end;

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

  private static byte[][] typeNames() {
    return Arrays.stream(EventType.values())
        .map(type -> type.wireName().getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  /**
   * Reads the record in {@code record[from, to)}.
   *
   * @return whether the record is in the expected form; where not, the draft's fields mean nothing
   */
  boolean read(byte[] record, int from, int to, EventDraft into) {
    json = record;
    at = from;
    end = to;
    return readTime(into)
        && readType(into)
        && readProduct(into)
        && readCategory(into)
        && readBrand(into)
        && readPrice(into)
        && readUser(into)
        && readSession(into)
        && readId(into);
  }

  private boolean readTime(EventDraft into) {
    if (!skip(JsonEventEncoder.EVENT_TIME)) {
      return false;
    }
    into.eventTime = time();
    return into.eventTime != NOT_TAKEN;
  }

  private boolean readProduct(EventDraft into) {
    if (!skip(JsonEventEncoder.PRODUCT_ID)) {
      return false;
    }
    into.productId = number();
    return into.productId != NOT_TAKEN;
  }

  private boolean readCategory(EventDraft into) {
    if (!skip(JsonEventEncoder.CATEGORY_ID)) {
      return false;
    }
    into.categoryId = number();
    if (into.categoryId == NOT_TAKEN) {
      return false;
    }
    Category category =
        skip(JsonEventEncoder.CATEGORY_CODE) ? text(vocabulary.categories) : Category.UNKNOWN;
    if (category == null) {
      return false;
    }
    into.category = category;
    return true;
  }

  private boolean readBrand(EventDraft into) {
    if (!skip(JsonEventEncoder.BRAND)) {
      into.brand = null;
      return true;
    }
    into.brand = text(vocabulary.brands);
    return into.brand != null;
  }

  private boolean readPrice(EventDraft into) {
    into.priceCents = skip(JsonEventEncoder.PRICE) ? cents() : ShopEvent.NO_PRICE;
    return into.priceCents != NOT_TAKEN;
  }

  private boolean readUser(EventDraft into) {
    if (!skip(JsonEventEncoder.USER_ID)) {
      return false;
    }
    into.userId = number();
    return into.userId != NOT_TAKEN;
  }

  private boolean skip(byte[] expected) {
    int next = at + expected.length;
    if (next > end || !Arrays.equals(expected, 0, expected.length, json, at, next)) {
      return false;
    }
    at = next;
    return true;
  }

  /** Events come nearly in order of time, so the time is mostly that of the event before. */
  private long time() {
    int next = at + TIME_LENGTH;
    if (next > end) {
      return NOT_TAKEN;
    }
    if (!Arrays.equals(lastTime, 0, TIME_LENGTH, json, at, next)) {
      try {
        lastTimeMillis =
            EventTime.parse(new String(json, at, TIME_LENGTH, StandardCharsets.ISO_8859_1));
      } catch (MalformedEventException e) {
        return NOT_TAKEN;
      }
      System.arraycopy(json, at, lastTime, 0, TIME_LENGTH);
    }
    at = next;
    return lastTimeMillis;
  }

  private boolean readType(EventDraft into) {
    if (!skip(JsonEventEncoder.EVENT_TYPE)) {
      return false;
    }
    for (int rank = 0; rank < TYPE_NAMES.length; rank++) {
      if (skip(TYPE_NAMES[rank])) {
        into.type = EventType.ofRank(rank);
        return true;
      }
    }
    return false;
  }

  private long number() {
    int start = at;
    long number = 0;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      number = number * 10 + (json[at++] - '0');
    }
    boolean leadingZero = at - start > 1 && json[start] == '0';
    // 19 digits may be one too large, which shows as a number below zero.
    boolean tooLarge = at - start > MOST_DIGITS || number < 0;
    return at == start || tooLarge || leadingZero ? NOT_TAKEN : number;
  }

  private long cents() {
    boolean negative = at < end && json[at] == '-';
    if (negative) {
      at++;
    }
    long units = number();
    if (units == NOT_TAKEN || units > 99_999_999_999_999L || at + 3 > end) {
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
    while (at < end && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    boolean closed = at < end && json[at] == '"';
    if (at == start || !closed || at - start > EventField.MOST_CHARACTERS) {
      return null;
    }
    return interner.intern(json, start, at++);
  }

  private boolean readSession(EventDraft into) {
    into.sessionText = null;
    into.sessionHigh = 0;
    into.sessionLow = 0;
    into.hasSession = skip(JsonEventEncoder.USER_SESSION);
    return !into.hasSession || uuid(into);
  }

  private boolean uuid(EventDraft into) {
    int close = at + UUID_LENGTH;
    if (close >= end || json[close] != '"') {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte symbol = json[at + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (symbol != '-') {
          return false;
        }
        continue;
      }
      int digit = symbol >= 0 ? HEX_DIGITS[symbol] : -1;
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    at = close + 1;
    into.sessionHigh = high;
    into.sessionLow = low;
    return true;
  }

  /** The identity, which must be in the form {@code source:row} and end the record. */
  private boolean readId(EventDraft into) {
    if (!skip(JsonEventEncoder.EVENT_ID)) {
      return false;
    }
    int close = end - JsonEventEncoder.END.length;
    int digits = close;
    while (digits > at && json[digits - 1] >= '0' && json[digits - 1] <= '9') {
      digits--;
    }
    int length = close - digits;
    boolean padded =
        length == PADDED_ROW_DIGITS
            || (length > PADDED_ROW_DIGITS && length < MOST_DIGITS && json[digits] != '0');
    if (!padded
        || digits - 1 <= at
        || close - at > EventField.MOST_CHARACTERS
        || json[digits - 1] != ':'
        || !endsAt(close)) {
      return false;
    }
    long row = 0;
    for (int i = digits; i < close; i++) {
      row = row * 10 + (json[i] - '0');
    }
    for (int i = at; i < digits; i++) {
      if (json[i] < ' ' || json[i] == '"' || json[i] == '\\') {
        return false;
      }
    }
    into.source = vocabulary.sources.intern(json, at, digits - 1);
    into.row = row;
    return true;
  }

  private boolean endsAt(int close) {
    byte[] expected = JsonEventEncoder.END;
    return Arrays.equals(expected, 0, expected.length, json, close, end);
  }
}
