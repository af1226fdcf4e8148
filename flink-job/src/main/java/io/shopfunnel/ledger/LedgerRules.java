package io.shopfunnel.ledger;

/**
 * What tells a late event from one that is too late.
 *
 * @param allowedLateness how far behind the watermark an event may be and still amend what was
 *     published, in milliseconds
 */
public record LedgerRules(long allowedLateness) {
  /** The time up to which no event will be applied any more, not even a late one. */
  public long horizon(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    return watermark < Long.MIN_VALUE + allowedLateness
        ? Long.MIN_VALUE
        : watermark - allowedLateness;
  }

  /** The first watermark whose {@link #horizon} has reached this time. */
  long watermarkFor(long horizon) {
    return horizon > Long.MAX_VALUE - allowedLateness ? Long.MAX_VALUE : horizon + allowedLateness;
  }
}
