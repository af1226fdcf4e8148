"""The drawings, each from its figures alone."""

import math

from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from report import formats
from report.drawing import Drawing
from report.funnels import BUCKETS
from report.period import DAY, moment
from report.shop import BANDS, EVENT_TYPES, OUTCOMES
from report.theme import BOLD, CARD, COLOURS, INK, MUTED

WIDE, HALF = 1096, 508
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NAMES = {
    "view": "views",
    "cart": "carts",
    "remove_from_cart": "removals",
    "purchase": "purchases",
}


def sparkline(headline):
    """Each day's number; the last one has a dot."""
    drawing = Drawing(148, 34, headline.name, left=2, right=5, top=5, bottom=3)
    axes, colour = drawing.axes, COLOURS[headline.event]
    axes.axis("off")
    values = [math.nan if value is None else value for value in headline.days]
    axes.plot(values, color=colour, linewidth=1.4)
    axes.plot([len(values) - 1], values[-1:], "o", color=colour, markersize=4, clip_on=False)
    axes.margins(x=0.02, y=0.1)
    return drawing.svg()


def conversion(funnel, width=HALF, height=220):
    """Day by day: solid where it is final, dashed where entries may still convert."""
    drawing = Drawing(width, height, f"Conversion of {funnel.name}, by day of entry", left=44)
    axes, colour = drawing.axes, COLOURS["purchase"]
    days = sorted(funnel.days)
    rates = {day: funnel.days[day].rate for day in days}
    mature = {day: funnel.days[day].mature for day in days}
    for before, day in zip([days[0], *days], days):
        if rates[before] is None or rates[day] is None or day - before > DAY:
            continue
        axes.plot(
            [before, day],
            [100 * rates[before], 100 * rates[day]],
            color=colour,
            linewidth=1.8,
            linestyle="-" if mature[day] else (0, (2, 2)),
        )
    for day in days:
        if rates[day] is not None:
            [dot] = axes.plot(
                [day],
                [100 * rates[day]],
                "o",
                color=colour,
                markerfacecolor=colour if mature[day] else CARD,
                markersize=3.6,
            )
            drawing.tell(
                dot,
                f"{formats.day(day)}: {_converted(funnel.days[day])}"
                + ("" if mature[day] else ", not final yet"),
            )
    _days(axes, days, width)
    _percent(axes)
    _where_the_data_is(axes, [100 * rate for rate in rates.values() if rate is not None])
    return drawing.svg()


def _converted(entries):
    return formats.share(entries.steps[-1], entries.steps[0])


def money(shop, width=WIDE, height=230):
    """By day, over what it was a week before."""
    drawing = Drawing(width, height, "Revenue by day, and a week before", left=56)
    axes = drawing.axes
    days = sorted(shop.order_days)
    before = [day for day in days if day in shop.cents_week_before]
    for day in days:
        cents = shop.order_days[day]["cents"]
        [bar] = axes.bar([day], [cents / 100], width=0.66 * DAY, color=COLOURS["purchase"])
        drawing.tell(
            bar,
            f"{formats.day(day)}: {formats.money(cents)}, {shop.order_days[day]['orders']:,} orders",
        )
    if before:
        axes.step(
            [edge for day in before for edge in (day - DAY / 2, day + DAY / 2)],
            [shop.cents_week_before[day] / 100 for day in before for _ in range(2)],
            where="post",
            color=MUTED,
            linewidth=1.3,
        )
    _days(axes, days, width)
    _counts(axes)
    return drawing.svg()


def carts(shop, width=HALF, height=236):
    """By the day on which they were opened, stacked by what became of them."""
    drawing = Drawing(width, height, "Carts by outcome and day", left=48)
    axes = drawing.axes
    days = sorted(shop.cart_days)
    floor = dict.fromkeys(days, 0)
    for outcome in OUTCOMES:
        for day in days:
            count = shop.cart_days[day][outcome]
            [bar] = axes.bar(
                [day],
                [count],
                bottom=floor[day],
                width=0.72 * DAY,
                color=COLOURS[outcome],
                edgecolor=CARD,
                linewidth=0.5,
            )
            drawing.tell(bar, f"{formats.day(day)}: {formats.count(count)} {outcome}")
            floor[day] += count
    _days(axes, days, width)
    _counts(axes)
    return drawing.svg()


