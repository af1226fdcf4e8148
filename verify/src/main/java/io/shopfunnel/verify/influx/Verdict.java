package io.shopfunnel.verify.influx;

/**
 * What a comparison came to, as a point of {@code verdict} on the last day that it looked at.
 *
 * @param agrees whether every point agrees and all adds up
 * @param points the number of points that ought to be there
 * @param differences the number of points that are missing, extra or different
 * @param checkedAtSecond when that was seen, in seconds since the epoch
 */
public record Verdict(boolean agrees, long points, long differences, long checkedAtSecond) {
  private static final long DAY = 86_400;

  /** Writes it on the day of that second, in place of an earlier one of that day. */
  public void write(InfluxDatabase database, long lastSecond) {
    database.write(
        "verdict,window=1d agrees=%b,points=%di,differences=%di,checked_at=%di %d"
            .formatted(agrees, points, differences, checkedAtSecond, lastSecond / DAY * DAY));
  }
}
