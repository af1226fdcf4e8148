package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.cluster.ClusterObserver;
import io.shopfunnel.replayer.cluster.ClusterSnapshot;
import io.shopfunnel.replayer.cluster.ClusterView;
import io.shopfunnel.replayer.cluster.EnsembleMember;
import io.shopfunnel.replayer.cluster.Registry;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the cluster. */
@Command(
    name = "cluster",
    description = {
      "Show ZooKeeper's ensemble, the brokers that are registered in it, each partition's leader",
      "(red) and replicas (blue), and how far the job is behind. Exit code 1 where something is"
          + " down."
    },
    footer = {
      "",
      "Examples:",
      "  Once:                                  replayer cluster",
      "  Follow brokers as they come and go:    replayer cluster --watch",
      "  Another group's lag:                   replayer cluster --group my-job"
    })
final class ClusterCommand implements Callable<Integer> {
  private static final long ENSEMBLE_SECONDS = 5;

  @Mixin private BrokerOptions kafka = new BrokerOptions();

  @Option(
      names = "--zookeeper",
      paramLabel = "HOST:PORT",
      description = "The ensemble's servers, with commas. Default: ${DEFAULT-VALUE}.",
      defaultValue = "localhost:12181,localhost:12182,localhost:12183")
  private String zooKeeper = "";

  @Option(
      names = "--chroot",
      description = "Where Kafka's tree is in ZooKeeper. Default: ${DEFAULT-VALUE}.",
      defaultValue = "/shop-funnel")
  private String chroot = "";

  @Option(
      names = "--group",
      description = "The consumer group whose lag is shown. Default: ${DEFAULT-VALUE}.",
      defaultValue = "shop-funnel")
  private String group = "";

  @Option(names = "--watch", description = "Show it anew at each change, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--color",
      description = "always, never or auto. Default: ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private String color = "auto";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    boolean colours = color.equals("always") || (color.equals("auto") && Ansi.AUTO.enabled());
    ClusterView view = new ClusterView(colours);
    try (Admin admin = kafka.settings().admin()) {
      ClusterObserver observer = new ClusterObserver(zooKeeper, chroot, group, admin);
      Registry registry = observer.connect();
      try {
        return watch ? follow(observer, registry, view) : once(observer, registry, view);
      } finally {
        if (registry != null) {
          registry.close();
        }
      }
    }
  }

  private int once(ClusterObserver observer, @Nullable Registry registry, ClusterView view)
      throws Exception {
    ClusterSnapshot snapshot = observer.look(registry, null);
    out().print(view.render(snapshot));
    out().flush();
    return snapshot.isHealthy() ? 0 : 1;
  }

  /** Shows the cluster whenever a watch fires; the ensemble itself is asked every few seconds. */
  private int follow(ClusterObserver observer, @Nullable Registry registry, ClusterView view)
      throws Exception {
    Semaphore changes = new Semaphore(0);
    String shown = "";
    while (!Thread.currentThread().isInterrupted()) {
      changes.drainPermits();
      ClusterSnapshot snapshot = observer.look(registry, changes::release);
      String text = view.render(withoutCounters(snapshot));
      if (!text.equals(shown)) {
        out().println("--- " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
        out().print(view.render(snapshot));
        out().flush();
        shown = text;
      }
      var unused = changes.tryAcquire(ENSEMBLE_SECONDS, TimeUnit.SECONDS);
    }
    return 0;
  }

  /** What stands still while nobody comes or goes. */
  private static ClusterSnapshot withoutCounters(ClusterSnapshot snapshot) {
    var ensemble =
        snapshot.ensemble().stream()
            .map(m -> new EnsembleMember(m.address(), m.mode(), ""))
            .toList();
    return new ClusterSnapshot(
        ensemble,
        snapshot.brokers(),
        snapshot.controller(),
        snapshot.partitions(),
        snapshot.group(),
        List.of(),
        snapshot.remark());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
