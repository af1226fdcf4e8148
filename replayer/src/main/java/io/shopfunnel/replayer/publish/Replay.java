package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.BadRow;
import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.EventRecord;
import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.schedule.NanoClock;
import io.shopfunnel.replayer.schedule.Pacer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the sources' events to Kafka, every row exactly once: the progress is committed in the same
 * transaction as the events, and a process that comes after a killed one goes on from it.
 */
public final class Replay {
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int EVENTS_BETWEEN_LOOKS = 256;

  private final List<CsvSource> sources;
  private final ReplayPlan plan;
  private final KafkaSettings settings;
  private final ReplayTopics topics;
  private final NanoClock clock;
  private final ReplayStatus status;
  private final Pacer pacer;
  private long sent;
  private long lastCommit;
  private boolean pending;
  private long lastArrival = ReplayStatus.UNKNOWN;
  private volatile boolean stopped;

  public Replay(
      List<CsvSource> sources,
      ReplayPlan plan,
      KafkaSettings settings,
      ReplayTopics topics,
      NanoClock clock,
      ReplayStatus status) {
    this.sources = List.copyOf(sources);
    this.plan = plan;
    this.settings = settings;
    this.topics = topics;
    this.clock = clock;
    this.status = status;
    pacer = new Pacer(plan.pace(), clock);
  }

  /** Asks the replay to commit what it has sent, and to end. */
  public void stop() {
    stopped = true;
  }

  /**
   * Replays to the end, or until it is stopped.
   *
   * @throws InputMistake where a source cannot be read at all
   * @throws ReplayFailure where the replay cannot go on
   */
  public void run() throws Exception {
    try (Outlet outlet = Outlet.open(settings, identity(), topics)) {
      List<Part> parts = unfinishedParts();
      if (parts.isEmpty()) {
        status.nothingToDo();
        return;
      }
      Rounds rounds = new Rounds(parts, plan);
      rounds.begin();
      long rowsDone = parts.stream().mapToLong(part -> part.progress().position().row()).sum();
      status.totals(totalBytes(parts), rowsDone);
      do {
        round(outlet, parts, rounds);
      } while (!stopped && !rounds.finished());
      if (!rounds.finished()) {
        status.stoppedBeforeTheEnd();
      }
    }
  }

  /** The same for each process that replays these sources into this topic: the last one wins. */
  private String identity() {
    List<String> names = sources.stream().map(CsvSource::name).sorted().toList();
    return "replayer/" + topics.events() + "/" + String.join("+", names);
  }

  private List<Part> unfinishedParts() throws Exception {
    Map<String, byte[]> known = new ProgressLog(settings, topics.progress()).read();
    return Resumption.decide(sources, known, plan).stream()
        .filter(part -> !part.progress().done())
        .toList();
  }

  private static long totalBytes(List<Part> parts) {
    boolean known = parts.stream().allMatch(part -> part.source().size() >= 0);
    return known ? parts.stream().mapToLong(part -> part.source().size()).sum() : -1;
  }

  private void round(Outlet outlet, List<Part> parts, Rounds rounds) throws Exception {
    try (RowFeed feed = RowFeed.open(parts, plan)) {
      status.round(parts.get(0).progress().round(), feed::bytesRead);
      lastCommit = clock.nanos();
      send(outlet, feed, parts);
      if (!stopped) {
        feed.noteProgress();
        rounds.roundEnded(feed.clock().now());
      }
      commit(outlet, parts);
    }
  }

  private void send(Outlet outlet, RowFeed feed, List<Part> parts) throws Exception {
    for (Dispatch next = read(outlet, feed, parts);
        next != null;
        next = read(outlet, feed, parts)) {
      EventRecord event = next.event();
      BadRow bad = next.bad();
      long due = event == null ? clock.nanos() : await(next, outlet, feed, parts);
      if (stopped) {
        feed.noteProgressBeforeCurrent();
        return;
      }
      if (event == null && bad == null) {
        status.update(feed, sent, next.arrival(), pacer.lagNanos());
        continue;
      }
      if (event != null) {
        outlet.send(event);
        sent++;
      } else if (bad != null) {
        bear(bad, outlet, feed, parts);
      }
      pending = true;
      lastArrival = next.arrival();
      if (pacer.waits()) {
        pacer.sent(due);
      }
      if (pacer.waits() || sent % EVENTS_BETWEEN_LOOKS == 0) {
        status.update(feed, sent, next.arrival(), pacer.lagNanos());
        commitIfDue(outlet, feed, parts);
      }
    }
    status.update(feed, sent, lastArrival, pacer.lagNanos());
  }

  /** Reads on; what was read before a file breaks off is committed first. */
  private @Nullable Dispatch read(Outlet outlet, RowFeed feed, List<Part> parts) {
    try {
      return feed.next();
    } catch (IOException e) {
      commitSoFar(outlet, feed, parts);
      throw new ReplayFailure(
          "%s cannot be read further: %s. The rows before it are in the topic."
              .formatted(feed.place(), e.getMessage()));
    }
  }

  private void bear(BadRow bad, Outlet outlet, RowFeed feed, List<Part> parts) {
    outlet.send(bad);
    if (feed.badRows() >= plan.maxBadRows() + 1) {
      commitSoFar(outlet, feed, parts);
      throw new ReplayFailure(
          ("%s, row %d: %s. That is bad row %d, and --max-bad-rows is %d; all of them are in %s."
                  + " Run it again with a higher --max-bad-rows to go on after this row.")
              .formatted(
                  bad.source(),
                  bad.row(),
                  bad.reason(),
                  feed.badRows(),
                  plan.maxBadRows(),
                  topics.deadLetters()));
    }
  }

  private long await(Dispatch next, Outlet outlet, RowFeed feed, List<Part> parts)
      throws InterruptedException {
    if (!pacer.waits()) {
      return 0;
    }
    long due = pacer.dueAt(next.arrival());
    for (long left = due - clock.nanos(); left > 0 && !stopped; left = due - clock.nanos()) {
      if (isCommitDue()) {
        feed.noteProgressBeforeCurrent();
        commit(outlet, parts);
      }
      clock.sleep(Math.min(left, LONGEST_NAP));
    }
    return due;
  }

  private void commitIfDue(Outlet outlet, RowFeed feed, List<Part> parts) {
    if (isCommitDue()) {
      commitSoFar(outlet, feed, parts);
    }
  }

  private boolean isCommitDue() {
    return pending && clock.nanos() - lastCommit >= plan.commitInterval().toNanos();
  }

  private void commitSoFar(Outlet outlet, RowFeed feed, List<Part> parts) {
    feed.noteProgress();
    commit(outlet, parts);
  }

  private void commit(Outlet outlet, List<Part> parts) {
    Map<String, Progress> progress = new LinkedHashMap<>();
    parts.forEach(part -> progress.put(part.key(), part.progress()));
    outlet.commit(progress);
    pending = false;
    lastCommit = clock.nanos();
    status.committed(sent);
  }
}
