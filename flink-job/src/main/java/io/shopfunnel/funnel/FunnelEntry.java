package io.shopfunnel.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The first touch of an actor: when it entered, and by what it is broken down.
 *
 * @param time the time of the first step-1 event, in milliseconds since the epoch
 * @param values the value for each of the funnel's breakdowns, in their order
 */
public record FunnelEntry(long time, List<String> values) {
  void write(DataOutput out) throws IOException {
    out.writeLong(time);
    out.writeByte(values.size());
    for (String value : values) {
      out.writeUTF(value);
    }
  }

  static FunnelEntry read(DataInput in) throws IOException {
    long time = in.readLong();
    String[] values = new String[in.readByte()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readUTF();
    }
    return new FunnelEntry(time, List.of(values));
  }
}
