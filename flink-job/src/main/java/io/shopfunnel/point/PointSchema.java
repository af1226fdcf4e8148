package io.shopfunnel.point;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape that all points of one kind share. Begun by {@link #of}, and completed field by field.
 *
 * @param measurement the measurement's name
 * @param tagNames the tags' names, in alphabetical order
 * @param fields the fields, in the order in which they are written
 */
public record PointSchema(String measurement, List<String> tagNames, List<Field> fields) {
  /** What a field holds. */
  public enum Kind {
    /** An integer. */
    NUMBER,
    /** True or false; a draft says 1 or 0. */
    FLAG,
    /** A text; a draft says its number. */
    TEXT,
    /** How often the point was amended after it had been final; no draft says that. */
    REV
  }

  /**
   * A field.
   *
   * @param name its name
   * @param kind what it holds
   */
  public record Field(String name, Kind kind) {}

  public PointSchema {
    tagNames = List.copyOf(tagNames);
    fields = List.copyOf(fields);
    if (!tagNames.stream().sorted().toList().equals(tagNames)) {
      throw new IllegalArgumentException("tags of " + measurement + " are not sorted: " + tagNames);
    }
  }

  /** A shape without fields so far. */
  public static PointSchema of(String measurement, String... tagNames) {
    return new PointSchema(measurement, List.of(tagNames), List.of());
  }

  /** The same with further numbers. */
  public PointSchema numbers(String... names) {
    PointSchema more = this;
    for (String name : names) {
      more = more.with(name, Kind.NUMBER);
    }
    return more;
  }

  /** The same with a further flag. */
  public PointSchema flag(String name) {
    return with(name, Kind.FLAG);
  }

  /** The same with a further text. */
  public PointSchema text(String name) {
    return with(name, Kind.TEXT);
  }

  /** The same with the field {@code rev}. */
  public PointSchema rev() {
    return with("rev", Kind.REV);
  }

  private PointSchema with(String name, Kind kind) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, kind));
    return new PointSchema(measurement, tagNames, more);
  }

  /** The fields' names, in the order in which they are written. */
  public List<String> fieldNames() {
    return fields.stream().map(Field::name).toList();
  }
}
