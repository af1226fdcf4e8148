package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.sql.Database;
import java.util.List;

/** Time to convert: percentiles of the merged histograms, as the bounds of their buckets. */
record ConversionSection(Database database, List<Funnel> funnels) implements Section {
  @Override
  public void print(Page page) {
    page.heading("Time to convert, from the latest possible entry to the first completion");
    page.row("funnel", "conversions", "half within", "90 % within");
    for (Funnel funnel : funnels) {
      String from = from(funnel);
      page.row(
          funnel.name(),
          Page.count(database.number("SELECT sum(\"count\")" + from)),
          percentile(from, 50),
          percentile(from, 90));
    }
    page.endTable();
  }

  private static String from(Funnel funnel) {
    return " FROM found_time_to_convert WHERE funnel = %s AND \"window\" = '%s'"
        .formatted(Database.text(funnel.name()), funnel.dayOrShorter().tag());
  }

  /** The bound of the bucket in which the percentile falls. */
  private String percentile(String from, int percent) {
    String merged =
        "SELECT coalesce(TRY_CAST(le AS BIGINT), -1) AS bound, sum(\"count\") AS n"
            + from
            + " GROUP BY ALL";
    List<List<Object>> bound =
        List.copyOf(
            database.rows(
                "SELECT bound FROM (SELECT bound, sum(n) OVER (ORDER BY bound = -1, bound) AS upto, sum(n) OVER () AS total FROM (%s)) WHERE upto * 100 >= total * %d ORDER BY bound = -1, bound LIMIT 1"
                    .formatted(merged, percent)));
    return bound.isEmpty() ? Page.NO_RATE : shown(((Number) bound.get(0).get(0)).longValue());
  }

  private static String shown(long seconds) {
    if (seconds < 0) {
      return "more than 24 h";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }
}
