package io.shopfunnel.replayer.generate;

import java.time.LocalDate;

/**
 * How the visitors of one kind of shop behave. Chances are in millionths. The numbers are tuned so
 * that samples of generated rows have the figures of samples of real ones: see the table that
 * {@code RealShapeTest} prints.
 */
enum ShopProfile {
  /** A store of many categories: long looks, few carts, most of them of one item. */
  MULTI {
    @Override
    Assortment assortment() {
      return Assortment.MULTI;
    }

    @Override
    Quantiles views() {
      return Quantiles.logNormal(2.4, 1.17, 1, 400);
    }

    @Override
    Quantiles lookSeconds() {
      return Quantiles.logNormal(38, 0.98, 1, 1750);
    }

    @Override
    Quantiles carted() {
      return Quantiles.logNormal(1.35, 0.5, 1, 12);
    }

    /** In October 2019 the store saw few carts; from November on it saw most. */
    @Override
    Buying buying(LocalDate day) {
      return day.isBefore(CARTS_TRACKED)
          ? new Buying(37_000, 24_000, 0, 770_000)
          : new Buying(54_000, 112_000, 0, 350_000);
    }
  },
  /** A cosmetics shop: full carts, many removals, orders of many items. */
  COSMETICS {
    @Override
    Assortment assortment() {
      return Assortment.COSMETICS;
    }

    @Override
    Quantiles views() {
      return Quantiles.logNormal(2.2, 1.45, 1, 400);
    }

    @Override
    Quantiles lookSeconds() {
      return Quantiles.logNormal(28, 1.2, 0, 1750);
    }

    @Override
    Quantiles carted() {
      return Quantiles.logNormal(4.5, 1.2, 1, 150);
    }

    @Override
    Buying buying(LocalDate day) {
      return new Buying(80_000, 410_000, 140_000, 20_000);
    }
  };

  private static final LocalDate CARTS_TRACKED = LocalDate.of(2019, 11, 1);

  private static final double[] MULTI_HOURS = {
    12, 13, 22, 40, 55, 64, 70, 74, 78, 80, 80, 81, 84, 88, 94, 100, 99, 92, 78, 57, 36, 22, 15, 12
  };
  private static final double[] COSMETICS_HOURS = {
    13, 12, 13, 16, 22, 30, 44, 60, 70, 78, 85, 87, 91, 89, 84, 80, 82, 86, 94, 100, 92, 72, 44, 22
  };
  private static final double[] MULTI_WEEKDAYS = {1.02, 1.03, 1.01, 0.99, 0.98, 0.99, 1.03};
  private static final double[] COSMETICS_WEEKDAYS = {1.13, 1.14, 0.99, 0.99, 0.96, 0.88, 0.96};

  abstract Assortment assortment();

  /** How many products a visitor looks at. */
  abstract Quantiles views();

  /** How long a visitor looks at one. */
  abstract Quantiles lookSeconds();

  /** How many items a visitor who fills a cart puts into it. */
  abstract Quantiles carted();

  /** How often visits that start on a day come to a purchase. */
  abstract Buying buying(LocalDate day);

  private boolean multi() {
    return this == MULTI;
  }

  /** How busy the shop is at the full hours of a day in UTC, against each other. */
  double[] busyByHour() {
    return multi() ? MULTI_HOURS : COSMETICS_HOURS;
  }

  /** How busy it is from Monday to Sunday, against each other. */
  double[] busyByWeekday() {
    return multi() ? MULTI_WEEKDAYS : COSMETICS_WEEKDAYS;
  }

  long firstProductId() {
    return multi() ? 1_000_000L : 5_600_000L;
  }

  int productIdStep() {
    return multi() ? 37 : 7;
  }

  /** How many of a hundred places in a category's list go to brands that are new in the shop. */
  int newBrandPercent() {
    return multi() ? 62 : 9;
  }

  int dearestCents() {
    return multi() ? 257_400 : 32_778;
  }

  /** Products whose price is empty; none is known of, but a reader must bear it. */
  int withoutPrice() {
    return 300;
  }

  int freeOfCharge() {
    return multi() ? 8_000 : 4_500;
  }

  int belowZero() {
    return multi() ? 0 : 60;
  }

  /** Products whose price changes now and then. */
  int onOffer() {
    return 40_000;
  }

  /** How many rows of a month there are for each person who may come. */
  double eventsPerVisitor() {
    return multi() ? 12.5 : 6.5;
  }

  /** Which part of the visitors is about equally frequent, before the power law begins. */
  double frequentVisitors() {
    return multi() ? 0.002 : 0.0003;
  }

  /** How steeply the visitors' frequency falls with their rank. */
  double visitorExponent() {
    return multi() ? 0.6 : 0.85;
  }

  /** Visits of people who come by once, look at little and are not seen again. */
  int passersBy() {
    return multi() ? 0 : 590_000;
  }

  /** Looks at the same product again. */
  int sameProduct() {
    return multi() ? 360_000 : 120_000;
  }

  /** Looks at another product of the category. */
  int sameCategory() {
    return multi() ? 520_000 : 540_000;
  }

  /** After an event a browser gets a new session. */
  int newSession() {
    return multi() ? 38_000 : 8_000;
  }

  /** After an event a browser that has not settled on a session yet gets another one. */
  int notSettled() {
    return multi() ? 0 : 785_000;
  }

  /** Visits that have the session of the visit before them: two users at one browser. */
  int sharedSessions() {
    return 60;
  }

  /** Visits that go on after a break. */
  int goesOn() {
    return multi() ? 30_000 : 200_000;
  }

  /** A session is over when the visitor comes back from a break. */
  int breakEndsSession() {
    return 750_000;
  }

  /** Items that are taken out again. */
  int removals() {
    return multi() ? 0 : 540_000;
  }

  /** Rows that stand twice. */
  int repeatedRows() {
    return multi() ? 300 : 25_000;
  }

  /** Events that lost their session. */
  int withoutSession() {
    return multi() ? 4 : 500;
  }

  /** Visits of robots. */
  int botVisits() {
    return multi() ? 12 : 3;
  }

  /** About how many products a robot looks at in a large month. */
  int botViews() {
    return multi() ? 4_000 : 1_000;
  }

  /** How many items go into one order where the cart was not tracked. */
  int untrackedItems() {
    return multi() ? 2 : 9;
  }
}
