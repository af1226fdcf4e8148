package io.shopfunnel.sink.influx;

import java.io.Serializable;

/**
 * When a batch is full: by default at 5,000 points or 1 MB of text, whichever comes first.
 *
 * @param points the most points in one request; at least 1
 * @param bytes the bytes at which a batch is closed; at least 1
 */
public record BatchLimits(int points, int bytes) implements Serializable {
  /** 5,000 points or 1 MB. */
  public static final BatchLimits DEFAULT = new BatchLimits(5_000, 1 << 20);
}
