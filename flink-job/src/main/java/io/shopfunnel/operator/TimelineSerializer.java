package io.shopfunnel.operator;

import io.shopfunnel.metric.Timeline;
import io.shopfunnel.metric.TimelineRules;
import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.type.WholeSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Timelines in state. What a timeline means depends on the funnels and the session rules, so a
 * savepoint can only be restored under the same ones.
 */
final class TimelineSerializer extends WholeSerializer<Timeline> {
  private final TimelineSpec spec;
  private transient @Nullable TimelineRules rules;
  private transient @Nullable BinaryEventCodec codec;

  TimelineSerializer(TimelineSpec spec) {
    this.spec = spec;
  }

  @Override
  public TypeSerializer<Timeline> duplicate() {
    return new TimelineSerializer(spec);
  }

  @Override
  public Timeline copy(Timeline from) {
    return from.copy();
  }

  @Override
  public void serialize(Timeline timeline, DataOutputView target) throws IOException {
    timeline.write(target, codec());
  }

  @Override
  public Timeline deserialize(DataInputView source) throws IOException {
    if (rules == null) {
      rules = spec.rules(spec.catalog());
    }
    return Timeline.read(rules, source, codec());
  }

  private BinaryEventCodec codec() {
    if (codec == null) {
      codec = new BinaryEventCodec();
    }
    return codec;
  }

  @Override
  public TypeSerializerSnapshot<Timeline> snapshotConfiguration() {
    return new Snapshot(spec);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimelineSerializer that && spec.equals(that.spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  /** Keeps, in a savepoint, what its timelines depend on. */
  public static final class Snapshot implements TypeSerializerSnapshot<Timeline> {
    private @Nullable TimelineSpec spec;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public Snapshot() {}

    private Snapshot(TimelineSpec spec) {
      this.spec = spec;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      Objects.requireNonNull(spec).write(out);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      spec = TimelineSpec.read(in);
    }

    @Override
    public TypeSerializer<Timeline> restoreSerializer() {
      return new TimelineSerializer(Objects.requireNonNull(spec));
    }

    @Override
    public TypeSerializerSchemaCompatibility<Timeline> resolveSchemaCompatibility(
        TypeSerializerSnapshot<Timeline> old) {
      return old instanceof Snapshot that && Objects.equals(spec, that.spec)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
