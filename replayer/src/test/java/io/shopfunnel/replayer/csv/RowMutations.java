package io.shopfunnel.replayer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Spoils rows, in the ways in which files are spoiled by programs, by people, and on purpose. */
final class RowMutations {
  private static final String TELLING =
      "\",\n\r\t \0;'\\-+.0:9/aZT\u0080\u00c3\u00ff\u00ef\u00bb\u00bf";
  private static final String[] FIELDS = {
    "",
    " ",
    "0",
    "-0",
    "-1",
    "+7",
    "007",
    "1e9",
    "1.5",
    "1.005",
    "0x10",
    "NaN",
    "null",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1" + "0".repeat(400),
    "99999999999999.99",
    "100000000000000",
    "1999-12-31 23:59:59 UTC",
    "2150-01-01 00:00:00 UTC",
    "2200-01-01 00:00:00 UTC",
    "2019-02-29 00:00:00 UTC",
    "2019-12-01T00:00:00Z",
    "2019-12-01 00:00:00",
    "view",
    "VIEW",
    "remove_from_cart",
    "46f5ba2a-0d40-4c4b-8d0b-9f2b3e2a3b7c",
    "46F5BA2A-0D40-4C4B-8D0B-9F2B3E2A3B7C",
    "\u00c3\u00a9",
    "\u00c3",
    "\u00ed\u00a0\u00bd",
    "\u00f0\u009f\u0098\u0080",
    "\u00c0\u0080",
    "{\"a\":1}",
    "a.b.c.d",
    ".",
    "x".repeat(1_000),
    "x".repeat(1_001),
    "\"quoted\"",
    "\"a, \"\"b\"\"\"",
    "\"two\nlines\"",
    "\"two\r\nlines\"",
    "\"closed\" and more",
    "\"never closed",
    "stray\"quote",
    "\"\"",
    "\"\"\"",
    "\0"
  };

  private final RandomGenerator random;
  private final List<UnaryOperator<String>> kinds;

  RowMutations(RandomGenerator random) {
    this.random = random;
    kinds =
        List.of(
            this::replaceField,
            this::replaceField,
            this::replaceField,
            this::replaceByte,
            this::flipBit,
            this::insert,
            this::delete,
            this::truncate,
            this::dropField,
            this::repeatField,
            this::swapFields,
            this::quoteField,
            this::append);
  }

  /** The row after one to three changes. */
  byte[] mutate(String row) {
    String mutated = row;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      mutated = kinds.get(random.nextInt(kinds.size())).apply(mutated);
    }
    return mutated.getBytes(ISO_8859_1);
  }

  private String replaceField(String row) {
    String[] fields = fields(row);
    fields[random.nextInt(fields.length)] = FIELDS[random.nextInt(FIELDS.length)];
    return String.join(",", fields);
  }

  private String replaceByte(String row) {
    int at = random.nextInt(row.length() + 1);
    return row.substring(0, at) + telling() + row.substring(Math.min(row.length(), at + 1));
  }

  private String flipBit(String row) {
    if (row.isEmpty()) {
      return row;
    }
    StringBuilder flipped = new StringBuilder(row);
    int at = random.nextInt(row.length());
    flipped.setCharAt(at, (char) (row.charAt(at) ^ 1 << random.nextInt(8)));
    return flipped.toString();
  }

  private String insert(String row) {
    int at = random.nextInt(row.length() + 1);
    return row.substring(0, at) + telling() + row.substring(at);
  }

  private String delete(String row) {
    int at = random.nextInt(row.length() + 1);
    return row.substring(0, at) + row.substring(Math.min(row.length(), at + random.nextInt(5)));
  }

  private String truncate(String row) {
    int at = random.nextInt(row.length() + 1);
    return random.nextBoolean() ? row.substring(0, at) : row.substring(at);
  }

  private String dropField(String row) {
    String[] fields = fields(row);
    int at = random.nextInt(fields.length);
    fields[at] = fields[fields.length - 1];
    return String.join(",", Arrays.copyOf(fields, fields.length - 1));
  }

  private String repeatField(String row) {
    return row + ",".repeat(1 + random.nextInt(40)) + fields(row)[0];
  }

  private String swapFields(String row) {
    String[] fields = fields(row);
    int left = random.nextInt(fields.length);
    int right = random.nextInt(fields.length);
    String moved = fields[left];
    fields[left] = fields[right];
    fields[right] = moved;
    return String.join(",", fields);
  }

  private String quoteField(String row) {
    String[] fields = fields(row);
    int at = random.nextInt(fields.length);
    fields[at] = "\"" + fields[at] + "\"";
    return String.join(",", fields);
  }

  private String append(String row) {
    String[] tails = {"\r", "\n", "\r\n", ",", "\"", " ", "\0", "\n" + row};
    return row + tails[random.nextInt(tails.length)];
  }

  private static String[] fields(String row) {
    return row.split(",", -1);
  }

  private String telling() {
    return random.nextInt(3) == 0
        ? String.valueOf((char) random.nextInt(256))
        : String.valueOf(TELLING.charAt(random.nextInt(TELLING.length())));
  }
}
