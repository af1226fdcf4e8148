"""Whether the numbers can be trusted: what became of each record, what is final, who checked."""

from dataclasses import dataclass

from report.shop import OUTCOMES

RECORDS = (
    "consumed", "valid", "dead_letter", "late_applied", "late_dropped", "duplicate_dropped",
    "session_missing",
)  # fmt: skip
MINUTE, HOUR = 60, 3_600


@dataclass(frozen=True)
class Verdict:
    """What the oracle found when it last compared, seconds since the epoch."""

    agrees: bool
    points: int
    differences: int
    checked_at: int


@dataclass(frozen=True)
class Sum:
    """An identity that must hold, and by how many it does not."""

    words: str
    difference: int

    @property
    def holds(self):
        return self.difference == 0


@dataclass(frozen=True)
class Trust:
    """Of the period: records by what became of them, the sums, and how much is final."""

    first_minute: int
    counted_up_to: int
    records: dict
    sums: tuple
    final_points: int
    points: int
    final_up_to: int
    hashes: tuple
    verdict: Verdict | None


def read(database, period, shop):
    first, last = _ends(database, period)
    records = _records(database, period)
    points = _hours(database, period, "")
    moving = _hours(database, period, ' AND "mature" = false')
    return Trust(
        first_minute=first,
        counted_up_to=last + MINUTE,
        records=records,
        sums=tuple(_sums(records, shop)),
        final_points=len(points) - len(moving),
        points=len(points),
        final_up_to=min(moving) if moving else max(points, default=last) + HOUR,
        hashes=_hashes(database, period),
        verdict=_verdict(database, period),
    )


def _sums(records, shop):
    carts = shop.carts
    yield Sum(
        "consumed = valid + dead-lettered",
        records["consumed"] - records["valid"] - records["dead_letter"],
    )
    yield Sum(
        "valid = counted + dropped, too late + dropped, seen before",
        records["valid"] - shop.counted - records["late_dropped"] - records["duplicate_dropped"],
    )
    yield Sum(
        "carts opened = purchased + emptied + abandoned + still open",
        carts["opened"] - sum(carts[outcome] for outcome in OUTCOMES),
    )


def _ends(database, period):
    ends = [
        database.rows(f'SELECT {end}("consumed") FROM "pipeline" WHERE {period.condition}')[0]
        for end in ("first", "last")
    ]
    return tuple(end["time"] for end in ends)


def _records(database, period):
    columns = ", ".join(f'sum("{name}") AS "{name}"' for name in RECORDS)
    [row] = database.rows(
        f'SELECT {columns} FROM "pipeline" WHERE {period.condition} AND "window" = \'1m\''
    )
    return {name: row[name] or 0 for name in RECORDS}


def _hours(database, period, condition):
    """The hours of all funnels that are so; an hour of two funnels counts twice."""
    groups = database.series(
        f'SELECT "step_1" FROM "funnel" WHERE {period.condition} AND "breakdown" = \'all\' '
        f"AND \"window\" = '1h'{condition} GROUP BY \"funnel\""
    )
    return [row["time"] for group in groups for row in group.rows]


def _hashes(database, period):
    rows = database.rows(
        f'SELECT distinct("hash") AS "hash" FROM "funnel_catalog" WHERE {period.condition}'
    )
    return tuple(sorted(row["hash"] for row in rows))


def _verdict(database, period):
    rows = database.rows(
        'SELECT "agrees", "points", "differences", "checked_at" FROM "verdict" '
        f"WHERE {period.condition} ORDER BY time DESC LIMIT 1"
    )
    if not rows:
        return None
    row = rows[0]
    return Verdict(row["agrees"], row["points"], row["differences"], row["checked_at"])
