package io.shopfunnel.replayer.csv;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several sources as one stream in order of event time, each of them in its own order; at equal
 * times the source named first goes first. A bad row goes where its source stands.
 */
public final class MergedRows implements Closeable {
  private final List<SourceReader> readers;
  private final @Nullable SourceRow[] heads;
  private final SourcePosition[] returned;
  private final SourcePosition[] ahead;
  private final long[] times;

  public MergedRows(List<SourceReader> readers) throws IOException {
    this.readers = List.copyOf(readers);
    heads = new SourceRow[readers.size()];
    returned = new SourcePosition[readers.size()];
    ahead = new SourcePosition[readers.size()];
    times = new long[readers.size()];
    for (int i = 0; i < heads.length; i++) {
      ahead[i] = readers.get(i).position();
      returned[i] = ahead[i];
      if (heads.length > 1) {
        advance(i);
      }
    }
  }

  /** The next row, or null at the end of all sources. */
  public @Nullable SourceRow read() throws IOException {
    if (heads.length == 1) {
      return readers.get(0).read();
    }
    int first = -1;
    for (int i = 0; i < heads.length; i++) {
      if (heads[i] != null && (first < 0 || times[i] < times[first])) {
        first = i;
      }
    }
    if (first < 0) {
      return null;
    }
    SourceRow row = heads[first];
    returned[first] = ahead[first];
    advance(first);
    return row;
  }

  private void advance(int source) throws IOException {
    SourceReader reader = readers.get(source);
    SourceRow row = reader.read();
    heads[source] = row;
    ahead[source] = reader.position();
    if (row != null && row.bad() == null) {
      times[source] = row.time();
    }
  }

  /** The place after the last row of this source that was returned. */
  public SourcePosition position(int source) {
    return heads.length == 1 ? readers.get(0).position() : returned[source];
  }

  /** How many bytes of all files were read. */
  public long bytesRead() {
    return readers.stream().mapToLong(SourceReader::bytesRead).sum();
  }

  @Override
  public void close() throws IOException {
    for (SourceReader reader : readers) {
      reader.close();
    }
  }
}
