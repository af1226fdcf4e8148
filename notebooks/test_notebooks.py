"""Runs december.ipynb on a real InfluxDB that holds a few points whose sums are known."""

import json
import pathlib

import nbclient
import nbformat
import pytest
from local_influxd import LocalInfluxd, free_port

HERE = pathlib.Path(__file__).parent
FIRST = 1_575_158_400  # 2019-12-01 00:00 UTC
HOUR = 3_600
DAY = 24 * HOUR
TEN, ELEVEN, NEXT_DAY = FIRST + 10 * HOUR, FIRST + 11 * HOUR, FIRST + DAY + 9 * HOUR


def point(measurement, tags, fields, time):
    def field(value):
        return str(value).lower() if isinstance(value, bool) else f"{value}i"

    keys = "".join(f",{name}={value}" for name, value in sorted(tags.items()))
    values = ",".join(f"{name}={field(value)}" for name, value in fields.items())
    return f"{measurement}{keys} {values} {time}"


def additive(measurement, tags, fields, time, windows):
    """The same counts at each window's start: one event group alone in its window."""
    starts = {"1m": time, "1h": time - time % HOUR, "1d": time - time % DAY, "1mo": FIRST}
    return [point(measurement, {**tags, "window": w}, fields, starts[w]) for w in windows]


def funnel(
    breakdown, value, steps, time, windows=("1m", "1h"), mature=True, name="session_purchase"
):
    tags = {"funnel": name, "breakdown": breakdown, "value": value}
    fields = dict(zip(("step_1", "step_2", "step_3"), steps))
    fields |= {"excluded": 0, "mature": mature, "rev": 0, "late_applied": 0}
    return additive("funnel", tags, fields, time, windows)


def december():
    """A 10 o'clock hour of 5/4/3 sessions, an 11 o'clock one of 2/1/0, and 3/0/0 the next day."""
    lines = []
    for time, steps in ((TEN, (5, 4, 3)), (ELEVEN, (2, 1, 0)), (NEXT_DAY, (3, 0, 0))):
        lines += funnel("all", "all", steps, time)
        for breakdown in ("category", "brand", "price_band"):
            lines += funnel(breakdown, "unknown", steps, time, ["1h"])
    for time, steps in ((TEN, (7, 5, 3)), (NEXT_DAY, (3, 0, 0))):
        lines += funnel("all", "all", steps, time, ["1d"])
        for breakdown in ("category", "brand", "price_band"):
            lines += funnel(breakdown, "unknown", steps, time, ["1d"])
    for breakdown, value in (
        ("all", "all"),
        ("category", "unknown"),
        ("brand", "unknown"),
        ("price_band", "10-20"),
    ):
        steps = (8, 4, 3)
        lines += funnel(breakdown, value, steps, TEN, ["1mo"], name="user_purchase_1d")
    for time, steps in ((TEN, (6, 4, 3)), (NEXT_DAY, (3, 0, 0))):
        lines += funnel("all", "all", steps, time, ["1d"], name="user_purchase_1d")
    for time, window, users, sessions, buyers in (
        (TEN, "1d", 6, 7, 3),
        (NEXT_DAY, "1d", 3, 3, 0),
        (FIRST, "1mo", 8, 10, 3),
    ):
        fields = {"users": users, "sessions": sessions, "buyers": buyers}
        lines += additive("active", {}, fields, time, [window])
    for le, count in (("120", 2), ("3600", 1)):
        tags = {"funnel": "session_purchase", "le": le}
        lines += additive("time_to_convert", tags, {"count": count}, TEN, ["1m", "1h", "1d"])
    for kind, time, count, cents in (
        ("view", TEN, 9, 9_000),
        ("view", NEXT_DAY, 3, 30),
        ("cart", TEN, 6, 6_000),
        ("purchase", TEN, 5, 4_999),
    ):
        tags = {"event_type": kind, "category": "electronics"}
        fields = {"count": count, "cents": cents}
        lines += additive("events", tags, fields, time, ["1m", "1h"])
        tags = {"event_type": kind, "band": "10-20"}
        lines += additive("price_band", tags, {"count": count}, time, ["1m", "1h"])
    fields = {"orders": 4, "items": 5, "cents": 4_999, "purchases_outside_funnel": 2}
    lines += additive("orders", {}, fields, TEN, ["1m", "1h", "1d"])
    fields = {"opened": 5, "purchased": 3, "emptied": 1, "abandoned": 1, "open": 0}
    fields |= {"abandoned_cents": 1_050, "mature": True, "rev": 0}
    lines += additive("cart", {}, fields, TEN, ["1h", "1d"])
    fields = {"consumed": 28, "valid": 26, "dead_letter": 2, "late_applied": 1}
    fields |= {"late_dropped": 1, "duplicate_dropped": 2, "session_missing": 0}
    lines += additive("pipeline", {}, fields, TEN, ["1m"])
    return lines


