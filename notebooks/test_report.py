"""Opens the report of points whose sums are known in headless Chromium, and reads what a reader sees."""

import os
import pathlib
import re
import subprocess
import sys

import pytest
from local_influxd import LocalInfluxd, free_port
from report.__main__ import main
from report.browser import sight
from report.charts import decimals
from report.theme import COLOURS
from test_notebooks import DAY, FIRST, HOUR, december, filled, funnel, point

HERE = pathlib.Path(__file__).parent
SECTIONS = ("overview", "orders", "revenue", "carts", "hours", "times", "bands", "tops", "trust", "days")
CHARTS = ("revenue", "carts", "hours", "times", "bands")
HASH = "cb213779ffdd18ed"


def catalog(name, labels, day=FIRST):
    return [
        f"funnel_catalog,funnel={name},label={label},of={len(labels)},step={step},window=1d "
        f'funnels=2i,hash="{HASH}" {day}'
        for step, label in enumerate(labels, 1)
    ]


def top(rank, identity, count, cents, day, kind="product", by="revenue"):
    tags = f"top,by={by},kind={kind},rank={rank},window=1d"
    return f'{tags} count={count}i,cents={cents}i,id="{identity}" {day}'


def verdict(agrees, points, differences):
    fields = {"agrees": agrees, "points": points, "differences": differences, "checked_at": 1_764_000_000}
    return [point("verdict", {"window": "1d"}, fields, FIRST + DAY)]


def shop():
    """The notebooks' two days; and of the second, orders and what was sold."""
    second = FIRST + DAY
    orders = {"orders": 2, "items": 3, "cents": 2_000, "purchases_outside_funnel": 1}
    lines = december() + [
        point("orders", {"window": window}, orders, time)
        for window, time in (("1d", second), ("1h", second + 9 * HOUR))
    ]
    nothing = dict.fromkeys(("consumed", "valid", "dead_letter", "late_dropped", "duplicate_dropped"), 0)
    lines.append(point("pipeline", {"window": "1m"}, nothing, second + 9 * HOUR))
    lines += funnel("all", "all", (6, 4, 3), FIRST, ["1d"], name="user_purchase_1d")
    lines += catalog("session_purchase", ("view", "cart", "purchase"))
    lines += catalog("user_purchase_1d", ("view", "cart", "purchase"))
    lines += [
        top(1, "1004856", 2, 1_500, second),
        top(2, "5809910", 1, 500, second),
        top(1, "5809910", 4, 4_000, FIRST),
    ]
    return lines + verdict(True, 54, 0)


@pytest.fixture(scope="module")
def influxd(tmp_path_factory):
    server = LocalInfluxd(tmp_path_factory.mktemp("influxd"))
    yield server
    server.close()


@pytest.fixture(scope="module")
def window():
    with sight() as seen:
        yield seen


@pytest.fixture(scope="module")
def written(influxd, tmp_path_factory):
    """The report of these points; the same file for the same ones."""
    files = {}

    def written(*key):
        if key not in files:
            lines, arguments = key
            file = tmp_path_factory.mktemp("report") / "report.html"
            database = filled(influxd, f"shop_{len(files)}", lines)
            where = ["--influx-url", influxd.url, "--database", database, "--out", str(file)]
            assert main([*where, *arguments]) == 0
            files[key] = file
        return files[key]

    return written


@pytest.fixture
def opened(written, window):
    """Opens the report of these points."""

    def opened(lines, *arguments):
        file = written(tuple(lines), arguments)
        window.complaints.clear()
        window.requests.clear()
        window.open(file)
        return window.page

    return opened


def figures(page):
    """What stands in the page under each figure's name."""
    return dict(
        page.eval_on_selector_all(
            "[data-figure]", "all => all.map(each => [each.dataset.figure, each.innerText.trim()])"
        )
    )


def text(page, selector):
    return " ".join(page.inner_text(selector).split())


