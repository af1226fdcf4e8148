package io.shopfunnel.point;

import java.util.Arrays;

/** Bytes of a line that is being written. Used again after {@link #clear}; not thread-safe. */
public final class LineBuffer {
  private static final int MOST_DIGITS = 19;
  private static final byte[] LEAST = bytesOf(Long.toString(Long.MIN_VALUE));

  private byte[] bytes = new byte[256];
  private int length;

  private static byte[] bytesOf(String digits) {
    byte[] bytes = new byte[digits.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) digits.charAt(i);
    }
    return bytes;
  }

  /** The array that holds what was written, from its beginning; another one after it has grown. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  void append(byte[] text) {
    makeRoom(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void append(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
  }

  /** Appends a number as decimal digits. */
  void append(long number) {
    if (number == Long.MIN_VALUE) {
      append(LEAST);
      return;
    }
    makeRoom(MOST_DIGITS + 1);
    if (number < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(number);
    int end = length + digits(rest);
    length = end;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
