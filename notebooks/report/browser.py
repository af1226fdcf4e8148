"""Opens a page as a reader does, in headless Chromium: `python -m report.browser PAGE --picture FILE`."""

import argparse
import contextlib
import io
import pathlib
import shutil
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from report.problem import Problem

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
COLOURS_OF_A_PICTURE = 256


class Sight:
    """A page in a window: `complaints` are what its console said, `requests` what it asked for."""

    def __init__(self, page):
        self.page = page
        self.complaints = []
        self.requests = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)

    def open(self, file):
        self.page.goto(pathlib.Path(file).resolve().as_uri())
        self.page.evaluate("document.fonts.ready")

    def _note(self, request):
        if not request.url.startswith("data:"):
            self.requests.append(request.url)


@contextlib.contextmanager
def sight(colours="light", width=1216, height=900, sharpness=1):
    """A window of Chromium, in a reader's `light` or `dark`. Raises Problem where there is no Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Problem("Chromium is missing; install it (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield Sight(
                browser.new_page(
                    viewport={"width": width, "height": height},
                    device_scale_factor=sharpness,
                    color_scheme=colours,
                )
            )
        finally:
            browser.close()


def picture(file, out, colours, width=1216, height=900, sharpness=2):
    """The upper part of a page as a PNG of few bytes."""
    with sight(colours, width, height, sharpness) as seen:
        seen.open(file)
        shot = Image.open(io.BytesIO(seen.page.screenshot(full_page=height == 0)))
    few = shot.convert("RGB").quantize(COLOURS_OF_A_PICTURE, kmeans=3, dither=Image.Dither.NONE)
    few.save(out, optimize=True)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="report.browser",
        description="Takes a picture of a page's upper part, in headless Chromium.",
        epilog="Example: python -m report.browser report.html --picture report-dark.png --colours dark",
    )
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--picture", type=pathlib.Path, required=True, metavar="FILE")
    parser.add_argument("--colours", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=1216, help="in pixels (%(default)s)")
    parser.add_argument("--height", type=int, default=900, help="in pixels (%(default)s); 0: all of it")
    parser.add_argument("--sharpness", type=float, default=2, help="dots a pixel (%(default)s)")
    chosen = parser.parse_args(arguments)
    try:
        picture(chosen.page, chosen.picture, chosen.colours, chosen.width, chosen.height, chosen.sharpness)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    print(chosen.picture.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
