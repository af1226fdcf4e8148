package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.influx.InfluxException;
import io.shopfunnel.verify.influx.PointLoader;
import io.shopfunnel.verify.influx.TimeRange;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads the points of a database, and says what they say. */
public final class Summary {
  private static final String PERIOD =
      "SELECT strftime(make_timestamp(min(ts) * 1000000), '%Y-%m-%d %H:%M') || ' to ' || strftime(make_timestamp((max(ts) + 60) * 1000000), '%Y-%m-%d %H:%M') FROM found_pipeline";
  private static final String CATALOG =
      "SELECT DISTINCT funnels, hash FROM found_funnel_catalog ORDER BY ALL";

  private final Database database;
  private final List<Funnel> funnels;

  /** A summary with those funnels, worked out in that database. */
  public Summary(Database database, List<Funnel> funnels) {
    this.database = database;
    this.funnels = funnels;
  }

  /**
   * Loads what it needs.
   *
   * @throws InfluxException where there is nothing
   */
  public void load(PointLoader loader, List<Measurement> measurements, TimeRange range) {
    for (Measurement measurement : measurements) {
      String condition =
          switch (measurement.name()) {
            case "pipeline" -> "";
            case "events" -> "\"window\" = '1h'";
            case "funnel" -> "breakdown = 'all'";
            case "price_band" -> "\"window\" = '1d'";
            default -> "\"window\" = '1mo' OR \"window\" = '1d' OR \"window\" = '1h'";
          };
      loader.load(measurement, range, condition.isEmpty() ? "" : "(" + condition + ")");
    }
    if (database.number("SELECT count(*) FROM found_pipeline") == 0) {
      throw new InfluxException(
          "there are no points of "
              + range
              + " in the database; run the job, or wait until the first minute of a live one is"
              + " over");
    }
  }

  /** Prints it. */
  public void print(String source, PrintWriter out) {
    Page page = new Page(out);
    page.line("Shop Funnel, " + source);
    database.each(
        PERIOD,
        row -> page.line("Events from " + row.getString(1) + " UTC; money as in the prices"));
    database.each(
        CATALOG,
        row ->
            page.line(
                "By %d funnels of hash %s"
                    .formatted(row.getLong("funnels"), row.getString("hash"))));
    sections().forEach(section -> section.print(page));
    page.flush();
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>(List.of(new EventSection(database)));
    funnels.forEach(funnel -> sections.add(new FunnelSection(database, funnel)));
    sections.add(new ConversionSection(database, funnels));
    sections.add(new OrderSection(database));
    sections.add(new ActiveSection(database));
    sections.add(new TopSection(database));
    sections.add(new QualitySection(database));
    return sections;
  }
}
