"""How it looks: the dashboards' colours, and drawings that follow the page's light and dark."""

import io
import itertools
import pathlib
import re
import xml.etree.ElementTree as ElementTree

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure

matplotlib.use("svg")

COLOURS = {
    "view": "#56B4E9",
    "cart": "#E69F00",
    "remove_from_cart": "#CC79A7",
    "purchase": "#009E73",
    "visitor": "#0072B2",
    "purchased": "#009E73",
    "emptied": "#CC79A7",
    "abandoned": "#D55E00",
    "open": "#999999",
    "week before": "#999999",
}
"""Okabe and Ito's palette, as in grafana/dashboards: each thing has one colour wherever it appears."""

INK, MUTED, LINE, CARD = "#000001", "#000002", "#000003", "#000004"
"""Stand in for the page's own colours, which are others in the dark."""
_OF_PAGE = {INK: "var(--ink)", MUTED: "var(--muted)", LINE: "var(--line)", CARD: "var(--card)"}

LETTERS = "Inter"
"""Where Debian's fonts-inter is; else the reader's own sans serif."""
WEIGHTS_BY_FILE = {"Inter-Regular": 400, "Inter-SemiBold": 600}
POINTS_A_PIXEL = 0.75
_SVG = "http://www.w3.org/2000/svg"
_numbers = itertools.count(1)


def _find_letters():
    """The installed files by weight. Asked of the system, as matplotlib's own list may be older than they are."""
    found = {}
    for file in font_manager.findSystemFonts(fontext="ttf"):
        weight = WEIGHTS_BY_FILE.get(pathlib.Path(file).stem)
        if weight:
            font_manager.fontManager.addfont(file)
            found[weight] = file
    return found


def letters_files():
    """The files of the letters by weight; none where they are not installed."""
    return dict(_LETTERS_FILES)


_LETTERS_FILES = _find_letters()
BOLD = 600 if _LETTERS_FILES else 700
"""The heavier of the two weights."""


def _settings():
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": "shop-funnel",
        "font.family": [LETTERS] if _LETTERS_FILES else ["DejaVu Sans"],
        "font.size": 12 * POINTS_A_PIXEL,
        "text.color": INK,
        "axes.edgecolor": LINE,
        "axes.labelcolor": MUTED,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "grid.color": LINE,
        "grid.linewidth": 0.75,
        "xtick.color": LINE,
        "xtick.labelcolor": MUTED,
        "xtick.major.size": 0,
        "xtick.major.pad": 6,
        "ytick.color": LINE,
        "ytick.labelcolor": MUTED,
        "ytick.major.size": 0,
        "lines.solid_capstyle": "round",
        "legend.frameon": False,
        "legend.labelcolor": MUTED,
    }


class Drawing:
    """A figure of so many pixels. `axes` is drawn on; `tell` says what a mark is; `svg` ends it."""

    def __init__(self, width, height, title, **margins):
        self._rc = matplotlib.rc_context(_settings())
        self._rc.__enter__()
        inches = (width / 96, height / 96)
        self._figure = Figure(figsize=inches)
        self.axes = self._figure.add_subplot()
        edges = {"left": 48, "right": 8, "top": 8, "bottom": 26} | margins
        self._figure.subplots_adjust(
            left=edges["left"] / width,
            right=1 - edges["right"] / width,
            top=1 - edges["top"] / height,
            bottom=edges["bottom"] / height,
        )
        self._title = title
        self._told = {}

    def tell(self, artist, words):
        """What a pointer over that mark reads."""
        name = f"mark-{next(_numbers)}"
        artist.set_gid(name)
        self._told[name] = words

    def svg(self):
        """The drawing as an element of a page."""
        out = io.StringIO()
        self._figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
        self._rc.__exit__(None, None, None)
        return _inline(out.getvalue(), self._title, self._told)


def _inline(svg, title, told):
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)
    for unwanted in root.findall(f"{{{_SVG}}}metadata"):
        root.remove(unwanted)
    root.set("role", "img")
    root.set("aria-label", title)
    for length in ("width", "height"):
        pixels = float(root.get(length).removesuffix("pt")) / POINTS_A_PIXEL
        root.set(length, f"{pixels:.0f}")
    for element in list(root.iter()):
        words = told.get(element.get("id"))
        if words:
            tip = ElementTree.Element(f"{{{_SVG}}}title")
            tip.text = words
            element.insert(0, tip)
    _drop_unused_names(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return _as_of_page(_own_names(text))


def _drop_unused_names(root):
    used = set(re.findall(r"(?:url\(#|href=\"#)([^)\"]+)", ElementTree.tostring(root, "unicode")))
    for element in root.iter():
        if element.get("id") and element.get("id") not in used:
            del element.attrib["id"]


def _own_names(text):
    """Names of this drawing alone: a page holds several."""
    prefix = f"d{next(_numbers)}-"
    text = re.sub(r'\bid="', f'id="{prefix}', text)
    text = re.sub(r"url\(#", f"url(#{prefix}", text)
    return re.sub(r'href="#', f'href="#{prefix}', text)


def _as_of_page(text):
    """The page's colours for those that stand in for them, and its letters for matplotlib's."""
    for stand_in, variable in _OF_PAGE.items():
        text = text.replace(stand_in, variable)
    text = re.sub(r"font: (?:(\d+|bold) )?([\d.]+)px [^;\"]*", r"font-weight: \1; font-size: \2px", text)
    return text.replace("font-weight: ;", "")
