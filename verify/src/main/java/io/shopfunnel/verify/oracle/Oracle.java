package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes every point that ought to be in the database from the CSV files, by SQL. The points are
 * left in the tables {@link Measurement#expected()}.
 */
public final class Oracle {
  private static final long EVENTS_PER_MEGABYTE = 3_000;

  private final Database database;
  private final Funnels funnels;
  private final Steps steps;
  private final long eventsAtATime;

  /** An oracle that works in that database, on as many events at a time as fit in its memory. */
  public Oracle(Database database, Funnels funnels, Steps steps) {
    this(database, funnels, steps, database.memoryMegabytes() * EVENTS_PER_MEGABYTE);
  }

  Oracle(Database database, Funnels funnels, Steps steps, long eventsAtATime) {
    this.eventsAtATime = eventsAtATime;
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
      new Oracle(database, read, Steps.silent())
          .compute(csv.stream().map(SourceFile::of).toList(), 1_800, name -> true, input -> {});
      return new PointReader(database, measurements(read)).points();
    }
  }

  /**
   * Computes the points.
   *
   * @param csv the files, with the names that their events' ids call them
   * @param sessionGapSeconds the longest silence within a session
   * @param wanted the measurements to compute; the tables of others stay empty
   * @param loaded is told what the files held, before the points are computed
   * @return what the files held
   */
  public Input compute(
      List<SourceFile> csv,
      long sessionGapSeconds,
      Predicate<String> wanted,
      Consumer<Input> loaded) {
    measurements(funnels).forEach(m -> database.run(m.createTable(m.expected())));
    Input input = new EventLoader(database, steps).load(csv);
    loaded.accept(input);
    ofEvents(wanted);
    ofUsers(wanted, new Slices(database, sessionGapSeconds, input.events(), eventsAtATime));
    return input;
  }

  private void ofEvents(Predicate<String> wanted) {
    if (Stream.of("events", "price_band", "pipeline").anyMatch(wanted)) {
      steps.time("events, price_band, pipeline", () -> new EventPoints(database).compute(wanted));
    }
    if (wanted.test("top")) {
      steps.time("top", new TopPoints(database, eventsAtATime)::top);
    }
    if (wanted.test("funnel_catalog")) {
      steps.time("funnel_catalog", new CatalogPoints(database, funnels)::catalog);
    }
  }

  private void ofUsers(Predicate<String> wanted, Slices slices) {
    List<SlicedPoints> all = new ArrayList<>();
    if (wanted.test("active")) {
      all.add(new ActivePoints(database));
    }
    if (wanted.test("orders")) {
      all.add(new OrderPoints(database));
    }
    if (wanted.test("cart")) {
      all.add(new CartPoints(database));
    }
    if (wanted.test("funnel") || wanted.test("time_to_convert")) {
      all.add(new FunnelPoints(database, funnels.list(), eventsAtATime));
    }
    if (all.isEmpty()) {
      return;
    }
    all.forEach(SlicedPoints::begin);
    slices.each(steps, () -> all.forEach(points -> steps.gather(points.name(), points::add)));
    all.forEach(points -> steps.gather(points.name(), points::publish));
    steps.tellGathered();
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
