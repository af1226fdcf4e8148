package io.shopfunnel.replayer.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Some rows of a shop's events, and what one can count in them. */
final class RowSample {
  static final int TIME = 0;
  static final int TYPE = 1;
  static final int PRODUCT = 2;
  static final int CATEGORY_ID = 3;
  static final int CATEGORY_CODE = 4;
  static final int BRAND = 5;
  static final int PRICE = 6;
  static final int USER = 7;
  static final int SESSION = 8;
  private static final int COLUMNS = 9;

  private final List<String[]> rows;

  RowSample(List<String[]> rows) {
    this.rows = rows;
  }

  /** Reads a file of rows without quotes; an extra first column is left out. */
  static RowSample read(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      rows.add(fields(line));
    }
    rows.remove(0);
    return new RowSample(rows);
  }

  static String[] fields(String line) {
    String[] fields = line.split(",", -1);
    int extra = fields.length - COLUMNS;
    return extra == 0 ? fields : java.util.Arrays.copyOfRange(fields, extra, fields.length);
  }

  int size() {
    return rows.size();
  }

  List<String[]> rows() {
    return rows;
  }

  /** So many of the first rows. */
  RowSample first(int count) {
    return new RowSample(rows.subList(0, count));
  }

  /** One row of so many, evenly spread: of rows in random order as good as a smaller draw. */
  RowSample everyNth(int step) {
    List<String[]> some = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += step) {
      some.add(rows.get(i));
    }
    return new RowSample(some);
  }

  /** How many different values, the empty one aside, a column has. */
  long distinct(int column) {
    return rows.stream().map(row -> row[column]).filter(v -> !v.isEmpty()).distinct().count();
  }

  long count(Predicate<String[]> which) {
    return rows.stream().filter(which).count();
  }

  long countType(String type) {
    return count(row -> row[TYPE].equals(type));
  }

  long countEmpty(int column) {
    return count(row -> row[column].isEmpty());
  }

  /** Rows without a price above zero. */
  long countWithoutPrice() {
    return count(row -> row[PRICE].isEmpty() || Double.parseDouble(row[PRICE]) <= 0);
  }

  /** Rows that are the same as an earlier one in every column. */
  long repeats() {
    return rows.size() - rows.stream().map(row -> String.join(",", row)).distinct().count();
  }

  /** Rows whose second is another row's too. */
  long sharingTheirSecond() {
    return tally(TIME).values().stream().filter(n -> n > 1).mapToInt(n -> n).sum();
  }

  /** A quantile of the rows' prices. */
  double price(double quantile) {
    double[] prices =
        rows.stream()
            .map(row -> row[PRICE])
            .filter(price -> !price.isEmpty())
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    return prices[(int) (quantile * prices.length)];
  }

  /** A quantile of how many rows a session has. */
  double sessionLength(double quantile) {
    int[] lengths = tally(SESSION).values().stream().mapToInt(n -> n).sorted().toArray();
    return lengths[(int) (quantile * lengths.length)];
  }

  double eventsPerSession() {
    return (double) (rows.size() - countEmpty(SESSION)) / distinct(SESSION);
  }

  double sessionsPerUser() {
    return (double) distinct(SESSION) / distinct(USER);
  }

  /** Users that have more than one session here. */
  long usersOfSeveralSessions() {
    Map<String, Set<String>> sessions = new HashMap<>();
    for (String[] row : rows) {
      if (!row[SESSION].isEmpty()) {
        sessions.computeIfAbsent(row[USER], user -> new HashSet<>()).add(row[SESSION]);
      }
    }
    return sessions.values().stream().filter(of -> of.size() > 1).count();
  }

  private Map<String, Integer> tally(int column) {
    Map<String, Integer> tally = new HashMap<>();
    for (String[] row : rows) {
      if (!row[column].isEmpty()) {
        tally.merge(row[column], 1, Integer::sum);
      }
    }
    return tally;
  }
}
