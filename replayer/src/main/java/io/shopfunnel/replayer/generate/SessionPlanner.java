package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.EventType;
import java.util.Arrays;

/** Makes up what a visitor does in one visit. */
final class SessionPlanner {
  private static final int PERCENT = 100;
  private static final int MOST_PAUSE = 30 * 3600;
  private static final int LONG_PAUSES = 9_000;
  private static final int SAME_PRODUCT = 300_000;
  private static final int SAME_CATEGORY = 480_000;
  private static final int CART_AT_ONCE = 80_000;
  private static final int BUY_OTHER_DAY = 15_000;
  private static final long UUID_VERSION = 0x4000L;
  private static final long UUID_VARIANT = 0x8000_0000_0000_0000L;

  private final ShopProfile shop;
  private final Catalog catalog;
  private final Dice dice;
  private final Quantiles views;
  private final Quantiles carted;
  private final Quantiles lookSeconds = Quantiles.logNormal(24, 1.2, 0, 1750);
  private final Quantiles cartSeconds = Quantiles.logNormal(14, 1.0, 0, 1200);
  private final Quantiles checkoutSeconds = Quantiles.logNormal(95, 1.0, 1, 1790);
  private final Quantiles longPause = Quantiles.logNormal(9000, 1.3, 1790, MOST_PAUSE);
  private final int botViews;
  private final int botSessions;

  private PlannedSession session = new PlannedSession();
  private int time;
  private int product;
  private int[] cart = new int[8];
  private int inCart;
  private boolean keepsAll;

  SessionPlanner(ShopProfile shop, Catalog catalog, Dice dice, long events) {
    this.shop = shop;
    this.catalog = catalog;
    this.dice = dice;
    views = shop.views();
    carted = shop.carted();
    // So that a small month has some, and a large one not too many.
    botSessions = events < 2_000_000 ? 5 * shop.botSessions() : shop.botSessions();
    botViews = (int) Math.max(30, Math.min(4_000, events / 300));
  }

  /** Plans a visit that starts at a second; the visitor is drawn by the caller. */
  void plan(PlannedSession target, int visitor, int start) {
    session = target;
    long high = dice.next() & ~0xF000L | UUID_VERSION;
    long low = dice.next() >>> 2 | UUID_VARIANT;
    target.restart(Visitors.id(visitor), high, low);
    time = start;
    inCart = 0;
    product = catalog.anyProduct(dice);
    int inclination = Visitors.inclination(visitor);
    int roll = dice.below(1_000_000);
    int buyers = shop.buyerSessions() / PERCENT * inclination;
    int carts = buyers + shop.cartSessions();
    int tidying = carts + shop.tidyingSessions();
    if (roll < buyers) {
      buy();
    } else if (roll < carts) {
      browse(carted.draw(dice), true);
    } else if (roll < tidying) {
      tidy();
    } else if (roll >= 1_000_000 - botSessions) {
      crawl();
    } else {
      browse(0, false);
    }
  }

  private void buy() {
    if (dice.perMillion(shop.untrackedCarts())) {
      browse(0, false);
      int items = 1 + dice.below(shop.untrackedItems());
      for (int i = 0; i < items; i++) {
        remember(i == 0 ? product : catalog.similarProduct(product, dice));
      }
    } else {
      keepsAll = true;
      browse(carted.draw(dice) + (shop.untrackedItems() > 2 ? carted.draw(dice) : 0), true);
      keepsAll = false;
    }
    time += dice.perMillion(BUY_OTHER_DAY) ? longPause.draw(dice) : checkoutSeconds.draw(dice);
    for (int i = 0; i < inCart; i++) {
      add(EventType.PURCHASE, cart[i]);
      time += dice.below(4) / 3;
    }
  }

  /** Looks at products, and puts some of them into the cart. */
  private void browse(int items, boolean looksFirst) {
    int left = items;
    int looks = views.draw(dice);
    for (int i = 0; i < looks; i++) {
      if (i > 0) {
        nextProduct();
        time += pause();
      }
      add(EventType.VIEW, product);
      boolean now = left > 0 && dice.below(looks) < Math.max(1, items / 2);
      left -= now && looksFirst ? putIntoCart() : 0;
    }
    for (; left > 0; left--) {
      if (dice.below(10) < 8) {
        product = catalog.similarProduct(product, dice);
      }
      left -= putIntoCart() - 1;
    }
  }

  private int putIntoCart() {
    time += dice.perMillion(CART_AT_ONCE) ? 0 : cartSeconds.draw(dice);
    add(EventType.CART, product);
    remember(product);
    if (dice.perMillion(keepsAll ? shop.removals() / 4 : shop.removals())) {
      int out = dice.below(inCart);
      time += cartSeconds.draw(dice);
      add(EventType.REMOVE_FROM_CART, cart[out]);
      cart[out] = cart[--inCart];
    }
    return 1;
  }

  private void tidy() {
    int items = 1 + carted.draw(dice);
    for (int i = 0; i < items; i++) {
      add(EventType.REMOVE_FROM_CART, catalog.anyProduct(dice));
      time += dice.below(9);
    }
    if (dice.below(2) == 0) {
      browse(0, false);
    }
  }

  private void crawl() {
    int looks = botViews / 2 + dice.below(botViews);
    for (int i = 0; i < looks; i++) {
      add(EventType.VIEW, catalog.anyProduct(dice));
      time += dice.below(4);
    }
  }

  private void nextProduct() {
    int roll = dice.below(1_000_000);
    if (roll >= SAME_PRODUCT + SAME_CATEGORY) {
      product = catalog.anyProduct(dice);
    } else if (roll >= SAME_PRODUCT) {
      product = catalog.similarProduct(product, dice);
    }
  }

  private int pause() {
    return dice.perMillion(LONG_PAUSES) ? longPause.draw(dice) : lookSeconds.draw(dice);
  }

  private void remember(int item) {
    if (inCart == cart.length) {
      cart = Arrays.copyOf(cart, inCart * 2);
    }
    cart[inCart++] = item;
  }

  private void add(EventType type, int item) {
    boolean withoutSession = dice.perMillion(shop.withoutSession());
    session.add(time, type, item, withoutSession);
    if (dice.perMillion(shop.repeatedRows())) {
      session.add(time, type, item, withoutSession);
    }
  }
}
