package io.shopfunnel.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands in for Grafana's program, which cannot be had from a package registry: writes down what it
 * was given, and answers that it is well at the address that its configuration names.
 */
final class StandInGrafana {
  private StandInGrafana() {}

  /** What the program was given: the first argument is the file to write down the others in. */
  public static void main(String... arguments) throws IOException {
    Path configuration = Path.of(arguments[arguments.length - 1]);
    Map<String, String> variables = new TreeMap<>(System.getenv());
    variables.keySet().removeIf(name -> !name.startsWith("SHOP_"));
    Files.writeString(
        Path.of(arguments[0]),
        String.join(" ", Arrays.asList(arguments).subList(1, arguments.length)) + "\n" + variables);
    List<String> settings = Files.readAllLines(configuration);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                setting(settings, "http_addr"), Integer.parseInt(setting(settings, "http_port"))),
            0);
    server.createContext(
        "/api/health",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  static String setting(List<String> settings, String name) {
    return settings.stream()
        .filter(line -> line.startsWith(name + " = "))
        .findFirst()
        .map(line -> line.substring(name.length() + 3))
        .orElseThrow();
  }

  /** Makes a folder like that of an installed Grafana of that version. */
  static Path install(Path home, Path told, String version) {
    try {
      Files.createDirectories(home.resolve("bin"));
      Files.createDirectories(home.resolve("conf"));
      Files.writeString(home.resolve("conf/defaults.ini"), "");
      Files.writeString(home.resolve("VERSION"), version);
      Path program = home.resolve("bin/grafana");
      // The class path is no argument: of a long command line Java shows the beginning only.
      Files.writeString(
          program,
          "#!/bin/sh\nCLASSPATH='%s' exec '%s' %s '%s' \"$@\"\n"
              .formatted(
                  System.getProperty("java.class.path"),
                  JavaCommand.java(),
                  StandInGrafana.class.getName(),
                  told));
      if (!program.toFile().setExecutable(true)) {
        throw new IOException(program + " cannot be made executable");
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
