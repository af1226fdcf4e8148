package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.EventType;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Makes up what a visitor does in one visit. A visit has one session or several: a browser may get
 * some before it settles on one, and a new one now and then.
 */
final class VisitPlanner {
  private static final int PERCENT = 100;
  private static final int MOST_PAUSE = 30 * 3600;
  private static final int LONG_PAUSES = 9_000;
  private static final int MOST_BREAKS = 20;
  private static final int CART_AT_ONCE = 80_000;
  private static final int BUY_OTHER_DAY = 15_000;
  private static final long UUID_VERSION = 0x4000L;
  private static final long UUID_VARIANT = 0x8000_0000_0000_0000L;

  private final ShopProfile shop;
  private final Catalog catalog;
  private final Dice dice;
  private final Quantiles views;
  private final Quantiles carted;
  private final Quantiles glances = Quantiles.logNormal(2.0, 0.9, 1, 60);
  private final Quantiles lookSeconds;
  private final Quantiles cartSeconds = Quantiles.logNormal(14, 1.0, 0, 1200);
  private final Quantiles checkoutSeconds = Quantiles.logNormal(95, 1.0, 1, 1790);
  private final Quantiles longPause = Quantiles.logNormal(9000, 1.3, 1790, MOST_PAUSE);
  private final Quantiles breakSeconds = Quantiles.logNormal(1500, 1.3, 120, MOST_PAUSE);
  private final Buying buying;
  private final int botViews;
  private final int botVisits;

  private PlannedVisit visit = new PlannedVisit();
  private long high = UUID_VERSION;
  private long low = UUID_VARIANT;
  private boolean settled;
  private boolean crawling;
  private int part;
  private int time;
  private int product;
  private int[] cart = new int[8];
  private int inCart;
  private boolean keepsAll;

  VisitPlanner(ShopProfile shop, Catalog catalog, Dice dice, long events, LocalDate firstDay) {
    this.shop = shop;
    this.catalog = catalog;
    this.dice = dice;
    views = shop.views();
    carted = shop.carted();
    lookSeconds = shop.lookSeconds();
    buying = shop.buying(firstDay);
    // So that a small month has some, and a large one not too many.
    botVisits = events < 2_000_000 ? 5 * shop.botVisits() : shop.botVisits();
    botViews = (int) Math.max(30, Math.min(shop.botViews(), events / 300));
  }

  /** Plans a visit that starts at a second; the visitor is drawn by the caller. */
  void plan(PlannedVisit target, int visitor, boolean passesBy, int start) {
    visit = target;
    if (!dice.perMillion(shop.sharedSessions())) {
      high = dice.next() & ~0xF000L | UUID_VERSION;
      low = dice.next() >>> 2 | UUID_VARIANT;
    }
    target.restart(Visitors.id(visitor), high, low);
    settled = false;
    part = 0;
    time = start;
    if (passesBy) {
      product = catalog.anyProduct(dice);
      browse(glances.draw(dice), 0, false);
      return;
    }
    stay(visitor);
    for (int i = 0; i < MOST_BREAKS && dice.perMillion(shop.goesOn()); i++) {
      time += breakSeconds.draw(dice);
      part += dice.perMillion(shop.breakEndsSession()) ? 1 : 0;
      stay(visitor);
    }
  }

  /** What a visitor does until the visit ends, or is broken off for a while. */
  private void stay(int visitor) {
    inCart = 0;
    product = catalog.anyProduct(dice);
    int inclination = Visitors.inclination(visitor);
    int roll = dice.below(1_000_000);
    int buyers = buying.buyers() / PERCENT * inclination;
    int fillers = buyers + buying.fillers();
    int tidiers = fillers + buying.tidiers();
    if (roll < buyers) {
      buy();
    } else if (roll < fillers) {
      browse(views.draw(dice), carted.draw(dice), true);
    } else if (roll < tidiers) {
      tidy();
    } else if (roll >= 1_000_000 - botVisits) {
      crawl();
    } else {
      browse(views.draw(dice), 0, false);
    }
  }

  private void buy() {
    if (dice.perMillion(buying.untrackedCarts())) {
      browse(views.draw(dice), 0, false);
      int items = 1 + dice.below(shop.untrackedItems());
      for (int i = 0; i < items; i++) {
        remember(i == 0 ? product : catalog.similarProduct(product, dice));
      }
    } else {
      keepsAll = true;
      int items = carted.draw(dice) + (shop.untrackedItems() > 2 ? carted.draw(dice) : 0);
      browse(views.draw(dice), items, true);
      keepsAll = false;
    }
    time += dice.perMillion(BUY_OTHER_DAY) ? longPause.draw(dice) : checkoutSeconds.draw(dice);
    for (int i = 0; i < inCart; i++) {
      add(EventType.PURCHASE, cart[i]);
      time += dice.below(4) / 3;
    }
  }

  /** Looks at products, and puts some of them into the cart. */
  private void browse(int looks, int items, boolean looksFirst) {
    int left = items;
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
      add(EventType.REMOVE_FROM_CART, product);
      nextProduct();
      time += dice.below(9);
    }
    if (dice.below(2) == 0) {
      browse(views.draw(dice), 0, false);
    }
  }

  /** A robot looks at this and that, all in one session. */
  private void crawl() {
    crawling = true;
    int looks = botViews / 2 + dice.below(botViews);
    for (int i = 0; i < looks; i++) {
      add(EventType.VIEW, catalog.anyProduct(dice));
      time += dice.below(4);
    }
    crawling = false;
  }

  private void nextProduct() {
    int roll = dice.below(1_000_000);
    if (roll >= shop.sameProduct() + shop.sameCategory()) {
      product = catalog.anyProduct(dice);
    } else if (roll >= shop.sameProduct()) {
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
    int session = dice.perMillion(shop.withoutSession()) ? PlannedVisit.NO_SESSION : part;
    visit.add(time, type, item, session);
    if (dice.perMillion(shop.repeatedRows())) {
      visit.add(time, type, item, session);
    }
    part += !crawling && getsNewSession() ? 1 : 0;
  }

  private boolean getsNewSession() {
    settled = settled || !dice.perMillion(shop.notSettled());
    return !settled || dice.perMillion(shop.newSession());
  }
}
