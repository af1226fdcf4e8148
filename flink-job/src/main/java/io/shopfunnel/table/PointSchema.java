package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The shape that all points of one kind share.
 *
 * @param measurement the measurement's name
 * @param tagNames the tags' names, in alphabetical order
 * @param fieldNames the fields' names, in the order of {@link MetricPoint#fieldValues()}
 */
public record PointSchema(String measurement, List<String> tagNames, List<String> fieldNames) {
  public PointSchema {
    tagNames = List.copyOf(tagNames);
    fieldNames = List.copyOf(fieldNames);
    if (!tagNames.stream().sorted().toList().equals(tagNames)) {
      throw new IllegalArgumentException("tags of " + measurement + " are not sorted: " + tagNames);
    }
  }

  /** Writes the schema. */
  public void write(DataOutput out) throws IOException {
    out.writeUTF(measurement);
    PointBytes.writeTexts(tagNames, out);
    PointBytes.writeTexts(fieldNames, out);
  }

  /** Reads what {@link #write} wrote. */
  public static PointSchema read(DataInput in) throws IOException {
    return new PointSchema(in.readUTF(), PointBytes.readTexts(in), PointBytes.readTexts(in));
  }
}
