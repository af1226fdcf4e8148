package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.publish.Replay;
import io.shopfunnel.replayer.publish.ReplayPlan;
import io.shopfunnel.replayer.publish.ReplayStatus;
import io.shopfunnel.replayer.publish.ReplayTopics;
import io.shopfunnel.replayer.schedule.NanoClock;
import io.shopfunnel.replayer.topic.TopicPlan;
import io.shopfunnel.replayer.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files to Kafka. */
@Command(
    name = "replay",
    description = {
      "Send the events of CSV files to Kafka, every row exactly once.",
      "Killed or failed, the same command again goes on where the last commit stood."
    },
    footer = {
      "",
      "Examples:",
      "  As fast as it goes:           replayer replay 2019-Dec.csv.gz",
      "  A day in 24 minutes:          replayer replay 2019-Dec.csv --speed 60x",
      "  As if it happened now:        replayer replay 2019-Dec.csv --speed 1x --shift-to now --loop",
      "  One day only:                 replayer replay 2019-Dec.csv --from 2019-12-24 --to 2019-12-25",
      "  See what watermarks do:       replayer replay 2019-Dec.csv --disorder 30s --late 0.1%% --seed 7",
      "  Two months, one stream:       replayer replay 2019-Oct.csv 2019-Nov.csv",
      "  Two shops, one stream:        replayer replay a/2019-Dec.csv b/2019-Dec.csv --source-name a --source-name b",
      "  From a pipe:                  zcat 2019-Dec.csv.gz | replayer replay - --source-name 2019-Dec"
    })
final class ReplayCommand implements Callable<Integer>, Checked {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = ".csv, .csv.gz, .csv.zst or .zip; - for standard input.")
  private List<String> files = new ArrayList<>();

  @Mixin private BrokerOptions kafka = new BrokerOptions();
  @Mixin private PlanOptions plan = new PlanOptions();

  @Option(
      names = "--source-name",
      paramLabel = "NAME",
      description =
          "What a FILE is called in event ids, in place of its base name: once for each, in the"
              + " same order. Or only once, for standard input. Its default: stdin.")
  private List<String> sourceNames = new ArrayList<>();

  @Option(names = "--quiet", description = "Show no progress, only the summary.")
  private boolean quiet;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the summary as JSON.")
  private @Nullable Path report;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>(plan.mistakes());
    mistakes.addAll(kafka.mistakes());
    mistakes.addAll(Checked.failuresOf(this::checkReport));
    return mistakes;
  }

  @Override
  public Integer call() throws Exception {
    ReplayPlan whole = plan.plan();
    List<CsvSource> sources = sources(whole);
    checkTopics();
    ReplayStatus status = new ReplayStatus();
    ReplayTopics topics = ReplayTopics.of(kafka.topic());
    Replay replay =
        new Replay(sources, whole, kafka.settings(), topics, NanoClock.system(), status);
    ReplayDisplay display = new ReplayDisplay(status, whole.rounds(), quiet);
    Interruption interruption =
        Interruption.of(replay::stop, "ended without a last commit; nothing is lost.");
    try {
      run(replay, display);
      ReplaySummary summary = new ReplaySummary(status, display.seconds(), sources, topics);
      spec.commandLine().getOut().print(summary.text());
      spec.commandLine().getOut().flush();
      if (report != null) {
        summary.writeJson(report);
      }
    } finally {
      interruption.close();
    }
    return 0;
  }

  private static void run(Replay replay, ReplayDisplay display) throws Exception {
    ReplayDisplay.Running running = display.start();
    try {
      replay.run();
    } finally {
      running.close();
    }
  }

  /** Better now than at the end of a long replay. */
  private void checkReport() {
    Path folder = report == null ? null : report.toAbsolutePath().getParent();
    if (report != null
        && (Files.isDirectory(report) || folder == null || !Files.isWritable(folder))) {
      throw new UserMistake("--report " + report + " cannot be written there.");
    }
  }

  private List<CsvSource> sources(ReplayPlan whole) throws InputMistake, IOException {
    List<CsvSource> sources = SourceNames.open(files, sourceNames, System.in);
    for (CsvSource source : sources) {
      if (!source.repeatable() && whole.rounds() != 1) {
        throw new UserMistake("--loop cannot go through standard input twice.");
      }
      source.checkHeader();
    }
    return sources;
  }

  private void checkTopics() throws InterruptedException {
    try (Admin admin = kafka.reachableAdmin()) {
      Topics topics = new Topics(admin);
      List<TopicPlan> plans = TopicPlan.all(kafka.topic(), 1, (short) 1);
      List<String> needed = List.of(kafka.topic(), TopicPlan.deadLetters(kafka.topic()));
      Map<String, Topics.Existing> existing = topics.existing(plans, needed);
      List<String> dangers = Topics.dangers(plans, existing);
      if (!dangers.isEmpty()) {
        throw new UserMistake(String.join("\n", dangers), 1);
      }
      Topics.Existing events = existing.get(kafka.topic());
      if (events == null || !existing.keySet().containsAll(needed)) {
        throw new UserMistake(
            "The topic %s or %s does not exist: create both with 'replayer topics'."
                .formatted(needed.get(0), needed.get(1)),
            1);
      }
      if (!existing.containsKey(TopicPlan.progress(kafka.topic()))) {
        TopicPlan progress = TopicPlan.progressOf(kafka.topic(), (short) events.replication());
        topics.create(progress);
        topics.awaitKnownEverywhere(List.of(progress.name()));
      }
    }
  }
}
