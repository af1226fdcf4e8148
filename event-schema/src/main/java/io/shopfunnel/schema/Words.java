package io.shopfunnel.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Eight bytes of an array as one long, the first byte in the lowest place, and what can be told of
 * all eight at once.
 *
 * <p>A <em>flag</em> is the highest bit of a byte. Where several bytes are looked at, only the
 * lowest flag is reliable, as those above it may stem from a carry.
 */
final class Words {
  static final int SIZE = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = each(1);
  private static final long FLAGS = each(0x80);
  private static final long ZEROS = each('0');
  private static final long QUOTES = each('"');
  private static final long BACKSLASHES = each('\\');
  private static final long SPACES = each(' ');

  /** Added to bytes, it flags those of more than 9. */
  private static final long FLAG_BEYOND_9 = each(0x76);

  private static final long CLOCK = of("00:00:00");

  /** Added to bytes, it flags those of more than 9, and in the colons' places those beyond 0. */
  private static final long FLAG_NO_CLOCK = FLAG_BEYOND_9 + (9L << 16) + (9L << 40);

  private Words() {}

  /** That byte in all eight places. */
  private static long each(int value) {
    return value * 0x0101_0101_0101_0101L;
  }

  /** The eight bytes from there on. */
  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** The four bytes from there on, with zeros above them. */
  static long half(byte[] bytes, int at) {
    return Integer.toUnsignedLong((int) INTS.get(bytes, at));
  }

  /** The first eight bytes of {@code [from, to)}, or all of them with zeros above. */
  static long part(byte[] bytes, int from, int to) {
    int size = to - from;
    if (size >= SIZE) {
      return word(bytes, from);
    }
    if (from + SIZE <= bytes.length) {
      return first(word(bytes, from), size);
    }
    return word(Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), SIZE), 0);
  }

  /** The first bytes of a word, fewer than eight, with zeros above them. */
  static long first(long word, int size) {
    return word & ((1L << (Byte.SIZE * size)) - 1);
  }

  /** The word of a text of at most eight ASCII characters. */
  static long of(String text) {
    return word(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), SIZE), 0);
  }

  /** How many of the first bytes need no second look in a JSON string, 0 to 8. */
  static int plainText(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long quotes = (quote - ONES) & ~quote;
    long backslashes = (backslash - ONES) & ~backslash;
    long controls = (word - SPACES) & ~word;
    long beyondAscii = word;
    return unflagged((quotes | backslashes | controls | beyondAscii) & FLAGS);
  }

  /** How many of the first bytes are decimal digits, 0 to 8. */
  static int digits(long word) {
    long values = word ^ ZEROS;
    return unflagged(((values + FLAG_BEYOND_9) | values) & FLAGS);
  }

  /** The number that the first bytes write, which must be 1 to 8 decimal digits. */
  static long number(long word, int digits) {
    long values = (word ^ ZEROS) << (Long.SIZE - Byte.SIZE * digits);
    long pairs = pairs(values);
    long outer = (pairs & 0xFF_0000_00FFL) * ((1_000_000L << 32) + 100);
    long inner = ((pairs >>> 16) & 0xFF_0000_00FFL) * ((10_000L << 32) + 1);
    return (outer + inner) >>> 32;
  }

  /**
   * The second of the day that a word such as {@code 23:59:59} tells, or -1 where it tells none.
   */
  static int secondOfDay(long word) {
    long values = word ^ CLOCK;
    if ((((values + FLAG_NO_CLOCK) | values) & FLAGS) != 0) {
      return -1;
    }
    long pairs = pairs(values);
    int hour = (int) pairs & 0xFF;
    int minute = (int) (pairs >>> 24) & 0xFF;
    int second = (int) (pairs >>> 48) & 0xFF;
    return hour > 23 || minute > 59 || second > 59 ? -1 : (hour * 60 + minute) * 60 + second;
  }

  /** Where digits are neighbours, the lower byte becomes the number that the two write. */
  private static long pairs(long digits) {
    return digits * 10 + (digits >>> Byte.SIZE);
  }

  /**
   * Not 0 where a byte is no hexadecimal digit in lower case: {@code 0x30} to {@code 0x39}, or,
   * with the bit {@code 0x40}, {@code 0x61} to {@code 0x66}.
   */
  static long noHex(long word) {
    long letters = letters(word);
    long values = hexValues(word);
    long wrongUpper = (word & each(0xF0)) ^ (ZEROS + letters * 0x30);
    // A letter's value is beyond 9, a digit's is not; none is beyond 15.
    long wrongKind = (((values + each(6)) >>> 4) & ONES) ^ letters;
    long beyond15 = values & each(0x10);
    return wrongUpper | wrongKind | beyond15;
  }

  /** The number that eight hexadecimal digits in lower case write. */
  static long hexNumber(long word) {
    long values = Long.reverseBytes(hexValues(word));
    long bytes = (values | (values >>> 4)) & 0x00FF_00FF_00FF_00FFL;
    long shorts = (bytes | (bytes >>> 8)) & 0x0000_FFFF_0000_FFFFL;
    return (shorts | (shorts >>> 16)) & 0xFFFF_FFFFL;
  }

  private static long hexValues(long word) {
    return (word & each(0x0F)) + letters(word) * 9;
  }

  /** 1 in the place of each byte that has the bit of letters. */
  private static long letters(long word) {
    return (word >>> 6) & ONES;
  }

  private static int unflagged(long flags) {
    return Long.numberOfTrailingZeros(flags) >>> 3;
  }
}
