"""What happened in the shop: events, orders, carts, visitors, hours of the week, price bands."""

from collections import Counter
from dataclasses import dataclass

from report.period import DAY, moment

EVENT_TYPES = ("view", "cart", "remove_from_cart", "purchase")
ORDERS = ("orders", "items", "cents", "purchases_outside_funnel")
OUTCOMES = ("purchased", "emptied", "abandoned", "open")
CARTS = ("opened", *OUTCOMES, "abandoned_cents")
ACTIVE = ("users", "sessions", "buyers")
BANDS = ("<=0", "0-10", "10-20", "20-30", "30-40", "40-50", "50+")
HOURS = 24


@dataclass(frozen=True)
class Shop:
    """By day where it says days: a dictionary from the day's start to its counts by name."""

    events: dict
    order_days: dict
    cart_days: dict
    active_days: dict
    active_months: dict
    cents_week_before: dict
    orders_by_hour: tuple
    bands: dict

    @property
    def counted(self):
        """All events."""
        return sum(of_type["count"] for of_type in self.events.values())

    @property
    def orders(self):
        """Those of all days."""
        return added(self.order_days, ORDERS)

    @property
    def carts(self):
        """Those of all days."""
        return added(self.cart_days, CARTS)


def added(days, names):
    """The counts of days that add up."""
    return {name: sum(counts[name] for counts in days.values()) for name in names}


def read(database, period):
    week_before = _windows(database, period.before(7), "orders", ("cents",), "1d")
    return Shop(
        events=_events(database, period),
        order_days=_windows(database, period, "orders", ORDERS, "1d"),
        cart_days=_windows(database, period, "cart", CARTS, "1d"),
        active_days=_windows(database, period, "active", ACTIVE, "1d"),
        active_months={
            start: counts
            for start, counts in _windows(database, period, "active", ACTIVE, "1mo").items()
            if period.holds_month(start)
        },
        cents_week_before={day + 7 * DAY: counts["cents"] for day, counts in week_before.items()},
        orders_by_hour=_orders_by_hour(database, period),
        bands=_bands(database, period),
    )


def _windows(database, period, measurement, fields, window):
    names = ", ".join(f'"{name}"' for name in fields)
    rows = database.rows(
        f'SELECT {names} FROM "{measurement}" WHERE {period.condition} AND "window" = \'{window}\''
    )
    return {row["time"]: row for row in rows}


def _events(database, period):
    groups = database.series(
        'SELECT sum("count") AS "count", sum("cents") AS "cents" FROM "events" '
        f"WHERE {period.condition} AND \"window\" = '1h' GROUP BY \"event_type\""
    )
    return {group.tags["event_type"]: group.rows[0] for group in groups}


def _bands(database, period):
    groups = database.series(
        f'SELECT sum("count") AS "count" FROM "price_band" WHERE {period.condition} '
        "AND \"window\" = '1h' GROUP BY \"event_type\", \"band\""
    )
    return {
        (group.tags["event_type"], group.tags["band"]): group.rows[0]["count"] for group in groups
    }


def _orders_by_hour(database, period):
    """The mean number of orders by weekday, Monday first, and hour; 0 in hours without any."""
    hours = _windows(database, period, "orders", ("orders",), "1h")
    weekdays = Counter(moment(day).weekday() for day in period.days)
    totals = [[0] * HOURS for _ in range(7)]
    for start, counts in hours.items():
        totals[moment(start).weekday()][moment(start).hour] += counts["orders"]
    return tuple(
        tuple(total / weekdays[weekday] if weekdays[weekday] else None for total in totals[weekday])
        for weekday in range(7)
    )
