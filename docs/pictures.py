"""Draw the README's pictures of a simulation from the built pages: one for each edition.

``python3 run.py pictures`` builds the book and runs this; it needs Chromium.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent
SITE = DOCS.parent / "_build" / "site"
# The welcome page's simulation in its wide form, cut below its picture, at one pixel a pixel so
# that the file stays small.
WIDTH, HEIGHT = 1280, 560
FORM = 'form[data-simulation="true-cost"]'


def draw(page: Page, language: str) -> Path:
    """Spread a loan over more payments on an edition's welcome page, and save what one sees.

    Parameters
    ----------
    page
        A page of the browser.
    language
        The edition's language.

    Returns
    -------
    pathlib.Path
        The picture's file.
    """
    page.goto((SITE / "book" / language / "index.html").as_uri())
    form = page.locator(f'{FORM}[data-state="live"]')
    form.wait_for()
    form.scroll_into_view_if_needed()
    # The same 250 yuan extra, over a year instead of three months.
    form.locator('[name="payment"]').fill("437.5")
    form.locator('[name="contract_periods"]').fill("12")
    form.locator(".picture:not([data-folded]) .chart svg").first.wait_for()
    form.evaluate("form => form.scrollIntoView()")
    # The drawing follows the input within a frame or two.
    page.wait_for_timeout(500)
    box = form.bounding_box()
    if box is None:
        raise SystemExit(f"{language}: the simulation is not on the page")
    target = DOCS / f"simulation.{language}.png"
    height = min(HEIGHT, box["height"])
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": height}
    page.screenshot(path=target, clip=clip)
    return target


def main() -> None:
    """Draw the picture of every edition that is built."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["LOANLAB_CHROMIUM"], args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": WIDTH, "height": 900})
        for folder in sorted((SITE / "book").iterdir()):
            target = draw(page, folder.name)
            sys.stdout.write(f"{target.name}: {target.stat().st_size / 1000:.0f} kB\n")
        chromium.close()


if __name__ == "__main__":
    main()
