package io.shopfunnel.replayer.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row: where its fields are, and its bytes as they stand in the file. Used again and again. */
final class Row {
  static final int MOST_FIELDS = 64;

  /** Holds the fields' texts: the reader's buffer, or unquoted copies. */
  byte[] texts = {};

  /** The row as it stands in the file, without the line's end. */
  byte[] raw = {};

  int rawFrom;
  int rawTo;

  final int[] from = new int[MOST_FIELDS];
  final int[] to = new int[MOST_FIELDS];

  /** The number of fields; only the first {@link #MOST_FIELDS} have a place. */
  int fields;

  /** The number of the data row, from 1. */
  long number;

  /** False where a byte is beyond ASCII. */
  boolean ascii;

  /** What is wrong with the row's form, or null. */
  @Nullable String flaw;

  String text(int field) {
    return new String(texts, from[field], to[field] - from[field], StandardCharsets.UTF_8);
  }

  /** Of the row as it stands in the file, in bytes. */
  int length() {
    return rawTo - rawFrom;
  }

  byte[] rawCopy() {
    return Arrays.copyOfRange(raw, rawFrom, rawTo);
  }
}
