package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together the command line of a service that runs on a JVM, the one that runs this code. */
final class JavaCommand {
  // What Flink's own scripts open on Java 17.
  static final List<String> FLINK_OPENS =
      List.of(
          "java.base/java.util",
          "java.base/java.lang",
          "java.base/java.time",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.text",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks");

  private JavaCommand() {}

  /** The mark that a process carries, so that it is known again. */
  static String marker(StackLayout layout, String service) {
    return "-Dshopfunnel.service=" + layout.directory().resolve(service);
  }

  static List<String> of(
      StackLayout layout, String service, List<String> flags, String classPath, String... main) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add(marker(layout, service));
    command.addAll(flags);
    command.add("-Dlog4j2.configurationFile=" + layout.conf().resolve("log4j2.properties").toUri());
    command.add("-Dlog.file=" + layout.log(service));
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(classPath);
    command.addAll(List.of(main));
    return command;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static List<String> opens() {
    return FLINK_OPENS.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED").toList();
  }
}
