package io.shopfunnel.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an event from any JSON object that has its fields, whatever their order. */
final class JacksonEventReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(64_000)
                  .maxNumberLength(100)
                  .maxDocumentLength(1_000_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Vocabulary vocabulary;

  JacksonEventReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  ShopEvent read(byte[] json) throws MalformedEventException {
    Map<String, String> fields = scalars(json);
    String brand = fields.get("brand");
    String price = fields.get("price");
    String session = fields.get("user_session");
    String category = fields.get("category_code");
    return new ShopEvent(
        EventTime.parse(required(fields, "event_time")),
        type(required(fields, "event_type")),
        integer(fields, "product_id"),
        integer(fields, "category_id"),
        category == null ? Category.UNKNOWN : shared(vocabulary.categories, category),
        brand == null ? null : shared(vocabulary.brands, brand),
        price == null ? ShopEvent.NO_PRICE : Price.parseCents(price),
        integer(fields, "user_id"),
        session == null ? null : SessionId.of(session),
        EventId.of(required(fields, "event_id")));
  }

  /** The non-empty scalar fields of the object, as text; numbers keep their digits. */
  private static Map<String, String> scalars(byte[] json) throws MalformedEventException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("", "the record is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL && !parser.getText().isEmpty()) {
          fields.put(name, bounded(name, parser.getText()));
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedEventException("", "something follows the JSON object");
      }
      return fields;
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      throw new MalformedEventException("", "the record is no JSON: " + Quoted.shortened(why));
    }
  }

  private static String bounded(String name, String text) throws MalformedEventException {
    if (text.length() > EventField.MOST_CHARACTERS) {
      throw new MalformedEventException(
          name, "has " + text.length() + " characters, more than " + EventField.MOST_CHARACTERS);
    }
    return text;
  }

  private static <T> T shared(Interner<T> interner, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return interner.intern(bytes, 0, bytes.length);
  }

  private static EventType type(String name) throws MalformedEventException {
    EventType type = EventType.ofWireName(name);
    if (type == null) {
      throw new MalformedEventException(
          "event_type",
          "'" + Quoted.shortened(name) + "' is none of view, cart, remove_from_cart and purchase");
    }
    return type;
  }

  private static long integer(Map<String, String> fields, String name)
      throws MalformedEventException {
    String text = required(fields, name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedEventException(
          name, "'" + Quoted.shortened(text) + "' is no 64-bit integer");
    }
  }

  private static String required(Map<String, String> fields, String name)
      throws MalformedEventException {
    @Nullable String text = fields.get(name);
    if (text == null) {
      throw new MalformedEventException(name, "is missing or empty");
    }
    return text;
  }
}
