package io.shopfunnel.point;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.point.PointSchema.Field;
import io.shopfunnel.point.PointSchema.Kind;
import java.util.List;
import java.util.function.IntFunction;

/** How the points of one schema become lines; what all these lines share is encoded once. */
public final class LineFormat {
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  /** The number of no text. */
  private static final int NO_TEXT = -1;

  private final PointSchema schema;

  /** For each field what stands before its value: a space or a comma, and {@code field=}. */
  private final byte[][] keys;

  private final Kind[] kinds;
  private final long[] zeros;

  /** The format of a schema's points. */
  public LineFormat(PointSchema schema) {
    this.schema = schema;
    List<Field> fields = schema.fields();
    keys = new byte[fields.size()][];
    kinds = new Kind[fields.size()];
    for (int i = 0; i < keys.length; i++) {
      String separator = i == 0 ? " " : ",";
      keys[i] = (separator + LineProtocol.fieldKey(fields.get(i).name())).getBytes(UTF_8);
      kinds[i] = fields.get(i).kind();
    }
    zeros =
        fields.stream()
            .filter(field -> field.kind() != Kind.REV)
            .mapToLong(field -> zero(field.kind()))
            .toArray();
  }

  private static long zero(Kind kind) {
    return kind == Kind.FLAG ? 1 : kind == Kind.TEXT ? NO_TEXT : 0;
  }

  /**
   * A series of this schema.
   *
   * @param tagValues the tags' values, in the order of their names
   */
  public Series series(List<String> tagValues) {
    if (tagValues.size() != schema.tagNames().size()) {
      throw new IllegalArgumentException("a point of " + schema + " has tags " + tagValues);
    }
    return new Series(this, LineProtocol.head(schema, tagValues));
  }

  /**
   * The draft of a point that is no more: zeros, no text, and flags that say that it is final.
   * Nobody changes it.
   */
  public long[] zeros() {
    return zeros;
  }

  void appendFields(long[] draft, long rev, IntFunction<String> texts, LineBuffer line) {
    int next = 0;
    for (int i = 0; i < keys.length; i++) {
      line.append(keys[i]);
      switch (kinds[i]) {
        case NUMBER -> appendNumber(draft[next++], line);
        case FLAG -> line.append(draft[next++] == 0 ? FALSE : TRUE);
        case TEXT -> line.append(LineProtocol.quoted(text((int) draft[next++], texts)));
        case REV -> appendNumber(rev, line);
      }
    }
  }

  private static String text(int number, IntFunction<String> texts) {
    return number == NO_TEXT ? "" : texts.apply(number);
  }

  private static void appendNumber(long number, LineBuffer line) {
    line.append(number);
    line.append('i');
  }
}
