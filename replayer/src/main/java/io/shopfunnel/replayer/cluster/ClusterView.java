package io.shopfunnel.replayer.cluster;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A snapshot as text. On a terminal the leader is red and the other replicas are blue; without
 * colours the leader stands in brackets all the same, and a replica that is not in sync has a mark.
 */
public final class ClusterView {
  private static final String RED = "\u001b[31;1m";
  private static final String BLUE = "\u001b[34m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final boolean colours;

  public ClusterView(boolean colours) {
    this.colours = colours;
  }

  /** The snapshot in some paragraphs. */
  public String render(ClusterSnapshot cluster) {
    StringBuilder text = new StringBuilder("ZooKeeper\n");
    for (EnsembleMember member : cluster.ensemble()) {
      String mode = "%-10s".formatted(member.mode());
      String shown =
          switch (member.mode()) {
            case "leader" -> paint(RED, mode);
            case "down" -> mode;
            default -> paint(BLUE, mode);
          };
      line(text, "  %-22s %s %s", member.address(), shown, member.details());
    }
    text.append("Brokers registered in ZooKeeper\n");
    cluster
        .brokers()
        .forEach(
            (id, address) ->
                line(
                    text,
                    "  %-3d %-22s %s",
                    id,
                    address,
                    id == cluster.controller() ? paint(RED, "controller") : ""));
    for (int id : cluster.missingBrokers()) {
      line(text, "  %-3d %-22s %s", id, "not registered", "down");
    }
    partitions(text, cluster);
    lags(text, cluster);
    if (!cluster.remark().isEmpty()) {
      line(text, "%s", cluster.remark());
    }
    return text.toString();
  }

  private void partitions(StringBuilder text, ClusterSnapshot cluster) {
    if (cluster.partitions().isEmpty()) {
      return;
    }
    line(text, "Partitions: %s, %s, ! not in sync", paint(RED, "[leader]"), paint(BLUE, "replica"));
    for (PartitionState partition : cluster.partitions()) {
      line(
          text,
          "  %-30s %s%s",
          partition.topic() + "-" + partition.partition(),
          replicas(partition),
          partition.isUnderReplicated() ? "   UNDER-REPLICATED" : paint(GREEN, "   in sync"));
    }
    long behind = cluster.partitions().stream().filter(PartitionState::isUnderReplicated).count();
    line(text, "  %d of %d under-replicated", behind, cluster.partitions().size());
  }

  private String replicas(PartitionState partition) {
    return partition.replicas().stream()
        .map(
            id -> {
              String mark = partition.inSync().contains(id) ? " " : "!";
              return id == partition.leader()
                  ? paint(RED, "[" + id + "]") + mark
                  : paint(BLUE, " " + id + " ") + mark;
            })
        .collect(Collectors.joining(" "));
  }

  /** The group's lag only. */
  public String renderLags(ClusterSnapshot cluster) {
    StringBuilder text = new StringBuilder();
    lags(text, cluster);
    return text.toString();
  }

  private static void lags(StringBuilder text, ClusterSnapshot cluster) {
    if (cluster.lags().isEmpty()) {
      line(text, "Consumer group %s: no offsets committed", cluster.group());
      return;
    }
    long sum = cluster.lags().stream().mapToLong(GroupLag::records).sum();
    line(text, "Consumer group %s: %,d records behind", cluster.group(), sum);
    for (GroupLag lag : cluster.lags()) {
      line(
          text,
          "  %-30s at %,d of %,d, %,d behind",
          lag.topic() + "-" + lag.partition(),
          lag.committed(),
          lag.end(),
          lag.records());
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private String paint(String colour, String words) {
    return colours ? colour + words + PLAIN : words;
  }
}
