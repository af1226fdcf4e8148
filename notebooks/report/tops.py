"""The ten first of a day. Ranks do not add up over days, so there is no top ten of a month."""

from dataclasses import dataclass

from report.period import DAY, Period

LISTS = (
    ("product", "views", "Products most viewed"),
    ("product", "carts", "Products most put into carts"),
    ("product", "revenue", "Products with most revenue"),
    ("brand", "revenue", "Brands with most revenue"),
    ("category", "revenue", "Categories with most revenue"),
    ("product", "viewed_not_bought", "Products viewed, and not bought"),
)


@dataclass(frozen=True)
class Place:
    """A place of a list; `day_before` is its rank then, None where it was not among the ten."""

    rank: int
    id: str
    count: int
    cents: int
    day_before: int | None


@dataclass(frozen=True)
class Top:
    """A list; `by` says what ranks it."""

    kind: str
    by: str
    title: str
    places: tuple


def read(database, day):
    return [
        Top(kind, by, title, _places(database, day, kind, by)) for kind, by, title in LISTS
    ]


def _places(database, day, kind, by):
    before = {row["id"]: rank for rank, row in _ranks(database, day - DAY, kind, by)}
    return tuple(
        Place(rank, row["id"], row["count"], row["cents"], before.get(row["id"]))
        for rank, row in sorted(_ranks(database, day, kind, by), key=lambda each: each[0])
    )


def _ranks(database, day, kind, by):
    groups = database.series(
        f'SELECT "id", "count", "cents" FROM "top" WHERE {Period(day, day + DAY).condition} '
        f"AND \"window\" = '1d' AND \"kind\" = '{kind}' AND \"by\" = '{by}' GROUP BY \"rank\""
    )
    return [
        (int(group.tags["rank"]), group.rows[0])
        for group in groups
        if group.rows[0]["count"] and group.rows[0]["id"]
    ]
