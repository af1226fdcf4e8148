package io.shopfunnel.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who InfluxDB lets in: an administrator, who is this program, the job, and all who only look. */
final class InfluxUsers {
  private static final String SERVICE = "influxdb";

  private final URI address;
  private final Supplier<HttpClient> client;
  private final Secrets secrets;

  InfluxUsers(URI address, Supplier<HttpClient> client, Secrets secrets) {
    this.address = address;
    this.client = client;
    this.secrets = secrets;
  }

  /** May do everything. */
  Login administrator() {
    return secrets.login(SERVICE, "admin");
  }

  /** May read and write the points of the databases that were created for the job. */
  Login writer() {
    return secrets.login(SERVICE, "writer");
  }

  /** May read them. */
  Login reader() {
    return secrets.login(SERVICE, "reader");
  }

  /** A database that writer and reader have their rights on once it is created. */
  InfluxDatabase database(String name) {
    return new InfluxDatabase(
        administration(), name, List.of("ALL " + writer().user(), "READ " + reader().user()));
  }

  /** Makes the passwords that are not there yet. */
  void make() {
    List.of(administrator(), writer(), reader()).forEach(secrets::make);
  }

  /**
   * Makes the users that are not there yet.
   *
   * @throws StackException when InfluxDB knows one of them by another password
   */
  void admit() {
    // While there is no administrator, InfluxDB does this one thing for whoever asks.
    admit(administrator(), nobody(), " WITH ALL PRIVILEGES");
    admit(writer(), administration(), "");
    admit(reader(), administration(), "");
  }

  private void admit(Login login, InfluxServer by, String privileges) {
    if (nobody().as(login).letsIn()) {
      return;
    }
    try {
      by.execute(
          "CREATE USER %s WITH PASSWORD '%s'%s"
              .formatted(login.user(), login.password(), privileges),
          "create user " + login.user());
    } catch (StackException e) {
      throw new StackException(
          "%s Does it know %s by another password than that in %s? Put that file back, or begin anew with make clean."
              .formatted(e.getMessage(), login.user(), login.passwordFile()),
          e);
    }
  }

  private InfluxServer nobody() {
    return new InfluxServer(address, client.get(), Optional.empty());
  }

  private InfluxServer administration() {
    return nobody().as(administrator());
  }
}
