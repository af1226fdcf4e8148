package io.shopfunnel.replayer.generate;

import static io.shopfunnel.replayer.generate.PublishedFigures.COSMETICS_DECEMBER;
import static io.shopfunnel.replayer.generate.PublishedFigures.COSMETICS_DECEMBER_ROWS;
import static io.shopfunnel.replayer.generate.PublishedFigures.COSMETICS_JANUARY_ROWS;
import static io.shopfunnel.replayer.generate.PublishedFigures.COSMETICS_NOVEMBER;
import static io.shopfunnel.replayer.generate.PublishedFigures.COSMETICS_NOVEMBER_ROWS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FEWEST_REPEATS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FEWEST_SESSIONS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FEWEST_SHARING;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_BRANDS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_CARTS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_CATEGORY_CODES;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_CATEGORY_IDS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_LONGEST;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_PURCHASES;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_REPEATS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_ROWS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_SESSIONS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_USERS;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_WITHOUT_BRAND;
import static io.shopfunnel.replayer.generate.PublishedFigures.FIRST_WITHOUT_CODE;
import static io.shopfunnel.replayer.generate.PublishedFigures.MOST_REPEATS;
import static io.shopfunnel.replayer.generate.PublishedFigures.MOST_SESSIONS;
import static io.shopfunnel.replayer.generate.PublishedFigures.MOST_SHARING;
import static io.shopfunnel.replayer.generate.PublishedFigures.MULTI_OCTOBER_ROWS;
import static io.shopfunnel.replayer.generate.PublishedFigures.MULTI_PURCHASES;
import static io.shopfunnel.replayer.generate.PublishedFigures.MULTI_UNPRICED;
import static io.shopfunnel.replayer.generate.PublishedFigures.SLICE;
import static io.shopfunnel.replayer.generate.PublishedFigures.SLICE_BRANDS;
import static io.shopfunnel.replayer.generate.PublishedFigures.SLICE_CATEGORY_IDS;
import static io.shopfunnel.replayer.generate.PublishedFigures.SLICE_PRODUCTS;
import static io.shopfunnel.replayer.generate.PublishedFigures.SLICE_SESSIONS_PER_USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.generate.GeneratedRows.Month;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A load like the real one: samples of generated rows beside samples of real rows, drawn in the
 * same way and as large. {@code make shape} prints the tables; those in the README are the same.
 *
 * <p>Left out, or shown only: what fewer than 45 real rows stand for; the longest session, an
 * extreme of one sample; hours and weekdays of the multi-category store, of which there are the
 * first hours of one day only.
 */
class RealShapeTest {
  private static final Path REAL_ROWS = Path.of("../../shared/data");
  private static final Path README = Path.of("../README.md");

  private static final YearMonth OCTOBER = YearMonth.of(2019, 10);
  private static final YearMonth NOVEMBER = YearMonth.of(2019, 11);
  private static final YearMonth DECEMBER = YearMonth.of(2019, 12);
  private static final YearMonth JANUARY = YearMonth.of(2020, 1);

  /** A twentieth of the multi-category December: its shares do not depend on its size. */
  private static final long MULTI_ROWS = 3_375_000;

  // One generated sample varies as a real one does; the mean over some seeds hardly does.
  private static final int SLICES = 20;
  private static final int STARTS = 12;
  private static final int DRAWS = 4;

  /** One more or less of fewer is more than 15 %. */
  private static final int FEW_NAMES = 8;

  private static final Map<String, Integer> COLUMNS = columns();
  private static final ToDoubleFunction<RowSample> LONGEST = s -> s.sessionLength(0.999_999);

