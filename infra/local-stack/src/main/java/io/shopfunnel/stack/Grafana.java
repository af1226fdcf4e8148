package io.shopfunnel.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grafana with this repository's data source, dashboards and alerts, where one is installed. Who
 * looks logs in as {@code admin}, unless {@code SHOP_GRAFANA_ANONYMOUS} is {@code true}.
 */
final class Grafana {
  private static final String NAME = "grafana";

  private final StackLayout layout;
  private final Ports ports;
  private final Map<String, String> environment;
  private final Optional<GrafanaHome> home;

  Grafana(StackLayout layout, Ports ports, Map<String, String> environment) {
    this.layout = layout;
    this.ports = ports;
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
            Map.of(configuration, configuration()),
            Probes.http(url().resolve("/api/health"), body -> true)));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + ports.grafana());
  }

  /** The file with the password of {@code admin}, which is made before the first start. */
  Path passwordFile() {
    return layout.directory().resolve("secrets/grafana-admin.password");
  }

  /** Provisioning takes what differs from place to place from variables. */
  private List<String> command(Path configuration) {
    GrafanaHome found =
        home.orElseThrow(() -> new StackException("Grafana: " + GrafanaHome.HOW_TO_GET_ONE + "."));
    PasswordFile.make(passwordFile());
    return List.of(
        "/usr/bin/env",
        "SHOP_INFLUX_URL=http://127.0.0.1:" + ports.influx(),
        "SHOP_INFLUX_USER=",
        "SHOP_INFLUX_PASSWORD=",
        "SHOP_DASHBOARDS=" + layout.root().resolve("grafana/dashboards"),
        found.program().toString(),
        "server",
        "--homepath",
        found.folder().toString(),
        "--config",
        configuration.toString());
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
            passwordFile(),
            Boolean.parseBoolean(environment.get("SHOP_GRAFANA_ANONYMOUS")));
  }
}
