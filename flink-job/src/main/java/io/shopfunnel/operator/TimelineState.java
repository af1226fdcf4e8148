package io.shopfunnel.operator;

import io.shopfunnel.metric.Timeline;
import io.shopfunnel.metric.TimelineRules;
import io.shopfunnel.schema.BinaryEventCodec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The timelines of all keys of a subtask: raw keyed state, written key group by key group, so that
 * Flink deals it out anew when the parallelism changes. On the heap, whatever the state backend is:
 * every event moves a timeline, and looking each up in a backend took a third of the job's time
 * (ADR 9).
 *
 * @param <K> the key
 */
final class TimelineState<K> {
  private final TimelineSpec spec;
  private final TimelineRules rules;
  private final TypeSerializer<K> keySerializer;
  private final int maxParallelism;
  private final KeyGroupRange keyGroups;
  private final List<Map<K, KeyedTimeline<K>>> groups = new ArrayList<>();
  private final List<@Nullable KeyedTimeline<K>> byId = new ArrayList<>();
  private final Deque<Integer> freed = new ArrayDeque<>();
  private final BinaryEventCodec codec = new BinaryEventCodec();
  private final DataOutputSerializer written = new DataOutputSerializer(1 << 10);
  private final SharedTextInput read = new SharedTextInput();

  TimelineState(
      TimelineSpec spec,
      TimelineRules rules,
      TypeSerializer<K> keySerializer,
      int maxParallelism,
      KeyGroupRange keyGroups) {
    this.spec = spec;
    this.rules = rules;
    this.keySerializer = keySerializer;
    this.maxParallelism = maxParallelism;
    this.keyGroups = keyGroups;
    for (int i = 0; i < keyGroups.getNumberOfKeyGroups(); i++) {
      groups.add(new HashMap<>());
    }
  }

  private Map<K, KeyedTimeline<K>> group(K key) {
    int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    return groups.get(keyGroup - keyGroups.getStartKeyGroup());
  }

  /** The key's timeline; a new one where there is none. */
  KeyedTimeline<K> of(K key) {
    Map<K, KeyedTimeline<K>> group = group(key);
    KeyedTimeline<K> kept = group.get(key);
    if (kept == null) {
      kept = numbered(key, new Timeline(rules));
      group.put(key, kept);
    }
    return kept;
  }

  private KeyedTimeline<K> numbered(K key, Timeline timeline) {
    int id = freed.isEmpty() ? byId.size() : freed.pop();
    KeyedTimeline<K> kept = new KeyedTimeline<>(key, id, timeline);
    if (id == byId.size()) {
      byId.add(kept);
    } else {
      byId.set(id, kept);
    }
    return kept;
  }

  /** The timeline for which this number stands. */
  KeyedTimeline<K> numbered(int id) {
    return Objects.requireNonNull(byId.get(id));
  }

  /** The timeline, which may now be moved. */
  Timeline moving(KeyedTimeline<K> kept) {
    if (kept.moving == null) {
      read.setBuffer(Objects.requireNonNull(kept.resting));
      try {
        kept.moving = Timeline.read(rules, read, codec);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the timeline of " + kept.key, e);
      }
      kept.resting = null;
    }
    return kept.moving;
  }

  /** The timeline will not move before it is woken, or gets an event. */
  void rest(KeyedTimeline<K> kept) {
    written.clear();
    try {
      moving(kept).write(written, codec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the timeline of " + kept.key, e);
    }
    kept.resting = written.getCopyOfBuffer();
    kept.moving = null;
  }

  void remove(KeyedTimeline<K> kept) {
    group(kept.key).remove(kept.key);
    byId.set(kept.id, null);
    freed.push(kept.id);
  }

  void forEach(Consumer<KeyedTimeline<K>> action) {
    groups.forEach(group -> group.values().forEach(action));
  }

  /** The number of keys. */
  int size() {
    return groups.stream().mapToInt(Map::size).sum();
  }

  /** Writes all of it, with what its meaning depends on. */
  void write(KeyedStateCheckpointOutputStream out) throws IOException {
    DataOutputSerializer buffer = new DataOutputSerializer(1 << 16);
    for (int keyGroup : keyGroups) {
      Map<K, KeyedTimeline<K>> group = groups.get(keyGroup - keyGroups.getStartKeyGroup());
      buffer.clear();
      spec.write(buffer);
      buffer.writeInt(group.size());
      for (KeyedTimeline<K> kept : group.values()) {
        keySerializer.serialize(kept.key, buffer);
        if (kept.resting != null) {
          buffer.write(kept.resting);
        } else {
          moving(kept).write(buffer, codec);
        }
      }
      out.startNewKeyGroup(keyGroup);
      out.write(lengthOf(buffer));
      out.write(buffer.getSharedBuffer(), 0, buffer.length());
    }
  }

  private static byte[] lengthOf(DataOutputSerializer buffer) throws IOException {
    DataOutputSerializer length = new DataOutputSerializer(Integer.BYTES);
    length.writeInt(buffer.length());
    return length.getCopyOfBuffer();
  }

  /**
   * Reads the key groups of this subtask.
   *
   * @throws SuppressRestartsException where they were written under other funnels or rules: what a
   *     timeline has added to the tables could not be taken back under these
   */
  void read(Iterable<KeyGroupStatePartitionStreamProvider> written) throws IOException {
    for (KeyGroupStatePartitionStreamProvider group : written) {
      DataInputStream stream = new DataInputStream(group.getStream());
      byte[] bytes = new byte[stream.readInt()];
      stream.readFully(bytes);
      read.setBuffer(bytes);
      spec.checkSame(TimelineSpec.read(read));
      int size = read.readInt();
      for (int i = 0; i < size; i++) {
        K key = keySerializer.deserialize(read);
        group(key).put(key, numbered(key, Timeline.read(rules, read, codec)));
      }
    }
  }
}
