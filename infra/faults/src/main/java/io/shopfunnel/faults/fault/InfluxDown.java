package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Waiting;
import java.time.Duration;
import java.time.Instant;

/** InfluxDB is killed, and stays down. */
record InfluxDown(Duration time) implements Fault {
  private static final String INFLUXDB = "influxdb";

  @Override
  public String name() {
    return "influxdb-down";
  }

  @Override
  public String title() {
    return "InfluxDB down for %d s".formatted(time.toSeconds());
  }

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public Instant strike(Scene scene) {
    scene.cluster().takeDown(INFLUXDB);
    Waiting.pause(time);
    Instant over = Instant.now();
    scene.cluster().bringUp(INFLUXDB);
    return over;
  }
}