@pytest.fixture(scope="module")
def influxd(tmp_path_factory):
    server = LocalInfluxd(tmp_path_factory.mktemp("influxd"))
    yield server
    server.close()


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the notebook in a temporary directory; also where it ends with an error."""

    def run(url, database, csv=None, **login):
        monkeypatch.setenv("SHOP_INFLUX_URL", url)
        monkeypatch.setenv("SHOP_DATABASE", database)
        for name, value in login.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.delenv("SHOP_FROM", raising=False)
        monkeypatch.delenv("SHOP_TO", raising=False)
        monkeypatch.setenv("PYTHONPATH", str(HERE))
        if csv is None:
            monkeypatch.delenv("SHOP_CSV", raising=False)
        else:
            monkeypatch.setenv("SHOP_CSV", str(csv))
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
        notebook = nbformat.read(HERE / "december.ipynb", as_version=4)
        resources = {"metadata": {"path": str(tmp_path)}}
        client = nbclient.NotebookClient(notebook, timeout=120, resources=resources)
        try:
            client.execute()
        except nbclient.exceptions.CellExecutionError:
            pass
        return notebook

    return run


def outputs(notebook, kind):
    return [o for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == kind]


def printed(notebook):
    return "".join(o.text for o in outputs(notebook, "stream"))


def errors(notebook):
    return ["\n".join(o.traceback) for o in outputs(notebook, "error")]


def figures(notebook):
    shown = outputs(notebook, "display_data")
    [found] = [o.data["application/json"] for o in shown if "application/json" in o.data]
    return found


def filled(influxd, database, lines):
    influxd.query(f'CREATE DATABASE "{database}"')
    influxd.write(database, lines)
    return database


def test_computes_what_was_written(influxd, run):
    notebook = run(influxd.url, filled(influxd, "december", december()))
    assert errors(notebook) == []
    assert figures(notebook) == {
        "sessions_by_step": [10, 5, 3],
        "overall_rate": 0.3,
        "conversion_by_day": {"2019-12-01": 3 / 7, "2019-12-02": 0.0},
        "events_by_type": {"cart": 6, "purchase": 5, "view": 12},
        "active_by_month": {"2019-12": {"users": 8, "sessions": 10, "buyers": 3}},
        "busiest_hour": 10,
        "busiest_hour_of_week": "Sun 10:00",
        "cohorts": {"2019-12-01": 3},
        "purchases_by_band": {"10-20": 5},
        "converted": 3,
        "median_within": "2 min",
        "carts": {"opened": 5, "purchased": 3, "emptied": 1, "abandoned": 1, "open": 0},
        "abandoned_rate": 0.2,
        "classic_abandonment_rate": 0.4,
        "orders": 4,
        "items": 5,
        "cents": 4_999,
        "purchases_outside_funnel": 2,
        "failed_identities": [],
    }
    assert "PASS: all 54 identities hold" in printed(notebook)
    assert "abandoned value      10.50" in printed(notebook)


def test_draws_its_eight_figures(influxd, run):
    notebook = run(influxd.url, filled(influxd, "drawn", december()))
    drawn = [o for o in outputs(notebook, "display_data") if "image/png" in o.data]
    assert len(drawn) == 8


def test_says_which_identities_do_not_hold(influxd, run):
    lost = [line for line in december() if not line.startswith("price_band,band=10-20,event_type=cart")]
    lost += funnel("category", "unknown", (4, 4, 3), TEN, ["1h"], mature=False)
    notebook = run(influxd.url, filled(influxd, "broken", lost))
    [error] = errors(notebook)
    assert error == (
        "FAIL: 3 of 54 identities do not hold: price bands of cart = its events; "
        "session funnel: step_1 by category (1h) = of all; funnel points that are not mature = 0. "
        "Some points are not mature: is the job still running?"
    )
    assert "PASS" not in printed(notebook)


def test_a_day_without_entries_has_no_rate(influxd, run):
    lines = december() + funnel("all", "all", (0, 0, 0), NEXT_DAY + DAY, ["1d"])
    notebook = run(influxd.url, filled(influxd, "gap", lines))
    assert list(figures(notebook)["conversion_by_day"]) == ["2019-12-01", "2019-12-02"]


def test_a_month_without_numbers_of_its_own_is_told(influxd, run):
    lost = [line for line in december() if not line.startswith("active,window=1mo")]
    [error] = errors(run(influxd.url, filled(influxd, "monthless", lost)))
    assert "months with users have numbers of their own" in error


def test_a_month_has_no_more_users_than_its_days(influxd, run):
    more = [line.replace("users=8i", "users=10i") for line in december()]
    [error] = errors(run(influxd.url, filled(influxd, "added_up", more)))
    assert "users of 2019-12 are no more than its days'" in error


HEADER = (
    "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session"
)


def test_a_file_of_other_events_is_told(influxd, run, tmp_path):
    file = tmp_path / "2019-Dec.csv"
    row = "2019-12-01 10:00:00 UTC,view,1,2,electronics.audio,,12.50,7,"
    file.write_text(f"{HEADER}\n{row}\n")
    notebook = run(influxd.url, filled(influxd, "other", december()), file)
    [error] = errors(notebook)
    assert "file: rows of view = its events; file: cents of view = its events'" in error
    assert "file: users of 2019-12 = ours" in error


def test_a_file_that_is_none_of_the_shops_is_told_in_one_sentence(influxd, run, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    [error] = errors(run(influxd.url, filled(influxd, "no_file", december()), file))
    assert error.startswith(f"SHOP_CSV {file} cannot be read as one of the shop's files: ")
    assert "\n" not in error


def test_an_influx_that_is_not_there_is_told_in_one_sentence(run):
    url = f"http://127.0.0.1:{free_port()}"
    [error] = errors(run(url, "shop"))
    assert error == (
        f"InfluxDB does not answer at {url}. Is the stack up? Start it with 'make demo', "
        "or set SHOP_INFLUX_URL."
    )


@pytest.mark.parametrize("exists", [True, False])
def test_an_empty_database_is_told_in_one_sentence(influxd, run, exists):
    database = f"empty_{exists}"
    if exists:
        influxd.query(f'CREATE DATABASE "{database}"')
    [error] = errors(run(influxd.url, database))
    assert database in error
    assert "\n" not in error


def test_points_of_another_month_are_told_in_one_sentence(influxd, run):
    fields = {"consumed": 1, "valid": 1}
    january = [point("pipeline", {"window": "1m"}, fields, FIRST + 40 * DAY + n * DAY) for n in (0, 3)]
    [error] = errors(run(influxd.url, filled(influxd, "january", january)))
    assert error.endswith("Its points are of 2020-01-10 to 2020-01-13: set SHOP_FROM and SHOP_TO.")


@pytest.mark.parametrize("name", [path.name for path in HERE.glob("*.ipynb")])
def test_notebooks_are_committed_without_outputs(name):
    cells = json.loads((HERE / name).read_text())["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_a_reader_is_let_in_and_nobody_else(tmp_path_factory, tmp_path, run):
    server = LocalInfluxd(tmp_path_factory.mktemp("closed"), administrator=("admin", "word"))
    try:
        database = filled(server, "december", december())
        server.query("CREATE USER reader WITH PASSWORD 'a-word-of-its-own'")
        server.query(f"GRANT READ ON {database} TO reader")
        password = tmp_path / "password"
        password.write_text("a-word-of-its-own\n")
        login = {"SHOP_INFLUX_USER": "reader", "SHOP_INFLUX_PASSWORD_FILE": password}
        notebook = run(server.url, database, **login)
        assert not errors(notebook)
        assert "a-word-of-its-own" not in nbformat.writes(notebook)

        password.write_text("another")
        [error] = errors(run(server.url, database, **login))
        assert error.startswith(f"InfluxDB at {server.url} does not let reader in: ")
        assert error.endswith("Set SHOP_INFLUX_USER and SHOP_INFLUX_PASSWORD_FILE.")
    finally:
        server.close()


def test_a_password_that_is_not_there_is_told_in_one_sentence(influxd, run):
    login = {"SHOP_INFLUX_USER": "reader", "SHOP_INFLUX_PASSWORD_FILE": "/no/such/file"}
    [error] = errors(run(influxd.url, "december", **login))
    assert error == (
        "SHOP_INFLUX_PASSWORD_FILE '/no/such/file' cannot be read: No such file or directory."
    )
