package io.shopfunnel.faults.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The ZooKeeper servers, asked who of them leads. */
final class Ensemble {
  private static final int TIMEOUT_MS = 2_000;

  private final List<Integer> ports;

  /**
   * @param connect a connect string, {@code 127.0.0.1:1,127.0.0.1:2/chroot}
   */
  Ensemble(String connect) {
    this.ports =
        Pattern.compile(":(\\d+)")
            .matcher(connect)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .toList();
  }

  /** The number, from 1, of the first server that says it is in this mode, when one does. */
  int server(String mode) {
    Waiting.until("a ZooKeeper " + mode, () -> find(mode).isPresent());
    return find(mode).orElseThrow();
  }

  private OptionalInt find(String mode) {
    return IntStream.rangeClosed(1, ports.size())
        .filter(server -> answer(ports.get(server - 1)).contains("Mode: " + mode))
        .findFirst();
  }

  private static String answer(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException none) {
      return "";
    }
  }
}
