package io.shopfunnel.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses on which a process waits for connections, as the kernel knows them: proc(5). */
final class ListeningSockets {
  /** 127.0.0.1, the same as an IPv6 address, and ::1. */
  static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private static final String LISTENS = "0A";
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

  private ListeningSockets() {}

  /** The addresses in hexadecimal, without their ports. */
  static Set<String> of(long pid) throws IOException {
    Set<String> own = sockets(pid);
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> rows(Path.of("/proc", Long.toString(pid), "net", table)))
        .filter(row -> row[3].equals(LISTENS) && own.contains(row[9]))
        .map(row -> row[1].substring(0, row[1].indexOf(':')))
        .collect(Collectors.toSet());
  }

  private static Stream<String[]> rows(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1).map(line -> line.strip().split("\\s+"));
    } catch (IOException withoutThisFamily) {
      return Stream.empty();
    }
  }

  private static Set<String> sockets(long pid) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return descriptors
          .map(ListeningSockets::target)
          .map(SOCKET::matcher)
          .filter(Matcher::matches)
          .map(socket -> socket.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
