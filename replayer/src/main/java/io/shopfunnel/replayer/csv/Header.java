package io.shopfunnel.replayer.csv;

import io.shopfunnel.schema.EventField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which column each field of an event stands in, found by the names in a file's first line. */
final class Header {
  private final List<String> names;
  private final int[] columns;

  private Header(List<String> names, int[] columns) {
    this.names = names;
    this.columns = columns;
  }

  /**
   * @param source how the source is called in the sentence of the exception
   * @throws InputMistake where a column is missing or stands twice
   */
  static Header of(List<String> names, String source) throws InputMistake {
    int[] columns = new int[EventField.values().length];
    List<String> missing = new ArrayList<>();
    for (EventField field : EventField.values()) {
      int column = names.indexOf(field.wireName());
      columns[field.ordinal()] = column;
      if (column < 0) {
        missing.add(field.wireName());
      } else if (column != names.lastIndexOf(field.wireName())) {
        throw new InputMistake(
            source + ": the header names the column " + field.wireName() + " twice.");
      }
    }
    if (!missing.isEmpty()) {
      throw new InputMistake(
          "%s: the first line is no header of a shop's events: it lacks %s. Expected %s."
              .formatted(source, String.join(", ", missing), expected()));
    }
    return new Header(List.copyOf(names), columns);
  }

  private static String expected() {
    return Arrays.stream(EventField.values())
        .map(EventField::wireName)
        .collect(Collectors.joining(","));
  }

  static Header of(Row row, String source) throws InputMistake {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(row.fields, Row.MOST_FIELDS); i++) {
      names.add(row.text(i).strip());
    }
    return of(names, source);
  }

  /** How many columns a row must have. */
  int width() {
    return names.size();
  }

  List<String> names() {
    return names;
  }

  /** The column of each field, by {@link EventField#ordinal()}. */
  int[] columns() {
    return columns;
  }
}
