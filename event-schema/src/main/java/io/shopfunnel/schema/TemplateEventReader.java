package io.shopfunnel.schema;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record that looks exactly as {@link JsonEventEncoder} writes it, without a tokenizer: the
 * keys are compared as words of eight bytes, the values read where they must stand. It never judges
 * a record: whatever it does not expect (another order, an escape, a byte beyond ASCII, a wrong
 * value) it leaves to {@link JacksonEventReader}.
 *
 * <p>Each step takes where its field must begin, and gives where the next one does, or {@link
 * #LEFT} where it leaves the record to Jackson.
 */
final class TemplateEventReader {
  private static final int LEFT = -1;

  private static final FixedBytes EVENT_TIME = FixedBytes.of(JsonEventEncoder.EVENT_TIME);
  private static final FixedBytes EVENT_TYPE = FixedBytes.of(JsonEventEncoder.EVENT_TYPE);
  private static final FixedBytes PRODUCT_ID = FixedBytes.of(JsonEventEncoder.PRODUCT_ID);
  private static final FixedBytes CATEGORY_ID = FixedBytes.of(JsonEventEncoder.CATEGORY_ID);
  private static final FixedBytes CATEGORY_CODE = FixedBytes.of(JsonEventEncoder.CATEGORY_CODE);
  private static final FixedBytes BRAND = FixedBytes.of(JsonEventEncoder.BRAND);
  private static final FixedBytes PRICE = FixedBytes.of(JsonEventEncoder.PRICE);
  private static final FixedBytes USER_ID = FixedBytes.of(JsonEventEncoder.USER_ID);
  private static final FixedBytes USER_SESSION = FixedBytes.of(JsonEventEncoder.USER_SESSION);
  private static final FixedBytes EVENT_ID = FixedBytes.of(JsonEventEncoder.EVENT_ID);

  private static final long VIEW = Words.of("view");
  private static final long CART = Words.of("cart");
  private static final long PURCHASE = Words.of("purchase");
  private static final FixedBytes REMOVE_FROM_CART =
      FixedBytes.of("remove_from_cart".getBytes(StandardCharsets.US_ASCII));

  private static final int TIME_LENGTH = 23;
  private static final int DAY_LENGTH = 11;
  private static final long UTC = Words.of(" UTC");
  private static final long MILLIS_PER_SECOND = 1_000;

  private static final int MOST_DIGITS = 19;
  private static final long MOST_UNITS = 99_999_999_999_999L;
  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private static final int UUID_LENGTH = 36;
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  /** Where the dashes stand in the second and the third word of a UUID, and those dashes. */
  private static final long DASHES_1 = 0x0000_FF00_0000_00FFL;

  private static final long DASHES_2 = 0xFF00_0000_00FF_0000L;
  private static final long DASH_1 = Words.of("-    -  ") & DASHES_1;
  private static final long DASH_2 = Words.of("  -    -") & DASHES_2;
  private static final int ROW_DIGITS = EventId.PADDED_DIGITS;

  private final Vocabulary vocabulary;

  /** The first eight bytes of the day that came last, such as {@code 2019-12-}. */
  private long yearAndMonth;

  /**
   * The three bytes that follow, such as {@code 01} and a space; at first none, for no day came.
   */
  private long dayOfMonth = -1;

  /** That day's first millisecond. */
  private long midnight;

  /** The number that {@link #digits} read last. */
  private long number;

  TemplateEventReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the record in {@code json[from, to)}.
   *
   * @return whether the record is in the expected form; where not, the draft's fields mean nothing
   */
  boolean read(byte[] json, int from, int to, EventDraft into) {
    int at = time(json, from, to, into);
    at = at == LEFT ? LEFT : type(json, at, to, into);
    at = at == LEFT ? LEFT : product(json, at, to, into);
    at = at == LEFT ? LEFT : categoryId(json, at, to, into);
    at = at == LEFT ? LEFT : category(json, at, to, into);
    at = at == LEFT ? LEFT : brand(json, at, to, into);
    at = at == LEFT ? LEFT : price(json, at, to, into);
    at = at == LEFT ? LEFT : user(json, at, to, into);
    at = at == LEFT ? LEFT : session(json, at, to, into);
    return at != LEFT && id(json, at, to, into);
  }

  private int time(byte[] json, int key, int end, EventDraft into) {
    int at = key + EVENT_TIME.length();
    int next = at + TIME_LENGTH;
    if (next > end
        || !EVENT_TIME.begin(json, key, end)
        || !isDay(json, at)
        || Words.half(json, next - 4) != UTC) {
      return LEFT;
    }
    int second = Words.secondOfDay(Words.word(json, at + DAY_LENGTH));
    into.eventTime = midnight + second * MILLIS_PER_SECOND;
    return second < 0 ? LEFT : next;
  }

  /** Whether a day of the range begins there; its midnight is then known. */
  private boolean isDay(byte[] json, int at) {
    long first = Words.word(json, at);
    long rest = Words.first(Words.word(json, at + Words.SIZE), DAY_LENGTH - Words.SIZE);
    return (first == yearAndMonth && rest == dayOfMonth) || isOtherDay(json, at, first, rest);
  }

  private boolean isOtherDay(byte[] json, int at, long first, long rest) {
    String day = new String(json, at, DAY_LENGTH, StandardCharsets.ISO_8859_1);
    try {
      midnight = EventTime.parse(day + "00:00:00 UTC");
    } catch (MalformedEventException e) {
      return false;
    }
    yearAndMonth = first;
    dayOfMonth = rest;
    return true;
  }

  private static int type(byte[] json, int key, int end, EventDraft into) {
    int at = key + EVENT_TYPE.length();
    if (at + Words.SIZE > end || !EVENT_TYPE.begin(json, key, end)) {
      return LEFT;
    }
    long word = Words.word(json, at);
    long half = Words.first(word, 4);
    if (half == VIEW) {
      into.type = EventType.VIEW;
      return at + 4;
    }
    if (half == CART) {
      into.type = EventType.CART;
      return at + 4;
    }
    if (word == PURCHASE) {
      into.type = EventType.PURCHASE;
      return at + Words.SIZE;
    }
    into.type = EventType.REMOVE_FROM_CART;
    return REMOVE_FROM_CART.begin(json, at, end) ? at + REMOVE_FROM_CART.length() : LEFT;
  }

  private int product(byte[] json, int key, int end, EventDraft into) {
    int next = number(PRODUCT_ID, json, key, end);
    into.productId = number;
    return next;
  }

  private int categoryId(byte[] json, int key, int end, EventDraft into) {
    int next = number(CATEGORY_ID, json, key, end);
    into.categoryId = number;
    return next;
  }

  private int user(byte[] json, int key, int end, EventDraft into) {
    int next = number(USER_ID, json, key, end);
    into.userId = number;
    return next;
  }

  private int category(byte[] json, int key, int end, EventDraft into) {
    if (!CATEGORY_CODE.begin(json, key, end)) {
      into.categoryCode = null;
      return key;
    }
    int from = key + CATEGORY_CODE.length();
    int to = endOfText(json, from, end);
    if (to == LEFT) {
      return LEFT;
    }
    into.categoryCode = vocabulary.categories.intern(json, from, to);
    return to + 1;
  }

  private int brand(byte[] json, int key, int end, EventDraft into) {
    if (!BRAND.begin(json, key, end)) {
      into.brand = null;
      return key;
    }
    int from = key + BRAND.length();
    int to = endOfText(json, from, end);
    if (to == LEFT) {
      return LEFT;
    }
    into.brand = vocabulary.brands.intern(json, from, to);
    return to + 1;
  }

  private int price(byte[] json, int key, int end, EventDraft into) {
    if (!PRICE.begin(json, key, end)) {
      into.priceCents = ShopEvent.NO_PRICE;
      return key;
    }
    int at = key + PRICE.length();
    boolean negative = at < end && json[at] == '-';
    int point = digits(json, negative ? at + 1 : at, end);
    if (point == LEFT || number > MOST_UNITS || point + Words.SIZE > end || json[point] != '.') {
      return LEFT;
    }
    int tens = json[point + 1] - '0';
    int ones = json[point + 2] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      return LEFT;
    }
    long cents = number * 100 + tens * 10L + ones;
    into.priceCents = negative ? -cents : cents;
    return point + 3;
  }

  private int session(byte[] json, int key, int end, EventDraft into) {
    into.sessionText = null;
    into.hasSession = USER_SESSION.begin(json, key, end);
    if (!into.hasSession) {
      into.sessionHigh = 0;
      into.sessionLow = 0;
      return key;
    }
    return uuid(json, key + USER_SESSION.length(), end, into);
  }

  /**
   * A UUID in its usual form, such as {@code 51d85cb0-897f-48d2-918b-ad63965c12dc}: the words
   * {@code 51d85cb0}, {@code -897f-48}, {@code d2-918b-}, {@code ad63965c} and, overlapping, {@code
   * 965c12dc}.
   */
  private static int uuid(byte[] json, int at, int end, EventDraft into) {
    int close = at + UUID_LENGTH;
    if (close >= end || json[close] != '"') {
      return LEFT;
    }
    long first = Words.word(json, at);
    long dashFirst = Words.word(json, at + 8);
    long dashLast = Words.word(json, at + 16);
    long second = (dashFirst >>> 8 & LOWER_HALF) | dashFirst >>> 48 << 32 | dashLast << 48;
    long third = (dashLast >>> 24 & LOWER_HALF) | Words.word(json, at + 24) << 32;
    long fourth = Words.word(json, at + 28);
    long noDash = (dashFirst & DASHES_1) ^ DASH_1 | (dashLast & DASHES_2) ^ DASH_2;
    long noHex =
        Words.noHex(first) | Words.noHex(second) | Words.noHex(third) | Words.noHex(fourth);
    if ((noDash | noHex) != 0) {
      return LEFT;
    }
    into.sessionHigh = Words.hexNumber(first) << 32 | Words.hexNumber(second);
    into.sessionLow = Words.hexNumber(third) << 32 | Words.hexNumber(fourth);
    return close + 1;
  }

  /** The identity, which must be in the form {@code source:row} and end the record. */
  private boolean id(byte[] json, int key, int end, EventDraft into) {
    int from = key + EVENT_ID.length();
    int close = end - JsonEventEncoder.END.length;
    int row = close - ROW_DIGITS;
    int colon = row - 1;
    if (colon <= from
        || close - from > EventField.MOST_CHARACTERS
        || !EVENT_ID.begin(json, key, end)
        || json[colon] != ':'
        || json[close] != '"'
        || json[close + 1] != '}') {
      return false;
    }
    long upper = Words.first(Words.word(json, row), 2);
    long lower = Words.word(json, row + 2);
    InternedText source = source(json, from, colon);
    if (source == null || Words.digits(upper) != 2 || Words.digits(lower) != Words.SIZE) {
      return false;
    }
    into.source = source;
    into.row = Words.number(upper, 2) * 100_000_000 + Words.number(lower, Words.SIZE);
    return true;
  }

  private @Nullable InternedText source(byte[] json, int from, int to) {
    for (int at = from; at < to; at += Words.SIZE) {
      if (Words.plainText(Words.word(json, at)) < Math.min(Words.SIZE, to - at)) {
        return null;
      }
    }
    return vocabulary.sources.intern(json, from, to);
  }

  private int number(FixedBytes name, byte[] json, int key, int end) {
    return name.begin(json, key, end) ? digits(json, key + name.length(), end) : LEFT;
  }

  /**
   * Reads the digits of a number that is not negative. At least a word must follow them, as it does
   * in a whole record.
   */
  private int digits(byte[] json, int from, int end) {
    long value = 0;
    int digits = Words.SIZE;
    int at = from;
    while (digits == Words.SIZE && at + Words.SIZE <= end) {
      long word = Words.word(json, at);
      digits = Words.digits(word);
      if (digits > 0) {
        value = value * POWERS_OF_TEN[digits] + Words.number(word, digits);
        at += digits;
      }
    }
    number = value;
    return digits < Words.SIZE && isInteger(json[from], at - from, value) ? at : LEFT;
  }

  /** 19 digits may be one too large, which shows as a number below zero. */
  private static boolean isInteger(byte first, int length, long value) {
    boolean leadingZero = length > 1 && first == '0';
    return length > 0 && length <= MOST_DIGITS && value >= 0 && !leadingZero;
  }

  /** Where the quote stands that ends a plain text of a length that a field may have. */
  private static int endOfText(byte[] json, int from, int end) {
    int plain = Words.SIZE;
    int at = from;
    while (plain == Words.SIZE && at + Words.SIZE <= end) {
      plain = Words.plainText(Words.word(json, at));
      at += plain;
    }
    boolean closed = plain < Words.SIZE && json[at] == '"';
    return closed && at > from && at - from <= EventField.MOST_CHARACTERS ? at : LEFT;
  }
}
