package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The points of a table as they stand in the database, by dense numbers in the order in which they
 * were first published. A point is found by its place, which its family assigns to it; its values
 * lie behind a word that holds how often it was amended and whether it has ever been mature.
 */
final class PublishedPoints {
  static final int NONE = -1;

  private static final int FIRST_POINTS = 1;
  private static final int FIRST_WORDS = 8;

  /** For each place the number of its point, plus 1; 0 for none. */
  private int[] numberAt;

  private int[] places;

  /** For each point where its words end, which is where those of the next one begin. */
  private int[] ends;

  private long[] words;
  private int size;

  PublishedPoints() {
    this(
        new int[FIRST_POINTS], new int[FIRST_POINTS], new int[FIRST_POINTS], new long[FIRST_WORDS]);
  }

  private PublishedPoints(int[] numberAt, int[] places, int[] ends, long[] words) {
    this.numberAt = numberAt;
    this.places = places;
    this.ends = ends;
    this.words = words;
  }

  int size() {
    return size;
  }

  int place(int number) {
    return places[number];
  }

  /** The number of the point at a place; {@link #NONE} where there is none. */
  int numberAt(int place) {
    return place < numberAt.length ? numberAt[place] - 1 : NONE;
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  /** How often the point was amended after it had first been mature. */
  long rev(int number) {
    return words[start(number)] >>> 1;
  }

  private boolean everMature(int number) {
    return (words[start(number)] & 1) != 0;
  }

  /** How many values the point has. */
  int values(int number) {
    return ends[number] - start(number) - 1;
  }

  boolean hasValues(int number, long[] values, int count) {
    int from = start(number) + 1;
    return Arrays.equals(words, from, ends[number], values, 0, count);
  }

  /** Notes a point that is published for the first time, and gives its number. */
  int add(int place, long[] values, int count, boolean mature) {
    int number = add(place, count);
    set(number, 0, mature, values);
    return number;
  }

  /** Notes that other values of a point are published. */
  void amend(int number, long[] values, boolean mature) {
    boolean before = everMature(number);
    set(number, rev(number) + (before ? 1 : 0), mature || before, values);
  }

  private void set(int number, long rev, boolean everMature, long[] values) {
    int at = start(number);
    words[at] = rev << 1 | (everMature ? 1 : 0);
    System.arraycopy(values, 0, words, at + 1, values(number));
  }

  private int add(int place, int count) {
    int number = size++;
    if (place >= numberAt.length) {
      numberAt = Arrays.copyOf(numberAt, Math.max(place + 1, 2 * numberAt.length));
    }
    if (number == places.length) {
      places = Arrays.copyOf(places, 2 * number);
      ends = Arrays.copyOf(ends, 2 * number);
    }
    numberAt[place] = size;
    places[number] = place;
    ends[number] = start(number) + 1 + count;
    if (ends[number] > words.length) {
      words = Arrays.copyOf(words, Math.max(ends[number], 2 * words.length));
    }
    return number;
  }

  PublishedPoints copy() {
    PublishedPoints copy =
        new PublishedPoints(numberAt.clone(), places.clone(), ends.clone(), words.clone());
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    VarLong.write(size, out);
    for (int number = 0; number < size; number++) {
      VarLong.write(places[number], out);
      VarLong.write(values(number), out);
      for (int i = start(number); i < ends[number]; i++) {
        VarLong.write(words[i], out);
      }
    }
  }

  static PublishedPoints read(DataInput in) throws IOException {
    PublishedPoints points = new PublishedPoints();
    int size = (int) VarLong.read(in);
    for (int i = 0; i < size; i++) {
      int number = points.add((int) VarLong.read(in), (int) VarLong.read(in));
      for (int at = points.start(number); at < points.ends[number]; at++) {
        points.words[at] = VarLong.read(in);
      }
    }
    return points;
  }
}
