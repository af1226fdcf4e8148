package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.ledger.EventsByHour;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.point.TestingLines;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.OpenRows;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublishers;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import io.shopfunnel.table.WindowTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The engine without Flink: subtasks for users and tables with channels between them, on which
 * nothing moves in any order but that of each channel. Checkpoints write and read all state, and
 * may change the number of subtasks.
 */
final class TestingEngine {
  /** Groups of users, each with ledgers of its own, as Flink's key groups have. */
  static final int GROUPS = 3;

  private final MetricCatalog catalog;
  private final SessionRules rules;
  private final long lateness;
  private final RandomGenerator random;

  private List<UserTask> users = new ArrayList<>();
  private final Publishers publishers = new Publishers();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;

  private final Map<Long, ShopEvent> byRow = new HashMap<>();
  private final List<ShopEvent> counted = new ArrayList<>();
  private final List<ShopEvent> duplicates = new ArrayList<>();
  private final List<ShopEvent> lateDropped = new ArrayList<>();
  private boolean anyLate;
  private final List<String> broken = new ArrayList<>();

  TestingEngine(FunnelCatalog funnels, SessionRules rules, long lateness, RandomGenerator random) {
    this(funnels, rules, List.of(MetricKind.values()), lateness, random);
  }

  TestingEngine(
      FunnelCatalog funnels,
      SessionRules rules,
      List<MetricKind> kinds,
      long lateness,
      RandomGenerator random) {
    this.catalog = new MetricCatalog(funnels, rules, kinds);
    this.rules = rules;
    this.lateness = lateness;
    this.random = random;
    start(1, new UserLedgers[GROUPS]);
  }

  /** A copy that was taken of ledgers, as a checkpoint does, and what it held then. */
  private record Snapshot(UserLedgers copy, byte[] bytes) {}

