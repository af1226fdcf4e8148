package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.InfluxProxy;
import io.shopfunnel.faults.stage.Waiting;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes to InfluxDB fare badly, in bursts.
 *
 * @param name of the kind
 * @param title of the kind
 * @param trouble how a write fares
 * @param bursts how many there are
 * @param length of each; the pauses between them are up to as long
 */
record InfluxTrouble(
    String name, String title, InfluxProxy.Trouble trouble, int bursts, Duration length)
    implements Fault {
  @Override
  public boolean needsProxy() {
    return true;
  }

  @Override
  public boolean isLong() {
    return length.toSeconds() >= 60;
  }

  @Override
  public Instant strike(Scene scene) {
    InfluxProxy proxy = scene.proxy().orElseThrow();
    for (int burst = 0; burst < bursts; burst++) {
      if (burst > 0) {
        Waiting.pause(Duration.ofMillis(scene.random().nextLong(length.toMillis())));
      }
      proxy.trouble(trouble);
      Waiting.pause(length);
      // A slow machine's job may have nothing to write for longer than that.
      Waiting.until(
          "a write meets the trouble", () -> proxy.troubled() > 0 || scene.job().isOver());
      proxy.calm();
    }
    if (proxy.troubled() == 0) {
      throw new MissedException("no write met the trouble");
    }
    return Instant.now();
  }
}
