package io.shopfunnel.verify.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of events, row by row. */
public final class TestingCsv {
  public static final String HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
  private final StringBuilder text = new StringBuilder(HEADER).append('\n');

  /** The worked example of the session funnel: s1 to s6. */
  public static TestingCsv workedExample() {
    return new TestingCsv()
        .row("s1", 1, "view", "p1", "10:00")
        .row("s1", 1, "cart", "p1", "10:02")
        .row("s1", 1, "purchase", "p1", "10:05")
        .row("s2", 2, "cart", "p1", "10:00")
        .row("s2", 2, "view", "p1", "10:01")
        .row("s2", 2, "purchase", "p1", "10:03")
        .row("s3", 3, "cart", "p1", "10:10")
        .row("s3", 3, "view", "p1", "10:10")
        .row("s3", 3, "purchase", "p2", "10:12")
        .row("s4", 4, "purchase", "p3", "10:20")
        .row("s5", 5, "view", "p1", "10:59")
        .row("s5", 5, "cart", "p1", "11:01")
        .row("s5", 5, "purchase", "p1", "11:04")
        .row("s6", 6, "view", "p1", "10:30")
        .row("s6", 6, "view", "p1", "10:30")
        .row("s6", 6, "cart", "p1", "10:31");
  }

  /** The worked example of the carts: five, opened at 10:00. */
  public static TestingCsv fiveCarts() {
    TestingCsv csv = new TestingCsv();
    for (String session : new String[] {"a", "b", "c", "d", "e"}) {
      csv.row(session, 1, "cart", "p1", "10:00");
    }
    return csv.row("a", 1, "purchase", "p1", "10:10")
        .row("b", 1, "remove_from_cart", "p1", "10:05")
        .row("c", 1, "cart", "p2", "10:02")
        .row("c", 1, "purchase", "p2", "10:20")
        .row("e", 1, "view", "p1", "10:25")
        .row("e", 1, "purchase", "p1", "10:40");
  }

  /** A row of product {@code p1} and its like, at a price of 10.00, without category and brand. */
  public TestingCsv row(String session, long user, String type, String product, String time) {
    return full(time, type, product.substring(1), "", "", "10.00", user, session);
  }

  public TestingCsv full(
      String time,
      String type,
      String product,
      String category,
      String brand,
      String price,
      long user,
      String session) {
    return line(
        String.join(
            ",",
            (time.length() > 8 ? time : "2019-12-01 " + time + (time.length() == 5 ? ":00" : ""))
                + " UTC",
            type,
            product,
            "7",
            category,
            brand,
            price,
            Long.toString(user),
            session));
  }

  public TestingCsv line(String line) {
    text.append(line).append('\n');
    return this;
  }

  public Path write(Path directory) {
    try {
      return Files.writeString(directory.resolve("events.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
