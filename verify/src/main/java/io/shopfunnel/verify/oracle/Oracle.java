package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes every point that ought to be in the database from the CSV files, by SQL. The points are
 * left in the tables {@link Measurement#expected()}.
 */
public final class Oracle {
  private final Database database;
  private final Funnels funnels;
  private final Steps steps;

  /** An oracle that works in that database. */
  public Oracle(Database database, Funnels funnels, Steps steps) {
    this.database = database;
    this.funnels = funnels;
    this.steps = steps;
  }

  /** The measurements, with as many step fields as the longest of the funnels has. */
  public static List<Measurement> measurements(Funnels funnels) {
    return Measurement.all(
        funnels.list().stream().mapToInt(funnel -> funnel.steps().size()).max().orElse(1));
  }

  /**
   * The points of small files.
   *
   * @param csv the files; their base names are the source names of the event ids
   * @param funnels the funnels file, or null for the built-in funnels
   * @param tempDirectory where DuckDB may write
   * @return from {@code measurement,tag=value,… <window start in ms>} (tags in ascending order, not
   *     escaped) to its fields ({@link Long}, {@link Boolean} or {@link String}), without {@code
   *     rev} and {@code late_applied}
   * @throws CsvException where a file is no such file
   */
  public static SortedMap<String, SortedMap<String, Object>> expectedPoints(
      List<Path> csv, @Nullable Path funnels, Path tempDirectory) {
    try (Database database = Database.inMemory(tempDirectory)) {
      Funnels read = FunnelsFile.read(funnels);
      new Oracle(database, read, Steps.silent()).compute(csv, 1_800, name -> true);
      return new PointReader(database, measurements(read)).points();
    }
  }

  /**
   * Computes the points.
   *
   * @param csv the files
   * @param sessionGapSeconds the longest silence within a session
   * @param wanted the measurements to compute; the tables of others stay empty
   * @return what the files held
   */
  public Input compute(List<Path> csv, long sessionGapSeconds, Predicate<String> wanted) {
    measurements(funnels).forEach(m -> database.run(m.createTable(m.expected())));
    EventLoader.Loaded loaded = new EventLoader(database, steps).load(csv, sessionGapSeconds);
    EventPoints events = new EventPoints(database);
    OrderPoints orders = new OrderPoints(database);
    step(wanted, "events", events::events);
    step(wanted, "price_band", events::priceBands);
    step(wanted, "pipeline", events::pipeline);
    step(wanted, "active", events::actives);
    step(wanted, "orders", orders::orders);
    step(wanted, "cart", orders::carts);
    step(wanted, "top", new TopPoints(database)::top);
    step(wanted, "funnel_catalog", new CatalogPoints(database, funnels)::catalog);
    if (wanted.test("funnel") || wanted.test("time_to_convert")) {
      for (Funnel funnel : funnels.list()) {
        steps.time("funnel " + funnel.name(), new FunnelPoints(database, funnel)::compute);
      }
    }
    return new Input(loaded.events(), loaded.malformed(), loaded.first(), loaded.last());
  }

  private void step(Predicate<String> wanted, String measurement, Runnable computation) {
    if (wanted.test(measurement)) {
      steps.time(measurement, computation);
    }
  }

  /**
   * What the files held.
   *
   * @param events the number of events
   * @param malformed the number of rows that are no events
   * @param firstSecond the time of the first event, in seconds since the epoch
   * @param lastSecond the time of the last event
   */
  public record Input(long events, long malformed, long firstSecond, long lastSecond) {}
}
