package io.shopfunnel.verify.point;

import static io.shopfunnel.verify.point.Field.Type.BOOLEAN;
import static io.shopfunnel.verify.point.Field.Type.INTEGER;
import static io.shopfunnel.verify.point.Field.Type.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A measurement on the wire, and its tables in DuckDB: the tags, {@code ts} (the window's start in
 * seconds since the epoch), the fields. {@code rev} and {@code late_applied} depend on when data
 * arrived; they are left out.
 *
 * @param name its name
 * @param tags all its tags, {@code window} too, in ascending order
 * @param fields the fields that are compared
 */
public record Measurement(String name, List<String> tags, List<Field> fields) {

  /**
   * All of them.
   *
   * @param mostSteps the number of steps of the longest funnel
   */
  public static List<Measurement> all(int mostSteps) {
    List<Field> funnelFields = new ArrayList<>();
    for (int step = 1; step <= mostSteps; step++) {
      funnelFields.add(new Field("step_" + step, INTEGER));
    }
    funnelFields.add(new Field("excluded", INTEGER));
    funnelFields.add(new Field("mature", BOOLEAN));
    List<Field> cart =
        integers("opened", "purchased", "emptied", "abandoned", "open", "abandoned_cents");
    cart.add(new Field("mature", BOOLEAN));
    List<Field> top = new ArrayList<>(List.of(new Field("id", TEXT)));
    top.addAll(integers("count", "cents"));
    return List.of(
        of("events", withWindow("category", "event_type"), integers("count", "cents")),
        of("price_band", withWindow("band", "event_type"), integers("count")),
        of("funnel", withWindow("breakdown", "funnel", "value"), funnelFields),
        of("time_to_convert", withWindow("funnel", "le"), integers("count")),
        of(
            "orders",
            withWindow(),
            integers("orders", "items", "cents", "purchases_outside_funnel")),
        of("cart", withWindow(), cart),
        of("active", withWindow(), integers("users", "sessions", "buyers")),
        of("top", withWindow("by", "kind", "rank"), top),
        of("pipeline", withWindow(), pipelineFields()),
        of("funnel_catalog", withWindow("funnel", "label", "of", "step"), catalogFields()));
  }

  private static List<Field> pipelineFields() {
    return integers(
        "consumed", "valid", "dead_letter", "late_dropped", "duplicate_dropped", "session_missing");
  }

  private static List<Field> catalogFields() {
    return List.of(new Field("hash", TEXT), new Field("funnels", INTEGER));
  }

  private static Measurement of(String name, List<String> tags, List<Field> fields) {
    return new Measurement(name, tags, List.copyOf(fields));
  }

  private static List<String> withWindow(String... names) {
    return Stream.concat(Stream.of(names), Stream.of("window")).sorted().toList();
  }

  private static List<Field> integers(String... names) {
    return Stream.of(names)
        .map(name -> new Field(name, INTEGER))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The table of the points that ought to be there. */
  public String expected() {
    return "expected_" + name;
  }

  /** The table of the points that are there. */
  public String found() {
    return "found_" + name;
  }

  /** The columns that make a point's identity, quoted: its tags and {@code ts}. */
  public List<String> identity() {
    return Stream.concat(tags.stream().map(tag -> "\"" + tag + "\""), Stream.of("ts")).toList();
  }

  /** SQL that makes an empty table for its points. */
  public String createTable(String table) {
    String columns =
        Stream.concat(
                identity().stream().map(c -> c + (c.equals("ts") ? " BIGINT" : " VARCHAR")),
                fields.stream().map(field -> field.column() + " " + field.type().sqlType()))
            .collect(Collectors.joining(", "));
    return "CREATE OR REPLACE TABLE " + table + " (" + columns + ")";
  }

  /** SQL that is true where a numeric field is not 0: a point of nothing but zeros is no point. */
  public String something() {
    return fields.stream()
        .filter(field -> field.type() == INTEGER)
        .map(field -> "coalesce(" + field.column() + ", 0) <> 0")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
