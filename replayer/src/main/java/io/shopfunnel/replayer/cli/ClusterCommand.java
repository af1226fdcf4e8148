package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.cluster.ClusterObserver;
import io.shopfunnel.replayer.cluster.ClusterSnapshot;
import io.shopfunnel.replayer.cluster.ClusterView;
import io.shopfunnel.replayer.cluster.Registry;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
final class ClusterCommand implements Callable<Integer>, Checked {
  private static final String ADDRESSES = "[^,/\\s]+:\\d{1,5}(,[^,/\\s]+:\\d{1,5})*";
  private static final long SECONDS_BETWEEN_LOOKS = 3;

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
      paramLabel = "WHEN",
      description =
          "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}: on a terminal, unless NO_COLOR is"
              + " set.",
      defaultValue = "auto")
  private Color color = Color.AUTO;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** When the output has colours. */
  enum Color {
    ALWAYS,
    NEVER,
    AUTO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>(kafka.mistakes());
    if (!zooKeeper.matches(ADDRESSES)) {
      mistakes.add("--zookeeper is HOST:PORT, several with commas.");
    }
    if (!chroot.isEmpty() && !chroot.matches("(/[^/]+)+")) {
      mistakes.add("--chroot is empty or a path such as /shop-funnel.");
    }
    return mistakes;
  }

  @Override
  public Integer call() throws Exception {
    boolean colours = color == Color.ALWAYS || (color == Color.AUTO && Ansi.AUTO.enabled());
    ClusterView view = new ClusterView(colours);
    Semaphore changes = new Semaphore(0);
    Admin admin = kafka.admin();
    try (Registry registry = new Registry(zooKeeper, chroot, changes::release)) {
      ClusterObserver observer =
          new ClusterObserver(
              List.of(zooKeeper.split(",")), registry, group, admin, kafka.settings());
      return watch ? follow(observer, changes, view) : once(observer, view);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private int once(ClusterObserver observer, ClusterView view) throws Exception {
    ClusterSnapshot snapshot = observer.look();
    say(view.render(snapshot));
    return snapshot.isHealthy() ? 0 : 1;
  }

  /**
   * Shows the cluster whenever a watch fires; what ZooKeeper does not tell of itself (its own
   * servers, replicas that fall behind, the group's lag) is asked for every few seconds.
   */
  private int follow(ClusterObserver observer, Semaphore changes, ClusterView view)
      throws Exception {
    Interruption ctrlC =
        Interruption.of(Thread.currentThread()::interrupt, "ended while Kafka was silent.");
    try {
      ClusterSnapshot shown = null;
      while (true) {
        changes.drainPermits();
        ClusterSnapshot now = observer.look();
        showChanges(shown, now, view);
        shown = now;
        var unused = changes.tryAcquire(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException ended) {
      return 0;
    } finally {
      ctrlC.close();
    }
  }

  private void showChanges(
      @Nullable ClusterSnapshot before, ClusterSnapshot now, ClusterView view) {
    String time = "--- " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
    if (before == null || !now.withoutCounters().equals(before.withoutCounters())) {
      say(time + view.render(now));
    } else if (!now.lags().equals(before.lags())) {
      say(time + view.renderLags(now));
    }
  }

  private void say(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
