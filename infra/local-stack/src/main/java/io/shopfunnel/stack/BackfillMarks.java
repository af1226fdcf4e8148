package io.shopfunnel.stack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells a database from which minute to which it was counted by a backfill: two points, in words.
 */
final class BackfillMarks {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final InfluxServer influx;
  private final String database;

  BackfillMarks(InfluxServer influx, String database) {
    this.influx = influx;
    this.database = database;
  }

  /** A later backfill of the same minutes takes the marks over. */
  void write(Instant ended) {
    String which = "the backfill that ended " + MINUTE.format(ended);
    mark("first", "from", which + " counts from here");
    mark("last", "to", which + " counts up to here");
  }

  private void mark(String end, String edge, String words) {
    influx
        .row(database, "SELECT %s(\"consumed\") FROM \"pipeline\"".formatted(end))
        .ifPresent(
            minute ->
                influx.write(
                    database,
                    "backfill,window=1m,edge=%s words=\"%s\" %d"
                        .formatted(edge, words, minute.get(0).asLong())));
  }
}
