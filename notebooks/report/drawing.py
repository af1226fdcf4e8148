"""Drawings as parts of a page: SVG that follows its light and dark, whose marks say what they are."""

import io
import itertools
import re
import xml.etree.ElementTree as ElementTree

from matplotlib.figure import Figure

from report.theme import OF_PAGE, POINTS_A_PIXEL

PIXELS_AN_INCH = 96
_SVG = "http://www.w3.org/2000/svg"
_numbers = itertools.count(1)


class Drawing:
    """A figure of so many pixels. `axes` is drawn on; `tell` says what a mark is; `svg` ends it."""

    def __init__(self, width, height, title, **margins):
        self._figure = Figure(figsize=(width / PIXELS_AN_INCH, height / PIXELS_AN_INCH))
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
    """The page's own colours for those that stand in for them, and its letters, which are inherited."""
    for stand_in, variable in OF_PAGE.items():
        text = text.replace(stand_in, variable)
    return re.sub(r"font-family: [^;\"]*;? ?", "", text)
