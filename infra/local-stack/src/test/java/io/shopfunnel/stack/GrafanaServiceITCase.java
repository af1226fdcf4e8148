package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grafana as a service of the stack, with a program that stands in for it. */
class GrafanaServiceITCase {
  @TempDir Path folder;

  @Test
  void isGivenTheRepositorysDashboardsAndAPasswordOfItsOwn() throws Exception {
    Path told = folder.resolve("told");
    Path home = StandInGrafana.install(folder.resolve("home"), told, "12.2.0");
    try (LocalStack stack = stack(Map.of("GRAFANA_HOME", home.toString()))) {
      stack.up();
      assertThat(stack.status()).singleElement().matches(ServiceStatus::ready);
      Path configuration = stack.directory().resolve("conf/grafana.ini");
      Path root = StackLayout.findRoot();
      assertThat(Files.readString(told))
          .startsWith("server --homepath %s --config %s\n".formatted(home, configuration))
          .contains("SHOP_DASHBOARDS=" + root.resolve("grafana/dashboards"))
          .contains("SHOP_DOCS=file://" + root.resolve("docs"))
          .contains("SHOP_INFLUX_URL=http://127.0.0.1:");
      List<String> settings = Files.readAllLines(configuration);
      assertThat(settings)
          .contains("http_addr = 127.0.0.1", "enabled = false")
          .contains("provisioning = " + root.resolve("grafana/provisioning"))
          .contains("admin_password = $__file{%s}".formatted(password()));
      assertThat(Files.readString(password())).hasSizeGreaterThan(30);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password())))
          .isEqualTo("rw-------");
      assertThat(stack.grafana()).contains("http://127.0.0.1:").contains(password().toString());
    }
  }

  @Test
  void readsInfluxDbAsTheReaderWhosePasswordStandsOnNoCommandLine() throws Exception {
    Path told = folder.resolve("told");
    Path home = StandInGrafana.install(folder.resolve("home"), told, "12.2.0");
    try (LocalStack stack =
        builder(Map.of("GRAFANA_HOME", home.toString())).protection(Protection.PASSWORDS).build()) {
      stack.up();
      String password = stack.influxReader().orElseThrow().password();
      assertThat(Files.readString(told))
          .contains("SHOP_INFLUX_USER=reader")
          .contains("SHOP_INFLUX_PASSWORD=" + password);
      assertThat(ProcessHandle.current().descendants().map(each -> each.info().commandLine()))
          .isNotEmpty()
          .noneMatch(line -> line.orElse("").contains(password));
    }
  }

  @Test
  void keepsItsPasswordAndLetsAnybodyLookWhereAsked() throws Exception {
    Path home = StandInGrafana.install(folder.resolve("home"), folder.resolve("told"), "13.0.1");
    String first;
    try (LocalStack stack = stack(Map.of("GRAFANA_HOME", home.toString()))) {
      stack.up();
      first = Files.readString(password());
    }
    try (LocalStack stack =
        stack(Map.of("GRAFANA_HOME", home.toString(), "SHOP_GRAFANA_ANONYMOUS", "true"))) {
      stack.up();
      assertThat(Files.readString(password())).isEqualTo(first);
      assertThat(Files.readString(stack.directory().resolve("conf/grafana.ini")))
          .contains("enabled = true\norg_role = Viewer");
    }
  }

  @Test
  void showsTheDatabaseThatReadersUse() throws Exception {
    Path told = folder.resolve("told");
    Path home = StandInGrafana.install(folder.resolve("home"), told, "12.2.0");
    try (LocalStack stack = stack(Map.of("GRAFANA_HOME", home.toString()))) {
      stack.up();
      assertThat(Files.readString(told)).contains("SHOP_INFLUX_DATABASE=shop,");
      long before = stack.pid("grafana").orElseThrow();

      assertThat(stack.readFrom("shop_2")).isTrue();
      assertThat(Files.readString(told)).contains("SHOP_INFLUX_DATABASE=shop_2,");
      assertThat(stack.status()).singleElement().matches(ServiceStatus::ready);
      assertThat(stack.pid("grafana")).isPresent().get().isNotEqualTo(before);

      stack.down();
      assertThat(stack.readFrom("shop_3")).isFalse();
      stack.up();
      assertThat(Files.readString(told)).contains("SHOP_INFLUX_DATABASE=shop_3,");
    }
    assertThat(stack(Map.of()).readFrom("shop_4")).as("where there is none").isFalse();
  }

  @Test
  void isRememberedForThoseWhoseVariablesSayNothingOfIt() {
    Path home = StandInGrafana.install(folder.resolve("home"), folder.resolve("told"), "12.2.0");
    GrafanaChoice chosen =
        GrafanaChoice.NONE.chosen(
            Map.of("GRAFANA_HOME", home.toString(), "SHOP_GRAFANA_ANONYMOUS", "true"));

    assertThat(chosen).isEqualTo(new GrafanaChoice(home.toString(), true));
    assertThat(chosen.chosen(Map.of())).isEqualTo(chosen);
    assertThat(GrafanaHome.find(chosen.over(Map.of()))).contains(new GrafanaHome(home));
    assertThat(chosen.chosen(Map.of("SHOP_GRAFANA_ANONYMOUS", "false")).anonymous()).isFalse();
    assertThat(GrafanaChoice.NONE.chosen(Map.of())).isEqualTo(GrafanaChoice.NONE);
  }

  @Test
  void isStoppedByWhoeverDoesNotFindItAnyMore() {
    Path home = StandInGrafana.install(folder.resolve("home"), folder.resolve("told"), "12.2.0");
    try (LocalStack stack = stack(Map.of("PATH", home.resolve("bin").toString()))) {
      stack.up();
      LocalStack another = stack(Map.of());
      assertThat(another.anyRunning()).isTrue();
      another.down();
      assertThat(stack.anyRunning()).isFalse();
    }
  }

  @Test
  void theStackComesUpWithoutIt() throws IOException {
    Path old = StandInGrafana.install(folder.resolve("old"), folder.resolve("told"), "11.6.0");
    for (Map<String, String> variables :
        List.of(Map.<String, String>of(), Map.of("GRAFANA_HOME", old.toString()))) {
      LocalStack stack = stack(variables);
      assertThat(stack.up()).isZero();
      assertThat(stack.grafana()).contains("none found").contains("GRAFANA_HOME");
    }
  }

  private LocalStack stack(Map<String, String> variables) {
    return builder(variables).build();
  }

  private LocalStackBuilder builder(Map<String, String> variables) {
    return LocalStack.builder().grafana().directory(folder.resolve("stack")).environment(variables);
  }

  private Path password() {
    return folder.resolve("stack/secrets/grafana-admin.password");
  }
}
