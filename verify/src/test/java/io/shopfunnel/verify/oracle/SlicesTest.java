package io.shopfunnel.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events are looked at at a time is no matter of what they mean. */
class SlicesTest {
  private static final String[] TYPES = {"view", "view", "view", "cart", "remove_from_cart"};
  private static final String EVERY_WINDOW =
      """
        - name: all_windows
          actor: session
          steps: [{event: view, brand: b1}, {event: purchase, category: nowhere}, {event: cart}]
          entry_windows: [1h, 1m, 1mo, 1d]
          breakdowns: [brand]
          breakdown_windows: [1m, 1mo]
        - name: users_products
          actor: user+product
          conversion_window: 2h
          steps: [{event: view}, {event: cart, min_price: 20}, {event: purchase}]
          exclusions: [{event: remove_from_cart, between: [1, 2]}]
          entry_windows: [1d, 1m, 1mo]
          breakdowns: [category, price_band]
        - name: minutes
          actor: session
          steps: [{event: cart}, {event: purchase}]
          entry_windows: [1m]
          breakdowns: [category]
      """;

  @TempDir Path temp;

  @Test
  void manySlicesMakeTheSamePointsAsOne() {
    Path csv = shop().write(temp);
    var one = points(csv, 1_000_000);
    assertThat(one.keySet())
        .anyMatch(
            key ->
                key.startsWith("funnel,breakdown=brand,funnel=all_windows")
                    && key.contains("window=1m "))
        .noneMatch(key -> key.startsWith("funnel,breakdown=category,funnel=minutes"))
        .anyMatch(key -> key.startsWith("funnel,breakdown=all,funnel=minutes"));
    assertThat(points(csv, 700)).isEqualTo(one);
  }

  private SortedMap<String, SortedMap<String, Object>> points(Path csv, long eventsAtATime) {
    Funnels funnels = FunnelsFile.parse(FunnelsFile.read(null).yaml() + EVERY_WINDOW);
    try (Database database = Database.inMemory(temp.resolve("duck"))) {
      new Oracle(database, funnels, Steps.silent(), eventsAtATime)
          .compute(List.of(SourceFile.of(csv)), 1_800, name -> true, input -> {});
      return new PointReader(database, Oracle.measurements(funnels)).points();
    }
  }

  /** Five days over the end of a year, 60 users. */
  private static TestingCsv shop() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    TestingCsv csv = new TestingCsv();
    for (int i = 0; i < 4_000; i++) {
      int user = random.nextInt(60);
      int day = random.nextInt(5);
      csv.full(
          "%s %02d:%02d:%02d"
              .formatted(
                  day < 2 ? "2019-12-3" + day : "2020-01-0" + day,
                  9 + random.nextInt(2),
                  random.nextInt(60),
                  random.nextInt(60)),
          random.nextInt(6) == 0 ? "purchase" : TYPES[random.nextInt(TYPES.length)],
          Integer.toString(random.nextInt(15)),
          random.nextInt(3) == 0 ? "" : "c" + random.nextInt(4) + ".x",
          random.nextInt(4) == 0 ? "" : "b" + random.nextInt(30),
          random.nextInt(60) + ".50",
          user,
          random.nextInt(30) == 0 ? "" : "s" + user % 40);
    }
    return csv;
  }
}
