package io.shopfunnel.replayer.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes that were read of a file as it lies on disk, so that the share done is known.
 */
final class CountedStream extends FilterInputStream {
  private volatile long count;

  CountedStream(InputStream in, long alreadyRead) {
    super(in);
    count = alreadyRead;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    add(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    add(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    add(skipped);
    return skipped;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only one thread reads the stream.
  private void add(long bytes) {
    count += bytes;
  }
}
