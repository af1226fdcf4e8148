package io.shopfunnel.schema;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes events as the JSON that stands on Kafka: the CSV's field names in the CSV's order, then
 * {@code event_id}; a field that the shop left empty is absent. {@link JsonEventDecoder} reads just
 * this order fastest.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class JsonEventEncoder {
  static final byte[] EVENT_TIME = ascii("{\"event_time\":\"");
  static final byte[] EVENT_TYPE = ascii("\",\"event_type\":\"");
  static final byte[] PRODUCT_ID = ascii("\",\"product_id\":");
  static final byte[] CATEGORY_ID = ascii(",\"category_id\":");
  static final byte[] CATEGORY_CODE = ascii(",\"category_code\":\"");
  static final byte[] BRAND = ascii(",\"brand\":\"");
  static final byte[] PRICE = ascii(",\"price\":");
  static final byte[] USER_ID = ascii(",\"user_id\":");
  static final byte[] USER_SESSION = ascii(",\"user_session\":\"");
  static final byte[] EVENT_ID = ascii(",\"event_id\":\"");
  static final byte[] END = ascii("\"}");

  private static final long MOST_PADDED_ROWS = 10_000_000_000L;

  /** What stands before each field's text, by the ordinal of {@link EventField}. */
  private static final byte[][] BEFORE_FIELD = {
    EVENT_TIME,
    EVENT_TYPE,
    PRODUCT_ID,
    CATEGORY_ID,
    CATEGORY_CODE,
    BRAND,
    PRICE,
    USER_ID,
    USER_SESSION
  };

  private static final byte[] NOTHING = {};
  private static final byte[] QUOTE = ascii("\"");

  /** What closes each field's text; the time's and the type's quote is part of the next key. */
  private static final byte[][] AFTER_FIELD = {
    NOTHING, NOTHING, NOTHING, NOTHING, QUOTE, QUOTE, NOTHING, NOTHING, QUOTE
  };

  private byte[] buffer = new byte[512];
  private int length;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The event as UTF-8 JSON, in an array of its own. */
  public byte[] encode(ShopEvent event) {
    length = 0;
    append(EVENT_TIME).append(EventTime.format(event.eventTime()));
    append(EVENT_TYPE).append(event.type().wireName());
    append(PRODUCT_ID).append(Long.toString(event.productId()));
    append(CATEGORY_ID).append(Long.toString(event.categoryId()));
    String code = event.category().code();
    if (code != null) {
      append(CATEGORY_CODE).appendQuoted(code);
    }
    String brand = event.brand();
    if (brand != null) {
      append(BRAND).appendQuoted(brand);
    }
    if (event.priceCents() != ShopEvent.NO_PRICE) {
      append(PRICE).append(Price.format(event.priceCents()));
    }
    append(USER_ID).append(Long.toString(event.userId()));
    SessionId session = event.session();
    if (session != null) {
      append(USER_SESSION).appendEscaped(session.toString()).append("\"");
    }
    append(EVENT_ID).appendEscaped(event.id().toString()).append(END);
    return Arrays.copyOf(buffer, length);
  }

  /**
   * The same JSON, copied from texts that already are in the form in which {@link
   * #encode(ShopEvent)} writes them: it saves the way through an event object. It is the caller's
   * duty that the time is in the spaced form, the numbers have no superfluous digits, the price has
   * two decimals, and no text needs an escape.
   *
   * @param texts holds the fields' ASCII texts
   * @param from where each field begins, by the ordinal of {@link EventField}
   * @param to where each field ends; an empty field is left out
   * @param source the source's name, ASCII that needs no escape
   * @param row the row's number in the source
   */
  public byte[] encodeCanonical(byte[] texts, int[] from, int[] to, byte[] source, long row) {
    length = 0;
    for (int field = 0; field < BEFORE_FIELD.length; field++) {
      int size = to[field] - from[field];
      if (size > 0) {
        append(BEFORE_FIELD[field]).append(texts, from[field], size).append(AFTER_FIELD[field]);
      }
    }
    append(EVENT_ID).append(source).appendRow(row).append(END);
    return Arrays.copyOf(buffer, length);
  }

  /** A colon and the row, padded as {@link EventId#toString()} pads it. */
  private JsonEventEncoder appendRow(long row) {
    int digits = EventId.PADDED_DIGITS;
    for (long more = row / MOST_PADDED_ROWS; more > 0; more /= 10) {
      digits++;
    }
    ensureRoom(digits + 1);
    buffer[length] = ':';
    long rest = row;
    for (int i = length + digits; i > length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits + 1;
    return this;
  }

  private JsonEventEncoder appendQuoted(String text) {
    return appendEscaped(text).append("\"");
  }

  private JsonEventEncoder appendEscaped(String text) {
    if (isPlain(text)) {
      return append(text);
    }
    return append(JsonStringEncoder.getInstance().quoteAsUTF8(text));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // The cheapest way to copy a text known to be ASCII.
  private JsonEventEncoder append(String asciiText) {
    ensureRoom(asciiText.length());
    asciiText.getBytes(0, asciiText.length(), buffer, length);
    length += asciiText.length();
    return this;
  }

  private JsonEventEncoder append(byte[] bytes) {
    return append(bytes, 0, bytes.length);
  }

  private JsonEventEncoder append(byte[] bytes, int from, int size) {
    ensureRoom(size);
    System.arraycopy(bytes, from, buffer, length, size);
    length += size;
    return this;
  }

  private void ensureRoom(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