def hours_of_week(shop, width=HALF, height=290):
    """Orders in a mean hour; deeper is more."""
    drawing = Drawing(width, height, "Orders by hour of the week", left=40, bottom=26, right=4)
    axes = drawing.axes
    most = max((mean for row in shop.orders_by_hour for mean in row if mean), default=0)
    for weekday, row in enumerate(shop.orders_by_hour):
        for hour, mean in enumerate(row):
            if mean is None:
                continue
            cell = Rectangle(
                (hour - 0.46, weekday - 0.46),
                0.92,
                0.92,
                color=COLOURS["purchase"],
                alpha=0.06 + 0.94 * (mean / most if most else 0),
                linewidth=0,
            )
            axes.add_patch(cell)
            drawing.tell(cell, f"{WEEKDAYS[weekday]} {hour:02}:00: {mean:.1f} orders")
    axes.set_xlim(-0.6, 23.6)
    axes.set_ylim(6.6, -0.6)
    axes.set_yticks(range(7), WEEKDAYS)
    axes.set_xticks(range(0, 24, 3), [f"{hour:02}:00" for hour in range(0, 24, 3)])
    axes.grid(False)
    axes.spines["bottom"].set_visible(False)
    return drawing.svg()


def times(funnel, width=HALF, height=236):
    """Conversions by the time they took, with the buckets of p50, p90 and p99 marked."""
    drawing = Drawing(width, height, f"Time to convert in {funnel.name}", left=48, top=26, bottom=30)
    axes = drawing.axes
    last = max((BUCKETS.index(le) for le in funnel.times if funnel.times[le]), default=0)
    shown = BUCKETS[: max(last + 1, 8)]
    for place, le in enumerate(shown):
        count = funnel.times.get(le, 0)
        [bar] = axes.bar([place], [count], width=0.8, color=COLOURS["purchase"])
        drawing.tell(bar, f"up to {formats.bound(le)}: {formats.count(count)}")
    for percent in (50, 90, 99):
        le = funnel.percentile(percent)
        if le:
            place = shown.index(le)
            axes.annotate(
                f"p{percent}",
                (place, funnel.times[le]),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                color=INK,
                fontweight=BOLD,
            )
    axes.set_xticks(range(len(shown)), [_short(le) for le in shown])
    _counts(axes)
    return drawing.svg()


def bands(shop, width=HALF, height=236):
    """Each type's share of its own events, so that the rare purchase stands beside the view."""
    drawing = Drawing(width, height, "Price bands by type of event", left=44, bottom=30)
    axes = drawing.axes
    types = [name for name in EVENT_TYPES if shop.events.get(name, {}).get("count")]
    for place, name in enumerate(types):
        total = sum(shop.bands.get((name, band), 0) for band in BANDS)
        for at, band in enumerate(BANDS):
            count = shop.bands.get((name, band), 0)
            [bar] = axes.bar(
                [at + (place - (len(types) - 1) / 2) * 0.8 / len(types)],
                [100 * count / total if total else 0],
                width=0.72 / len(types),
                color=COLOURS[name],
            )
            drawing.tell(
                bar,
                f"{_band(band)}: {count:,} {NAMES[name]}, {formats.share(count, total)} of all",
            )
    axes.set_xticks(range(len(BANDS)), [_band(band) for band in BANDS])
    _percent(axes)
    return drawing.svg()


def _band(band):
    return {"<=0": "no price", "50+": "50 +"}.get(band, band.replace("-", "–"))


def _short(le):
    if le == "+Inf":
        return "more"
    return formats.bound(le).replace(" min", "m").replace(" s", "s").replace(" h", "h")


def _days(axes, days, width):
    """Days below, as many as there is room for, the month's name at its first."""
    step = max(1, math.ceil(len(days) * 34 / width))
    shown = days[::step]
    axes.set_xticks(shown, [_day(day, first=day == shown[0]) for day in shown])
    axes.set_xlim(days[0] - 0.6 * DAY, days[-1] + 0.6 * DAY)


def _day(day, first):
    at = moment(day)
    return f"{at.day} {at:%b}" if first or at.day == 1 else f"{at.day}"


def _percent(axes):
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(4, min_n_ticks=3))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{value:.{decimals(axes.get_yticks())}f} %")
    )


def decimals(ticks):
    """As many as the longest of them needs, so that 1.0 % stands beside 0.8 %."""
    return max(len(f"{tick:g}".partition(".")[2]) for tick in ticks)


def _where_the_data_is(axes, values):
    """Not from 0, where a small rate that moves would lie flat; never below it."""
    if values:
        room = max(values) - min(values) or max(values)
        axes.set_ylim(max(0, min(values) - 0.5 * room), max(values) + 0.15 * room)


def _counts(axes):
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, min_n_ticks=3))
    axes.yaxis.set_major_formatter(FuncFormatter(_thousands))


def _thousands(value, _):
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} M"
    return f"{value / 1_000:g} k" if value >= 10_000 else f"{value:,.0f}"
