"""How it looks: the dashboards' colours, the letters, and matplotlib's settings."""

import pathlib

import matplotlib
from matplotlib import font_manager

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
}
"""Okabe and Ito's palette, as in grafana/dashboards: a thing has one colour wherever it appears."""

INK, MUTED, LINE, CARD = "#000001", "#000002", "#000003", "#000004"
"""Stand in for the page's own colours, which are others in the dark."""
OF_PAGE = {INK: "var(--ink)", MUTED: "var(--muted)", LINE: "var(--line)", CARD: "var(--card)"}

LETTERS = "Inter"
"""Where Debian's fonts-inter is; else the reader's own sans serif."""
WEIGHTS_BY_FILE = {"Inter-Regular": 400, "Inter-SemiBold": 600}
POINTS_A_PIXEL = 0.75


def _find_letters():
    """The installed files by weight; of the system, as matplotlib's own list may be older."""
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


matplotlib.use("svg")
matplotlib.rcParams.update(_settings())
