package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Follows each product by a tracker of its own. */
final class ProductTracker implements Tracker {
  private static final int SMALL_CROWD = 16;

  private final Factory products;
  private final Map<Long, Tracker> trackers = new HashMap<>();

  /** The number of products at which those that can matter no more are looked for again. */
  private int crowd = SMALL_CROWD;

  private ProductTracker(Factory products) {
    this.products = products;
  }

  /** Makes trackers that follow each product by one of these. */
  static Factory factory(Factory products) {
    return new Config(products);
  }

  @Override
  public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
    if (trackers.size() >= crowd) {
      trackers.values().removeIf(tracker -> tracker.expiry() < event.eventTime());
      crowd = Math.max(SMALL_CROWD, 2 * trackers.size());
    }
    trackers
        .computeIfAbsent(event.productId(), product -> products.start())
        .apply(event, late, out, sign);
  }

  @Override
  public long deadline() {
    long earliest = Long.MAX_VALUE;
    for (Tracker tracker : trackers.values()) {
      earliest = Math.min(earliest, tracker.deadline());
    }
    return earliest;
  }

  @Override
  public void advanceTo(long time, TableDeltas out, int sign) {
    for (Tracker tracker : trackers.values()) {
      tracker.advanceTo(time, out, sign);
    }
  }

  @Override
  public void end(TableDeltas out, int sign) {
    for (Tracker tracker : trackers.values()) {
      tracker.end(out, sign);
    }
  }

  @Override
  public long expiry() {
    long latest = Long.MIN_VALUE;
    for (Tracker tracker : trackers.values()) {
      latest = Math.max(latest, tracker.expiry());
    }
    return latest;
  }

  @Override
  public ProductTracker copy() {
    ProductTracker copy = new ProductTracker(products);
    trackers.forEach((product, tracker) -> copy.trackers.put(product, tracker.copy()));
    copy.crowd = crowd;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(trackers.size());
    for (Map.Entry<Long, Tracker> entry : trackers.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
  }

  private record Config(Factory products) implements Factory {
    @Override
    public Tracker start() {
      return new ProductTracker(products);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      ProductTracker tracker = new ProductTracker(products);
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        long product = in.readLong();
        tracker.trackers.put(product, products.read(in));
      }
      return tracker;
    }
  }
}
