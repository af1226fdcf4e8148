package io.shopfunnel.operator;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Follows sessions, keyed by {@code user_session}; what comes here has been let in by the user. */
public final class SessionTimelines extends TimelineOperator<SessionId, TableDelta> {
  /** Follows sessions under these rules. */
  public SessionTimelines(
      FunnelCatalog funnels, SessionRules sessions, long allowedLatenessMillis) {
    super(TimelineSpec.of(TimelineSpec.KeyedBy.SESSION, funnels, sessions, allowedLatenessMillis));
  }

  @Override
  public void accepted(ShopEvent event, boolean late) {}

  @Override
  public void duplicate(ShopEvent event) {
    throw unexpected("came twice", event);
  }

  @Override
  void tooLate(ShopEvent event) {
    throw unexpected("is too late", event);
  }

  /** The users' timelines let no such event through; counting on would make wrong numbers. */
  private static IllegalStateException unexpected(String what, ShopEvent event) {
    return new IllegalStateException("event " + event.id() + " " + what + " at its session");
  }

  @Override
  void send(TableDelta delta) {
    output.collect(new StreamRecord<>(delta, delta.table().windowStart()));
  }
}
