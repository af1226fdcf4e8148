package io.shopfunnel.replayer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.generate.MonthGenerator;
import io.shopfunnel.replayer.schedule.Disturbance;
import io.shopfunnel.replayer.schedule.Pace;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that is interrupted anywhere, any number of times, sends what an unbroken one sends. */
class RowFeedTest {
  private static final int ROWS = 4_000;

  @TempDir Path folder;
  private final List<CsvSource> sources = new ArrayList<>();

  @BeforeEach
  void writeSources() throws Exception {
    for (int i = 1; i <= 2; i++) {
      Path file = folder.resolve("f" + i + ".csv");
      try (OutputStream out = Files.newOutputStream(file)) {
        MonthGenerator.write("multi", LocalDate.of(2019, 12, i), 1, ROWS, i, out, rows -> {});
        out.write("a bad row\n".getBytes(StandardCharsets.UTF_8));
      }
      sources.add(CsvSource.ofFile(file));
    }
  }

  private static ReplayPlan plan(Disturbance disturbance) {
    return new ReplayPlan(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        null,
        1,
        disturbance,
        new Pace.Max(),
        false,
        1_000,
        Duration.ofSeconds(1));
  }

  private static String text(Dispatch dispatch) {
    byte[] bytes = dispatch.event() != null ? dispatch.event().value() : dispatch.bad().raw();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Sends in transactions of random size; some are lost together with their progress. */
  private List<String> send(ReplayPlan plan, SplittableRandom random, boolean killed)
      throws Exception {
    List<String> committed = new ArrayList<>();
    Map<String, byte[]> log = new HashMap<>();
    boolean finished = false;
    while (!finished) {
      List<Part> parts = Resumption.decide(sources, log, plan);
      try (RowFeed feed = RowFeed.open(parts, plan)) {
        finished = run(feed, parts, committed, log, random, killed);
      }
    }
    return committed;
  }

  private static boolean run(
      RowFeed feed,
      List<Part> parts,
      List<String> committed,
      Map<String, byte[]> log,
      SplittableRandom random,
      boolean killed)
      throws Exception {
    List<String> open = new ArrayList<>();
    for (Dispatch next = feed.next(); next != null; next = feed.next()) {
      if (killed && random.nextInt(700) == 0) {
        return false;
      }
      if (random.nextInt(60) == 0) {
        // As a paced replay does while it waits for the event that it has in hand.
        feed.noteProgressBeforeCurrent();
        commit(parts, open, committed, log);
      }
      open.add(text(next));
      if (random.nextInt(60) == 0) {
        feed.noteProgress();
        commit(parts, open, committed, log);
      }
    }
    feed.noteProgress();
    commit(parts, open, committed, log);
    return true;
  }

  private static void commit(
      List<Part> parts, List<String> open, List<String> committed, Map<String, byte[]> log) {
    committed.addAll(open);
    open.clear();
    parts.forEach(part -> log.put(part.key(), ProgressJson.write(part.progress())));
  }

  @Test
  void inOrderEveryRowGoesOnce() throws Exception {
    ReplayPlan plan = plan(Disturbance.NONE);
    List<String> unbroken = send(plan, new SplittableRandom(0), false);
    assertThat(unbroken).hasSize(2 * ROWS + 2);
    for (int seed = 1; seed <= 10; seed++) {
      assertThat(send(plan, new SplittableRandom(seed), true))
          .as("seed %d", seed)
          .isEqualTo(unbroken);
    }
  }

  @Test
  void inDisorderTheSameRowsGoAndDuplicatesGoTwice() throws Exception {
    Disturbance disturbance = new Disturbance(60_000, 0.02, 7_200_000, 0.02, 7);
    ReplayPlan plan = plan(disturbance);
    List<String> unbroken = send(plan, new SplittableRandom(0), false);
    int duplicates = unbroken.size() - new HashSet<>(unbroken).size();
    assertThat(duplicates).isBetween(100, 220);
    for (int seed = 1; seed <= 10; seed++) {
      List<String> broken = send(plan, new SplittableRandom(seed), true);
      assertThat(broken).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(unbroken);
    }
  }

  @Test
  void onlyTheAskedForTimeIsSent() throws Exception {
    long noon = 1_575_201_600_000L;
    ReplayPlan whole = plan(Disturbance.NONE);
    ReplayPlan hour =
        new ReplayPlan(
            noon,
            noon + 3_600_000,
            null,
            1,
            Disturbance.NONE,
            whole.pace(),
            false,
            10,
            Duration.ofSeconds(1));
    List<String> sent = send(hour, new SplittableRandom(0), false);
    assertThat(sent).isNotEmpty().allMatch(json -> json.contains("\"2019-12-01 12:"));
    assertThat(sent.size())
        .isEqualTo(
            (int)
                send(whole, new SplittableRandom(0), false).stream()
                    .filter(json -> json.contains("\"2019-12-01 12:"))
                    .count());
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(send(hour, new SplittableRandom(seed), true)).as("seed %d", seed).isEqualTo(sent);
    }
  }

  @Test
  void aBadRowWithinTheAskedForTimeIsSentWhereverTheReplayWentOn() throws Exception {
    ReplayPlan whole = plan(Disturbance.NONE);
    ReplayPlan secondDay =
        new ReplayPlan(
            1_575_244_800_000L,
            Long.MAX_VALUE,
            null,
            1,
            Disturbance.NONE,
            whole.pace(),
            false,
            10,
            Duration.ofSeconds(1));
    for (int seed = 0; seed <= 10; seed++) {
      List<String> sent = send(secondDay, new SplittableRandom(seed), seed > 0);
      assertThat(sent).as("seed %d", seed).hasSize(ROWS + 1).contains("a bad row");
    }
  }
}
