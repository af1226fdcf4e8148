package io.shopfunnel.operator;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TimelineRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * All that the meaning of the kept timelines depends on, in a form that can be sent to operators
 * and kept in savepoints.
 *
 * @param keyedBy whose timelines they are
 * @param funnelsYaml the funnels, as YAML that has been checked
 * @param sessionGapMillis the longest silence within a session
 * @param longestSessionMillis the longest time from a session's first event to its last
 * @param allowedLatenessMillis how far behind the watermark an event may be and still be applied
 */
record TimelineSpec(
    KeyedBy keyedBy,
    String funnelsYaml,
    long sessionGapMillis,
    long longestSessionMillis,
    long allowedLatenessMillis)
    implements Serializable {

  /** Whose timelines they are. */
  enum KeyedBy {
    USER,
    SESSION
  }

  static TimelineSpec of(
      KeyedBy keyedBy, FunnelCatalog funnels, SessionRules sessions, long allowedLatenessMillis) {
    return new TimelineSpec(
        keyedBy,
        funnels.yaml(),
        sessions.gapMillis(),
        sessions.longestMillis(),
        allowedLatenessMillis);
  }

  MetricCatalog catalog() {
    return new MetricCatalog(
        FunnelCatalogReader.parse(funnelsYaml),
        new SessionRules(sessionGapMillis, longestSessionMillis));
  }

  /** The rules of the timelines that feed these metrics, which are those of {@link #catalog}. */
  TimelineRules rules(MetricCatalog catalog) {
    return new TimelineRules(
        switch (keyedBy) {
          case USER -> catalog.userTrackers();
          case SESSION -> catalog.sessionTrackers();
        },
        allowedLatenessMillis);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(keyedBy.name());
    byte[] yaml = funnelsYaml.getBytes(StandardCharsets.UTF_8);
    out.writeInt(yaml.length);
    out.write(yaml);
    out.writeLong(sessionGapMillis);
    out.writeLong(longestSessionMillis);
    out.writeLong(allowedLatenessMillis);
  }

  /**
   * Checks that what was kept under those rules means the same under these.
   *
   * @throws SuppressRestartsException where it does not; another attempt would not help
   */
  void checkSame(TimelineSpec kept) {
    if (!equals(kept)) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The savepoint was taken under other funnels, session rules or allowed lateness."
                  + " Start it with those, or start anew without it."
                  + " Then: %s. Now: %s.".formatted(kept.summary(), summary())));
    }
  }

  private String summary() {
    return "funnels %s, session gap %d s, allowed lateness %d s"
        .formatted(
            FunnelCatalogReader.parse(funnelsYaml).hash(),
            sessionGapMillis / 1_000,
            allowedLatenessMillis / 1_000);
  }

  static TimelineSpec read(DataInput in) throws IOException {
    KeyedBy keyedBy = KeyedBy.valueOf(in.readUTF());
    byte[] yaml = new byte[in.readInt()];
    in.readFully(yaml);
    return new TimelineSpec(
        keyedBy,
        new String(yaml, StandardCharsets.UTF_8),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
