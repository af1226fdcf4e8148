package io.shopfunnel.point;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Finds out which points stand in the database. */
@FunctionalInterface
public interface PointFinder extends Serializable {
  /** Takes what is found. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes a point.
     *
     * @param tagValues the values of its tags, in the order of the schema's names
     * @param windowStart its time, in milliseconds since the epoch
     */
    void found(PointQuestion question, List<String> tagValues, long windowStart);
  }

  /**
   * Finds the points of all questions, and returns when it has handed them out.
   *
   * @throws IOException where the database does not tell
   */
  void find(List<PointQuestion> questions, Receiver receiver)
      throws IOException, InterruptedException;
}
