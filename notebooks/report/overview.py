"""The numbers for ten seconds: those of the last whole day, against the day and the week before."""

from dataclasses import dataclass

from report.period import DAY, Period


@dataclass(frozen=True)
class Headline:
    """A number of a day, that of the day and of the week before, and of each day of the period.

    `kind` is how it is written: money, count or share. None stands where there is no number.
    """

    name: str
    kind: str
    event: str
    more_is_better: bool
    value: float | None
    day_before: float | None
    week_before: float | None
    days: tuple

    @property
    def since_day_before(self):
        """The relative change, or None where there was nothing to compare with."""
        return _change(self.value, self.day_before)

    @property
    def since_week_before(self):
        """The same against the week before."""
        return _change(self.value, self.week_before)


@dataclass(frozen=True)
class _Number:
    """Where a headline comes from: a field of a day, or one divided by another."""

    name: str
    kind: str
    event: str
    measurement: str
    field: str
    by: str | None = None
    more_is_better: bool = True


def read(database, period, last_day, funnel):
    """The headlines of that day, which is over. Conversion is that of the funnel."""
    numbers = (
        _Number("Revenue", "money", "purchase", "orders", "cents"),
        _Number("Orders", "count", "purchase", "orders", "orders"),
        _Number("Average order", "money", "purchase", "orders", "cents", "orders"),
        _Number("Visitors", "count", "visitor", "active", "users"),
        _Number("Conversion", "share", "purchase", "funnel", f"step_{len(funnel.labels)}", "step_1"),
        _Number("Carts abandoned", "share", "abandoned", "cart", "abandoned", "opened", False),
    )
    seen = Period(min(period.start, last_day - 7 * DAY), last_day + DAY)
    of_funnel = f" AND \"funnel\" = '{funnel.name}' AND \"breakdown\" = 'all'"
    return [
        _headline(number, _days(database, seen, number, of_funnel), period, last_day)
        for number in numbers
    ]


def _days(database, seen, number, of_funnel):
    names = [name for name in (number.field, number.by) if name]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = database.rows(
        f'SELECT {columns} FROM "{number.measurement}" WHERE {seen.condition} AND "window" = \'1d\''
        + (of_funnel if number.measurement == "funnel" else "")
    )
    return {row["time"]: _value(row, number) for row in rows}


def _value(row, number):
    if not number.by:
        return row[number.field]
    return row[number.field] / row[number.by] if row[number.by] else None


def _headline(number, days, period, last_day):
    return Headline(
        name=number.name,
        kind=number.kind,
        event=number.event,
        more_is_better=number.more_is_better,
        value=days.get(last_day),
        day_before=days.get(last_day - DAY),
        week_before=days.get(last_day - 7 * DAY),
        days=tuple(days.get(day) for day in range(period.start, last_day + DAY, DAY)),
    )


def _change(value, before):
    return value / before - 1 if value is not None and before else None
