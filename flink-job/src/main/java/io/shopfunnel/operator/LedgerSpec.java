package io.shopfunnel.operator;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.MetricKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * All that the meaning of what is kept depends on, in a form that can be sent to operators and kept
 * in savepoints.
 *
 * @param funnelsYaml the funnels, as YAML that has been checked
 * @param kinds the kinds of metrics
 * @param sessionGapMillis the longest silence within a session
 * @param longestSessionMillis the longest time from a session's first event to its last
 * @param allowedLatenessMillis how far behind the watermark an event may be and still be applied
 * @param withOrders whether orders are followed for other services
 */
public record LedgerSpec(
    String funnelsYaml,
    ArrayList<MetricKind> kinds,
    long sessionGapMillis,
    long longestSessionMillis,
    long allowedLatenessMillis,
    boolean withOrders)
    implements Serializable {

  /** Of a run under these options, without orders. */
  public static LedgerSpec of(
      FunnelCatalog funnels,
      List<MetricKind> kinds,
      SessionRules sessions,
      long allowedLatenessMillis) {
    return new LedgerSpec(
        funnels.yaml(),
        new ArrayList<>(kinds),
        sessions.gapMillis(),
        sessions.longestMillis(),
        allowedLatenessMillis,
        false);
  }

  /** The same, with or without orders. */
  public LedgerSpec withOrders(boolean wanted) {
    return new LedgerSpec(
        funnelsYaml, kinds, sessionGapMillis, longestSessionMillis, allowedLatenessMillis, wanted);
  }

  MetricCatalog catalog() {
    return new MetricCatalog(FunnelCatalogReader.parse(funnelsYaml), sessionRules(), kinds);
  }

  SessionRules sessionRules() {
    return new SessionRules(sessionGapMillis, longestSessionMillis);
  }

  LedgerRules ledgerRules() {
    return new LedgerRules(allowedLatenessMillis);
  }

  void write(DataOutput out) throws IOException {
    byte[] yaml = funnelsYaml.getBytes(StandardCharsets.UTF_8);
    out.writeInt(yaml.length);
    out.write(yaml);
    out.writeInt(kinds.size());
    for (MetricKind kind : kinds) {
      out.writeUTF(kind.name());
    }
    out.writeLong(sessionGapMillis);
    out.writeLong(longestSessionMillis);
    out.writeLong(allowedLatenessMillis);
    out.writeBoolean(withOrders);
  }

  /**
   * Checks that what was kept under those rules means the same under these.
   *
   * @throws SuppressRestartsException where it does not; another attempt would not help
   */
  void checkSame(LedgerSpec kept) {
    if (!equals(kept)) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The savepoint was taken under another choice of funnels, metrics, session rules,"
                  + " allowed lateness or orders. Start it with that, or start anew without it."
                  + " Then: %s. Now: %s.".formatted(kept.summary(), summary())));
    }
  }

  private String summary() {
    return "funnels %s, metrics %s, session gap %d s, allowed lateness %d s, %s orders"
        .formatted(
            FunnelCatalogReader.parse(funnelsYaml).hash(),
            kinds.stream().map(MetricKind::optionName).collect(Collectors.joining(",")),
            sessionGapMillis / 1_000,
            allowedLatenessMillis / 1_000,
            withOrders ? "with" : "without");
  }

  static LedgerSpec read(DataInput in) throws IOException {
    byte[] yaml = new byte[in.readInt()];
    in.readFully(yaml);
    ArrayList<MetricKind> kinds = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      kinds.add(MetricKind.valueOf(in.readUTF()));
    }
    return new LedgerSpec(
        new String(yaml, StandardCharsets.UTF_8),
        kinds,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean());
  }
}
