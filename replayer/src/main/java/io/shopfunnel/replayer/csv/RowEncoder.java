package io.shopfunnel.replayer.csv;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventField;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.Price;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes the Kafka record of a row. A row in the shop's usual form is copied field by field; any
 * other is read as an event and written anew, with the same result, or refused with the reason.
 */
final class RowEncoder {
  private final JsonEventEncoder encoder = new JsonEventEncoder();
  private final CanonicalRow canonical = new CanonicalRow();
  private final Header header;
  private final String source;
  private final byte[] sourceBytes;
  private final boolean plainSource;

  RowEncoder(Header header, String source) {
    this.header = header;
    this.source = source;
    sourceBytes = source.getBytes(StandardCharsets.UTF_8);
    plainSource = CanonicalRow.isPlain(sourceBytes, 0, sourceBytes.length);
  }

  /**
   * @param shift milliseconds to add to the event time, a whole number of seconds
   * @throws MalformedEventException where the row is no event
   */
  EventRecord encode(Row row, long shift) throws MalformedEventException {
    checkForm(row);
    boolean plain = plainSource && shift == 0 && row.ascii;
    if (plain
        && row.length() <= EventField.MOST_CHARACTERS
        && canonical.take(row, header.columns())) {
      byte[] value =
          encoder.encodeCanonical(
              row.texts, canonical.from(), canonical.to(), sourceBytes, row.number);
      return new EventRecord(canonical.eventTime(), canonical.user(row.texts), value);
    }
    ShopEvent event = event(row, shift);
    byte[] key = Long.toString(event.userId()).getBytes(StandardCharsets.US_ASCII);
    return new EventRecord(event.eventTime(), key, encoder.encode(event));
  }

  /** The row's event time as it stands, or -1 where that takes a closer look. */
  long timeAtAGlance(Row row) {
    boolean whole = row.flaw == null && row.fields == header.width();
    return whole ? canonical.time(row, header.columns()) : -1;
  }

  private void checkForm(Row row) throws MalformedEventException {
    if (row.flaw != null) {
      throw new MalformedEventException("", row.flaw);
    }
    if (row.fields != header.width()) {
      throw new MalformedEventException(
          "", "the row has %d columns, not %d".formatted(row.fields, header.width()));
    }
    if (!row.ascii) {
      checkUtf8(row);
    }
  }

  private static void checkUtf8(Row row) throws MalformedEventException {
    ByteBuffer bytes = ByteBuffer.wrap(row.raw, row.rawFrom, row.rawTo - row.rawFrom);
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(bytes);
    } catch (CharacterCodingException e) {
      throw new MalformedEventException("", "the row is not in UTF-8");
    }
  }

  private ShopEvent event(Row row, long shift) throws MalformedEventException {
    String category = text(row, EventField.CATEGORY_CODE);
    String brand = text(row, EventField.BRAND);
    String price = text(row, EventField.PRICE);
    String session = text(row, EventField.USER_SESSION);
    return new ShopEvent(
        EventTime.parse(required(row, EventField.EVENT_TIME)) + shift,
        type(required(row, EventField.EVENT_TYPE)),
        integer(row, EventField.PRODUCT_ID),
        integer(row, EventField.CATEGORY_ID),
        Category.of(category),
        brand.isEmpty() ? null : brand,
        price.isEmpty() ? ShopEvent.NO_PRICE : Price.parseCents(price),
        integer(row, EventField.USER_ID),
        session.isEmpty() ? null : SessionId.of(session),
        new EventId(source, row.number));
  }

  private String text(Row row, EventField field) throws MalformedEventException {
    String text = row.text(header.columns()[field.ordinal()]);
    if (text.length() > EventField.MOST_CHARACTERS) {
      throw new MalformedEventException(
          field.wireName(),
          "has %d characters, more than %d".formatted(text.length(), EventField.MOST_CHARACTERS));
    }
    return text;
  }

  private String required(Row row, EventField field) throws MalformedEventException {
    String text = text(row, field);
    if (text.isEmpty()) {
      throw new MalformedEventException(field.wireName(), "is empty");
    }
    return text;
  }

  private static EventType type(String name) throws MalformedEventException {
    EventType type = EventType.ofWireName(name);
    if (type == null) {
      throw new MalformedEventException(
          EventField.EVENT_TYPE.wireName(),
          "'" + shortened(name) + "' is none of view, cart, remove_from_cart and purchase");
    }
    return type;
  }

  private long integer(Row row, EventField field) throws MalformedEventException {
    String text = required(row, field);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedEventException(
          field.wireName(), "'" + shortened(text) + "' is no 64-bit integer");
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
