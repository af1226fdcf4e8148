package io.shopfunnel.verify.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that the semantics are explained with. */
class WorkedExamplesTest {
  @TempDir Path temp;

  private SortedMap<String, SortedMap<String, Object>> points(TestingCsv csv) {
    return Oracle.expectedPoints(List.of(csv.write(temp)), null, temp.resolve("duck"));
  }

  private static String at(String identity, String time) {
    return identity + " " + time(time);
  }

  private static long time(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static String funnel(String name, String window, String time) {
    return at("funnel,breakdown=all,funnel=" + name + ",value=all,window=" + window, time);
  }

  private static void assertSteps(SortedMap<String, Object> fields, long... steps) {
    assertThat(fields).isNotNull();
    for (int i = 0; i < steps.length; i++) {
      assertThat(fields).containsEntry("step_" + (i + 1), steps[i]);
    }
  }

  @Test
  void sessionFunnelIsFiveFourThree() {
    var points = points(TestingCsv.workedExample());
    assertSteps(points.get(funnel("session_purchase", "1h", "2019-12-01T10:00:00Z")), 5, 4, 3);
    assertThat(points).doesNotContainKey(funnel("session_purchase", "1h", "2019-12-01T11:00:00Z"));
    assertSteps(points.get(funnel("product_purchase", "1h", "2019-12-01T10:00:00Z")), 5, 4, 2);
    assertThat(points.get(at("orders,window=1d", "2019-12-01T00:00:00Z")))
        .containsEntry("items", 5L)
        .containsEntry("orders", 5L)
        .containsEntry("cents", 5_000L)
        .containsEntry("purchases_outside_funnel", 2L);
  }

  @Test
  void lateEventsOfTheExampleMoveTheCounts() {
    var bought = points(TestingCsv.workedExample().row("s6", 6, "purchase", "p1", "10:45"));
    assertSteps(bought.get(funnel("session_purchase", "1h", "2019-12-01T10:00:00Z")), 5, 4, 4);
    var moved = points(TestingCsv.workedExample().row("s2", 2, "view", "p1", "09:59:30"));
    assertSteps(moved.get(funnel("session_purchase", "1h", "2019-12-01T10:00:00Z")), 4, 4, 3);
    assertSteps(moved.get(funnel("session_purchase", "1h", "2019-12-01T09:00:00Z")), 1, 1, 1);
  }

  private static final String USER_FUNNEL =
      """
      funnels:
        - name: abc
          actor: user
          conversion_window: %s
          steps:
            - event: view
            - event: cart
            - event: purchase
          entry_windows: [1h, 1d, 1mo]
      """;

  private SortedMap<String, SortedMap<String, Object>> users(String window, TestingCsv csv)
      throws IOException {
    Path yaml = Files.writeString(temp.resolve("funnels.yaml"), USER_FUNNEL.formatted(window));
    return Oracle.expectedPoints(List.of(csv.write(temp)), yaml, temp.resolve("duck"));
  }

  private static TestingCsv abc(String purchase) {
    return new TestingCsv()
        .row("", 1, "view", "p1", "13:00")
        .row("", 1, "view", "p1", "13:30")
        .row("", 1, "cart", "p1", "13:45")
        .row("", 1, "purchase", "p1", purchase);
  }

  @Test
  void userFunnelTakesTheLatestEntryAndTheWindowToTheSecond() throws IOException {
    String convert = "time_to_convert,funnel=abc,le=3600,window=1h";
    var early = users("1h", abc("14:15"));
    assertSteps(early.get(funnel("abc", "1h", "2019-12-01T13:00:00Z")), 1, 1, 1);
    assertThat(early.get(at(convert, "2019-12-01T13:00:00Z"))).containsEntry("count", 1L);
    assertSteps(
        users("1h", abc("14:30:00")).get(funnel("abc", "1h", "2019-12-01T13:00:00Z")), 1, 1, 1);
    var late = users("1h", abc("14:30:01"));
    assertSteps(late.get(funnel("abc", "1h", "2019-12-01T13:00:00Z")), 1, 1, 0);
    assertThat(late.keySet()).noneMatch(identity -> identity.startsWith("time_to_convert"));
  }

  @Test
  void userIsCountedOncePerEntryWindow() throws IOException {
    TestingCsv csv = new TestingCsv();
    for (String day : new String[] {"01", "05", "20"}) {
      csv.row("", 1, "view", "p1", "2020-01-" + day + " 12:00:00");
    }
    csv.row("", 1, "cart", "p1", "2020-01-02 11:00:00");
    csv.row("", 1, "cart", "p1", "2020-01-06 12:00:00");
    var points = users("1d", csv);
    assertSteps(points.get(funnel("abc", "1d", "2020-01-01T00:00:00Z")), 1, 1, 0);
    assertSteps(points.get(funnel("abc", "1d", "2020-01-05T00:00:00Z")), 1, 1, 0);
    assertSteps(points.get(funnel("abc", "1d", "2020-01-20T00:00:00Z")), 1, 0, 0);
    assertSteps(points.get(funnel("abc", "1mo", "2020-01-01T00:00:00Z")), 1, 1, 0);
  }

  @Test
  void fiveCartsHaveOneOutcomeEach() {
    assertThat(points(TestingCsv.fiveCarts()).get(at("cart,window=1h", "2019-12-01T10:00:00Z")))
        .containsEntry("opened", 5L)
        .containsEntry("purchased", 3L)
        .containsEntry("emptied", 1L)
        .containsEntry("abandoned", 1L)
        .containsEntry("open", 0L)
        .containsEntry("abandoned_cents", 1_000L)
        .containsEntry("mature", true);
  }

  @Test
  void contentOfACartNeverFallsBelowZero() {
    TestingCsv csv =
        new TestingCsv()
            .row("a", 1, "cart", "p2", "10:00")
            .row("a", 1, "remove_from_cart", "p1", "10:01")
            .row("a", 1, "remove_from_cart", "p1", "10:02")
            .full("10:03", "cart", "1", "", "", "3.50", 1, "a")
            .full("10:04", "cart", "1", "", "", "3.25", 1, "a")
            .row("a", 1, "remove_from_cart", "p2", "10:05");
    assertThat(points(csv).get(at("cart,window=1d", "2019-12-01T00:00:00Z")))
        .containsEntry("abandoned", 1L)
        .containsEntry("abandoned_cents", 650L);
  }

  @Test
  void theFunnelsHashStandsOnEachHourAndDayWithEvents() throws Exception {
    TestingCsv csv =
        new TestingCsv()
            .row("a", 1, "view", "p1", "2019-12-01 23:59:59")
            .row("b", 2, "view", "p1", "2019-12-03 00:00:00");
    var points = users("1h", csv);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(USER_FUNNEL.formatted("1h").getBytes(UTF_8));
    String hash = HexFormat.of().formatHex(digest).substring(0, 16);
    assertThat(points.keySet())
        .filteredOn(identity -> identity.matches("funnel_catalog.*window=1d.*"))
        .containsExactly(
            at(step(2), "2019-12-01T00:00:00Z"),
            at(step(2), "2019-12-03T00:00:00Z"),
            at(step(3), "2019-12-01T00:00:00Z"),
            at(step(3), "2019-12-03T00:00:00Z"),
            at(step(1), "2019-12-01T00:00:00Z"),
            at(step(1), "2019-12-03T00:00:00Z"));
    assertThat(points.get(at(step(2), "2019-12-03T00:00:00Z")))
        .containsExactly(entry("funnels", 1L), entry("hash", hash));
    assertThat(points)
        .containsKey(at(step(1).replace("1d", "1h"), "2019-12-01T23:00:00Z"))
        .doesNotContainKey(at(step(1).replace("1d", "1h"), "2019-12-02T00:00:00Z"));
  }

  private static String step(int number) {
    String name = List.of("view", "cart", "purchase").get(number - 1);
    return "funnel_catalog,funnel=abc,label=%s,of=3,step=%d,window=1d".formatted(name, number);
  }

  @Test
  void usersOfWindowsDoNotAddUp() {
    TestingCsv csv = new TestingCsv();
    for (long user : new long[] {1, 2, 3}) {
      csv.row("s" + user, user, "view", "p1", "10:00");
    }
    for (long user : new long[] {2, 3, 4}) {
      csv.row("", user, "purchase", "p1", "11:00");
    }
    var points = points(csv);
    assertThat(points.get(at("active,window=1d", "2019-12-01T00:00:00Z")))
        .containsEntry("users", 4L)
        .containsEntry("sessions", 3L)
        .containsEntry("buyers", 3L);
    assertThat(points.get(at("active,window=1h", "2019-12-01T11:00:00Z")))
        .containsEntry("users", 3L)
        .containsEntry("sessions", 0L);
    assertThat(points.get(at("pipeline,window=1m", "2019-12-01T11:00:00Z")))
        .containsEntry("consumed", 3L)
        .containsEntry("session_missing", 3L);
    assertThat(points.get(at("orders,window=1h", "2019-12-01T11:00:00Z")))
        .containsEntry("orders", 3L)
        .containsEntry("purchases_outside_funnel", 3L);
  }

  @Test
  void aUserSessionOfTwoUsersIsTwoSessions() {
    TestingCsv csv =
        new TestingCsv()
            .row("shared", 1, "view", "p1", "10:00")
            .row("shared", 2, "cart", "p1", "10:01")
            .row("shared", 1, "purchase", "p1", "10:02")
            .row("shared", 2, "purchase", "p1", "10:03")
            .row("shared", 2, "view", "p1", "10:31:01")
            .row("shared", 1, "view", "p1", "10:32:00");
    var points = points(csv);
    String day = "2019-12-01T00:00:00Z";
    // User 1: view and purchase, and exactly 30 min later a view. User 2: a view, last.
    assertSteps(points.get(funnel("session_purchase", "1d", day)), 2, 0, 0);
    assertSteps(points.get(funnel("session_view_purchase", "1d", day)), 2, 1);
    assertSteps(points.get(funnel("product_purchase", "1d", day)), 2, 0, 0);
    assertThat(points.get(at("orders,window=1d", day)))
        .containsEntry("orders", 2L)
        .containsEntry("items", 2L)
        .containsEntry("purchases_outside_funnel", 2L);
    assertThat(points.get(at("cart,window=1d", day)))
        .containsEntry("opened", 1L)
        .containsEntry("purchased", 1L);
    for (String window : new String[] {"1d", "1mo"}) {
      assertThat(points.get(at("active,window=" + window, day)))
          .containsEntry("users", 2L)
          .containsEntry("sessions", 2L)
          .containsEntry("buyers", 2L);
    }
  }

  @Test
  void monthsBeginOnTheirFirstDay() throws IOException {
    TestingCsv csv =
        new TestingCsv()
            .row("a", 1, "view", "p1", "2019-12-31 23:59:59")
            .row("a", 1, "view", "p1", "2020-01-01 00:00:00")
            .row("a", 1, "cart", "p1", "2020-01-01 00:00:00")
            .row("b", 2, "view", "p1", "2020-02-29 23:59:59")
            .row("b", 2, "purchase", "p1", "2020-03-01 00:00:00")
            .row("b", 3, "purchase", "p1", "2020-03-31 23:59:59");
    var points = users("1d", csv);
    assertThat(points.keySet())
        .filteredOn(identity -> identity.endsWith("window=1mo " + time("2019-12-01T00:00:00Z")))
        .containsExactly(
            at("active,window=1mo", "2019-12-01T00:00:00Z"),
            funnel("abc", "1mo", "2019-12-01T00:00:00Z"));
    assertSteps(points.get(funnel("abc", "1mo", "2019-12-01T00:00:00Z")), 1, 1, 0);
    assertSteps(points.get(funnel("abc", "1mo", "2020-01-01T00:00:00Z")), 1, 1, 0);
    assertSteps(points.get(funnel("abc", "1mo", "2020-02-01T00:00:00Z")), 1, 0, 0);
    assertThat(points).doesNotContainKey(funnel("abc", "1mo", "2020-03-01T00:00:00Z"));
    assertActive(points.get(at("active,window=1mo", "2020-01-01T00:00:00Z")), 1, 1, 0);
    assertActive(points.get(at("active,window=1mo", "2020-02-01T00:00:00Z")), 1, 1, 0);
    assertActive(points.get(at("active,window=1mo", "2020-03-01T00:00:00Z")), 2, 2, 2);
  }

  private static void assertActive(
      SortedMap<String, Object> fields, long users, long sessions, long buyers) {
    assertThat(fields).isEqualTo(Map.of("users", users, "sessions", sessions, "buyers", buyers));
  }

  @Test
  void thirtyMinutesAreTheSameSessionAndOneSecondMoreIsNot() {
    var same = points(silence("10:30:00"));
    assertSteps(same.get(funnel("session_purchase", "1d", "2019-12-01T00:00:00Z")), 1, 1);
    var another = points(silence("10:30:01"));
    assertSteps(another.get(funnel("session_purchase", "1d", "2019-12-01T00:00:00Z")), 1, 0);
  }

  private static TestingCsv silence(String cart) {
    return new TestingCsv().row("a", 1, "view", "p1", "10:00").row("a", 1, "cart", "p1", cart);
  }

  @Test
  void sessionIsCutAfterADay() {
    TestingCsv csv = new TestingCsv();
    for (int i = 0; i <= 240; i++) {
      Instant time = Instant.parse("2019-12-01T00:00:00Z").plusSeconds(i * 1_200L);
      csv.row("bot", 1, "view", "p1", time.toString().replace('T', ' ').replace("Z", ""));
    }
    var points = points(csv);
    // 24 h are still the same; the next event, 20 minutes later, is not; and so on.
    assertSteps(points.get(funnel("session_purchase", "1d", "2019-12-01T00:00:00Z")), 1);
    assertSteps(points.get(funnel("session_purchase", "1m", "2019-12-02T00:20:00Z")), 1);
    assertSteps(points.get(funnel("session_purchase", "1m", "2019-12-03T00:40:00Z")), 1);
    assertSteps(points.get(funnel("session_purchase", "1m", "2019-12-04T01:00:00Z")), 1);
    assertThat(points.keySet())
        .filteredOn(identity -> identity.startsWith("funnel,breakdown=all,funnel=session_purchase"))
        .filteredOn(identity -> identity.contains("window=1m"))
        .hasSize(4);
  }
}
