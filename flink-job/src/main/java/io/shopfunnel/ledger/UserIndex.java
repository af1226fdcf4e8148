package io.shopfunnel.ledger;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds a user's row by the user's id, or the image of a user at rest, who has no row: an
 * open-addressing table of addresses. The ids themselves stand in front of both, which have to be
 * looked at anyway, so a user costs six to twelve bytes here; a library's map, which holds key and
 * value, would take four times as much.
 */
final class UserIndex {
  private static final int SMALLEST = 16;

  /** Marks an address as that of an image; addresses are positive. */
  private static final int AT_REST = Integer.MIN_VALUE;

  private final Arena arena;
  private int[] addresses;
  private int size;

  UserIndex(Arena arena) {
    this(arena, new int[SMALLEST], 0);
  }

  private UserIndex(Arena arena, int[] addresses, int size) {
    this.arena = arena;
    this.addresses = addresses;
    this.size = size;
  }

  /** The same users, whose rows lie in a copy of the arena. */
  UserIndex copy(Arena copiedArena) {
    return new UserIndex(copiedArena, addresses.clone(), size);
  }

  int size() {
    return size;
  }

  /** Whether what was found is the image of a user at rest, to be had from {@link #image}. */
  static boolean isAtRest(int found) {
    return found < 0;
  }

  /** Whether what was found is a user's row. */
  static boolean isRow(int found) {
    return found > Arena.NONE;
  }

  /** The image of a user at rest. */
  static int image(int found) {
    return found & ~AT_REST;
  }

  /** What stands here for a user at rest. */
  static int atRest(int image) {
    return image | AT_REST;
  }

  private long userId(int found) {
    // Both begin with it.
    return UserRow.userId(arena, found & ~AT_REST);
  }

  /** The address of the user's row, or of an image {@link #isAtRest}, or {@link Arena#NONE}. */
  int find(long userId) {
    int mask = addresses.length - 1;
    int slot = slot(userId, mask);
    while (addresses[slot] != Arena.NONE) {
      if (userId(addresses[slot]) == userId) {
        return addresses[slot];
      }
      slot = slot + 1 & mask;
    }
    return Arena.NONE;
  }

  /** Adds a user who is not in it. */
  void add(long userId, int address) {
    if (3 * ++size > 2 * addresses.length) {
      grow();
    }
    put(userId, address);
  }

  private void put(long userId, int address) {
    int mask = addresses.length - 1;
    int slot = slot(userId, mask);
    while (addresses[slot] != Arena.NONE) {
      slot = slot + 1 & mask;
    }
    addresses[slot] = address;
  }

  private void grow() {
    int[] before = addresses;
    addresses = new int[2 * before.length];
    for (int address : before) {
      if (address != Arena.NONE) {
        put(userId(address), address);
      }
    }
  }

  /** Puts something else in place of what stands there for a user. */
  void replace(long userId, int before, int after) {
    int mask = addresses.length - 1;
    int slot = slot(userId, mask);
    while (addresses[slot] != before) {
      slot = slot + 1 & mask;
    }
    addresses[slot] = after;
  }

  /**
   * Has something stand there for a user.
   *
   * @param found what {@link #find} gave
   */
  void set(long userId, int found, int address) {
    if (found == Arena.NONE) {
      add(userId, address);
    } else {
      replace(userId, found, address);
    }
  }

  /** Takes out a user who is in it; those behind move up, so that no gap hides them. */
  void remove(long userId) {
    int mask = addresses.length - 1;
    int gap = slot(userId, mask);
    while (userId(addresses[gap]) != userId) {
      gap = gap + 1 & mask;
    }
    size--;
    for (int slot = gap + 1 & mask; addresses[slot] != Arena.NONE; slot = slot + 1 & mask) {
      int home = slot(userId(addresses[slot]), mask);
      if ((slot - home & mask) >= (slot - gap & mask)) {
        addresses[gap] = addresses[slot];
        gap = slot;
      }
    }
    addresses[gap] = Arena.NONE;
  }

  /** Where in a table of that mask the search for a user begins. */
  static int slot(long userId, int mask) {
    long mixed = userId * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32) & mask;
  }

  long bytes() {
    return (long) addresses.length * Integer.BYTES;
  }

  /** What stands there for all users, in no order. */
  int[] all() {
    return Arrays.stream(addresses).filter(address -> address != Arena.NONE).toArray();
  }

  void write(WordOutput out) throws IOException {
    out.writeInt(size);
    out.writeInts(addresses, addresses.length);
  }

  static UserIndex read(Arena arena, WordInput in) throws IOException {
    int size = in.readInt();
    return new UserIndex(arena, in.readInts(), size);
  }
}
