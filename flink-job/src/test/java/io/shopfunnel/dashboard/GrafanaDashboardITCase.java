package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.sink.influx.LocalInfluxd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of the dashboard on a real InfluxDB. */
class GrafanaDashboardITCase {
  private static final String RANGE = "time >= 1575158400000ms AND time <= 1577836800000ms";
  private static final long DECEMBER = 1_575_158_400_000L;
  private static final long TEN = 1_575_194_400_000L;
  private static final Pattern SELECTED =
      Pattern.compile("(?:AS )?\"([^\"]*)\"(?:, | FROM)|sum\\(\"count\"\\)( )FROM");

  @TempDir static Path directory;
  private static LocalInfluxd influxd;

  @BeforeAll
  static void startWithAFewPoints() {
    influxd = LocalInfluxd.start(directory);
    influxd.query("", "CREATE DATABASE shop");
    influxd.write("shop", String.join("\n", points()));
  }

  @AfterAll
  static void stop() {
    influxd.close();
  }

  static Stream<Dashboard.Query> queries() {
    return Dashboard.read().queries().stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void returnsTheColumnsThatItNames(Dashboard.Query query) throws Exception {
    for (String category : List.of(".*", "(electronics|unknown)")) {
      JsonNode series = run(query.text(), "1h", "session_purchase", category);
      List<String> expected = new ArrayList<>(List.of("time"));
      String selected = query.text().substring(0, query.text().indexOf(" FROM") + 5);
      Matcher column = SELECTED.matcher(selected);
      while (column.find()) {
        expected.add(column.group(1) == null ? "sum" : column.group(1));
      }
      assertThat(expected).hasSizeGreaterThan(1);
      assertThat(Dashboard.stream(series.get(0).get("columns")).map(JsonNode::asText))
          .containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void runsWithEveryWindowAndAFunnelThatIsNotThere(Dashboard.Query query) throws Exception {
    for (String window : Dashboard.read().offered("window")) {
      run(query.text(), window, "nobody's", ".*");
    }
  }

  @Test
  void theFunnelIsTheWorkedExample() throws Exception {
    assertThat(values("How far they came", 0)).isEqualTo("[5,4,3]");
    assertThat(values("Rates from step to step", 0)).isEqualTo("[0.8,0.75,0.6]");
    assertThat(values("Conversion by entry window", 0)).isEqualTo("[0.8,0.6]");
    assertThat(values("Outside and excluded", 0)).isEqualTo("[2]");
    assertThat(values("Outside and excluded", 1)).isEqualTo("[0.4]");
  }

  @Test
  void aMonthHasItsOwnUsersSessionsAndBuyers() throws Exception {
    Dashboard.Query months = named("Active in each month", 0);
    JsonNode rows = run(months.text(), "1h", "", "").get(0).get("values");
    assertThat(rows.toString()).isEqualTo("[[%d,20,31,7]]".formatted(DECEMBER));
  }

  @Test
  void anEmptyWindowHasNoRate() throws Exception {
    influxd.write(
        "shop",
        funnel("all", "all", 0, 0, 0, true)
            .replace(Long.toString(TEN), Long.toString(TEN + 3_600_000L)));
    Dashboard.Query rates = named("Conversion by entry window", 0);
    assertThat(run(rates.text(), "1h", "session_purchase", ".*").get(0).get("values")).hasSize(1);
  }

  @Test
  void bothAbandonmentRatesAreThoseOfTheExample() throws Exception {
    assertThat(values("Abandonment, two ways", 0)).isEqualTo("[0.2,0.4]");
  }

  @Test
  void theAccountingBalances() throws Exception {
    assertThat(values("Accounting", 0)).isEqualTo("[0]");
    assertThat(values("Accounting", 1)).isEqualTo(values("Accounting", 2));
    assertThat(values("Not yet mature", 0)).isEqualTo("[1]");
  }

  @Test
  void theFunnelsOfADayAreNamedByTheirHash() throws Exception {
    assertThat(values("By which funnels", 0)).isEqualTo("[\"0123456789abcdef\",5]");
  }

  @Test
  void theVariablesFindTheirValues() throws Exception {
    for (JsonNode variable : Dashboard.read().variables()) {
      if (variable.get("type").asText().equals("query")) {
        JsonNode series = run(variable.get("query").asText(), "1h", "", "");
        assertThat(series.get(0).get("values").get(0).get(1).asText())
            .isIn("session_purchase", "electronics");
      }
    }
  }

  private static Dashboard.Query named(String panel, int index) {
    return queries().filter(query -> query.panel().equals(panel)).toList().get(index);
  }

  /** The first row without its time. */
  private static String values(String panel, int index) throws Exception {
    JsonNode series =
        run(named(panel, index).text(), "1h", "session_purchase", ".*").get(0).get("values").get(0);
    List<String> values = Dashboard.stream(series).skip(1).map(JsonNode::toString).toList();
    return "[" + String.join(",", values) + "]";
  }

  /** What Grafana sends: its macros and the variables filled in. */
  private static JsonNode run(String query, String window, String funnel, String category)
      throws Exception {
    String filled =
        query
            .replace("$timeFilter", RANGE)
            .replace("$__interval", "1h")
            .replace("$window", window)
            .replace("$touch", window.equals("1m") ? "1h" : window)
            .replace("$funnel", funnel.replace("'", "\\'"))
            .replace("$category", category);
    assertThat(filled).doesNotContain("$window", "$touch", "$funnel", "$category", "$__", "$time");
    JsonNode answer = new ObjectMapper().readTree(influxd.query("shop", filled));
    assertThat(answer.findValue("error")).as(filled).isNull();
    return answer.at("/results/0/series");
  }

  private static List<String> points() {
    List<String> lines = new ArrayList<>();
    for (String window : List.of("1m", "1h", "1d")) {
      String tags = ",window=" + window + " ";
      lines.add("orders" + tags + "orders=4i,items=5i,cents=12345i,purchases_outside_funnel=2i");
      lines.add(
          "cart"
              + tags
              + "opened=5i,purchased=3i,emptied=1i,abandoned=1i,open=0i,"
              + "abandoned_cents=999i,mature=false,rev=0i");
      lines.add("funnel_catalog" + tags + "hash=\"0123456789abcdef\",funnels=5i");
      lines.add("active" + tags + "users=5i,sessions=6i,buyers=4i");
      lines.add("events,category=electronics,event_type=view" + tags + "count=7i,cents=70i");
      lines.add("events,category=unknown,event_type=cart" + tags + "count=4i,cents=40i");
      for (String type : List.of("view", "purchase")) {
        for (String band : List.of("<\\=0", "0-10", "10-20", "20-30", "30-40", "40-50", "50+")) {

          lines.add("price_band,band=" + band + ",event_type=" + type + tags + "count=1i");
        }
      }
      for (String kind : List.of("product", "brand", "category")) {
        for (String by : List.of("views", "carts", "revenue", "viewed_not_bought")) {
          String key = "top,by=" + by + ",kind=" + kind + ",rank=1";
          lines.add(key + tags + "id=\"1004767\",count=3i,cents=300i");
        }
      }
      for (String le :
          List.of(
              "10", "30", "60", "120", "300", "600", "900", "1800", "3600", "7200", "14400",
              "28800", "43200", "86400", "+Inf")) {
        lines.add("time_to_convert,funnel=session_purchase,le=" + le + tags + "count=1i");
      }
    }
    lines.add(
        "pipeline,window=1m consumed=15i,valid=14i,dead_letter=1i,late_applied=0i,"
            + "late_dropped=2i,duplicate_dropped=1i,session_missing=0i");
    String december = "active,window=1mo users=20i,sessions=31i,buyers=7i " + DECEMBER;
    List<String> timed = new ArrayList<>(lines.stream().map(line -> line + " " + TEN).toList());
    timed.add(december);
    timed.add(funnel("all", "all", 5, 4, 3, false));
    timed.add(funnel("category", "electronics", 5, 4, 3, false));
    return timed;
  }

  private static String funnel(
      String breakdown, String value, int first, int second, int third, boolean mature) {
    return ("funnel,breakdown=%s,funnel=session_purchase,value=%s,window=1h step_1=%di,step_2=%di,"
            + "step_3=%di,excluded=0i,mature=%s,rev=0i,late_applied=0i %d")
        .formatted(breakdown, value, first, second, third, mature, TEN);
  }
}
