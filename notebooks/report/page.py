"""The page: figures and drawings in one file that asks for nothing else."""

import base64
import io
import pathlib

import jinja2
from fontTools import subset
from fontTools.ttLib import TTFont

from report import charts, formats
from report.period import moment
from report.shop import BANDS, EVENT_TYPES, OUTCOMES
from report.theme import COLOURS, letters_files

HERE = pathlib.Path(__file__).parent
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·–—…−äöüßéèçñ"


def render(report):
    """The whole page, as text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": formats.count,
        "money": formats.money,
        "change": formats.change,
        "bound": formats.bound,
        "day": formats.day,
        "date": formats.date,
        "minute": formats.minute,
    }
    environment.globals |= {
        "share": formats.share,
        "mean_money": formats.mean_money,
        "headline": _headline,
        "window": _window,
        "moving": _moving,
        "moment": moment,
        "charts": charts,
        "colours": COLOURS,
        "event_types": EVENT_TYPES,
        "outcomes": OUTCOMES,
        "bands": BANDS,
    }
    return environment.get_template("page.html").render(
        style=(HERE / "page.css").read_text(),
        letters=_letters(),
        sentence=_sentence(report),
        **vars(report),
    )


def _headline(kind, value):
    """A number in its own way of writing."""
    if value is None:
        return formats.NOTHING
    if kind == "share":
        return formats.share(value, 1)
    return formats.mean_money(value, 1) if kind == "money" else formats.count(value)


def _window(of):
    """The window and start that a funnel's total is of, as words."""
    window, start = of
    at = moment(start)
    return f"{at:%B %Y}" if window == "1mo" else f"{at.day} {at:%B %Y}"


def _moving(funnel):
    """Whether some of its days are not final yet."""
    return not all(entries.mature for entries in funnel.days.values())


def _sentence(report):
    """The last whole day in words."""
    revenue, orders = report.headlines[:2]
    day = formats.day(report.last_day)
    if revenue.value is None:
        return f"{day}, the last whole day: nothing was bought."
    said = (
        f"{day}, the last whole day, brought {formats.money(revenue.value)} "
        f"in {formats.count(orders.value)} orders"
    )
    changes = [
        f"{100 * abs(ratio):.0f} % {'more' if ratio >= 0 else 'less'} than {when}"
        for ratio, when in (
            (revenue.since_day_before, "the day before"),
            (revenue.since_week_before, "the same day a week before"),
        )
        if ratio is not None
    ]
    return said + (": " if changes else "") + " and ".join(changes) + "."


def _letters():
    """Inter's letters in each weight, as data; none where it is not installed."""
    return {weight: _subset(file) for weight, file in letters_files().items()}


def _subset(file):
    options = subset.Options(layout_features=["kern", "tnum", "calt", "ccmp", "locl"])
    font = TTFont(file)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()
