package io.shopfunnel.endtoend;

import java.io.IOException;
import java.net.URI;

/** The sums of the measurement {@code orders}, over all its days. */
record OrderSums(long orders, long items, long cents) {
  static OrderSums of(URI influx, String database) throws IOException, InterruptedException {
    String answer =
        DatabaseDump.query(
            influx,
            database,
            "SELECT sum(\"orders\"), sum(\"items\"), sum(\"cents\") FROM \"orders\""
                + " WHERE \"window\" = '1d'");
    // name,tags,time,sum,sum_1,sum_2
    String[] row = answer.strip().split("\n", -1)[1].split(",", -1);
    return new OrderSums(Long.parseLong(row[3]), Long.parseLong(row[4]), Long.parseLong(row[5]));
  }

  /** As the example services print it. */
  @Override
  public String toString() {
    return "orders %d items %d cents %d".formatted(orders, items, cents);
  }
}
