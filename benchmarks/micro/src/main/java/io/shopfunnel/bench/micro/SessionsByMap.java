package io.shopfunnel.bench.micro;

import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.window.Window;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session funnel as one writes it first: a map from a key to an object. */
final class SessionsByMap {
  private static final SessionRules RULES = SessionRules.DEFAULT;

  private final Map<Key, Session> sessions = new HashMap<>();
  private final FunnelTotals totals = new FunnelTotals();

  private record Key(long user, SessionId session) {}

  /** Where a session stands. */
  private static final class Session {
    private long first;
    private long last;
    private long entry;
    private int depth;
  }

  void add(ShopEvent event) {
    SessionId id = event.session();
    if (id == null) {
      return;
    }
    Key key = new Key(event.userId(), id);
    Session session = sessions.get(key);
    if (session == null || isOver(session, event.eventTime())) {
      count(session);
      session = new Session();
      session.first = event.eventTime();
      sessions.put(key, session);
    }
    session.last = event.eventTime();
    if (event.type() == stepAfter(session.depth)) {
      if (session.depth == 0) {
        session.entry = event.eventTime();
      }
      session.depth++;
    }
  }

  private static boolean isOver(Session session, long time) {
    return time - session.last > RULES.gapMillis() || time - session.first > RULES.longestMillis();
  }

  private static @Nullable EventType stepAfter(int depth) {
    return switch (depth) {
      case 0 -> EventType.VIEW;
      case 1 -> EventType.CART;
      case 2 -> EventType.PURCHASE;
      default -> null;
    };
  }

  private void count(@Nullable Session session) {
    if (session != null) {
      for (int step = 0; step < session.depth; step++) {
        totals.add(Window.HOUR.startOf(session.entry), step, 1);
      }
    }
  }

  /** The totals, with the sessions that are open. To be asked for once. */
  FunnelTotals totals() {
    sessions.values().forEach(this::count);
    return totals;
  }
}
