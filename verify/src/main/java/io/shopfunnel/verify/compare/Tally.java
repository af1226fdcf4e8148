package io.shopfunnel.verify.compare;

/**
 * How the points of a measurement compare.
 *
 * @param measurement its name
 * @param expected the number of points that ought to be there
 * @param found the number of points that are there
 * @param equal the number of those that agree in every field
 * @param missing the number of expected points that aren't there
 * @param extra the number of points that nobody expects
 */
public record Tally(
    String measurement, long expected, long found, long equal, long missing, long extra) {

  /** The number of points that are there with other fields. */
  public long different() {
    return expected - equal - missing;
  }

  /** The number of differences of all kinds. */
  public long wrong() {
    return missing + extra + different();
  }
}
