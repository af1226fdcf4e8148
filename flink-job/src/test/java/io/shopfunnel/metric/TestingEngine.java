package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.schema.ShopEvent;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The engine without Flink: subtasks for users, sessions and tables with channels between them, on
 * which nothing moves in any order but that of each channel. Checkpoints write and read all state,
 * and may change the number of subtasks.
 */
final class TestingEngine {
  private final MetricCatalog catalog;
  private final TimelineRules userRules;
  private final TimelineRules sessionRules;
  private final long lateness;
  private final RandomGenerator random;

  private List<UserTask> users = new ArrayList<>();
  private List<SessionTask> sessions = new ArrayList<>();
  private final Tables tables = new Tables();
  private long watermark = Long.MIN_VALUE;

  private final List<ShopEvent> counted = new ArrayList<>();
  private final List<ShopEvent> duplicates = new ArrayList<>();
  private final List<ShopEvent> lateDropped = new ArrayList<>();
  private boolean anyLate;
  private final List<String> broken = new ArrayList<>();

  TestingEngine(FunnelCatalog funnels, SessionRules rules, long lateness, RandomGenerator random) {
    this.catalog = new MetricCatalog(funnels, rules);
    this.userRules = new TimelineRules(catalog.userTrackers(), lateness);
    this.sessionRules = new TimelineRules(catalog.sessionTrackers(), lateness);
    this.lateness = lateness;
    this.random = random;
    start(1, 1);
  }

  private void start(int userTasks, int sessionTasks) {
    users = new ArrayList<>();
    sessions = new ArrayList<>();
    for (int i = 0; i < userTasks; i++) {
      users.add(new UserTask(watermark));
    }
    for (int i = 0; i < sessionTasks; i++) {
      sessions.add(new SessionTask(userTasks, watermark));
    }
    tables.open(userTasks + sessionTasks);
  }

  /** An event comes from the source. */
  void arrive(ShopEvent event) {
    users.get(Math.floorMod(Long.hashCode(event.userId()), users.size())).inbox.add(event);
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
    for (SessionTask task : sessions) {
      for (int channel = 0; channel < task.inboxes.size(); channel++) {
        int from = channel;
        if (!task.inboxes.get(from).isEmpty()) {
          possible.add(() -> task.read(from));
        }
      }
    }
    for (int channel = 0; channel < tables.inboxes.size(); channel++) {
      int from = channel;
      if (!tables.inboxes.get(from).isEmpty()) {
        possible.add(() -> tables.read(from));
      }
    }
    if (possible.isEmpty()) {
      return false;
    }
    possible.get(random.nextInt(possible.size())).run();
    return true;
  }

  /** All that has been counted so far gets to the tables, as before a checkpoint. */
  void flush() {
    runAll();
    users.forEach(task -> task.deltas.drainAll(task::send));
    runAll();
    sessions.forEach(task -> task.deltas.drainAll(task::send));
    runAll();
  }

  /** A checkpoint from which all state is read back, by other numbers of subtasks. */
  void restart(int userTasks, int sessionTasks) {
    flush();
    Map<Object, Timeline> userTimelines = new LinkedHashMap<>();
    users.forEach(task -> userTimelines.putAll(task.timelines));
    Map<Object, Timeline> sessionTimelines = new LinkedHashMap<>();
    sessions.forEach(task -> sessionTimelines.putAll(task.timelines));
    start(userTasks, sessionTasks);
    userTimelines.forEach((key, t) -> users.get(slot(key, users.size())).restore(key, t));
    sessionTimelines.forEach((key, t) -> sessions.get(slot(key, sessions.size())).restore(key, t));
    tables.restart();
  }

  private static int slot(Object key, int slots) {
    return Math.floorMod(key.hashCode(), slots);
  }

  private void check(boolean right, String what) {
    if (!right) {
      broken.add(what);
    }
  }

  /** Promises that were broken on the way. */
  List<String> broken() {
    return broken;
  }

