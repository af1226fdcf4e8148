package io.shopfunnel.operator;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Points on their way to the database, until a checkpoint is complete that knows them. A point that
 * left sooner could be unknown to the state that a restarted job begins with; and where a late
 * event is on time at the second attempt, and its group has nothing any more, nobody would write
 * the zeros (ADR 4).
 */
final class PointOutbox {
  /** The checkpoint of points that came out of one. */
  private static final long RESTORED = Long.MIN_VALUE;

  /** What no snapshot holds yet; a newer version of a point takes the older one's place. */
  private Map<Identity, Held> open = new LinkedHashMap<>();

  /** What snapshots hold, oldest first. */
  private final Deque<Sealed> sealed = new ArrayDeque<>();

  private record Identity(PointSchema schema, long windowStart, List<String> tagValues) {}

  private record Held(int keyGroup, MetricPoint point) {}

  private record Sealed(long checkpoint, Collection<Held> points) {}

  /**
   * Puts a point in.
   *
   * @param keyGroup the key group of its table, with which it moves when the job is rescaled
   */
  void add(int keyGroup, MetricPoint point) {
    Identity identity = new Identity(point.schema(), point.windowStart(), point.tagValues());
    open.put(identity, new Held(keyGroup, point));
  }

  /** What is in it from here on belongs to a later checkpoint than this one. */
  void seal(long checkpoint) {
    if (!open.isEmpty()) {
      sealed.add(new Sealed(checkpoint, open.values()));
      open = new LinkedHashMap<>();
    }
  }

  /** Takes out what a complete checkpoint knows, in the order in which it was put in. */
  void release(long checkpoint, Consumer<MetricPoint> receiver) {
    while (!sealed.isEmpty() && sealed.element().checkpoint <= checkpoint) {
      sealed.remove().points.forEach(held -> receiver.accept(held.point));
    }
  }

  /** Takes out everything: the input has ended, and all that was published is final. */
  void releaseAll(Consumer<MetricPoint> receiver) {
    seal(Long.MAX_VALUE);
    release(Long.MAX_VALUE, receiver);
  }

  /** Writes what is sealed; each schema once, as there are few of them. */
  void write(DataOutput out) throws IOException {
    List<Held> points = new ArrayList<>();
    sealed.forEach(batch -> points.addAll(batch.points));
    Map<PointSchema, Integer> schemas = new LinkedHashMap<>();
    points.forEach(held -> schemas.putIfAbsent(held.point.schema(), schemas.size()));
    out.writeInt(schemas.size());
    for (PointSchema schema : schemas.keySet()) {
      schema.write(out);
    }
    out.writeInt(points.size());
    for (Held held : points) {
      out.writeInt(held.keyGroup);
      out.writeInt(Objects.requireNonNull(schemas.get(held.point.schema())));
      held.point.write(out);
    }
  }

  /** Adds what {@link #write} wrote, as far as these key groups are concerned. */
  void read(DataInput in, IntPredicate keyGroups) throws IOException {
    PointSchema[] schemas = new PointSchema[in.readInt()];
    for (int i = 0; i < schemas.length; i++) {
      schemas[i] = PointSchema.read(in);
    }
    List<Held> restored = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      Held held = new Held(in.readInt(), MetricPoint.read(schemas[in.readInt()], in));
      if (keyGroups.test(held.keyGroup)) {
        restored.add(held);
      }
    }
    sealed.add(new Sealed(RESTORED, restored));
  }
}