def test_shows_what_was_written(opened):
    shown = figures(opened(shop()))
    expected = {
        "orders/revenue": "69.99",
        "orders/orders": "6",
        "orders/items": "8",
        "orders/average order value": "11.66",
        "orders/purchases in the session funnel": "5",
        "orders/purchases outside the session funnel": "3",
        "carts/opened": "5",
        "carts/purchased": "3",
        "carts/abandonment rate": "20.00 %",
        "carts/classic abandonment rate": "40.00 %",
        "carts/abandoned value": "10.50",
        "funnel/session_purchase/1/reached": "10",
        "funnel/session_purchase/2/reached": "5",
        "funnel/session_purchase/3/reached": "3",
        "funnel/session_purchase/3/of-before": "60.00 %",
        "funnel/session_purchase/3/of-first": "30.00 %",
        "times/session_purchase/conversions": "3",
        "times/session_purchase/p50": "2 min",
        "times/session_purchase/p90": "1 h",
        "events/view/events": "12",
        "events/view/sum of price": "90.30",
        "records/consumed": "28",
        "records/counted": "23",
        "active/2019-12-01/users": "6",
        "hash": HASH,
    }
    assert {name: shown[name] for name in expected} == expected


def test_compares_the_last_whole_day_with_those_before(opened):
    week_before = FIRST - 6 * DAY
    fields = {"orders": 1, "items": 1, "cents": 1_000, "purchases_outside_funnel": 0}
    page = opened([*shop(), point("orders", {"window": "1d"}, fields, week_before)], "--from", "2019-12-01")
    assert text(page, "[data-headline=Revenue]") == "Revenue 20.00 −60.0 % day before +100.0 % week before"
    assert text(page, "[data-headline='Average order']").startswith("Average order 10.00 −20.0 % day before")
    assert text(page, "[data-headline=Visitors]") == "Visitors 3 −50.0 % day before – week before"
    assert text(page, ".says") == (
        "Monday, 2 December 2019, the last whole day, brought 20.00 in 2 orders: "
        "60 % less than the day before and 100 % more than the same day a week before."
    )


def test_lists_the_first_ten_with_ids_as_text_and_yesterdays_rank(opened):
    rows = [text(opened(shop()), "[data-top='product/revenue'] table")]
    assert rows == ["product purchases money 1 1004856 new 2 15.00 2 5809910 was 1 1 5.00"]


def test_asks_for_nothing_and_complains_of_nothing(opened, window):
    page = opened(shop())
    assert window.complaints == []
    assert [url for url in window.requests if not url.startswith("file:")] == []
    assert len(window.requests) == 1
    for section in SECTIONS:
        assert page.locator(f"#{section}").is_visible(), section
    for chart in CHARTS:
        box = page.locator(f"#{chart} svg").bounding_box()
        assert box["width"] > 300 and box["height"] > 100, chart
        assert page.locator(f"#{chart} svg title").count() > 0, chart
    assert page.locator("#overview .tile svg").count() == 6


def test_its_colours_are_the_dashboards():
    boards = "".join(board.read_text() for board in (HERE.parent / "grafana/dashboards").glob("*.json"))
    assert [colour for colour in COLOURS.values() if f'"{colour}"' not in boards] == []


def test_every_mark_of_a_chart_says_what_it_is(opened):
    page = opened(shop())
    told = page.locator("#revenue svg title").all_text_contents()
    assert told == ["Sunday, 1 December 2019: 49.99, 4 orders", "Monday, 2 December 2019: 20.00, 2 orders"]
    assert "Sun 10:00: 4.0 orders" in page.locator("#hours svg title").all_text_contents()


def test_rates_on_an_axis_have_as_manydecimals():
    assert [decimals(ticks) for ticks in ([0, 20, 40], [0.8, 1.0, 1.2], [0.25, 0.5])] == [0, 1, 2]


def test_is_readable_in_light_and_dark(opened, window):
    page = opened(shop())
    for colours in ("dark", "light"):
        page.emulate_media(color_scheme=colours)
        is_readable(page, colours)


