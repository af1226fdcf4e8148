package io.shopfunnel.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What is read; a record may have other fields, of any name and length. */
  private static final Set<String> FIELDS =
      Stream.concat(
              Stream.of("event_id"), Arrays.stream(EventField.values()).map(EventField::wireName))
          .collect(Collectors.toUnmodifiableSet());

  private final Vocabulary vocabulary;

  JacksonEventReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the record in {@code json[from, to)}.
   *
   * @throws MalformedEventException as {@link JsonEventDecoder#decode(byte[])}; what the draft then
   *     holds means nothing
   */
  void read(byte[] json, int from, int to, EventDraft into) throws MalformedEventException {
    Map<String, String> fields = scalars(json, from, to);
    String price = fields.get("price");
    String session = fields.get("user_session");
    into.eventTime = EventTime.parse(required(fields, "event_time"));
    into.type = type(required(fields, "event_type"));
    into.productId = integer(fields, "product_id");
    into.categoryId = integer(fields, "category_id");
    into.categoryCode = textOrNull(vocabulary.categories, fields.get("category_code"));
    into.brand = textOrNull(vocabulary.brands, fields.get("brand"));
    into.priceCents = price == null ? ShopEvent.NO_PRICE : Price.parseCents(price);
    into.userId = integer(fields, "user_id");
    into.setSession(session == null ? null : SessionId.of(session));
    EventId id = EventId.of(required(fields, "event_id"));
    into.source = text(vocabulary.sources, id.source());
    into.row = id.row();
  }

  /** The event's non-empty scalar fields, as text; numbers keep their digits. */
  private static Map<String, String> scalars(byte[] json, int from, int to)
      throws MalformedEventException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("", "the record is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (FIELDS.contains(name)
            && value != JsonToken.VALUE_NULL
            && !parser.getText().isEmpty()) {
          fields.put(name, sound(name, parser.getText()));
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

  /** The text, which is neither too long nor one that UTF-8 cannot hold. */
  private static String sound(String name, String text) throws MalformedEventException {
    if (text.length() > EventField.MOST_CHARACTERS) {
      throw new MalformedEventException(
          name, "has " + text.length() + " characters, more than " + EventField.MOST_CHARACTERS);
    }
    int lone = loneSurrogate(text);
    if (lone >= 0) {
      throw new MalformedEventException(
          name,
          "character %d is half of a surrogate pair, \\u%04x, which no text holds alone"
              .formatted(lone + 1, (int) text.charAt(lone)));
    }
    return text;
  }

  /**
   * Where a surrogate stands without its other half, or -1. JSON can write one as an escape; as
   * bytes it would become a question mark, and so another text.
   */
  private static int loneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static @Nullable InternedText textOrNull(Interner interner, @Nullable String text) {
    return text == null ? null : text(interner, text);
  }

  private static InternedText text(Interner interner, String text) {
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