  /** Whether any late event was applied. */
  boolean anyLate() {
    return anyLate;
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

  /** Timelines and tables that are still kept; a table of the pipeline's lives for a year. */
  List<String> kept() {
    List<String> kept = new ArrayList<>();
    users.forEach(task -> task.timelines.keySet().forEach(key -> kept.add("user " + key)));
    sessions.forEach(task -> task.timelines.keySet().forEach(key -> kept.add("session " + key)));
    tables.kept.keySet().stream()
        .filter(key -> !key.family().equals("pipeline"))
        .forEach(key -> kept.add(key.text()));
    return kept;
  }

  int tablesKept() {
    return tables.kept.size();
  }

  /** Every point as it was published last, without rev and late_applied. */
  SortedMap<String, SortedMap<String, Object>> points() {
    tables.publishAll(1);
    SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();
    tables.database.forEach(
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
    return tables.database.getOrDefault(identity, Map.of()).get(field);
  }

  /** What user and session subtasks have in common; the counterpart of the Flink operator. */
  private abstract class Task implements Arrivals {
    final Map<Object, Timeline> timelines = new HashMap<>();
    final Map<Object, Long> wakes = new HashMap<>();
    final TableDeltas deltas = TableDeltas.of(catalog.families());
    final TimelineRules rules;
    long time;

    Task(TimelineRules rules, long time) {
      this.rules = rules;
      this.time = time;
    }

    void take(Object key, ShopEvent event) {
      if (event.eventTime() <= rules.horizon(time)) {
        tooLate(event);
        return;
      }
      Timeline timeline = timelines.computeIfAbsent(key, k -> new Timeline(rules));
      timeline.add(event, event.eventTime() <= time);
      wakes.merge(key, event.eventTime(), Math::min);
    }

    void advance(long watermark) {
      if (watermark > time) {
        time = watermark;
        for (Object key : List.copyOf(timelines.keySet())) {
          Timeline timeline = timelines.get(key);
          if (Objects.requireNonNull(wakes.get(key)) <= time || random.nextInt(40) == 0) {
            timeline.advance(time, deltas, this);
            wakes.put(key, timeline.wakeAt());
            check(timeline.isSpent() || timeline.wakeAt() > time, "wakes in the past");
            if (timeline.isSpent()) {
              timelines.remove(key);
              wakes.remove(key);
            } else if (timeline.isAtRest() && random.nextBoolean()) {
              restore(key, timeline);
            }
          }
        }
        deltas.drainClosed(time, this::send);
      }
    }

    void restore(Object key, Timeline written) {
      byte[] bytes = bytes(out -> written.write(out, new BinaryEventCodec()));
      Timeline read = read(bytes, in -> Timeline.read(rules, in, new BinaryEventCodec()));
      check(
          read.wakeAt() == written.wakeAt(),
          "after a restart " + key + " wakes at " + read.wakeAt() + ", not " + written.wakeAt());
      wakes.put(key, read.wakeAt());
      timelines.put(key, read);
    }

    abstract void tooLate(ShopEvent event);

    abstract void send(TableDelta delta);
  }

  private final class UserTask extends Task {
    final Deque<Object> inbox = new ArrayDeque<>();

    UserTask(long time) {
      super(userRules, time);
    }

    void read() {
      Object next = inbox.remove();
      if (next instanceof ShopEvent event) {
        take(event.userId(), event);
      } else {
        advance((Long) next);
        sessions.forEach(session -> session.inboxes.get(users.indexOf(this)).add(next));
        tables.inboxes.get(users.indexOf(this)).add(next);
      }
    }

    @Override
    public void accepted(ShopEvent event, boolean late) {
      counted.add(event);
      anyLate |= late;
      catalog.pipeline().applied(event, late, deltas);
      catalog.metrics().forEach(metric -> metric.count(event, deltas));
      if (event.session() != null) {
        sessions
            .get(slot(event.session(), sessions.size()))
            .inboxes
            .get(users.indexOf(this))
            .add(event);
      }
    }

    @Override
    public void duplicate(ShopEvent event) {
      duplicates.add(event);
      catalog.pipeline().duplicateDropped(event, deltas);
    }

    @Override
    void tooLate(ShopEvent event) {
      lateDropped.add(event);
      catalog.pipeline().lateDropped(event, deltas);
    }

    @Override
    void send(TableDelta delta) {
      tables.inboxes.get(users.indexOf(this)).add(delta);
    }
  }

  private final class SessionTask extends Task {
    final List<Deque<Object>> inboxes = new ArrayList<>();
    final long[] watermarks;

    SessionTask(int channels, long time) {
      super(sessionRules, time);
      watermarks = new long[channels];
      for (int i = 0; i < channels; i++) {
        inboxes.add(new ArrayDeque<>());
        watermarks[i] = time;
      }
    }

    void read(int channel) {
      Object next = inboxes.get(channel).remove();
      if (next instanceof ShopEvent event) {
        take(event.session(), event);
      } else {
        watermarks[channel] = (Long) next;
        long least = least(watermarks);
        if (least > time) {
          advance(least);
          tables.inboxes.get(users.size() + sessions.indexOf(this)).add(least);
        }
      }
    }

    @Override
    public void accepted(ShopEvent event, boolean late) {}

    @Override
    public void duplicate(ShopEvent event) {
      check(false, event + " came twice at its session");
    }

    @Override
    void tooLate(ShopEvent event) {
      check(false, event + " came too late at its session");
    }

    @Override
    void send(TableDelta delta) {
      tables.inboxes.get(users.size() + sessions.indexOf(this)).add(delta);
    }
  }

  /** The publishers; how many there are makes no difference, as each table is by itself. */
  private final class Tables {
    final Map<TableKey, WindowTable> kept = new HashMap<>();
    final Map<String, Map<String, Object>> database = new HashMap<>();
    final List<Deque<Object>> inboxes = new ArrayList<>();
    long[] watermarks = new long[0];
    long time = Long.MIN_VALUE;

    void open(int channels) {
      inboxes.clear();
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
        kept.computeIfAbsent(delta.table(), key -> new WindowTable()).add(delta);
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
      return time >= key.windowEnd() + catalog.family(key.family()).openEndMillis() + lateness;
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
      kept.get(key).publish(catalog.family(key.family()), key).forEach(this::write);
    }

    private void write(MetricPoint point) {
      Map<String, Object> fields = new TreeMap<>();
      List<String> names = point.schema().fieldNames();
      for (int i = 0; i < names.size(); i++) {
        fields.put(names.get(i), point.fieldValues().get(i));
      }
      List<String> tags = new ArrayList<>();
      String window = "";
      for (int i = 0; i < point.tagValues().size(); i++) {
        String name = point.schema().tagNames().get(i);
        if (name.equals("window")) {
          window = point.tagValues().get(i);
        } else {
          tags.add(name + "=" + point.tagValues().get(i));
        }
      }
      String identity =
          NaiveOracle.identity(
              point.schema().measurement(), String.join(",", tags), window, point.windowStart());
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
