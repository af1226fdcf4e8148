"""Spans of whole days, in UTC; times are seconds since the epoch."""

import calendar
import datetime
from dataclasses import dataclass

from report.problem import Problem

DAY = 86_400
UTC = datetime.UTC


@dataclass(frozen=True)
class Period:
    """From the start of a day up to the start of another, which is no longer in it."""

    start: int
    end: int

    @property
    def condition(self):
        """What InfluxQL asks of a point's time."""
        return f"time >= {self.start}s AND time < {self.end}s"

    @property
    def days(self):
        """The start of each day."""
        return range(self.start, self.end, DAY)

    def before(self, days):
        """The same length, so many days earlier."""
        return Period(self.start - days * DAY, self.end - days * DAY)

    def holds_month(self, start):
        """Whether the calendar month that starts then lies wholly within."""
        first = moment(start)
        length = calendar.monthrange(first.year, first.month)[1]
        return first.day == 1 and self.start <= start and start + length * DAY <= self.end

    def __str__(self):
        first, last = moment(self.start), moment(self.end - DAY)
        if first == last:
            return f"{first.day} {first:%B %Y}"
        if first.year != last.year:
            return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
        if first.month != last.month:
            return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
        return f"{first.day}–{last.day} {last:%B %Y}"


def moment(second):
    """That second, as a time in UTC."""
    return datetime.datetime.fromtimestamp(second, UTC)


def start_of_day(second):
    """The day that holds it."""
    return second - second % DAY


def read_day(option, text):
    """The start of a day like 2019-12-01."""
    try:
        return int(datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).timestamp())
    except ValueError:
        raise Problem(f"{option}: '{text}' is no day like 2019-12-01.") from None
