package io.shopfunnel.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grafana with this repository's data source, dashboards and alerts, where one is installed. Who
 * looks logs in as {@code admin}, unless {@code SHOP_GRAFANA_ANONYMOUS} is {@code true}.
 */
final class Grafana {
  static final String NAME = "grafana";

  /** Has the shell read the reader's password, so that it stands on no command line. */
  private static final String WITH_PASSWORD =
      "SHOP_INFLUX_PASSWORD=$(cat \"$0\") && export SHOP_INFLUX_PASSWORD && exec \"$@\"";

  private final StackLayout layout;
  private final Ports ports;
  private final Access access;
  private final Map<String, String> environment;
  private final Optional<GrafanaHome> home;

  Grafana(StackLayout layout, Ports ports, Access access, Map<String, String> environment) {
    this.layout = layout;
    this.ports = ports;
    this.access = access;
    this.environment = environment;
    this.home = GrafanaHome.find(environment);
  }

  /** The service; empty where none is installed, and none that was runs still. */
  Optional<Service> service() {
    if (home.isEmpty() && !Files.exists(layout.pid(NAME))) {
      return Optional.empty();
    }
    Path configuration = layout.conf().resolve("grafana.ini");
    return Optional.of(
        new Service(
            NAME,
            Service.Kind.GRAFANA,
            configuration.toString(),
            List.of(new PortUse(ports.grafana(), "--influx-port")),
            () -> command(configuration),
            () -> Map.of(configuration, configuration()),
            Probes.http(url().resolve("/api/health"), body -> true)));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + ports.grafana());
  }

  /** Who may change everything; the password is made before the first start. */
  Login administrator() {
    return access.secrets().login(NAME, "admin");
  }

  /** Provisioning takes what differs from place to place from variables. */
  private List<String> command(Path configuration) {
    GrafanaHome found =
        home.orElseThrow(() -> new StackException("Grafana: " + GrafanaHome.HOW_TO_GET_ONE + "."));
    access.secrets().make(administrator());
    Optional<Login> reader = access.influxReader();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WITH_PASSWORD));
    command.add(reader.map(login -> login.passwordFile().toString()).orElse("/dev/null"));
    command.add("/usr/bin/env");
    command.add("SHOP_INFLUX_URL=" + ports.influxUrl(access.protection()));
    command.add("SHOP_INFLUX_USER=" + reader.map(Login::user).orElse(""));
    command.add("SHOP_INFLUX_DATABASE=" + new StackFile(layout.directory()).database());
    command.add("SHOP_DASHBOARDS=" + layout.root().resolve("grafana/dashboards"));
    command.add("SHOP_DOCS=" + docs());
    if (access.protection().encrypts()) {
      // What Go's TLS trusts, in place of the system's certificates.
      command.add("SSL_CERT_FILE=" + access.authority());
    }
    command.addAll(List.of(found.program().toString(), "server"));
    command.addAll(List.of("--homepath", found.folder().toString()));
    command.addAll(List.of("--config", configuration.toString()));
    return command;
  }

  /** Where the runbook is read that alerts link to: where {@code SHOP_DOCS} says, else here. */
  private String docs() {
    return environment.getOrDefault("SHOP_DOCS", "file://" + layout.root().resolve("docs"));
  }

  private String configuration() {
    return """
    [server]
    http_addr = 127.0.0.1
    http_port = %d
    [paths]
    data = %s
    logs = %s
    plugins = %s/plugins
    provisioning = %s
    [security]
    admin_user = admin
    admin_password = $__file{%s}
    [auth.anonymous]
    enabled = %b
    org_role = Viewer
    [users]
    allow_sign_up = false
    [analytics]
    reporting_enabled = false
    check_for_updates = false
    check_for_plugin_updates = false
    [news]
    news_feed_enabled = false
    [plugins]
    preinstall_disabled = true
    [log]
    mode = console
    level = warn
    """
        .formatted(
            ports.grafana(),
            layout.data(NAME),
            layout.logs(),
            layout.data(NAME),
            layout.root().resolve("grafana/provisioning"),
            administrator().passwordFile(),
            GrafanaChoice.isAnonymous(environment));
  }
}
