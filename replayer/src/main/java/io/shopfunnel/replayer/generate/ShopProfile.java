package io.shopfunnel.replayer.generate;

import java.util.List;

/**
 * How the visitors of one kind of shop behave. Chances are in millionths; those of a session are
 * drawn once a session.
 */
enum ShopProfile {
  /** A store of many categories: long looks, few carts, most of them of one item. */
  MULTI {
    @Override
    List<CategorySpec> assortment() {
      return Assortment.MULTI;
    }

    @Override
    Quantiles views() {
      return Quantiles.logNormal(2.45, 1.03, 1, 400);
    }

    @Override
    Quantiles carted() {
      return Quantiles.logNormal(1.35, 0.5, 1, 12);
    }
  },
  /** A cosmetics shop: full carts, many removals, orders of many items. */
  COSMETICS {
    @Override
    List<CategorySpec> assortment() {
      return Assortment.COSMETICS;
    }

    @Override
    Quantiles views() {
      return Quantiles.logNormal(1.7, 0.9, 1, 300);
    }

    @Override
    Quantiles carted() {
      return Quantiles.logNormal(4.0, 1.0, 1, 120);
    }
  };

  abstract List<CategorySpec> assortment();

  /** How many products a visitor looks at. */
  abstract Quantiles views();

  /** How many items a visitor who fills a cart puts into it. */
  abstract Quantiles carted();

  private boolean multi() {
    return this == MULTI;
  }

  int products() {
    return multi() ? 60_000 : 24_000;
  }

  long firstProductId() {
    return multi() ? 1_000_000L : 5_600_000L;
  }

  int withoutBrand() {
    return multi() ? 140_000 : 420_000;
  }

  int withoutPrice() {
    return 300;
  }

  int freeOfCharge() {
    return multi() ? 2_500 : 1_500;
  }

  int belowZero() {
    return multi() ? 0 : 60;
  }

  /** Sessions that buy, before the visitor's own inclination. */
  int buyerSessions() {
    return multi() ? 48_000 : 26_500;
  }

  /** Sessions that fill a cart and leave it. */
  int cartSessions() {
    return multi() ? 108_000 : 138_000;
  }

  /** Sessions that only take things out of a cart of another day. */
  int tidyingSessions() {
    return multi() ? 0 : 45_000;
  }

  /** Purchases of sessions in which the shop lost sight of the cart. */
  int untrackedCarts() {
    return multi() ? 350_000 : 20_000;
  }

  /** Items that are taken out again. */
  int removals() {
    return multi() ? 4_000 : 540_000;
  }

  /** Rows that stand twice. */
  int repeatedRows() {
    return multi() ? 300 : 25_000;
  }

  /** Events that lost their session. */
  int withoutSession() {
    return multi() ? 4 : 400;
  }

  /** Sessions of robots. */
  int botSessions() {
    return 12;
  }

  /** How many items go into one order where the cart was not tracked. */
  int untrackedItems() {
    return multi() ? 2 : 9;
  }
}
