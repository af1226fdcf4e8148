package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code cart}: a session's cart opens at its first {@code cart} event and counts there; when the
 * session ends it was purchased, emptied or abandoned, and until then it is open.
 */
final class CartMetric implements Metric {
  private static final List<String> FIELDS =
      List.of(
          "opened",
          "purchased",
          "emptied",
          "abandoned",
          "open",
          "abandoned_cents",
          "mature",
          "rev");
  private static final PointSchema POINT = new PointSchema("cart", List.of("window"), FIELDS);
  private static final int OPENED = 0;
  private static final int PURCHASED = 1;
  private static final int EMPTIED = 2;
  private static final int ABANDONED = 3;
  private static final int OPEN = 4;
  private static final int ABANDONED_CENTS = 5;

  private final CartFamily family;

  CartMetric(SessionRules rules) {
    family = new CartFamily(rules.longestMillis());
  }

  @Override
  public List<TableFamily> families() {
    return List.of(family);
  }

  @Override
  public List<Tracker.Factory> sessionTrackers() {
    return List.of(new CartFactory(family));
  }

  private record CartFamily(long openEndMillis) implements TableFamily {
    private static final String ROW = "all";

    long[] row(TableDeltas out, long openedAt) {
      return out.row(this, Window.HOUR, openedAt, ROW);
    }

    @Override
    public String name() {
      return "cart";
    }

    @Override
    public List<Window> windows() {
      return List.of(Window.HOUR, Window.DAY);
    }

    @Override
    public int columns() {
      return ABANDONED_CENTS + 1;
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
      for (long[] row : rows.values()) {
        if (row[OPENED] != 0) {
          boolean mature = row[OPEN] == 0;
          drafts.add(
              POINT,
              List.of(window.tag()),
              List.of(
                  row[OPENED],
                  row[PURCHASED],
                  row[EMPTIED],
                  row[ABANDONED],
                  row[OPEN],
                  row[ABANDONED_CENTS],
                  mature,
                  0L),
              mature);
        }
      }
    }
  }

  private record CartFactory(CartFamily family) implements Tracker.Factory {
    @Override
    public Tracker start() {
      return new Cart(family, Long.MIN_VALUE, false);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      Cart cart = new Cart(family, in.readLong(), in.readBoolean());
      int items = in.readInt();
      for (int i = 0; i < items; i++) {
        cart.items.put(in.readLong(), new Item(in.readLong(), in.readLong()));
      }
      return cart;
    }
  }

  /**
   * What lies in a cart of one product.
   *
   * @param quantity how many, never below zero
   * @param cents the price at the product's last {@code cart} event
   */
  private record Item(long quantity, long cents) {}

  private static final class Cart implements Tracker {
    private static final long NOT_OPENED = Long.MIN_VALUE;

    private final CartFamily family;
    private final Map<Long, Item> items = new HashMap<>();
    private long openedAt;
    private boolean purchased;

    private Cart(CartFamily family, long openedAt, boolean purchased) {
      this.family = family;
      this.openedAt = openedAt;
      this.purchased = purchased;
    }

    @Override
    public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
      switch (event.type()) {
        case VIEW -> {}
        case CART -> add(event, out, sign);
        case PURCHASE -> purchased |= openedAt != NOT_OPENED;
        case REMOVE_FROM_CART ->
            items.computeIfPresent(
                event.productId(),
                (product, item) -> new Item(Math.max(0, item.quantity - 1), item.cents));
      }
    }

    private void add(ShopEvent event, TableDeltas out, int sign) {
      if (openedAt == NOT_OPENED) {
        openedAt = event.eventTime();
        long[] row = family.row(out, openedAt);
        row[OPENED] += sign;
        row[OPEN] += sign;
      }
      items.merge(
          event.productId(),
          new Item(1, event.cents()),
          (item, added) -> new Item(item.quantity + 1, added.cents));
    }

    @Override
    public void end(TableDeltas out, int sign) {
      if (openedAt == NOT_OPENED) {
        return;
      }
      long[] row = family.row(out, openedAt);
      row[OPEN] -= sign;
      long left = items.values().stream().mapToLong(Item::quantity).sum();
      row[purchased ? PURCHASED : left == 0 ? EMPTIED : ABANDONED] += sign;
      if (!purchased) {
        row[ABANDONED_CENTS] +=
            sign * items.values().stream().mapToLong(item -> item.quantity * item.cents).sum();
      }
    }

    @Override
    public long expiry() {
      return Long.MIN_VALUE;
    }

    @Override
    public Tracker copy() {
      Cart copy = new Cart(family, openedAt, purchased);
      copy.items.putAll(items);
      return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(openedAt);
      out.writeBoolean(purchased);
      out.writeInt(items.size());
      for (Map.Entry<Long, Item> entry : items.entrySet()) {
        out.writeLong(entry.getKey());
        out.writeLong(entry.getValue().quantity);
        out.writeLong(entry.getValue().cents);
      }
    }
  }
}
