package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes points as InfluxDB 1.x line protocol, one line each, with the window start in
 * milliseconds. Not thread-safe: it remembers the constant parts of each schema.
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

  private final Map<PointSchema, Names> namesOfSchema = new HashMap<>();

  /**
   * Appends the point's line and a line feed. Leaves the text as it was where it throws.
   *
   * @throws UnwritablePointException where InfluxDB has no way to store the point: a field that is
   *     no Long, Boolean or String, or an empty tag value, which would give the point another
   *     identity
   */
  void append(MetricPoint point, StringBuilder text) throws UnwritablePointException {
    int start = text.length();
    try {
      Names names = namesOfSchema.computeIfAbsent(point.schema(), Names::of);
      text.append(names.measurement);
      appendTags(names.tags, point, text);
      appendFields(names.fields, point, text);
      text.append(' ').append(point.windowStart()).append('\n');
    } catch (UnwritablePointException unwritable) {
      text.setLength(start);
      throw unwritable;
    }
  }

  private static void appendTags(String[] keys, MetricPoint point, StringBuilder text)
      throws UnwritablePointException {
    List<String> values = point.tagValues();
    for (int i = 0; i < keys.length; i++) {
      String value = values.get(i);
      if (value.isEmpty()) {
        throw new UnwritablePointException(
            point, "tag '" + point.schema().tagNames().get(i) + "' is empty");
      }
      text.append(keys[i]);
      appendTagValue(value, text);
    }
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

  private static void appendFields(String[] keys, MetricPoint point, StringBuilder text)
      throws UnwritablePointException {
    List<Object> values = point.fieldValues();
    for (int i = 0; i < keys.length; i++) {
      text.append(keys[i]);
      appendFieldValue(point, i, values.get(i), text);
    }
  }

  private static void appendFieldValue(
      MetricPoint point, int index, Object value, StringBuilder text)
      throws UnwritablePointException {
    if (value instanceof Long number) {
      text.append(number.longValue()).append('i');
    } else if (value instanceof Boolean flag) {
      text.append(flag.booleanValue());
    } else if (value instanceof String string) {
      appendQuoted(string, text);
    } else {
      String field = point.schema().fieldNames().get(index);
      throw new UnwritablePointException(
          point,
          "field '" + field + "' is " + value + " (" + value.getClass().getSimpleName() + ")");
    }
  }

  private static void appendQuoted(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\');
      }
      text.append(character);
    }
    text.append('"');
  }

  /**
   * What every line of one schema has in common: {@code name}, {@code ,tag=} and {@code field=}.
   */
  private record Names(String measurement, String[] tags, String[] fields) {
    static Names of(PointSchema schema) {
      List<String> fieldNames = schema.fieldNames();
      String[] tags = new String[schema.tagNames().size()];
      String[] fields = new String[fieldNames.size()];
      for (int i = 0; i < tags.length; i++) {
        tags[i] = "," + escaped(schema.tagNames().get(i), ", =") + "=";
      }
      for (int i = 0; i < fields.length; i++) {
        fields[i] = (i == 0 ? " " : ",") + escaped(fieldNames.get(i), ", =") + "=";
      }
      return new Names(escaped(schema.measurement(), ", "), tags, fields);
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
  }
}
