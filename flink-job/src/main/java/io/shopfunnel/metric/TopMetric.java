package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code top}: the first ten products, brands or categories of a window, by four measures. Ties go
 * by id; what has no brand or category is left out.
 */
final class TopMetric implements Metric, TableFamily {
  private static final int RANKS = 10;
  private static final PointSchema POINT =
      new PointSchema(
          "top", List.of("by", "kind", "rank", "window"), List.of("id", "count", "cents"));

  private final String name;
  private final String kind;
  private final Function<ShopEvent, String> idOf;
  private final Comparator<String> idOrder;

  private TopMetric(String kind, Function<ShopEvent, String> idOf, Comparator<String> idOrder) {
    this.name = "top." + kind;
    this.kind = kind;
    this.idOf = idOf;
    this.idOrder = idOrder;
  }

  static TopMetric products() {
    return new TopMetric(
        "product",
        event -> Long.toString(event.productId()),
        Comparator.comparingLong(Long::parseLong));
  }

  static TopMetric brands() {
    return new TopMetric("brand", ShopEvent::brandOrUnknown, CodePointOrder.INSTANCE);
  }

  static TopMetric categories() {
    return new TopMetric("category", event -> event.category().root(), CodePointOrder.INSTANCE);
  }

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void count(ShopEvent event, TableDeltas out) {
    if (event.type() == EventType.REMOVE_FROM_CART) {
      return;
    }
    long[] row = out.row(this, Window.HOUR, event.eventTime(), idOf.apply(event));
    int column = 2 * event.type().rank();
    row[column]++;
    row[column + 1] += event.cents();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.HOUR, Window.DAY);
  }

  @Override
  public int columns() {
    return 2 * EventType.REMOVE_FROM_CART.rank();
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  @Override
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    List<Item> items =
        rows.entrySet().stream()
            .filter(row -> !row.getKey().equals(Category.UNKNOWN_NAME))
            .map(row -> new Item(row.getKey(), row.getValue()))
            .toList();
    Comparator<Item> ties = Comparator.comparing(Item::id, idOrder);
    rank("views", EventType.VIEW, items.stream(), byCount(EventType.VIEW, ties), window, drafts);
    rank("carts", EventType.CART, items.stream(), byCount(EventType.CART, ties), window, drafts);
    rank(
        "revenue",
        EventType.PURCHASE,
        items.stream(),
        Comparator.comparingLong((Item item) -> -item.cents(EventType.PURCHASE))
            .thenComparing(ties),
        window,
        drafts);
    rank(
        "viewed_not_bought",
        EventType.VIEW,
        items.stream().filter(item -> item.count(EventType.PURCHASE) == 0),
        byCount(EventType.VIEW, ties),
        window,
        drafts);
  }

  private static Comparator<Item> byCount(EventType type, Comparator<Item> ties) {
    return Comparator.comparingLong((Item item) -> -item.count(type)).thenComparing(ties);
  }

  private void rank(
      String by,
      EventType type,
      Stream<Item> items,
      Comparator<Item> order,
      Window window,
      PointDrafts drafts) {
    List<Item> first = first(items.filter(item -> item.count(type) > 0), order);
    for (int i = 0; i < first.size(); i++) {
      Item item = first.get(i);
      drafts.add(
          POINT,
          List.of(by, kind, Integer.toString(i + 1), window.tag()),
          List.of(item.id, item.count(type), item.cents(type)),
          true);
    }
  }

  /** The first ten in order; of very many items, so without sorting them all. */
  private static List<Item> first(Stream<Item> items, Comparator<Item> order) {
    PriorityQueue<Item> best = new PriorityQueue<>(RANKS + 1, order.reversed());
    items.forEach(
        item -> {
          if (best.size() < RANKS || order.compare(item, best.element()) < 0) {
            best.add(item);
            if (best.size() > RANKS) {
              best.remove();
            }
          }
        });
    return best.stream().sorted(order).toList();
  }

  private record Item(String id, long[] row) {
    long count(EventType type) {
      return row[2 * type.rank()];
    }

    long cents(EventType type) {
      return row[2 * type.rank() + 1];
    }
  }
}
