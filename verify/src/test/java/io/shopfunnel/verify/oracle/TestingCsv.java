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
