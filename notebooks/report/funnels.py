"""Funnels as they were counted: their names, their steps' names, and how far entries came."""

from collections import defaultdict
from dataclasses import dataclass

from report.period import DAY

BUCKETS = (
    "10", "30", "60", "120", "300", "600", "900", "1800", "3600", "7200", "14400", "28800",
    "43200", "86400", "+Inf",
)  # fmt: skip
MAIN = "session_purchase"


@dataclass(frozen=True)
class Entries:
    """Those who entered a funnel in one window, or in several that add up."""

    steps: tuple
    excluded: int
    mature: bool

    @property
    def rate(self):
        """The share that came to the last step, or None where nobody entered."""
        return self.steps[-1] / self.steps[0] if self.steps[0] else None


@dataclass(frozen=True)
class Funnel:
    """A funnel over the period.

    `days` are its entries by day; by hour or month, where no day is counted. Where windows add up,
    `total` is their sum and `of` is None. Else somebody would count twice: `total` is of the last
    whole month or, without one, day; `of` is its window and start. `times` are the conversions of the
    days by bucket of time.
    """

    name: str
    labels: tuple
    days: dict
    total: Entries
    of: tuple | None
    times: dict

    @property
    def converted(self):
        return sum(self.times.values())

    def percentile(self, percent):
        """The bucket that holds that conversion of a hundred, or None where there is none."""
        seen = 0
        for le in BUCKETS:
            seen += self.times.get(le, 0)
            if self.converted and seen * 100 >= self.converted * percent:
                return le
        return None


def read(database, period):
    """The main funnel first, the others by name."""
    funnels = [
        _Reader(database, period, name, labels).read()
        for name, labels in _catalog(database, period).items()
    ]
    return sorted((f for f in funnels if f), key=lambda funnel: (funnel.name != MAIN, funnel.name))


def _catalog(database, period):
    """The steps' names of each funnel, by its newest number of steps."""
    groups = database.series(
        f'SELECT last("funnels") AS "funnels" FROM "funnel_catalog" WHERE {period.condition} '
        "AND \"window\" = '1d' GROUP BY \"funnel\", \"of\", \"step\", \"label\""
    )
    newest, steps = {}, defaultdict(dict)
    for group in groups:
        tags, time = group.tags, group.rows[0]["time"]
        name, depth = tags["funnel"], int(tags["of"])
        if (time, depth) > newest.get(name, (0, 0)):
            newest[name] = (time, depth)
        seen = steps[name, depth].get(int(tags["step"]))
        if seen is None or seen[0] < time:
            steps[name, depth][int(tags["step"])] = (time, tags["label"])
    return {
        name: tuple(label for _, (_, label) in sorted(steps[name, depth].items()))
        for name, (_, depth) in newest.items()
    }


class _Reader:
    """Reads one funnel."""

    def __init__(self, database, period, name, labels):
        self._database = database
        self._period = period
        self._name = name
        self._labels = labels
        self._of_funnel = f"{period.condition} AND \"funnel\" = '{_quoted(name)}'"

    def read(self):
        """The funnel, or None where no hour, day or month of it is over."""
        windows = {window: self._entries(window) for window in ("1h", "1d", "1mo")}
        months = {s: e for s, e in windows["1mo"].items() if self._period.holds_month(s)}
        days = windows["1d"] or windows["1h"] or months
        if not days:
            return None
        total, of = _added(days.values()), None
        if windows["1mo"] or not _adds_up(windows["1h"], windows["1d"]):
            window, counted = ("1mo", months) if months else ("1d", days)
            of = (window, max(counted))
            total = counted[max(counted)]
        return Funnel(
            self._name, self._labels, days, total, of, self._times(_window_of(days, windows))
        )

    def _entries(self, window):
        steps = [f"step_{number}" for number in range(1, len(self._labels) + 1)]
        names = ", ".join(f'"{name}"' for name in (*steps, "excluded", "mature"))
        rows = self._database.rows(
            f'SELECT {names} FROM "funnel" WHERE {self._of_funnel} '
            f"AND \"breakdown\" = 'all' AND \"window\" = '{window}'"
        )
        return {
            row["time"]: Entries(
                tuple(row[step] or 0 for step in steps), row["excluded"], row["mature"]
            )
            for row in rows
        }

    def _times(self, window):
        groups = self._database.series(
            f'SELECT sum("count") AS "count" FROM "time_to_convert" WHERE {self._of_funnel} '
            f"AND \"window\" = '{window}' GROUP BY \"le\""
        )
        return {group.tags["le"]: group.rows[0]["count"] for group in groups}


def _window_of(days, windows):
    return next((window for window in ("1d", "1h") if windows[window] == days), "1mo")


def _added(entries):
    entries = list(entries)
    return Entries(
        tuple(sum(of_step) for of_step in zip(*(each.steps for each in entries))),
        sum(each.excluded for each in entries),
        all(each.mature for each in entries),
    )


def _adds_up(hours, days):
    """Whether days are the sums of their hours: the catalog does not say who counts, the counts do."""
    of_days = defaultdict(list)
    for start, entries in hours.items():
        of_days[start - start % DAY].append(entries)
    return all(_added(of_days[day]).steps == days[day].steps for day in days if of_days[day])


def _quoted(text):
    return text.replace("\\", "\\\\").replace("'", "\\'")
