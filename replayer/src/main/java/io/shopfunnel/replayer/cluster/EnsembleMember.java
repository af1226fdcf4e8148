package io.shopfunnel.replayer.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A server of the ZooKeeper ensemble, as it describes itself.
 *
 * @param address {@code host:port}
 * @param mode leader, follower, observer, standalone, or down
 * @param details what it says of its version, connections and latency; why it is down
 */
public record EnsembleMember(String address, String mode, String details) {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final String DOWN = "down";

  /** Whether it answers. */
  public boolean isUp() {
    return !mode.equals(DOWN);
  }

  /** Asks a server by the four-letter word {@code srvr}. */
  static EnsembleMember ask(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      String host = address.substring(0, Math.max(colon, 0));
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return parse(
          address, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | NumberFormatException e) {
      return new EnsembleMember(address, DOWN, String.valueOf(e.getMessage()));
    }
  }

  /** Reads the answer to {@code srvr}. */
  static EnsembleMember parse(String address, String answer) {
    Map<String, String> values = new HashMap<>();
    answer
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    String mode = values.get("Mode");
    if (mode == null) {
      String why = answer.strip().lines().findFirst().orElse("it answers nothing");
      return new EnsembleMember(address, DOWN, why);
    }
    String version = values.getOrDefault("Zookeeper version", "?").replaceAll("[-,].*", "");
    return new EnsembleMember(
        address,
        mode,
        "%s, %s connections, latency %s ms, %s nodes"
            .formatted(
                version,
                values.getOrDefault("Connections", "?"),
                values.getOrDefault("Latency min/avg/max", "?"),
                values.getOrDefault("Node count", "?")));
  }
}
