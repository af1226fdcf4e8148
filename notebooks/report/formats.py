"""Numbers as a reader sees them, to the letter those of `verify summary` where both show them."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from report.period import moment

NOTHING = "–"
"""Stands for a rate of nothing."""

MINUTE, HOUR = 60, 3_600


def count(number):
    return f"{number:,}"


def money(cents):
    return f"{Decimal(cents) / 100:,.2f}"


def mean_money(cents, number):
    """Money divided, rounded to the cent, halves to the even one."""
    if not number:
        return NOTHING
    return money(int((Decimal(cents) / number).quantize(Decimal(1), ROUND_HALF_EVEN)))


def share(part, whole):
    """A share in percent."""
    if not whole:
        return NOTHING
    return f"{Decimal(repr(100.0 * part / whole)).quantize(Decimal('0.01'), ROUND_HALF_UP)} %"


def change(ratio):
    """A relative change in percent, signed."""
    return f"{100 * ratio:+.1f} %".replace("-", "−")


def bound(le):
    """The upper bound of a bucket of time, in seconds or `+Inf`."""
    if le == "+Inf":
        return "more than 24 h"
    seconds = int(le)
    if seconds < MINUTE:
        return f"{seconds} s"
    return f"{seconds // MINUTE} min" if seconds < HOUR else f"{seconds // HOUR} h"


def day(second):
    """A day with its weekday."""
    at = moment(second)
    return f"{at:%A}, {at.day} {at:%B %Y}"


def date(second):
    return f"{moment(second):%Y-%m-%d}"


def minute(second):
    return f"{moment(second):%Y-%m-%d %H:%M} UTC"
