package io.shopfunnel.schema;

/**
 * Eight to twenty-four fixed bytes, which are compared with those of an array as three words that
 * may overlap. A record, so that a constant one is compiled into the code that compares.
 */
record FixedBytes(int length, long first, long middle, long last) {
  static FixedBytes of(byte[] bytes) {
    int length = bytes.length;
    if (length < Words.SIZE || length > 3 * Words.SIZE) {
      throw new IllegalArgumentException("8 to 24 bytes, not " + length);
    }
    int middle = Math.min(Words.SIZE, length - Words.SIZE);
    return new FixedBytes(
        length,
        Words.word(bytes, 0),
        Words.word(bytes, middle),
        Words.word(bytes, length - Words.SIZE));
  }

  /** Whether these bytes are {@code bytes[at, end)}, or begin it. */
  boolean begin(byte[] bytes, int at, int end) {
    return end - at >= length
        && Words.word(bytes, at) == first
        && (length <= 2 * Words.SIZE || Words.word(bytes, at + Words.SIZE) == middle)
        && Words.word(bytes, at + length - Words.SIZE) == last;
  }
}
