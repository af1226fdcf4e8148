"""What the notebooks share: asking InfluxDB, writing numbers for a reader, and how figures look."""

import os
import pathlib
import shlex
import subprocess

import matplotlib.pyplot as plt
import pandas as pd
import requests

DATABASE = os.environ.get("SHOP_DATABASE", "shop")
FROM = pd.Timestamp(os.environ.get("SHOP_FROM", "2019-12-01"), tz="UTC")
TO = pd.Timestamp(os.environ.get("SHOP_TO", "2020-01-01"), tz="UTC")
CSV = os.environ.get("SHOP_CSV")
ROOT = pathlib.Path(__file__).resolve().parents[1]
VAR = pathlib.Path(os.environ.get("VAR", ROOT / "var")).resolve()


def stack():
    """What the stack that is up has told the scripts; nothing where none is."""
    file = VAR / "stack.env"
    if not file.exists():
        return {}
    return dict(setting.split("=", 1) for setting in shlex.split(file.read_text()))


STACK = stack()
URL = (os.environ.get("SHOP_INFLUX_URL") or STACK.get("INFLUX_URL", "http://localhost:18086")).rstrip("/")
# Where the stack's InfluxDB is asked, its reader asks, unless another is named.
OWN = STACK if URL == STACK.get("INFLUX_URL") else {}
USER = os.environ.get("SHOP_INFLUX_USER") or OWN.get("INFLUX_READER")
PASSWORD_FILE = os.environ.get("SHOP_INFLUX_PASSWORD_FILE") or OWN.get("INFLUX_READER_PASSWORD_FILE", "")
TRUSTED = os.environ.get("SHOP_INFLUX_CA_FILE") or OWN.get("CA_FILE") or True

# Okabe and Ito's colours, which colour-blind people tell apart; the same as in Grafana.
COLOURS = {
    "view": "#56B4E9",
    "cart": "#E69F00",
    "remove_from_cart": "#CC79A7",
    "purchase": "#009E73",
    "purchased": "#009E73",
    "emptied": "#CC79A7",
    "abandoned": "#D55E00",
    "open": "#999999",
    "late": "#F0E442",
    "visitors": "#0072B2",
}
NAMES = {"view": "views", "cart": "carts", "remove_from_cart": "removals", "purchase": "purchases"}
STYLE = {
    "figure.dpi": 110,
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "axes.edgecolor": "#999999",
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.titlesize": 11,
    "axes.titlepad": 12,
    "axes.labelcolor": "#555555",
    "xtick.color": "#555555",
    "ytick.color": "#555555",
    "legend.frameon": False,
    "font.size": 9,
}
plt.rcParams.update(STYLE)


def within(start=None, end=None):
    """The condition on time of an InfluxQL query; the whole range where nothing is said."""
    start, end = FROM if start is None else start, TO if end is None else end
    return f"time >= '{start:%Y-%m-%dT%H:%M:%SZ}' AND time < '{end:%Y-%m-%dT%H:%M:%SZ}'"


RANGE = within()


class Problem(Exception):
    """Something to be put right outside of this notebook: told in a sentence, not in a traceback."""

    def _render_traceback_(self):
        return [str(self)]


def login():
    """Who asks, and by which password; None where InfluxDB asks for nobody."""
    if not USER:
        return None
    try:
        return USER, pathlib.Path(PASSWORD_FILE).read_text().strip()
    except OSError as failure:
        raise Problem(
            f"SHOP_INFLUX_PASSWORD_FILE '{PASSWORD_FILE}' cannot be read: {failure.strerror}."
        ) from None


