package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.deadletter.DeadLetters;
import io.shopfunnel.replayer.publish.ReplayTopics;
import io.shopfunnel.replayer.topic.TopicPlan;
import io.shopfunnel.replayer.topic.Topics;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks after the records that could not be read. */
@Command(
    name = "dead-letters",
    synopsisSubcommandLabel = "list|resubmit",
    description = "List what could not be read, and send again what can be read by now.",
    footer = {
      "",
      "Examples:",
      "  Reasons and counts:                       replayer dead-letters list",
      "  After an upgrade that reads more of them: replayer dead-letters resubmit"
    })
final class DeadLettersCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "Count the dead letters by reason.",
      footer = {"", "Example: replayer dead-letters list --topic shop-events"})
  int list(@Mixin BrokerOptions kafka) throws Exception {
    say(open(kafka).list().render());
    return 0;
  }

  @Command(
      name = "resubmit",
      description = {
        "Send the dead letters that this version can read to the events' topic.",
        "It is remembered which were sent: a second run sends nothing twice."
      },
      footer = {"", "Example: replayer dead-letters resubmit --topic shop-events"})
  int resubmit(@Mixin BrokerOptions kafka) throws Exception {
    DeadLetters.Resubmitted result = open(kafka).resubmit();
    say(
        String.format(
            Locale.ROOT,
            "%,d re-submitted, %,d had been before, %,d still cannot be read%s%n",
            result.sent(),
            result.before(),
            result.unreadable(),
            result.cut() == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", %,d cannot be mended: too long for a dead letter, they were cut",
                    result.cut())));
    return 0;
  }

  private static DeadLetters open(BrokerOptions kafka) throws InterruptedException {
    try (Admin admin = kafka.reachableAdmin()) {
      List<TopicPlan> plans = TopicPlan.all(kafka.topic(), 1, (short) 1);
      List<String> needed = plans.stream().map(TopicPlan::name).toList();
      var existing = new Topics(admin).existing(plans, needed).keySet();
      for (String name : needed) {
        if (!existing.contains(name)) {
          throw new UserMistake(
              "The topic " + name + " does not exist: create it with 'replayer topics'.", 1);
        }
      }
    }
    return new DeadLetters(kafka.settings(), ReplayTopics.of(kafka.topic()));
  }

  private void say(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
