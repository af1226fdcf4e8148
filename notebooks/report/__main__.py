"""`python -m report`: writes the report of a period."""

import argparse
import pathlib
import sys
from dataclasses import dataclass

from report import funnels, overview, page, shop, tops, trust
from report.database import Database
from report.period import DAY, Period, read_day, start_of_day
from report.problem import Problem

EXAMPLE = "Example:\n  python -m report --from 2019-12-01 --to 2020-01-01 --out december.html"


@dataclass(frozen=True)
class Report:
    """All that the page shows."""

    database: str
    period: Period
    last_day: int
    shop: shop.Shop
    funnels: list
    headlines: list
    tops: list
    trust: trust.Trust


def read(database, period):
    """The report of that period. Raises Problem where no day of it is over."""
    happened = shop.read(database, period)
    if not happened.active_days:
        raise Problem(f"No day of {period} is over yet; a report wants a whole day at least.")
    last_day = max(happened.active_days)
    asked = funnels.read(database, period)
    if not asked:
        raise Problem(f"The job counted no funnel in {period}; a report wants one at least.")
    return Report(
        database=database.name,
        period=period,
        last_day=last_day,
        shop=happened,
        funnels=asked,
        headlines=overview.read(database, period, last_day, asked[0]),
        tops=tops.read(database, last_day),
        trust=trust.read(database, period, happened),
    )


def options(arguments):
    parser = argparse.ArgumentParser(
        prog="report",
        description="Writes one HTML file that shows a period's numbers, read from InfluxDB.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--from", dest="start", metavar="DAY", help="the first day (the data's own)")
    parser.add_argument("--to", dest="end", metavar="DAY", help="the day after the last (the same)")
    parser.add_argument("--out", type=pathlib.Path, default="report.html", help="the file (%(default)s)")
    parser.add_argument(
        "--influx-url", default="http://localhost:18086", help="where InfluxDB is (%(default)s)"
    )
    parser.add_argument("--database", default="shop", help="the database (%(default)s)")
    parser.add_argument("--influx-user", metavar="USER", help="the user, where InfluxDB asks for one")
    parser.add_argument(
        "--influx-password-file", metavar="FILE", help="the file with that user's password"
    )
    parser.add_argument(
        "--influx-ca-file", metavar="FILE", help="the certificates to trust, for HTTPS (the system's)"
    )
    return parser.parse_args(arguments)


def choose(database, start, end):
    """The days asked for, or all that hold a record."""
    first = read_day("--from", start) if start else None
    last = read_day("--to", end) if end else None
    if first is not None and last is not None and last <= first:
        raise Problem(f"--to: {end} is not after --from {start}.")
    asked = Period(first or 0, last or read_day("--to", "2200-01-01"))
    ends = [
        row["time"]
        for which in ("first", "last")
        for row in database.rows(
            f'SELECT {which}("consumed") FROM "pipeline" WHERE {asked.condition}'
        )
    ]
    if not ends:
        raise Problem(
            f"There are no points of that time in database '{database.name}' at {database.url}: "
            "run the job first ('make demo'), or choose other days."
        )
    return Period(
        start_of_day(ends[0]) if first is None else first,
        start_of_day(ends[1]) + DAY if last is None else last,
    )


def password(file):
    if file is None:
        return None
    try:
        return pathlib.Path(file).read_text().strip()
    except OSError as failure:
        raise Problem(f"--influx-password-file: cannot read {file}: {failure.strerror}.") from None


def main(arguments=None):
    chosen = options(arguments)
    try:
        database = Database(
            chosen.influx_url,
            chosen.database,
            chosen.influx_user,
            password(chosen.influx_password_file),
            chosen.influx_ca_file,
        )
        report = read(database, choose(database, chosen.start, chosen.end))
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_text(page.render(report), encoding="utf-8")
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as failure:
        print(f"--out: cannot write {chosen.out}: {failure.strerror}.", file=sys.stderr)
        return 1
    print(chosen.out.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
