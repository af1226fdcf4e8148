package io.shopfunnel.point;

/** Takes points as they are published. */
@FunctionalInterface
public interface PointReceiver {
  /**
   * Takes a point. Its identity is series and window start; a point of the same identity that came
   * before is replaced, so every point carries all its fields, as absolute values.
   *
   * @param line holds the point's line and nothing else; what is to be kept must be copied
   */
  void take(Series series, long windowStart, LineBuffer line);
}
