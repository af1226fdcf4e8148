package io.shopfunnel.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is bounded by rank: the brands of a funnel, and the tops. */
class BoundedValuesTest {
  private static final String HOUR = " 1575194400000";
  @TempDir Path temp;

  private SortedMap<String, SortedMap<String, Object>> points(TestingCsv csv) {
    return Oracle.expectedPoints(List.of(csv.write(temp)), null, temp.resolve("duck"));
  }

  private static String brand(String name) {
    return "funnel,breakdown=brand,funnel=session_purchase,value=" + name + ",window=1h" + HOUR;
  }

  @Test
  void twentyBrandsKeepTheirNames() {
    TestingCsv csv = new TestingCsv();
    for (int brand = 0; brand < 23; brand++) {
      // brand00 … brand21 once each, so that the name decides; brand22 twice.
      for (int i = 0; i < (brand == 22 ? 2 : 1); i++) {
        String session = "s" + brand + "-" + i;
        csv.full("10:00", "view", "1", "", "brand%02d".formatted(brand), "1", 1, session);
      }
    }
    for (int i = 0; i < 5; i++) {
      csv.full("10:00", "view", "1", "", "", "1", 1, "u" + i);
    }
    csv.full("10:00", "view", "1", "", "other", "1", 1, "o");
    var points = points(csv);
    assertThat(points.get(brand("unknown"))).containsEntry("step_1", 5L);
    assertThat(points.get(brand("brand22"))).containsEntry("step_1", 2L);
    assertThat(points.get(brand("brand18"))).containsEntry("step_1", 1L);
    assertThat(points).doesNotContainKey(brand("brand19"));
    // brand19, brand20, brand21, and the brand that is really called so.
    assertThat(points.get(brand("other"))).containsEntry("step_1", 4L);
  }

  @Test
  void breakdownsAreByTheFirstEntryAndNotByTheMinute() {
    TestingCsv csv =
        new TestingCsv()
            .full("10:00", "view", "1", "shoes.a", "nike", "9.99", 1, "s")
            .full("10:01", "view", "2", "bags.b", "puma", "10", 1, "s")
            .full("10:02", "cart", "2", "bags.b", "puma", "10", 1, "s");
    var points = points(csv);
    String shoes = "funnel,breakdown=category,funnel=session_purchase,value=shoes,window=";
    assertThat(points.get(shoes + "1h" + HOUR)).containsEntry("step_2", 1L);
    assertThat(points).doesNotContainKey(shoes + "1m" + HOUR);
    assertThat(points.keySet()).noneMatch(k -> k.contains("session_purchase,value=bags"));
    assertThat(
            points.get(
                "funnel,breakdown=price_band,funnel=session_purchase,value=0-10,window=1h" + HOUR))
        .containsEntry("step_2", 1L);
  }

  private static String top(String kind, String by, int rank) {
    return "top,by=%s,kind=%s,rank=%d,window=1h".formatted(by, kind, rank) + HOUR;
  }

  @Test
  void topsRankByCountOrCentsAndTiesById() {
    TestingCsv csv = new TestingCsv();
    for (int product = 1; product <= 12; product++) {
      csv.full("10:00", "view", Integer.toString(product), "", "b" + product, "2", 1, "s");
    }
    csv.full("10:01", "view", "12", "", "", "3", 1, "s")
        .full("10:01", "purchase", "12", "", "b12", "3", 1, "s")
        .full("10:02", "purchase", "2", "", "b2", "7.50", 1, "s")
        .full("10:02", "purchase", "3", "", "b3", "-1", 1, "s");
    var points = points(csv);
    assertThat(points.get(top("product", "views", 1)))
        .isEqualTo(Map.of("id", "12", "count", 2L, "cents", 500L));
    assertThat(points.get(top("product", "views", 10))).containsEntry("id", "9");
    assertThat(points).doesNotContainKey(top("product", "views", 11));
    assertThat(points.get(top("brand", "views", 2))).containsEntry("id", "b10");
    assertThat(points.get(top("product", "revenue", 1)))
        .isEqualTo(Map.of("id", "2", "count", 1L, "cents", 750L));
    assertThat(points.get(top("product", "revenue", 3)))
        .isEqualTo(Map.of("id", "3", "count", 1L, "cents", -100L));
    assertThat(points).doesNotContainKey(top("product", "revenue", 4));
    assertThat(points.get(top("product", "viewed_not_bought", 1)))
        .isEqualTo(Map.of("id", "1", "count", 1L, "cents", 200L));
    assertThat(points.get(top("product", "viewed_not_bought", 2))).containsEntry("id", "4");
    assertThat(points).doesNotContainKey(top("category", "views", 1));
  }
}
