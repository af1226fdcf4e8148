package io.shopfunnel.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spoils records, in the ways of which a reader may think otherwise than another. */
final class RecordMutations {
  private static final Pattern MEMBER =
      Pattern.compile("\"[^\"]*\":(\"(?:\\\\.|[^\"\\\\])*\"|[^,}\"]*)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Bytes that mean something to a reader, or nearly do: one off at either end of each range. */
  private static final String TELLING =
      "\"\\{}[]:,.-+ \t\n\0\u001f/09:;@a`fgzAFGZTe_!\u007f\u0080\u00ff";

  private static final String[] NUMBERS = {
    "9223372036854775807",
    "9223372036854775808",
    "9999999999999999999",
    "18446744073709551616",
    "99999999999999999999",
    "00",
    "01",
    "-1",
    "-0",
    "-9223372036854775808",
    "1e3",
    "1.5",
    "0.005",
    "0.10",
    "12.3",
    "99999999999999.99",
    "100000000000000.00",
    "999999999999999",
    "1" + "0".repeat(120)
  };
  private static final String[] TEXTS = {
    "\\u0041",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\\u00",
    "\\x",
    "\u00c3\u00a9",
    "\u00c3",
    "\u00e9",
    "\u00ed\u00a0\u00bd",
    "\u00f0\u009f\u0098\u0080",
    "\u00f5",
    "\u00c0\u0080",
    "\u00ff\u00fe",
    "x".repeat(1_001),
    "y".repeat(990),
    "\u007f",
    "\u0001",
    ""
  };
  private static final String[] TIMES = {
    "1999-12-31 23:59:59 UTC", "2000-01-01 00:00:00 UTC", "2199-12-31 23:59:59 UTC",
    "2200-01-01 00:00:00 UTC", "2019-02-29 00:00:00 UTC", "2020-02-29 12:00:00 UTC",
    "2019-12-01 24:00:00 UTC", "2019-12-01 23:60:00 UTC", "2019-12-01 23:59:60 UTC",
    "2019-12-01T00:00:00Z", "2019-12-01 00:00:00 utc", "2019-12-0100:00:00  UTC"
  };

  private final RandomGenerator random;
  private final List<UnaryOperator<String>> kinds;

  RecordMutations(RandomGenerator random) {
    this.random = random;
    kinds =
        List.of(
            this::replaceByOfItsKind,
            this::replaceByOfItsKind,
            this::replaceByOfItsKind,
            this::replaceByOfItsKind,
            this::flipBit,
            this::replaceByte,
            this::insert,
            this::delete,
            this::swap,
            this::truncate,
            this::repeatMember,
            this::reorderMembers,
            this::dropMember,
            this::replaceDigits,
            this::insertText,
            this::replaceText,
            this::changeValue,
            this::nest,
            this::append,
            this::replaceTime);
  }

  /** The record after one to three changes. */
  byte[] mutate(byte[] json) {
    String record = new String(json, ISO_8859_1);
    for (int left = 1 + random.nextInt(6) / 4 + random.nextInt(6) / 5; left > 0; left--) {
      record = record.isEmpty() ? "{}" : pick(kinds).apply(record);
    }
    return record.getBytes(ISO_8859_1);
  }

  /** A digit for a digit, a letter for a letter: mostly still a record in the usual form. */
  private String replaceByOfItsKind(String record) {
    int at = random.nextInt(record.length());
    char old = record.charAt(at);
    if (old >= '0' && old <= '9') {
      return replaced(record, at, at + 1, String.valueOf(random.nextInt(10)));
    }
    return old >= 'a' && old <= 'f'
        ? replaced(record, at, at + 1, String.valueOf((char) ('a' + random.nextInt(7))))
        : record;
  }

  private String flipBit(String record) {
    int at = random.nextInt(record.length());
    return replaced(
        record, at, at + 1, String.valueOf((char) (record.charAt(at) ^ 1 << random.nextInt(8))));
  }

  private String replaceByte(String record) {
    int at = random.nextInt(record.length());
    return replaced(record, at, at + 1, telling());
  }

  private String insert(String record) {
    int at = random.nextInt(record.length() + 1);
    return replaced(record, at, at, telling());
  }

  private String delete(String record) {
    int at = random.nextInt(record.length());
    return replaced(record, at, Math.min(record.length(), at + 1 + random.nextInt(4)), "");
  }

  private String swap(String record) {
    int left = random.nextInt(record.length());
    int right = Math.min(record.length() - 1, left + random.nextInt(12));
    StringBuilder swapped = new StringBuilder(record);
    swapped.setCharAt(left, record.charAt(right));
    swapped.setCharAt(right, record.charAt(left));
    return swapped.toString();
  }

  private String truncate(String record) {
    return random.nextBoolean()
        ? record.substring(0, random.nextInt(record.length()))
        : record.substring(random.nextInt(record.length()));
  }

  private String repeatMember(String record) {
    List<String> members = members(record);
    if (!members.isEmpty()) {
      members.add(random.nextInt(members.size() + 1), pick(members));
    }
    return record(members);
  }

  private String reorderMembers(String record) {
    List<String> members = members(record);
    if (random.nextBoolean()) {
      Collections.shuffle(members, new Random(random.nextLong()));
    } else if (members.size() > 1) {
      Collections.swap(members, 0, random.nextInt(members.size()));
    }
    return record(members);
  }

  private String dropMember(String record) {
    List<String> members = members(record);
    if (!members.isEmpty()) {
      members.remove(random.nextInt(members.size()));
    }
    return record(members);
  }

  private String replaceDigits(String record) {
    List<int[]> runs = new ArrayList<>();
    for (Matcher digits = DIGITS.matcher(record); digits.find(); ) {
      runs.add(new int[] {digits.start(), digits.end()});
    }
    if (runs.isEmpty()) {
      return record;
    }
    int[] run = pick(runs);
    return replaced(record, run[0], run[1], NUMBERS[random.nextInt(NUMBERS.length)]);
  }

  private String insertText(String record) {
    int at = random.nextInt(record.length() + 1);
    return replaced(record, at, at, TEXTS[random.nextInt(TEXTS.length)]);
  }

  /** Another text as the value of a member. */
  private String replaceText(String record) {
    return withOtherValue(record, "\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"");
  }

  /** A value of another kind for a member; for most of them, the same one as a text. */
  private String changeValue(String record) {
    return switch (random.nextInt(6)) {
      case 0 -> withOtherValue(record, "null");
      case 1 -> withOtherValue(record, "true");
      case 2 -> withOtherValue(record, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> withOtherValue(record, "\"" + NUMBERS[random.nextInt(NUMBERS.length)] + "\"");
      default -> DIGITS.matcher(record).replaceFirst(" $0 ");
    };
  }

  private String nest(String record) {
    int depth = 1 + random.nextInt(12);
    String nested =
        random.nextBoolean()
            ? "[".repeat(depth) + "]".repeat(depth)
            : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    if (random.nextBoolean()) {
      return withOtherValue(record, nested);
    }
    List<String> members = members(record);
    members.add(random.nextInt(members.size() + 1), "\"extra\":" + nested);
    return record(members);
  }

  private String append(String record) {
    String[] tails = {" ", "\n", "}", "x", "\0", "{}", ",", record};
    return record + tails[random.nextInt(tails.length)];
  }

  private String replaceTime(String record) {
    List<String> members = members(record);
    members.replaceAll(
        member ->
            member.startsWith("\"event_time\"")
                ? "\"event_time\":\"" + TIMES[random.nextInt(TIMES.length)] + "\""
                : member);
    return record(members);
  }

  private String withOtherValue(String record, String value) {
    List<String> members = members(record);
    if (!members.isEmpty()) {
      int which = random.nextInt(members.size());
      String member = members.get(which);
      members.set(which, member.substring(0, member.indexOf(':') + 1) + value);
    }
    return record(members);
  }

  private static List<String> members(String record) {
    return MEMBER
        .matcher(record)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String record(List<String> members) {
    return "{" + String.join(",", members) + "}";
  }

  private static String replaced(String record, int from, int to, String by) {
    return record.substring(0, from) + by + record.substring(to);
  }

  private String telling() {
    return random.nextInt(3) == 0
        ? String.valueOf((char) random.nextInt(256))
        : String.valueOf(TELLING.charAt(random.nextInt(TELLING.length())));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
