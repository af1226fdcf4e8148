package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Small numbers, of either sign, in few bytes: most counters are 0 or 1. */
public final class VarLong {
  private VarLong() {}

  /** Writes a number. */
  public static void write(long number, DataOutput out) throws IOException {
    long rest = number << 1 ^ number >> 63;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #write} wrote. */
  public static long read(DataInput in) throws IOException {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.readByte();
      number |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return number >>> 1 ^ -(number & 1);
  }
}