  private void start(int tasks, UserLedgers[] kept) {
    users = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      users.add(new UserTask(watermark));
    }
    for (int group = 0; group < GROUPS; group++) {
      users.get(group % tasks).adopt(group, kept[group]);
    }
    publishers.open(tasks);
  }

  private static int group(long userId) {
    return Math.floorMod(Long.hashCode(userId), GROUPS);
  }

  /** An event comes from the source. */
  void arrive(ShopEvent event) {
    byRow.put(event.id().row(), event);
    users.get(group(event.userId()) % users.size()).inbox.add(event);
  }

  /** The watermark comes from the source. */
  void watermark(long time) {
    watermark = Math.max(watermark, time);
    users.forEach(task -> task.inbox.add(watermark));
  }

  long watermark() {
    return watermark;
  }

  /** Some of what is on its way gets further. */
  void runSome() {
    for (int i = random.nextInt(12); i > 0; i--) {
      runOne();
    }
  }

  /** All that is on its way arrives. */
  void runAll() {
    while (runOne()) {}
  }

  private boolean runOne() {
    List<Runnable> possible = new ArrayList<>();
    for (UserTask task : users) {
      if (!task.inbox.isEmpty()) {
        possible.add(task::read);
      }
    }
    for (int channel = 0; channel < publishers.inboxes.size(); channel++) {
      int from = channel;
      if (!publishers.inboxes.get(from).isEmpty()) {
        possible.add(() -> publishers.read(from));
      }
    }
    if (possible.isEmpty()) {
      return false;
    }
    possible.get(random.nextInt(possible.size())).run();
    return true;
  }

  /** All that has been counted so far gets to the publishers. */
  void flush() {
    runAll();
    users.forEach(task -> task.tables.drainAll(task::send));
    runAll();
  }

  /** A checkpoint from which all state is read back, by another number of subtasks. */
  void restart(int tasks) {
    runAll();
    UserLedgers[] kept = new UserLedgers[GROUPS];
    for (UserTask task : users) {
      task.ledgers.forEach(
          (group, ledgers) -> kept[group] = read(bytes(ledgers::write), UserLedgers::read));
    }
    Map<Integer, ArrivedEvents> arrived = new TreeMap<>();
    users.forEach(
        task -> task.arrived.forEach((group, events) -> arrived.put(group, events.copy())));
    List<OpenRows> open = new ArrayList<>();
    users.forEach(task -> task.tables.show(open::add));
    start(tasks, kept);
    open.forEach(rows -> users.get(random.nextInt(tasks)).tables.add(rows));
    arrived.forEach((group, events) -> users.get(group % tasks).arrived.put(group, events));
    publishers.restart();
  }

  private void check(boolean right, String what) {
    if (!right) {
      broken.add(what);
    }
  }

  /** Promises that were broken on the way. */
  List<String> broken() {
    for (Snapshot snapshot : snapshots) {
      // They may be asked for again.
      snapshot.copy.beginSnapshot();
      check(
          Arrays.equals(snapshot.bytes, bytes(snapshot.copy::write)),
          "a snapshot has changed after it was taken");
    }
    return broken;
  }

  List<ShopEvent> counted() {
    return counted;
  }

  List<ShopEvent> duplicates() {
    return duplicates;
  }

  List<ShopEvent> lateDropped() {
    return lateDropped;
  }

  /** Users and tables that are still kept; a table of the pipeline's lives for a year. */
  List<String> kept() {
    List<String> kept = new ArrayList<>();
    for (UserTask task : users) {
      task.ledgers.forEach(
          (group, ledgers) -> {
            if (ledgers.size() > 0) {
              kept.add(ledgers.size() + " users of group " + group);
            }
          });
    }
    publishers.kept.keySet().stream()
        .filter(key -> !key.family().equals("pipeline"))
        .forEach(key -> kept.add(key.toString()));
    return kept;
  }

  int tablesKept() {
    return publishers.kept.size();
  }

  /** What all ledgers take. */
  long ledgerBytes() {
    return users.stream()
        .flatMap(task -> task.ledgers.values().stream())
        .mapToLong(UserLedgers::bytes)
        .sum();
  }

  /** Every point as it was published last, without rev and late_applied. */
  SortedMap<String, SortedMap<String, Object>> points() {
    publishers.publishAll(1);
    SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();
    publishers.database.forEach(
        (identity, fields) -> {
          SortedMap<String, Object> compared = new TreeMap<>(fields);
          compared.remove("rev");
          compared.remove("late_applied");
          NaiveOracle.dropZeros(compared);
          if (!NaiveOracle.isNothing(compared)) {
            points.put(identity, compared);
          }
        });
    return points;
  }

  /** One field of one point as it was published last. */
  Object field(String identity, String field) {
    return publishers.database.getOrDefault(identity, Map.of()).get(field);
  }

  /** The counterpart of the Flink operator. */
  private final class UserTask implements Arrivals {
    final Deque<Object> inbox = new ArrayDeque<>();
    final Map<Integer, ArrivedEvents> arrived = new TreeMap<>();
    final EventsByHour accepted = new EventsByHour();
    final Map<Integer, UserLedgers> ledgers = new TreeMap<>();
    final Tables tables = new Tables(catalog.families(), new Texts());
    final Followers followers = catalog.followers(tables);
    final LedgerWorker worker =
        new LedgerWorker(followers.ledgerParts(rules), new LedgerRules(lateness), tables, this);
    long time;

    UserTask(long time) {
      this.time = time;
    }

    void adopt(int group, UserLedgers kept) {
      if (random.nextInt(3) == 0) {
        // Other texts may have been seen before, so that none keeps its number.
        tables.texts().number("text " + random.nextInt(5));
      }
      if (kept != null) {
        worker.adopt(kept);
        ledgers.put(group, kept);
      }
    }

    void read() {
      Object next = inbox.remove();
      if (next instanceof ShopEvent event) {
        take(event);
      } else {
        advance((Long) next);
        publishers.inboxes.get(users.indexOf(this)).add(next);
      }
    }

    /** Takes the event, and with it those behind it of the same group, as far as it likes. */
    private void take(ShopEvent first) {
      int group = group(first.userId());
      EventBlock block = new EventBlock(group);
      EventDraft draft = new EventDraft();
      draft.set(first);
      block.add(draft);
      while (inbox.peek() instanceof ShopEvent next
          && group(next.userId()) == group
          && random.nextInt(4) != 0) {
        draft.set(next);
        block.add(draft);
        inbox.remove();
      }
      ArrivedEvents events = arrived.computeIfAbsent(group, ArrivedEvents::new);
      events.add(block);
      if (random.nextInt(6) == 0) {
        worker.add(ledgers(group), events, time, this::tooLate);
      }
    }

    private UserLedgers ledgers(int group) {
      return ledgers.computeIfAbsent(group, g -> UserLedgers.start(time, tables.texts()));
    }

    private void advance(long watermark) {
      if (watermark > time) {
        ledgers.replaceAll((group, kept) -> snapshotSometimes(kept));
        arrived.keySet().forEach(this::ledgers);
        ledgers.forEach(
            (group, kept) ->
                worker.advance(
                    kept,
                    arrived.computeIfAbsent(group, ArrivedEvents::new),
                    time,
                    watermark,
                    this::tooLate));
        accepted.drain(followers.counters());
        time = watermark;
        tables.drainClosed(time, this::send);
      }
    }

    /** A checkpoint keeps one of the two, and the operator goes on with the other. */
    private UserLedgers snapshotSometimes(UserLedgers ledgers) {
      if (random.nextInt(60) != 0) {
        return ledgers;
      }
      // Once to know what is in it, and once more when the checkpoint comes to it.
      ledgers.beginSnapshot();
      ledgers.beginSnapshot();
      UserLedgers copy = ledgers.copy();
      snapshots.add(new Snapshot(ledgers, bytes(ledgers::write)));
      while (snapshots.size() > random.nextInt(4)) {
        Snapshot oldest = snapshots.remove(0);
        check(
            Arrays.equals(oldest.bytes, bytes(oldest.copy::write)),
            "a snapshot has changed after it was taken");
      }
      return copy;
    }

    @Override
    public void accepted(LedgerEvent event) {
      counted.add(byRow.get(event.idRow()));
      anyLate |= event.late();
      accepted.add(event);
    }

    @Override
    public void duplicate(LedgerEvent event) {
      duplicates.add(byRow.get(event.idRow()));
      PipelineMetric.duplicateDropped(event.time(), tables);
    }

    private void tooLate(ShopEvent event) {
      check(event.equals(byRow.get(event.id().row())), event + " is not what arrived");
      lateDropped.add(event);
      PipelineMetric.lateDropped(event.eventTime(), tables);
    }

    void send(TableDelta delta) {
      publishers.inboxes.get(users.indexOf(this)).add(delta);
    }
  }

  /** The publishers; how many there are makes no difference, as each table is by itself. */
  private final class Publishers {
    final Map<TableKey, WindowTable> kept = new HashMap<>();
    TablePublishers publishers = new TablePublishers(List.of());
    final Map<String, Map<String, Object>> database = new HashMap<>();
    final List<Deque<Object>> inboxes = new ArrayList<>();
    long[] watermarks = new long[0];
    long time = Long.MIN_VALUE;

    void open(int channels) {
      inboxes.clear();
      publishers = new TablePublishers(catalog.families());
      watermarks = new long[channels];
      for (int i = 0; i < channels; i++) {
        inboxes.add(new ArrayDeque<>());
        watermarks[i] = time;
      }
    }

    void restart() {
      kept.replaceAll((key, table) -> TestingEngine.read(bytes(table::write), WindowTable::read));
    }

    void read(int channel) {
      Object next = inboxes.get(channel).remove();
      if (next instanceof TableDelta delta) {
        check(!isOver(delta.table()), delta.table() + " had been forgotten");
        kept.computeIfAbsent(delta.table(), key -> new WindowTable(delta.columns())).add(delta);
      } else {
        watermarks[channel] = (Long) next;
        if (least(watermarks) > time) {
          time = least(watermarks);
          publishAll(2);
          kept.keySet().removeIf(this::isForgotten);
        }
      }
    }

    private boolean isForgotten(TableKey key) {
      if (isOver(key)) {
        publish(key);
        return true;
      }
      return false;
    }

    private boolean isOver(TableKey key) {
      return time >= key.windowEnd() + publishers.of(key).family().openEndMillis() + lateness;
    }

    /** Publishes one in so many of the tables whose windows are closed. */
    void publishAll(int oneIn) {
      for (TableKey key : kept.keySet()) {
        if (key.windowEnd() - 1 <= time && random.nextInt(oneIn) == 0) {
          publish(key);
        }
      }
    }

    private void publish(TableKey key) {
      publishers
          .of(key)
          .publish(
              kept.get(key),
              key.windowStart(),
              (series, windowStart, line) ->
                  write(TestingLines.read(TestingLines.text(line)), windowStart));
    }

    private void write(TestingLines.Point point, long windowStart) {
      check(point.windowStart() == windowStart, point + " begins at " + windowStart);
      Map<String, Object> fields = new TreeMap<>(point.fields());
      SortedMap<String, String> tags = new TreeMap<>(point.tags());
      String window = tags.remove("window");
      String identity =
          NaiveOracle.identity(
              point.measurement(),
              tags.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(",")),
              window,
              windowStart);
      Map<String, Object> last = database.put(identity, fields);
      check(!fields.equals(last), identity + " was published again unchanged");
      check(
          anyLate || !fields.containsKey("rev") || fields.get("rev").equals(0L),
          identity + " was amended without a late event: " + last + ", " + fields);
      check(
          anyLate || last == null || !Boolean.TRUE.equals(last.get("mature")),
          identity + " was mature and changed: " + last + ", " + fields);
    }
  }

  private static long least(long[] watermarks) {
    long least = Long.MAX_VALUE;
    for (long watermark : watermarks) {
      least = Math.min(least, watermark);
    }
    return least;
  }

  /** Writes state. */
  private interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /** Reads state. */
  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static byte[] bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      T value = reader.read(in);
      if (in.read() >= 0) {
        throw new IllegalStateException("more was written than is read");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
