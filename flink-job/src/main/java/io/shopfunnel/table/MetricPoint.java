package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * One published point. Its identity is measurement, tag values and window start; writing the same
 * identity again replaces the point, so every point carries all its fields, as absolute values.
 *
 * @param schema the measurement, and the names of tags and fields
 * @param windowStart the start of the point's window, in milliseconds since the epoch
 * @param tagValues the tags' values, in the order of {@link PointSchema#tagNames()}; never empty
 * @param fieldValues the fields' values, in the order of {@link PointSchema#fieldNames()}: {@link
 *     Long}, {@link Boolean} or {@link String}
 */
public record MetricPoint(
    PointSchema schema, long windowStart, List<String> tagValues, List<Object> fieldValues) {
  public MetricPoint {
    tagValues = List.copyOf(tagValues);
    fieldValues = List.copyOf(fieldValues);
    if (tagValues.size() != schema.tagNames().size()
        || fieldValues.size() != schema.fieldNames().size()) {
      throw new IllegalArgumentException(
          "a point of " + schema + " has tags " + tagValues + " and fields " + fieldValues);
    }
  }

  /** Writes the point, all but its schema. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(windowStart);
    PointBytes.writeTexts(tagValues, out);
    PointBytes.writeValues(fieldValues, out);
  }

  /** Reads what {@link #write} wrote of a point with this schema. */
  public static MetricPoint read(PointSchema schema, DataInput in) throws IOException {
    return new MetricPoint(
        schema, in.readLong(), PointBytes.readTexts(in), PointBytes.readValues(in));
  }
}