def query(text, database=None):
    """The rows of an InfluxQL query, with its tags as columns; empty where there are none."""
    try:
        answer = requests.post(
            f"{URL}/query",
            params={"db": database or DATABASE, "epoch": "ms"},
            data={"q": text},
            auth=login(),
            verify=TRUSTED,
            timeout=60,
        )
        body = answer.json()
    except requests.exceptions.SSLError as failure:
        raise Problem(
            f"InfluxDB's certificate at {URL} is not trusted ({failure}). "
            "SHOP_INFLUX_CA_FILE names the certificates to trust."
        ) from None
    except requests.exceptions.ConnectionError:
        raise Problem(
            f"InfluxDB does not answer at {URL}. Is the stack up? Start it with 'make demo', "
            "or set SHOP_INFLUX_URL."
        ) from None
    except requests.exceptions.RequestException as failure:
        raise Problem(f"InfluxDB at {URL} did not answer as InfluxDB does: {failure}") from None
    result = body.get("results", [{}])[0]
    error = body.get("error") or result.get("error")
    if answer.status_code in (401, 403):
        raise Problem(
            f"InfluxDB at {URL} does not let {USER or 'nobody'} in: {error}. "
            "Set SHOP_INFLUX_USER and SHOP_INFLUX_PASSWORD_FILE."
        )
    if error:
        raise Problem(f"InfluxDB at {URL} refused a query: {error}")
    frames = [
        pd.DataFrame(series["values"], columns=series["columns"]).assign(**series.get("tags", {}))
        for series in result.get("series", [])
    ]
    if not frames:
        return pd.DataFrame()
    rows = pd.concat(frames, ignore_index=True)
    return rows.assign(time=pd.to_datetime(rows["time"], unit="ms", utc=True))


def totals(fields, measurement, window, where="", by="", database=None):
    """Sums over the range; a row for each value of the tags in `by`, or a single one."""
    columns = ", ".join(f'sum("{field}") AS "{field}"' for field in fields)
    text = f'SELECT {columns} FROM "{measurement}" WHERE {RANGE} AND "window" = \'{window}\'{where}'
    rows = query(text + (f" GROUP BY {by}" if by else ""), database)
    if rows.empty:
        names = [name.strip('"') for name in by.split(", ")] if by else []
        rows = pd.DataFrame([] if by else [{}], columns=[*names, *fields])
    for field in fields:
        rows[field] = pd.to_numeric(rows[field]).fillna(0).astype("int64")
    return rows


def share(part, whole):
    """A rate, and nothing at all where there is nothing to divide by."""
    return float(part) / float(whole) if whole else None


def percent(rate):
    return "–" if rate is None or pd.isna(rate) else f"{rate:.1%}"


def money(cents):
    return f"{cents / 100:,.2f}"


def shown(frame, **formats):
    """The same table with columns written for a reader."""
    return frame.assign(**{name: frame[name].map(write) for name, write in formats.items()})


def require_points():
    """Says in a sentence what to do where the database holds nothing of the range."""
    if not query(f'SELECT count("consumed") FROM "pipeline" WHERE {RANGE}').empty:
        return
    ends = [query(f'SELECT {end}("consumed") FROM "pipeline"') for end in ("first", "last")]
    raise Problem(
        f"Database '{DATABASE}' at {URL} holds nothing between {FROM:%Y-%m-%d} and {TO:%Y-%m-%d}. "
        + (
            "Has a backfill run ('make demo')? SHOP_DATABASE chooses another."
            if ends[0].empty
            else f"Its points are of {ends[0]['time'][0]:%Y-%m-%d} to {ends[1]['time'][0]:%Y-%m-%d}: "
            "set SHOP_FROM and SHOP_TO."
        )
    )


def addresses():
    """Where the stack that is up has its services, by the names in its stack.env."""
    if not STACK:
        raise Problem(f"There is no {VAR / 'stack.env'}: the stack is not up. Start it with 'make up'.")
    return STACK


def shop_file():
    """SHOP_CSV, or the demo's file."""
    file = pathlib.Path(CSV) if CSV else VAR / "demo" / "2019-Dec-demo.csv"
    if not file.exists():
        raise Problem(f"There is no {file}. Set SHOP_CSV to one of the shop's files, or 'make generate'.")
    return file


def script(name, *arguments, **environment):
    """Runs one of infra/bin's scripts on the stack that is up, and gives what it printed."""
    return run([ROOT / "infra" / "bin" / name, *arguments], environment)


def replayer(*arguments):
    """Runs the replayer on the stack that is up, and gives what it printed."""
    settings = STACK.get("KAFKA_REPLAYER_CONFIG")
    known_by = ["--kafka-config", settings] if settings else []
    jar = ROOT / "replayer" / "target" / "replayer.jar"
    return run(["java", "-jar", jar, *arguments, *known_by], {})


def run(command, environment):
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, "VAR": str(VAR), **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing"]
        raise Problem(f"{pathlib.Path(command[0]).name} ended with {done.returncode}: {said[-1]}")
    return done.stdout
