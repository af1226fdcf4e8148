package io.shopfunnel.table;

import java.util.Arrays;

/**
 * The texts or numbers that tell the rows of a whole table apart, by dense numbers of rows; found
 * through an open-addressing table of those. To copy it is to clone arrays.
 */
final class RowKeys {
  static final int NO_ROW = TableRows.NO_ROW;

  private static final int FIRST_ROWS = 4;
  private static final String[] NO_NAMES = {};
  private static final long[] NO_NUMBERS = {};

  private String[] names;
  private long[] numbers;

  /** For each slot the number of a row, plus 1; 0 for none. */
  private int[] slots;

  private int size;

  RowKeys() {
    this(NO_NAMES, NO_NUMBERS, new int[2 * FIRST_ROWS]);
  }

  private RowKeys(String[] names, long[] numbers, int[] slots) {
    this.names = names;
    this.numbers = numbers;
    this.slots = slots;
  }

  int size() {
    return size;
  }

  /** What tells the rows apart; {@link RowKey#SINGLE} while there is no text or number. */
  RowKey kind() {
    if (names.length > 0) {
      return RowKey.TEXT;
    }
    return numbers.length > 0 ? RowKey.NUMBER : RowKey.SINGLE;
  }

  String name(int row) {
    return names[row];
  }

  long number(int row) {
    return numbers[row];
  }

  /** The row of a text, {@link #NO_ROW} where there is none. */
  int rowOf(String name) {
    return names.length == 0 ? NO_ROW : slots[slot(name)] - 1;
  }

  /** The row of a text; a new one where the text is new. */
  int row(String name) {
    int slot = slot(name);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size >= names.length) {
      names = Arrays.copyOf(names, Math.max(FIRST_ROWS, 2 * size));
    }
    names[size] = name;
    return add(slot);
  }

  /** The row of a number; a new one where the number is new. */
  int row(long number) {
    int slot = slot(number);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(FIRST_ROWS, 2 * size));
    }
    numbers[size] = number;
    return add(slot);
  }

  private int add(int slot) {
    int row = size++;
    slots[slot] = size;
    if (2 * size > slots.length) {
      grow();
    }
    return row;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int row = 0; row < size; row++) {
      slots[names.length > 0 ? slot(names[row]) : slot(numbers[row])] = row + 1;
    }
  }

  /** Where the text's row stands, or would. */
  private int slot(String name) {
    int mask = slots.length - 1;
    int slot = mixed(name.hashCode()) & mask;
    while (slots[slot] != 0 && !names[slots[slot] - 1].equals(name)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int slot(long number) {
    int mask = slots.length - 1;
    int slot = mixed(number) & mask;
    while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int mixed(long key) {
    return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 32);
  }

  RowKeys copy() {
    RowKeys copy = new RowKeys(names.clone(), numbers.clone(), slots.clone());
    copy.size = size;
    return copy;
  }
}
