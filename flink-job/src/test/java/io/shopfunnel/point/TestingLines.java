package io.shopfunnel.point;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.point.PointSchema.Field;
import io.shopfunnel.point.PointSchema.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines of line protocol for tests: written from values, and read back. */
public final class TestingLines {
  private TestingLines() {}

  /**
   * A point as its line tells it.
   *
   * @param tags tags in the order of their names
   * @param fields fields in the order of the line: {@link Long}, {@link Boolean} or {@link String}
   */
  public record Point(
      String measurement,
      SortedMap<String, String> tags,
      Map<String, Object> fields,
      long windowStart) {
    /** The values of the fields, in the order of the line. */
    public List<Object> values() {
      return List.copyOf(fields.values());
    }
  }

  /** A line of that schema; {@code values} are of all its fields, {@code rev} among them. */
  public static String line(
      PointSchema schema, List<String> tagValues, long windowStart, Object... values) {
    LineBuffer line = new LineBuffer();
    List<String> texts = new ArrayList<>();
    List<Long> draft = new ArrayList<>();
    long rev = 0;
    for (int i = 0; i < values.length; i++) {
      Field field = schema.fields().get(i);
      if (field.kind() == Kind.REV) {
        rev = (Long) values[i];
      } else if (values[i] instanceof String text) {
        draft.add((long) texts.size());
        texts.add(text);
      } else {
        draft.add(values[i] instanceof Boolean flag ? (flag ? 1L : 0L) : (Long) values[i]);
      }
    }
    new LineFormat(schema)
        .series(tagValues)
        .appendLine(
            draft.stream().mapToLong(Long::longValue).toArray(),
            rev,
            texts::get,
            windowStart,
            line);
    return text(line);
  }

  /** What was written. */
  public static String text(LineBuffer line) {
    return new String(line.bytes(), 0, line.length(), UTF_8);
  }

  /** A block of these lines. */
  public static PointBlock block(String... lines) {
    int[] ends = new int[lines.length];
    int end = 0;
    for (int i = 0; i < lines.length; i++) {
      end += lines[i].getBytes(UTF_8).length;
      ends[i] = end;
    }
    return new PointBlock(String.join("", lines).getBytes(UTF_8), ends);
  }

  /** The lines of a block, each with its line feed. */
  public static List<String> lines(PointBlock block) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      lines.add(
          new String(Arrays.copyOfRange(block.lines(), block.start(i), block.ends()[i]), UTF_8));
    }
    return lines;
  }

  /** Reads a line as InfluxDB does. */
  public static Point read(String line) {
    if (!line.endsWith("\n")) {
      throw new AssertionError("a line without an end: " + line);
    }
    List<String> parts = split(line.substring(0, line.length() - 1), ' ');
    if (parts.size() != 3) {
      throw new AssertionError("not three parts: " + line);
    }
    List<String> series = split(parts.get(0), ',');
    SortedMap<String, String> tags = new TreeMap<>();
    for (String tag : series.subList(1, series.size())) {
      List<String> nameAndValue = split(tag, '=');
      tags.put(unescaped(nameAndValue.get(0)), unescaped(nameAndValue.get(1)));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : split(parts.get(1), ',')) {
      List<String> nameAndValue = split(field, '=');
      fields.put(unescaped(nameAndValue.get(0)), value(nameAndValue.get(1)));
    }
    return new Point(unescaped(series.get(0)), tags, fields, Long.parseLong(parts.get(2)));
  }

  /** Splits where no backslash stands before, and no quotes are around. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\' && i + 1 < text.length()) {
        part.append(character).append(text.charAt(++i));
      } else if (character == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        // Quotes have a meaning in fields only, at whose beginning or end they stand.
        quoted ^= character == '"' && separator != '=' && text.contains("=\"");
        part.append(character);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\([, =])", "$1");
  }

  private static Object value(String text) {
    if (text.startsWith("\"")) {
      return text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
    }
    return text.endsWith("i")
        ? (Object) Long.parseLong(text.substring(0, text.length() - 1))
        : Boolean.valueOf(text);
  }
}
