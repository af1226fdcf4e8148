package io.shopfunnel.verify.influx;

/**
 * What a comparison came to, as a point of {@code verdict} on the last day that it looked at.
 *
 * @param points the number of points that ought to be there
 * @param differences how many points are missing, extra, different or not of the shape that they
 *     should have, and how many sums do not add up; with none, all agrees
 * @param checkedAtSecond when that was seen, in seconds since the epoch
 */
public record Verdict(long points, long differences, long checkedAtSecond) {
  private static final long DAY = 86_400;

  /** Whether every point agrees and all adds up. */
  public boolean agrees() {
    return differences == 0;
  }

  /** Writes it on the day of that second, in place of an earlier one of that day. */
  public void write(InfluxDatabase database, long lastSecond) {
    database.write(
        "verdict,window=1d agrees=%b,points=%di,differences=%di,checked_at=%di %d"
            .formatted(agrees(), points, differences, checkedAtSecond, lastSecond / DAY * DAY));
  }
}
