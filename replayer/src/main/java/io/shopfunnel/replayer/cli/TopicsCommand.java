package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.topic.TopicPlan;
import io.shopfunnel.replayer.topic.TopicReview;
import io.shopfunnel.replayer.topic.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates or checks the topics. */
@Command(
    name = "topics",
    description = {
      "Create the topics, or check those that exist.",
      "Records carry event times of 2019: a topic that would delete them is refused."
    },
    footer = {
      "",
      "Examples:",
      "  Create what is missing, check the rest:  replayer topics",
      "  Only check:                              replayer topics --check",
      "  On a single broker:                      replayer topics --replication 1"
    })
final class TopicsCommand implements Callable<Integer>, Checked {
  @Mixin private BrokerOptions kafka = new BrokerOptions();

  @Option(names = "--check", description = "Create nothing.")
  private boolean checkOnly;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of a new topic of events. Default: ${DEFAULT-VALUE}.",
      defaultValue = "6")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "On how many brokers each is kept. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private short replication;

  @Option(
      names = "--orders-topic",
      paramLabel = "NAME",
      description = "Takes confirmed orders. Default: ${DEFAULT-VALUE}.",
      defaultValue = "shop-orders")
  private String ordersTopic = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>(kafka.mistakes());
    if (partitions < 1 || replication < 1) {
      mistakes.add("--partitions and --replication are at least 1.");
    }
    return mistakes;
  }

  @Override
  public Integer call() throws Exception {
    List<TopicPlan> plans = new ArrayList<>(TopicPlan.all(kafka.topic(), partitions, replication));
    plans.add(TopicPlan.orders(ordersTopic, partitions, replication));
    try (Admin admin = kafka.reachableAdmin()) {
      Topics topics = new Topics(admin);
      return (checkOnly ? check(topics, plans) : create(topics, plans)) ? 0 : 1;
    }
  }

  private boolean check(Topics topics, List<TopicPlan> plans) throws InterruptedException {
    Map<String, Topics.Existing> existing =
        topics.existing(plans, plans.stream().map(TopicPlan::name).toList());
    boolean right = true;
    for (TopicPlan plan : plans) {
      Topics.Existing topic = existing.get(plan.name());
      if (topic == null) {
        out().println("missing  " + plan.name() + ": create it with 'replayer topics'");
      }
      right &= topic != null && judge(plan, topic);
    }
    return right;
  }

  private boolean create(Topics topics, List<TopicPlan> plans) throws InterruptedException {
    Map<String, Topics.Existing> existing = topics.existing(plans);
    List<String> created = new ArrayList<>();
    boolean right = true;
    for (TopicPlan plan : plans) {
      Topics.Existing topic = existing.get(plan.name());
      if (topic == null && topics.create(plan)) {
        created.add(plan.name());
        out().println("created  " + describe(plan.name(), plan.partitions(), plan.replication()));
      } else {
        // Where it could not be created it exists, though the broker asked did not know it yet.
        right &= topic == null ? check(topics, List.of(plan)) : judge(plan, topic);
      }
    }
    topics.awaitKnownEverywhere(created);
    return right;
  }

  private boolean judge(TopicPlan plan, Topics.Existing topic) {
    List<String> dangers = TopicReview.dangers(plan, topic.settings());
    dangers.forEach(danger -> out().println("REFUSED  " + danger));
    if (dangers.isEmpty()) {
      String word = "right    ";
      out().println(word + describe(plan.name(), topic.partitions(), topic.replication()));
    }
    TopicReview.remarks(plan, topic.settings(), topic.partitions(), topic.replication())
        .forEach(remark -> out().println("  note   " + remark));
    return dangers.isEmpty();
  }

  private static String describe(String name, int partitions, int replication) {
    return "%-28s %d partition(s) on %d broker(s) each".formatted(name, partitions, replication);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
