package io.shopfunnel.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A database of InfluxDB, such as the one that the job writes to. */
public final class InfluxDatabase {
  private final InfluxServer influx;
  private final String name;
  private final List<String> rights;

  /**
   * A database that may or may not exist yet, of an InfluxDB that asks for no password.
   *
   * @param influx address of InfluxDB
   * @param name of the database
   */
  public InfluxDatabase(URI influx, String name) {
    this(new InfluxServer(influx, HttpClient.newHttpClient(), Optional.empty()), name, List.of());
  }

  /**
   * The same where passwords are asked for.
   *
   * @param influx asked as a user who may create databases
   * @param rights whom it is granted to: a right and a user, such as {@code READ reader}
   */
  InfluxDatabase(InfluxServer influx, String name, List<String> rights) {
    this.influx = influx;
    this.name = name;
    this.rights = rights;
  }

  /**
   * Creates the database, with infinite retention, unless it is there: a finite retention would
   * reject the points of 2019. Its users get their rights.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public void create() {
    create("");
  }

  /**
   * Creates the database for what is of use for two weeks only, unless it is there; its users get
   * their rights.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  void createForTwoWeeks() {
    create(" WITH DURATION 14d REPLICATION 1 SHARD DURATION 1d NAME \"recent\"");
  }

  /**
   * Deletes the database and everything in it, and with it its users' rights.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public void drop() {
    influx.execute("DROP DATABASE " + quoted(), "drop database " + name);
  }

  /**
   * Marks the first and the last minute that were counted as those of a backfill, for whoever looks
   * at a dashboard; where nothing was counted there are none.
   *
   * @param ended when the backfill ended, by the clock
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public void markBackfill(Instant ended) {
    new BackfillMarks(influx, name).write(ended);
  }

  private void create(String how) {
    influx.execute("CREATE DATABASE " + quoted() + how, "create database " + name);
    for (String right : rights) {
      String[] rightAndUser = right.split(" ");
      influx.execute(
          "GRANT %s ON %s TO %s".formatted(rightAndUser[0], quoted(), rightAndUser[1]),
          "grant %s database %s".formatted(rightAndUser[1], name));
    }
  }

  private String quoted() {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
