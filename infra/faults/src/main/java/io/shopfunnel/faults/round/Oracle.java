package io.shopfunnel.faults.round;

import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.stack.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The product's {@code verify}, which computes every point anew from the file. */
final class Oracle {
  private static final String NUMBERS =
      "events,price_band,funnel,time_to_convert,orders,cart,active,top,funnel_catalog";

  private final Cluster cluster;

  Oracle(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Compares a database with the file, both ways.
   *
   * @param numbersOnly whether points that count records are left out
   * @throws io.shopfunnel.faults.stage.FaultsException where a point differs
   */
  void check(Path csv, String database, boolean numbersOnly, Path log) {
    List<String> arguments = new ArrayList<>(List.of("verify", "--no-verdict", "--whole-database"));
    arguments.addAll(List.of("--influx-url", cluster.influxUrl().toString()));
    Login user = cluster.influxUser();
    arguments.addAll(List.of("--influx-user", user.user()));
    arguments.addAll(List.of("--influx-password-file", user.passwordFile().toString()));
    arguments.addAll(List.of("--database", database));
    if (numbersOnly) {
      arguments.addAll(List.of("--measurements", NUMBERS));
    }
    arguments.add(csv.toString());
    cluster.verify(arguments, log).run();
  }
}