def is_readable(page, colours):
    look = """selector => {
      const style = getComputedStyle(document.querySelector(selector));
      return [style.color, style.fill, style.backgroundColor].map(c => (c.match(/[\\d.]+/g) || []).map(Number)); }"""
    [_, letters, _] = page.evaluate(look, "#revenue svg text")
    [ink, _, _] = page.evaluate(look, "#revenue h2")
    [_, _, card] = page.evaluate(look, "#revenue")
    assert contrast(ink, card) > 12
    assert contrast(letters, card) > 4.5
    assert (luminance(card) < 0.1) == (colours == "dark")


def luminance(colour):
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_fits_the_window(opened, window):
    page = opened(shop())
    over = """() => [...document.querySelectorAll(".card, .card > *")]
      .filter(each => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
      .map(each => each.outerHTML.slice(0, 80))"""
    for width in (1400, 1216, 960, 600, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width > 900:
            assert page.evaluate(over) == [], width
    page.set_viewport_size({"width": 1216, "height": 900})


def test_prints(opened, tmp_path):
    file = tmp_path / "report.pdf"
    opened(shop()).pdf(path=file, prefer_css_page_size=True)
    assert file.read_bytes().count(b"/Type /Page\n") in range(2, 7)


def test_what_is_not_final_is_dashed(opened):
    moving = shop() + funnel("all", "all", (3, 1, 1), FIRST + DAY + 9 * HOUR, ["1d", "1h"], mature=False)
    page = opened(moving)
    assert page.locator("#funnel-session_purchase svg path[style*='stroke-dasharray: ']").count() == 1
    assert "not final yet" in text(page, "#funnel-session_purchase")
    assert text(page, "[data-badge=final]") == "final up to 2019-12-02 09:00 UTC"


def test_what_is_final_is_solid(opened):
    page = opened(shop())
    assert page.locator("#funnel-session_purchase svg path[style*='stroke-dasharray: ']").count() == 0
    assert text(page, "[data-badge=final]") == "all of it is final"


def test_says_what_the_oracle_found(opened):
    assert text(opened(shop()), "[data-badge=oracle]") == "the oracle agrees with all 54 points"


def test_says_that_the_oracle_differs(opened):
    page = opened(shop() + verdict(False, 54, 3))
    assert text(page, "[data-badge=oracle]") == "the oracle disagrees in 3 points or sums"


def test_says_that_nobody_asked_the_oracle(opened):
    page = opened([line for line in shop() if not line.startswith("verdict")])
    assert text(page, "[data-badge=oracle]") == "not compared with the oracle"


def test_says_which_sum_does_not_hold(opened):
    fields = {"consumed": 3, "valid": 1, "dead_letter": 1, "late_applied": 0}
    fields |= {"late_dropped": 0, "duplicate_dropped": 1, "session_missing": 0}
    page = opened([*shop(), point("pipeline", {"window": "1m"}, fields, FIRST + DAY)])
    assert text(page, "[data-badge=sums]") == "records do not add up"
    assert "off by 1: consumed = valid + dead-lettered" in text(page, "#trust")


def test_users_are_not_added_up(opened):
    page = opened(shop(), "--from", "2019-12-01", "--to", "2020-01-01")
    shown = figures(page)
    assert shown["funnel/user_purchase_1d/of"] == "December 2019"
    assert shown["funnel/user_purchase_1d/1/reached"] == "8"
    assert shown["active/2019-12/users"] == "8"


def test_a_funnel_of_ones_own_appears_with_its_steps(opened):
    name, labels = "sold_at_once", ("view", "purchase")
    lines = shop() + catalog(name, labels) + funnel("all", "all", (9, 2), FIRST, ["1h", "1d"], name=name)
    page = opened(lines)
    steps = [each.split() for each in page.locator(f"#funnel-{name} .step .line").all_inner_texts()]
    assert steps == [["view", "9", "100.00", "%"], ["purchase", "2", "22.22", "%", "22.22", "%"]]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "December"], "--from: 'December' is no day like 2019-12-01."),
        (["--from", "2019-12-02", "--to", "2019-12-01"], "--to: 2019-12-01 is not after --from 2019-12-02."),
        (["--from", "2021-01-01"], "There are no points of that time in database"),
        (["--database", "nowhere"], "InfluxDB at"),
        (["--influx-password-file", "nothing"], "--influx-password-file: cannot read nothing: No such file"),
        (["--influx-url", f"http://127.0.0.1:{free_port()}"], "InfluxDB does not answer at"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(influxd, tmp_path, arguments, sentence):
    database = filled(influxd, "mistaken", shop())
    where = ["--influx-url", influxd.url, "--database", database, "--out", str(tmp_path / "r.html")]
    ended = subprocess.run(
        [sys.executable, "-m", "report", *where, *arguments], cwd=HERE, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(sentence), ended.stderr
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "r.html").exists()


@pytest.mark.skipif("SHOP_SUMMARY" not in os.environ, reason="end-to-end runs it, on what a job has written")
def test_the_report_says_what_the_summary_says(window, tmp_path):
    summary = pathlib.Path(os.environ["SHOP_SUMMARY"]).read_text()
    file = tmp_path / "report.html"
    where = ["--influx-url", os.environ["SHOP_INFLUX_URL"]]
    where += ["--database", os.environ.get("SHOP_DATABASE", "shop")]
    assert main([*where, "--out", str(file)]) == 0
    window.complaints.clear()
    window.open(file)
    shown = figures(window.page)
    said = dict(said_by(summary, shown))
    assert window.complaints == []
    assert len(said) > 80
    assert {name: shown.get(name) for name in said} == said


def said_by(summary, shown):
    """Each number of the summary, under its name in the report."""
    for heading, rows in sections(summary):
        if heading.startswith("Events by type"):
            for name, events, *rest in rows[1:]:
                yield f"events/{name}/events", events
                if name != "all":
                    yield f"events/{name}/share", rest[0]
                    yield f"events/{name}/sum of price", rest[1]
        elif heading.startswith("Funnel "):
            yield from of_funnel(heading, rows[1:], shown)
        elif heading.startswith("Time to convert"):
            for name, conversions, half, most in rows[1:]:
                yield f"times/{name}/conversions", conversions
                yield f"times/{name}/p50", half
                yield f"times/{name}/p90", most
        elif heading.startswith("Orders"):
            yield from ((f"orders/{name}", number) for name, number in rows)
        elif heading.startswith("Carts"):
            for name, *numbers in rows:
                name = "open" if name == "still open" else name.split(":")[0]
                yield f"carts/{name}", numbers[0]
        elif heading.startswith("Active"):
            for day, *counts in (row for row in rows[1:] if len(row[0]) == 10):
                for name, count in zip(("users", "sessions", "buyers"), counts):
                    yield f"active/{day}/{name}", count
        elif heading.startswith("Data quality"):
            yield from ((f"records/{row[0]}", row[1]) for row in rows if len(row) == 2)


def of_funnel(heading, rows, shown):
    name = re.match(r"Funnel (\S+):", heading).group(1)
    if "not to be added up" in heading:
        days = [row for row in rows if len(row[0]) == 16]
        for step, reached in enumerate(days[-1][1:-1], 1):
            yield f"funnel/{name}/{step}/reached", reached
        return
    for label, reached, *rates in (row for row in rows if row[0] != "excluded"):
        step = label.split()[0]
        yield f"funnel/{name}/{step}/reached", reached
        yield f"funnel/{name}/{step}/of-first", rates[-1]
        if len(rates) == 2:
            yield f"funnel/{name}/{step}/of-before", rates[0]


def sections(summary):
    """Each heading with its rows of cells."""
    heading, rows = None, []
    for line in summary.splitlines():
        if line and not line.startswith(" "):
            if heading:
                yield heading, rows
            heading, rows = line, []
        elif line.strip():
            rows.append(re.split(r"\s{3,}", line.strip()))
    yield heading, rows
