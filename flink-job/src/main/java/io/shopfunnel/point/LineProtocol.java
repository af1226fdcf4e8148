package io.shopfunnel.point;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * How names, tags and texts are written in InfluxDB's 1.x line protocol.
 *
 * <p>A tag value can hold neither a line break nor a backslash at its end in 1.x: the protocol has
 * no escape for them (a doubled backslash still escapes the comma behind it). They are written as
 * look-alikes: U+240A for a line feed, U+240D for a carriage return, U+FF3C for a backslash at the
 * end.
 */
final class LineProtocol {
  private static final char LINE_FEED_SIGN = '\u240A';
  private static final char CARRIAGE_RETURN_SIGN = '\u240D';
  private static final char WIDE_BACKSLASH = '\uFF3C';

  private LineProtocol() {}

  /** What the lines of a series begin with: {@code measurement,tag=value}. */
  static byte[] head(PointSchema schema, List<String> tagValues) {
    StringBuilder text = new StringBuilder(escaped(schema.measurement(), ", "));
    for (int i = 0; i < tagValues.size(); i++) {
      text.append(',').append(escaped(schema.tagNames().get(i), ", =")).append('=');
      appendTagValue(tagValues.get(i), text);
    }
    return text.toString().getBytes(UTF_8);
  }

  /** A field's name and the sign behind it: {@code field=}. */
  static String fieldKey(String name) {
    return escaped(name, ", =") + "=";
  }

  private static String escaped(String name, String special) {
    StringBuilder text = new StringBuilder();
    for (char character : name.toCharArray()) {
      if (special.indexOf(character) >= 0) {
        text.append('\\');
      }
      text.append(character);
    }
    return text.toString();
  }

  private static void appendTagValue(String value, StringBuilder text) {
    int last = value.length() - 1;
    for (int i = 0; i <= last; i++) {
      char character = value.charAt(i);
      switch (character) {
        case ',', ' ', '=' -> text.append('\\').append(character);
        case '\n' -> text.append(LINE_FEED_SIGN);
        case '\r' -> text.append(CARRIAGE_RETURN_SIGN);
        case '\\' -> text.append(i == last ? WIDE_BACKSLASH : character);
        default -> text.append(character);
      }
    }
  }

  /** A field's text, in quotes. */
  static byte[] quoted(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\');
      }
      text.append(character);
    }
    return text.append('"').toString().getBytes(UTF_8);
  }
}
