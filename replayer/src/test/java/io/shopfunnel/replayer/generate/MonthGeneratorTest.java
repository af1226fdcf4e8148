package io.shopfunnel.replayer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonthGeneratorTest {
  private static final int EVENTS = 300_000;

  private static byte[] month(String shop, int days, long events, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MonthGenerator.write(shop, LocalDate.of(2019, 12, 1), days, events, seed, out, rows -> {});
    return out.toByteArray();
  }

  private static List<String[]> rows(byte[] csv) {
    return new String(csv, StandardCharsets.US_ASCII)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyMachine() throws Exception {
    assertThat(List.of(hash(month("multi", 31, 50_000, 1)), hash(month("cosmetics", 7, 50_000, 2))))
        .containsExactly("833258b4135d1214", "afccd412215009a1");
    assertThat(month("multi", 31, 10_000, 1)).isNotEqualTo(month("multi", 31, 10_000, 2));
  }

  @Test
  void exactlyAsManyRowsAsAskedForInOrderOfTime() {
    for (int events : List.of(1, 2, 99, 12_345)) {
      for (int days : List.of(1, 31)) {
        List<String[]> rows = rows(month("multi", days, events, 3));
        assertThat(rows).hasSize(events).allMatch(row -> row.length == 9);
        assertThat(rows).extracting(row -> row[0]).isSorted();
        assertThat(rows.get(0)[0]).isGreaterThanOrEqualTo("2019-12-01 00:00:00 UTC");
        String end = "2019-12-%02d 23:59:59 UTC".formatted(days);
        assertThat(rows.get(events - 1)[0]).isLessThanOrEqualTo(end);
      }
    }
  }

  private static Map<String, Double> percentByType(List<String[]> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row[1], Collectors.summingDouble(row -> 100.0 / rows.size())));
  }

  private static double eventsASession(List<String[]> rows) {
    return (double) rows.size() / rows.stream().map(row -> row[8]).distinct().count();
  }

  /** Of the multi-category store 93-95 % views, 3-5 % carts and 1.7 % purchases are known. */
  @Test
  void theMultiCategoryStoreHasTheShapeOfTheRealOne() {
    List<String[]> rows = rows(month("multi", 31, EVENTS, 1));
    Map<String, Double> percent = percentByType(rows);
    assertThat(percent.get("view")).isCloseTo(94, within(1.0));
    assertThat(percent.get("cart")).isCloseTo(4, within(1.0));
    assertThat(percent.get("purchase")).isCloseTo(1.7, within(0.3));
    assertThat(eventsASession(rows)).isBetween(3.4, 4.8);
    assertThat(percentEmpty(rows, 4)).isCloseTo(33, within(3.0));
    assertThat(percentEmpty(rows, 5)).isCloseTo(14, within(3.0));
  }

  /** The published December: 48.9 % views, 26.2 % carts, 18.8 % removals, 6.0 % purchases. */
  @Test
  void theCosmeticsShopHasTheShapeOfTheRealOne() {
    List<String[]> rows = rows(month("cosmetics", 31, EVENTS, 1));
    Map<String, Double> percent = percentByType(rows);
    assertThat(percent.get("view")).isCloseTo(48.9, within(2.0));
    assertThat(percent.get("cart")).isCloseTo(26.2, within(2.0));
    assertThat(percent.get("remove_from_cart")).isCloseTo(18.8, within(2.0));
    assertThat(percent.get("purchase")).isCloseTo(6.0, within(1.0));
    assertThat(eventsASession(rows)).isBetween(3.0, 4.8);
    assertThat(percentEmpty(rows, 4)).isCloseTo(98, within(1.0));
    assertThat(percentEmpty(rows, 5)).isCloseTo(41, within(4.0));
    long distinct = rows.stream().map(row -> String.join(",", row)).distinct().count();
    assertThat(100.0 * (EVENTS - distinct) / EVENTS).isBetween(2.0, 8.0);
  }

  private static double percentEmpty(List<String[]> rows, int column) {
    return 100.0 * rows.stream().filter(row -> row[column].isEmpty()).count() / rows.size();
  }

  @Test
  void whatMakesRealDataHardIsThere() {
    List<String[]> rows = rows(month("multi", 31, EVENTS, 1));
    assertThat(rows).anyMatch(row -> row[8].isEmpty());
    assertThat(rows).anyMatch(row -> row[6].isEmpty());
    assertThat(rows).anyMatch(row -> row[6].equals("0.00"));
    assertThat(rows).as("such a store knows none").noneMatch(this::isRemoval);
    Map<String, Set<String>> daysOfSession = new HashMap<>();
    Map<String, Integer> lengths = new HashMap<>();
    Map<String, Set<String>> purchasesOfUser = new HashMap<>();
    for (String[] row : rows) {
      daysOfSession.computeIfAbsent(row[8], s -> new HashSet<>()).add(row[0].substring(0, 10));
      lengths.merge(row[8], 1, Integer::sum);
      if (row[1].equals("purchase")) {
        purchasesOfUser.computeIfAbsent(row[7], u -> new HashSet<>()).add(row[8]);
      }
    }
    assertThat(daysOfSession.values()).as("across midnight").anyMatch(days -> days.size() > 1);
    assertThat(lengths.values()).as("bots").anyMatch(length -> length > 400);
    assertThat(purchasesOfUser.values()).as("repeat buyers").anyMatch(orders -> orders.size() > 1);
    long firstMinuteWithoutView =
        rows(month("cosmetics", 1, 100_000, 1)).stream()
            .takeWhile(row -> row[0].compareTo("2019-12-01 00:05:00 UTC") < 0)
            .filter(row -> row[1].equals("remove_from_cart") || row[1].equals("purchase"))
            .count();
    assertThat(firstMinuteWithoutView).as("visits that began before the month").isPositive();
  }

  private boolean isRemoval(String[] row) {
    return row[1].equals("remove_from_cart");
  }

  @Test
  void aProductHasOneCategoryAndOneBrandAndMostlyOnePrice() {
    List<String[]> rows = rows(month("cosmetics", 31, EVENTS, 1));
    Map<String, Set<String>> kinds = new HashMap<>();
    Map<String, Set<String>> prices = new HashMap<>();
    for (String[] row : rows) {
      String kind = String.join(",", row[3], row[4], row[5]);
      kinds.computeIfAbsent(row[2], product -> new HashSet<>()).add(kind);
      prices.computeIfAbsent(row[2], product -> new HashSet<>()).add(row[6]);
    }
    assertThat(kinds.values()).allMatch(of -> of.size() == 1);
    long changing = prices.values().stream().filter(of -> of.size() > 1).count();
    assertThat(100.0 * changing / prices.size()).isBetween(0.5, 5.0);
  }

  @Test
  void aDayHasFewSessionsAUserAndAMonthSome() {
    assertThat(sessionsAUser(rows(month("multi", 1, EVENTS, 1)))).isBetween(1.1, 1.6);
    assertThat(sessionsAUser(rows(month("multi", 31, EVENTS, 1)))).isBetween(3.0, 4.2);
    assertThat(sessionsAUser(rows(month("cosmetics", 31, EVENTS, 1)))).isBetween(2.2, 3.5);
  }

  private static double sessionsAUser(List<String[]> rows) {
    long sessions = rows.stream().map(row -> row[8]).distinct().count();
    return (double) sessions / rows.stream().map(row -> row[7]).distinct().count();
  }

  @Test
  void nowAndThenTwoUsersShareASession() {
    Map<String, Set<String>> users = new HashMap<>();
    for (String[] row : rows(month("multi", 31, EVENTS, 1))) {
      if (!row[8].isEmpty()) {
        users.computeIfAbsent(row[8], session -> new HashSet<>()).add(row[7]);
      }
    }
    assertThat(users.values().stream().filter(of -> of.size() > 1).count()).isBetween(1L, 20L);
  }

  @Test
  void nightsAreQuieterThanAfternoons() {
    Map<String, Long> byHour =
        rows(month("multi", 7, EVENTS, 1)).stream()
            .collect(Collectors.groupingBy(row -> row[0].substring(11, 13), Collectors.counting()));
    assertThat(byHour.get("15")).isGreaterThan(4 * byHour.get("00"));
  }
}
