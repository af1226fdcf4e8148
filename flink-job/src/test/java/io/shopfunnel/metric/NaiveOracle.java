package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.ChainSearch;
import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.window.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out every point from a set of events, as plainly as SEMANTICS says it, with nothing of the
 * engine but the funnel definitions. Points of windows that are still open are left out; so are
 * points that are nothing but zeros, {@code rev} and {@code late_applied}.
 */
final class NaiveOracle {
  private static final long MINUTE = 60_000;
  private static final Map<String, Long> LENGTHS =
      Map.of("1m", MINUTE, "1h", 60 * MINUTE, "1d", 1_440 * MINUTE);
  private static final List<String> ORDER_WINDOWS = List.of("1m", "1h", "1d");
  private static final List<String> ACTIVE_WINDOWS = List.of("1m", "1h", "1d", "1mo");
  private static final long[] BUCKETS = {
    10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400
  };

  private final long gap;
  private final long longest;
  private final long now;
  private final List<ShopEvent> events;
  private final SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();

  /**
   * @param gap the longest silence within a session
   * @param longest the longest time from a session's first event to its last
   * @param now the watermark
   */
  NaiveOracle(List<ShopEvent> events, long gap, long longest, long now) {
    this.events = TestingEvents.inTotalOrder(events);
    this.gap = gap;
    this.longest = longest;
    this.now = now;
  }

  /** Every point over these funnels. */
  SortedMap<String, SortedMap<String, Object>> points(FunnelCatalog catalog) {
    List<FunnelDefinition> funnels = catalog.funnels();
    events.forEach(this::countEvent);
    for (ShopEvent event : events) {
      countCatalog(catalog, "1h", event.eventTime());
      countCatalog(catalog, "1d", event.eventTime());
    }
    countActive();
    List<List<ShopEvent>> sessions = sessions();
    sessions.forEach(this::countOrder);
    sessions.forEach(this::countCart);
    for (String window : List.of("1h", "1d")) {
      countTop("product", window);
      countTop("brand", window);
      countTop("category", window);
    }
    for (FunnelDefinition funnel : funnels) {
      countFunnel(funnel, sessions);
    }
    matureCarts();
    points.values().forEach(NaiveOracle::dropZeros);
    points.values().removeIf(NaiveOracle::isNothing);
    return points;
  }

  private void countCatalog(FunnelCatalog catalog, String window, long time) {
    for (FunnelDefinition funnel : catalog.funnels()) {
      for (int step = 1; step <= funnel.depth(); step++) {
        String tags =
            "funnel=%s,label=%s,of=%d,step=%d"
                .formatted(
                    funnel.name(), funnel.steps().get(step - 1).describe(), funnel.depth(), step);
        Map<String, Object> point = point("funnel_catalog", tags, window, time);
        point.put("hash", catalog.hash());
        point.put("funnels", (long) catalog.funnels().size());
      }
    }
  }

  /** A field that is not there means the same as 0: the oracle names only what it has counted. */
  static void dropZeros(Map<String, Object> fields) {
    fields.values().removeIf(value -> value.equals(0L) || value.equals(""));
  }

  /** Counts records that did not get as far as being counted as events. */
  NaiveOracle dropped(List<ShopEvent> dropped, String field) {
    for (ShopEvent event : dropped) {
      add("pipeline", "", "1m", event.eventTime(), "consumed", 1);
      add("pipeline", "", "1m", event.eventTime(), "valid", 1);
      add("pipeline", "", "1m", event.eventTime(), field, 1);
    }
    return this;
  }

  /** Whether a point says no more than that there is none. */
  static boolean isNothing(Map<String, Object> fields) {
    return fields.values().stream().allMatch(Boolean.class::isInstance);
  }

  /** The name of a point: measurement, tags but for the window, window, and window start. */
  static String identity(String measurement, String tags, String window, long start) {
    return measurement
        + " "
        + tags
        + (tags.isEmpty() ? "" : ",")
        + "window="
        + window
        + " "
        + start;
  }