  private static Map<String, Integer> columns() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    columns.put("brands", RowSample.BRAND);
    columns.put("category ids", RowSample.CATEGORY_ID);
    columns.put("category codes", RowSample.CATEGORY_CODE);
    columns.put("products", RowSample.PRODUCT);
    columns.put("users", RowSample.USER);
    columns.put("sessions", RowSample.SESSION);
    return columns;
  }

  private static RowSample real(String file) throws IOException {
    Path path = REAL_ROWS.resolve(file);
    Assumptions.assumeTrue(
        Files.exists(path), "real rows are not here (" + path + "), so nothing to compare with");
    return RowSample.read(path);
  }

  private static void check(String name, ShapeTable table) throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "shape-" + name + ".md"), table.markdown());
    System.out.println(table.markdown());
    assertThat(table.misses()).as("figures more than 15 %% from the real ones").isEmpty();
    assertThat(Files.readString(README).contains(table.markdown()))
        .as("the README has this table; make shape prints it anew")
        .isTrue();
  }

  @Test
  void theMultiCategoryStore() throws IOException {
    RowSample real = real("multi-2019-10-01-part.csv");
    List<RowSample> generated = new ArrayList<>();
    for (int seed = 1; seed <= STARTS; seed++) {
      generated.add(likeThePart(real, new Month("multi", OCTOBER, MULTI_OCTOBER_ROWS, seed)));
    }
    List<RowSample> like = generated.stream().map(rows -> rows.first(real.size())).toList();
    List<RowSample> blocks = like.stream().flatMap(rows -> blocks(rows).stream()).toList();
    ShapeTable table = new ShapeTable("blocks of 1,000 rows", "5,019 rows", "17,400 rows");
    cardinalities(table, "blocks of 1,000 rows", blocks(real), blocks);
    String part = "5,019 rows";
    cardinalities(table, part, List.of(real), like);
    shares(table, part, real, like);
    sessions(table, part, real, like);
    prices(table, part, real, like);
    firstRows(
        table, "17,400 rows", generated.stream().map(rows -> rows.first(FIRST_ROWS)).toList());
    check("multi", table);
  }

  /**
   * The generated rows at the same minutes of the same month, thinned by visitors, minute by
   * minute, to as many rows as the real part has. After its last minute nothing is left out.
   */
  private static RowSample likeThePart(RowSample real, Month october) {
    Map<String, Double> rows = byMinute(real);
    String last = real.rows().get(real.size() - 1)[RowSample.TIME].substring(0, 16);
    rows.remove(last);
    Map<String, Double> generated =
        byMinute(GeneratedRows.start(october, line -> line.compareTo(last) >= 0, row -> true));
    return GeneratedRows.start(
        october,
        line -> line.compareTo("2019-10-01 03:15") > 0,
        row -> {
          String minute = row[RowSample.TIME].substring(0, 16);
          double share =
              minute.compareTo(last) >= 0
                  ? 1
                  : rows.getOrDefault(minute, 0.0) / generated.get(minute);
          long user = Long.parseLong(row[RowSample.USER]);
          return (Dice.mix(user) >>> 11) * 0x1.0p-53 < share;
        });
  }

  private static Map<String, Double> byMinute(RowSample sample) {
    Map<String, Double> rows = new HashMap<>();
    sample
        .rows()
        .forEach(row -> rows.merge(row[RowSample.TIME].substring(0, 16), 1.0, Double::sum));
    return rows;
  }

  private static List<RowSample> blocks(RowSample sample) {
    List<RowSample> blocks = new ArrayList<>();
    for (int start = 0; start + 1_000 <= sample.size(); start += 1_000) {
      blocks.add(new RowSample(sample.rows().subList(start, start + 1_000)));
    }
    return blocks;
  }

  private static void firstRows(ShapeTable table, String column, List<RowSample> generated) {
    Map<String, Integer> cardinalities = new LinkedHashMap<>();
    cardinalities.put("brands", FIRST_BRANDS);
    cardinalities.put("category ids", FIRST_CATEGORY_IDS);
    cardinalities.put("category codes", FIRST_CATEGORY_CODES);
    cardinalities.put("users", FIRST_USERS);
    cardinalities.put("sessions", FIRST_SESSIONS);
    cardinalities.forEach(
        (figure, real) ->
            table.compare(
                figure, column, real, mean(generated, s -> s.distinct(COLUMNS.get(figure)))));
    double sessionsPerUser = (double) FIRST_SESSIONS / FIRST_USERS;
    double events = (double) FIRST_ROWS / FIRST_SESSIONS;
    table.compare(
        "sessions a user", column, sessionsPerUser, mean(generated, RowSample::sessionsPerUser));
    table.compare("events a session", column, events, mean(generated, RowSample::eventsPerSession));
    table.show("longest session", column, FIRST_LONGEST, median(generated, LONGEST), "one");
    table.compare("cart, %", column, FIRST_CARTS, percent(generated, s -> s.countType("cart")));
    table.compare(
        "purchase, %", column, FIRST_PURCHASES, percent(generated, s -> s.countType("purchase")));
    table.compare(
        "without brand, %",
        column, FIRST_WITHOUT_BRAND, percent(generated, s -> s.countEmpty(RowSample.BRAND)));
    table.compare(
        "without category code, %",
        column, FIRST_WITHOUT_CODE, percent(generated, s -> s.countEmpty(RowSample.CATEGORY_CODE)));
    double repeats = percent(generated, RowSample::repeats);
    table.comparePercent("exact repeats, %", column, FIRST_REPEATS, generated.get(0), repeats);
  }

  @Test
  void theCosmeticsShop() throws IOException {
    RowSample real = real("2020-Jan_sample.csv");
    List<RowSample> drawn = new ArrayList<>();
    for (int seed = 1; seed <= DRAWS; seed++) {
      Month january = new Month("cosmetics", JANUARY, COSMETICS_JANUARY_ROWS, seed);
      drawn.add(GeneratedRows.drawn(january, real.size()));
    }
    ShapeTable table =
        new ShapeTable("999 first rows", "1,000 at random", "5,000 at random", "10,000 at random");
    slices(table, "999 first rows");
    thinned(table, "1,000 at random", 10, real, drawn);
    thinned(table, "5,000 at random", 2, real, drawn);
    String whole = "10,000 at random";
    cardinalities(table, whole, List.of(real), drawn);
    shares(table, whole, real, drawn);
    sessions(table, whole, real, drawn);
    prices(table, whole, real, drawn);
    rhythm(table, whole, real, drawn);
    check("cosmetics", table);
  }

  private static void thinned(
      ShapeTable table, String column, int step, RowSample real, List<RowSample> drawn) {
    List<RowSample> generated = drawn.stream().map(rows -> rows.everyNth(step)).toList();
    cardinalities(table, column, List.of(real.everyNth(step)), generated);
  }

  /** One slice says little, so the mean over the first rows of many months stands beside it. */
  private static void slices(ShapeTable table, String column) {
    List<RowSample> slices = new ArrayList<>();
    for (int seed = 1; seed <= SLICES; seed++) {
      slices.add(
          GeneratedRows.first(
              new Month("cosmetics", DECEMBER, COSMETICS_DECEMBER_ROWS, seed), SLICE));
    }
    Map<String, Integer> cardinalities = new LinkedHashMap<>();
    cardinalities.put("brands", SLICE_BRANDS);
    cardinalities.put("category ids", SLICE_CATEGORY_IDS);
    cardinalities.put("products", SLICE_PRODUCTS);
    cardinalities.forEach(
        (figure, real) ->
            table.compare(
                figure, column, real, mean(slices, s -> s.distinct(COLUMNS.get(figure)))));
    table.compareRange(
        "sessions",
        column,
        FEWEST_SESSIONS,
        MOST_SESSIONS,
        mean(slices, s -> s.distinct(RowSample.SESSION)));
    table.compare(
        "sessions a user",
        column,
        SLICE_SESSIONS_PER_USER,
        mean(slices, RowSample::sessionsPerUser));
    double repeats = percent(slices, RowSample::repeats);
    table.compareRange("exact repeats, %", column, FEWEST_REPEATS, MOST_REPEATS, repeats);
    double sharing = percent(slices, RowSample::sharingTheirSecond);
    table.compareRange("in a second with others, %", column, FEWEST_SHARING, MOST_SHARING, sharing);
  }

  @Test
  void wholeMonths() throws IOException {
    ShapeTable table =
        new ShapeTable("cosmetics, December", "cosmetics, November", "multi-category, December");
    RowTally december = RowTally.of(new Month("cosmetics", DECEMBER, COSMETICS_DECEMBER_ROWS, 1));
    RowTally november = RowTally.of(new Month("cosmetics", NOVEMBER, COSMETICS_NOVEMBER_ROWS, 1));
    RowTally multi = RowTally.of(new Month("multi", DECEMBER, MULTI_ROWS, 1));
    for (String type : List.of("view", "cart", "remove_from_cart", "purchase")) {
      String figure = type + ", %";
      double real = COSMETICS_DECEMBER.get(type);
      table.compare(figure, "cosmetics, December", real, december.percent(type));
      real = COSMETICS_NOVEMBER.get(type);
      table.compare(figure, "cosmetics, November", real, november.percent(type));
    }
    String column = "multi-category, December";
    table.compareRange("view, %", column, 93, 95, multi.percent("view"));
    table.compareRange("cart, %", column, 3, 5, multi.percent("cart"));
    table.show("remove_from_cart, %", column, 0, multi.percent("remove_from_cart"), "none");
    table.compare("purchase, %", column, MULTI_PURCHASES, multi.percent("purchase"));
    table.compare("price of 0 or less, %", column, MULTI_UNPRICED, multi.percentUnpriced());
    assertThat(multi.percent("remove_from_cart")).isZero();
    check("months", table);
  }

  private static void cardinalities(
      ShapeTable table, String column, List<RowSample> real, List<RowSample> generated) {
    for (String figure : COLUMNS.keySet()) {
      ToDoubleFunction<RowSample> distinct = sample -> sample.distinct(COLUMNS.get(figure));
      double realCount = mean(real, distinct);
      if (realCount < FEW_NAMES) {
        table.show(figure, column, realCount, mean(generated, distinct), "few");
      } else {
        table.compare(figure, column, realCount, mean(generated, distinct));
      }
    }
    table.compare(
        "sessions a user",
        column,
        mean(real, RowSample::sessionsPerUser),
        mean(generated, RowSample::sessionsPerUser));
    table.compare(
        "events a session",
        column,
        mean(real, RowSample::eventsPerSession),
        mean(generated, RowSample::eventsPerSession));
  }

  private static double mean(List<RowSample> samples, ToDoubleFunction<RowSample> figure) {
    return samples.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double median(List<RowSample> samples, ToDoubleFunction<RowSample> figure) {
    return samples.stream().mapToDouble(figure).sorted().toArray()[samples.size() / 2];
  }

  /** How many rows of a hundred are so, in the mean. */
  private static double percent(List<RowSample> samples, ToDoubleFunction<RowSample> count) {
    return mean(samples, sample -> 100 * count.applyAsDouble(sample) / sample.size());
  }

  private static void share(
      ShapeTable table,
      String figure,
      String column,
      RowSample real,
      List<RowSample> generated,
      ToLongFunction<RowSample> count) {
    table.comparePercent(
        figure,
        column,
        count.applyAsLong(real),
        real,
        percent(generated, sample -> count.applyAsLong(sample)));
  }

  private static void shares(
      ShapeTable table, String column, RowSample real, List<RowSample> generated) {
    for (String type : List.of("view", "cart", "remove_from_cart", "purchase")) {
      share(table, type + ", %", column, real, generated, s -> s.countType(type));
    }
    Map<String, Integer> empty = new LinkedHashMap<>();
    empty.put("without brand, %", RowSample.BRAND);
    empty.put("without category code, %", RowSample.CATEGORY_CODE);
    empty.put("without session, %", RowSample.SESSION);
    empty.forEach(
        (figure, of) -> share(table, figure, column, real, generated, s -> s.countEmpty(of)));
    share(table, "price of 0 or less, %", column, real, generated, RowSample::countWithoutPrice);
    share(table, "exact repeats, %", column, real, generated, RowSample::repeats);
    String figure = "in a second with others, %";
    if (real.sharingTheirSecond() < 2 * ShapeTable.FEW) {
      // Rows at random meet in pairs, so that many rows are half as many chances.
      double realPercent = percent(List.of(real), RowSample::sharingTheirSecond);
      table.show(
          figure, column, realPercent, percent(generated, RowSample::sharingTheirSecond), "few");
    } else {
      share(table, figure, column, real, generated, RowSample::sharingTheirSecond);
    }
  }

  private static void sessions(
      ShapeTable table, String column, RowSample real, List<RowSample> generated) {
    table.compare(
        "users of several sessions",
        column,
        real.usersOfSeveralSessions(),
        mean(generated, RowSample::usersOfSeveralSessions));
    table.compare(
        "events a session, 99th percentile",
        column,
        real.sessionLength(0.99),
        mean(generated, s -> s.sessionLength(0.99)));
    table.show(
        "longest session", column, LONGEST.applyAsDouble(real), median(generated, LONGEST), "one");
  }

  private static void prices(
      ShapeTable table, String column, RowSample real, List<RowSample> generated) {
    table.compare("median price", column, real.price(0.5), mean(generated, s -> s.price(0.5)));
    table.compare(
        "price, 90th percentile", column, real.price(0.9), mean(generated, s -> s.price(0.9)));
  }

  private static void rhythm(
      ShapeTable table, String column, RowSample real, List<RowSample> generated) {
    for (int from = 0; from < 24; from += 4) {
      int block = from / 4;
      String figure = String.format(Locale.ROOT, "from %02d:00 to %02d:59, %%", from, from + 3);
      share(table, figure, column, real, generated, s -> s.count(row -> hour(row) / 4 == block));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      String figure = "on a " + day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", %";
      share(
          table,
          figure,
          column,
          real,
          generated,
          s -> s.count(row -> date(row).getDayOfWeek() == day));
    }
  }

  private static int hour(String[] row) {
    return Integer.parseInt(row[RowSample.TIME].substring(11, 13));
  }

  private static LocalDate date(String[] row) {
    return LocalDate.parse(row[RowSample.TIME].substring(0, 10));
  }
}
