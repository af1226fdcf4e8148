package io.shopfunnel.bench.run;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.Price;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Events without end, as if they happened just now: the rows of a generated file over and over,
 * each time by other users, or by the same.
 */
final class LiveEvents {
  private static final String SOURCE = "live";
  private static final long USERS_APART = 1_000_000_000;

  private final List<ShopEvent> rows;
  private final long usersApart;
  private long next;

  private LiveEvents(List<ShopEvent> rows, long usersApart) {
    this.rows = rows;
    this.usersApart = usersApart;
  }

  /** Of a file that the generator has written; each round has new users. */
  static LiveEvents ofNewUsers(Path csv) {
    return new LiveEvents(rows(csv), USERS_APART);
  }

  /** Of a file that the generator has written; its users come again and again. */
  static LiveEvents ofReturningUsers(Path csv) {
    return new LiveEvents(rows(csv), 0);
  }

  private static List<ShopEvent> rows(Path csv) {
    List<ShopEvent> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(csv)) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(row(line.split(",", -1)));
      }
    } catch (IOException | MalformedEventException e) {
      throw new BenchException("%s cannot be read: %s".formatted(csv, e.getMessage()), e);
    }
    return rows;
  }

  /** A row in the generator's order of columns, none of which it puts in quotes. */
  private static ShopEvent row(String[] fields) throws MalformedEventException {
    return new ShopEvent(
        0,
        Objects.requireNonNull(EventType.ofWireName(fields[1])),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Category.of(fields[4]),
        fields[5].isEmpty() ? null : fields[5],
        fields[6].isEmpty() ? ShopEvent.NO_PRICE : Price.parseCents(fields[6]),
        Long.parseLong(fields[7]),
        fields[8].isEmpty() ? null : SessionId.of(fields[8]),
        new EventId(SOURCE, 1));
  }

  /** The next event, which happens at that time. */
  ShopEvent next(long eventTime) {
    ShopEvent row = rows.get((int) (next % rows.size()));
    long round = next / rows.size();
    next++;
    return new ShopEvent(
        eventTime,
        row.type(),
        row.productId(),
        row.categoryId(),
        row.category(),
        row.brand(),
        row.priceCents(),
        row.userId() + round * usersApart,
        row.session(),
        new EventId(SOURCE, next));
  }
}