  private static long start(String window, long time) {
    if (window.equals("1mo")) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
      return millis(LocalDate.of(day.getYear(), day.getMonthValue(), 1));
    }
    long length = LENGTHS.get(window);
    return Math.floorDiv(time, length) * length;
  }

  private static long end(String window, long time) {
    if (window.equals("1mo")) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
      int months = day.getYear() * 12 + day.getMonthValue();
      return millis(LocalDate.of(months / 12, months % 12 + 1, 1));
    }
    return start(window, time) + LENGTHS.get(window);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private SortedMap<String, Object> point(
      String measurement, String tags, String window, long time) {
    long start = start(window, time);
    if (end(window, time) - 1 > now) {
      return new TreeMap<>();
    }
    return points.computeIfAbsent(
        identity(measurement, tags, window, start), id -> new TreeMap<>());
  }

  private void add(
      String measurement, String tags, String window, long time, String field, long number) {
    point(measurement, tags, window, time).merge(field, number, (a, b) -> (Long) a + (Long) b);
  }

  private void add(String measurement, List<String> windows, long time, String field, long number) {
    for (String window : windows) {
      add(measurement, "", window, time, field, number);
    }
  }

  private static long cents(ShopEvent event) {
    return event.priceCents() == ShopEvent.NO_PRICE ? 0 : event.priceCents();
  }

  private static String band(ShopEvent event) {
    long cents = cents(event);
    if (cents <= 0) {
      return "<=0";
    }
    if (cents >= 5_000) {
      return "50+";
    }
    long tens = cents / 1_000;
    return tens * 10 + "-" + (tens + 1) * 10;
  }

  /** What stands before the first dot; a tag cannot be empty, so nothing is unknown too. */
  private static String root(ShopEvent event) {
    String code = event.category().code();
    String root = code == null ? "" : code.split("\\.", -1)[0];
    return root.isEmpty() ? "unknown" : root;
  }

  private static String brand(ShopEvent event) {
    return event.brand() == null ? "unknown" : event.brand();
  }

  private static String name(EventType type) {
    return switch (type) {
      case VIEW -> "view";
      case CART -> "cart";
      case PURCHASE -> "purchase";
      case REMOVE_FROM_CART -> "remove_from_cart";
    };
  }

  private void countEvent(ShopEvent event) {
    long time = event.eventTime();
    for (String window : List.of("1m", "1h")) {
      String tags = "category=" + root(event) + ",event_type=" + name(event.type());
      add("events", tags, window, time, "count", 1);
      add("events", tags, window, time, "cents", cents(event));
      String bandTags = "band=" + band(event) + ",event_type=" + name(event.type());
      add("price_band", bandTags, window, time, "count", 1);
    }
    add("pipeline", "", "1m", time, "consumed", 1);
    add("pipeline", "", "1m", time, "valid", 1);
    add("pipeline", "", "1m", time, "session_missing", event.session() == null ? 1 : 0);
    if (event.session() == null && event.type() == EventType.PURCHASE) {
      countPurchase(event, true, true);
    }
  }

  private void countPurchase(ShopEvent purchase, boolean first, boolean outside) {
    long time = purchase.eventTime();
    add("orders", ORDER_WINDOWS, time, "orders", first ? 1 : 0);
    add("orders", ORDER_WINDOWS, time, "items", 1);
    add("orders", ORDER_WINDOWS, time, "cents", cents(purchase));
    add("orders", ORDER_WINDOWS, time, "purchases_outside_funnel", outside ? 1 : 0);
  }

  private void countActive() {
    Set<String> seen = new HashSet<>();
    for (ShopEvent event : events) {
      for (String window : ACTIVE_WINDOWS) {
        long start = start(window, event.eventTime());
        String where = window + start;
        countOnce(seen, where, window, event, "users", "u" + event.userId());
        if (event.session() != null) {
          countOnce(
              seen, where, window, event, "sessions", "s" + event.userId() + "/" + event.session());
        }
        if (event.type() == EventType.PURCHASE) {
          countOnce(seen, where, window, event, "buyers", "b" + event.userId());
        }
      }
    }
  }

  private void countOnce(
      Set<String> seen, String where, String window, ShopEvent event, String field, String who) {
    if (seen.add(where + who)) {
      add("active", "", window, event.eventTime(), field, 1);
    }
  }

  /**
   * Sessions: a user's events of one user_session without long silences, and no longer than
   * allowed.
   */
  private List<List<ShopEvent>> sessions() {
    Map<String, List<ShopEvent>> open = new HashMap<>();
    List<List<ShopEvent>> sessions = new ArrayList<>();
    for (ShopEvent event : events) {
      if (event.session() == null) {
        continue;
      }
      String name = event.userId() + "/" + event.session();
      List<ShopEvent> session = open.get(name);
      if (session == null
          || event.eventTime() - session.get(session.size() - 1).eventTime() > gap
          || event.eventTime() - session.get(0).eventTime() > longest) {
        session = new ArrayList<>();
        sessions.add(session);
        open.put(name, session);
      }
      session.add(event);
    }
    return sessions;
  }

  private boolean isOver(List<ShopEvent> session) {
    return now >= session.get(session.size() - 1).eventTime() + gap
        || now >= session.get(0).eventTime() + longest;
  }

  private void countOrder(List<ShopEvent> session) {
    boolean viewed = false;
    boolean inCartAfterView = false;
    boolean ordered = false;
    for (ShopEvent event : session) {
      viewed |= event.type() == EventType.VIEW;
      inCartAfterView |= viewed && event.type() == EventType.CART;
      if (event.type() == EventType.PURCHASE) {
        countPurchase(event, !ordered, !inCartAfterView);
        ordered = true;
      }
    }
  }

  private void countCart(List<ShopEvent> session) {
    ShopEvent opening = null;
    boolean purchased = false;
    Map<Long, Long> quantity = new HashMap<>();
    Map<Long, Long> price = new HashMap<>();
    for (ShopEvent event : session) {
      long product = event.productId();
      if (event.type() == EventType.CART) {
        opening = opening == null ? event : opening;
        quantity.merge(product, 1L, Long::sum);
        price.put(product, cents(event));
      } else if (event.type() == EventType.REMOVE_FROM_CART) {
        quantity.put(product, Math.max(0, quantity.getOrDefault(product, 0L) - 1));
      } else if (event.type() == EventType.PURCHASE && opening != null) {
        purchased = true;
      }
    }
    if (opening == null) {
      return;
    }
    long value = 0;
    for (Map.Entry<Long, Long> item : quantity.entrySet()) {
      value += item.getValue() * price.getOrDefault(item.getKey(), 0L);
    }
    boolean empty = quantity.values().stream().allMatch(left -> left == 0);
    String outcome = purchased ? "purchased" : empty ? "emptied" : "abandoned";
    for (String window : List.of("1h", "1d")) {
      for (String field : List.of("purchased", "emptied", "abandoned", "open", "abandoned_cents")) {
        add("cart", "", window, opening.eventTime(), field, 0);
      }
      add("cart", "", window, opening.eventTime(), "opened", 1);
      add("cart", "", window, opening.eventTime(), isOver(session) ? outcome : "open", 1);
      if (isOver(session) && outcome.equals("abandoned")) {
        add("cart", "", window, opening.eventTime(), "abandoned_cents", value);
      }
    }
  }

  private void matureCarts() {
    points.forEach(
        (identity, fields) -> {
          if (identity.startsWith("cart ")) {
            fields.put("mature", fields.get("open").equals(0L));
          }
        });
  }

  private void countTop(String kind, String window) {
    Set<Long> starts = new TreeSet<>();
    events.forEach(event -> starts.add(start(window, event.eventTime())));
    for (long start : starts) {
      List<ShopEvent> inWindow =
          events.stream()
              .filter(event -> start(window, event.eventTime()) == start)
              .filter(event -> !id(kind, event).equals("unknown"))
              .toList();
      Set<String> bought = new HashSet<>();
      inWindow.stream()
          .filter(event -> event.type() == EventType.PURCHASE)
          .forEach(event -> bought.add(id(kind, event)));
      List<ShopEvent> views = of(EventType.VIEW, inWindow);
      rank(kind, "views", window, start, views, 0);
      rank(kind, "carts", window, start, of(EventType.CART, inWindow), 0);
      rank(kind, "revenue", window, start, of(EventType.PURCHASE, inWindow), 1);
      List<ShopEvent> notBought =
          views.stream().filter(event -> !bought.contains(id(kind, event))).toList();
      rank(kind, "viewed_not_bought", window, start, notBought, 0);
    }
  }

  private static List<ShopEvent> of(EventType type, List<ShopEvent> events) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  private static String id(String kind, ShopEvent event) {
    return switch (kind) {
      case "product" -> Long.toString(event.productId());
      case "brand" -> brand(event);
      default -> root(event);
    };
  }

  private void rank(
      String kind, String by, String window, long start, List<ShopEvent> counted, int sortedBy) {
    Map<String, long[]> sums = new TreeMap<>();
    for (ShopEvent event : counted) {
      long[] sum = sums.computeIfAbsent(id(kind, event), id -> new long[2]);
      sum[0]++;
      sum[1] += cents(event);
    }
    List<String> ids = new ArrayList<>(sums.keySet());
    if (kind.equals("product")) {
      ids.sort(Comparator.comparingLong(Long::parseLong));
    }
    ids.sort(Comparator.comparingLong(id -> -sums.get(id)[sortedBy]));
    for (int rank = 1; rank <= Math.min(10, ids.size()); rank++) {
      String id = ids.get(rank - 1);
      Map<String, Object> point =
          point("top", "by=" + by + ",kind=" + kind + ",rank=" + rank, window, start);
      point.put("id", id);
      point.put("count", sums.get(id)[0]);
      point.put("cents", sums.get(id)[1]);
    }
  }

  /** One actor in one entry window: what it adds to the point of its group. */
  private record Entered(
      ShopEvent entry, int depth, boolean excluded, boolean pending, long timeToConvert) {}

  private void countFunnel(FunnelDefinition funnel, List<List<ShopEvent>> sessions) {
    for (Window entryWindow : funnel.entryWindows()) {
      String window = entryWindow.tag();
      Map<Long, List<Entered>> byStart = new TreeMap<>();
      for (Entered entered :
          funnel.actor().bySession()
              ? enteredOnce(funnel, sessions)
              : enteredPerWindow(funnel, window)) {
        long start = start(window, entered.entry.eventTime());
        byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(entered);
      }
      byStart.forEach((start, entered) -> countWindow(funnel, entryWindow, start, entered));
    }
  }

  private List<Entered> enteredOnce(FunnelDefinition funnel, List<List<ShopEvent>> sessions) {
    List<Entered> all = new ArrayList<>();
    for (List<ShopEvent> session : sessions) {
      for (List<ShopEvent> actor : actors(funnel, session)) {
        addEntered(all, funnel, actor, Long.MIN_VALUE, Long.MAX_VALUE, !isOver(session));
      }
    }
    return all;
  }

  private List<Entered> enteredPerWindow(FunnelDefinition funnel, String window) {
    Map<Long, List<ShopEvent>> users = new TreeMap<>();
    for (ShopEvent event : events) {
      users.computeIfAbsent(event.userId(), user -> new ArrayList<>()).add(event);
    }
    List<Entered> all = new ArrayList<>();
    for (List<ShopEvent> user : users.values()) {
      for (List<ShopEvent> actor : actors(funnel, user)) {
        Set<Long> starts = new TreeSet<>();
        actor.forEach(event -> starts.add(start(window, event.eventTime())));
        for (long start : starts) {
          addEntered(all, funnel, actor, start, end(window, start), true);
        }
      }
    }
    return all;
  }

  private static List<List<ShopEvent>> actors(FunnelDefinition funnel, List<ShopEvent> events) {
    if (!funnel.actor().byProduct()) {
      return List.of(events);
    }
    Map<Long, List<ShopEvent>> products = new TreeMap<>();
    for (ShopEvent event : events) {
      products.computeIfAbsent(event.productId(), product -> new ArrayList<>()).add(event);
    }
    return List.copyOf(products.values());
  }

  private void addEntered(
      List<Entered> all,
      FunnelDefinition funnel,
      List<ShopEvent> actor,
      long from,
      long to,
      boolean open) {
    ShopEvent entry = null;
    for (ShopEvent event : actor) {
      boolean inWindow = event.eventTime() >= from && event.eventTime() < to;
      if (entry == null && inWindow && ChainSearch.fits(funnel.steps().get(0), event)) {
        entry = event;
      }
    }
    if (entry == null) {
      return;
    }
    ChainSearch found = ChainSearch.among(actor, funnel, from, to, true, now);
    ChainSearch free = ChainSearch.among(actor, funnel, from, to, false, now);
    boolean excluded = free.depth() > found.depth();
    boolean mayMove = funnel.actor().bySession() || found.alive() || (!excluded && free.alive());
    all.add(
        new Entered(
            entry,
            found.depth(),
            excluded,
            open && mayMove && !found.completed(),
            found.completed() ? found.timeToConvert() : -1));
  }

  private void countWindow(
      FunnelDefinition funnel, Window window, long start, List<Entered> entered) {
    for (Entered actor : entered) {
      countFunnelPoint(funnel, window.tag(), start, "all", "all", actor);
      if (actor.timeToConvert >= 0) {
        String tags = "funnel=" + funnel.name() + ",le=" + bucket(actor.timeToConvert);
        add("time_to_convert", tags, window.tag(), start, "count", 1);
      }
    }
    if (funnel.breakdownWindows().contains(window)) {
      for (Breakdown breakdown : funnel.breakdowns()) {
        countBreakdown(funnel, window.tag(), start, breakdown.tag(), entered);
      }
    }
  }

  private void countBreakdown(
      FunnelDefinition funnel, String window, long start, String breakdown, List<Entered> entered) {
    Map<String, Long> counts = new TreeMap<>();
    entered.forEach(actor -> counts.merge(value(breakdown, actor), 1L, Long::sum));
    List<String> ranked = new ArrayList<>(counts.keySet());
    ranked.remove("unknown");
    ranked.sort(Comparator.comparingLong(value -> -counts.get(value)));
    int cap =
        switch (breakdown) {
          case "brand" -> 20;
          case "category" -> 200;
          default -> Integer.MAX_VALUE;
        };
    Set<String> kept = new HashSet<>(ranked.subList(0, Math.min(cap, ranked.size())));
    kept.add("unknown");
    for (Entered actor : entered) {
      String value = value(breakdown, actor);
      countFunnelPoint(
          funnel, window, start, breakdown, kept.contains(value) ? value : "other", actor);
    }
  }

  private static String value(String breakdown, Entered actor) {
    return switch (breakdown) {
      case "brand" -> brand(actor.entry);
      case "category" -> root(actor.entry);
      default -> band(actor.entry);
    };
  }

  private void countFunnelPoint(
      FunnelDefinition funnel,
      String window,
      long start,
      String breakdown,
      String value,
      Entered actor) {
    String tags = "breakdown=" + breakdown + ",funnel=" + funnel.name() + ",value=" + value;
    for (int step = 1; step <= funnel.depth(); step++) {
      add("funnel", tags, window, start, "step_" + step, step <= actor.depth ? 1 : 0);
    }
    add("funnel", tags, window, start, "excluded", actor.excluded ? 1 : 0);
    point("funnel", tags, window, start)
        .merge("mature", !actor.pending, (a, b) -> (Boolean) a && (Boolean) b);
  }

  private static String bucket(long millis) {
    for (long seconds : BUCKETS) {
      if (millis <= seconds * 1_000) {
        return Long.toString(seconds);
      }
    }
    return "+Inf";
  }
}
