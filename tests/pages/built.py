"""Read built pages from their files. Parsing takes up to a second, so results are cached."""

import functools
from pathlib import Path

from bs4 import BeautifulSoup, Tag

# What is about words, layout and links is tested in every edition, arithmetic and scripts in one.
LANGUAGES = ("zh", "en")


@functools.cache
def parsed(path: Path) -> BeautifulSoup:
    """Return a parsed page. Tests share it and must not modify it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def article(site: Path, name: str, language: str = "zh") -> Tag:
    """Return the content of a page of an edition. Tests must not modify it."""
    found = parsed(site / "book" / language / f"{name}.html").select_one("article")
    assert found is not None
    return found


def headings(page: Tag) -> list[str]:
    """List the titles of a page's sections."""
    return [heading.get_text().removesuffix("#") for heading in page.select("h2")]


def section_titled(page: Tag, title: str) -> Tag:
    """Return the section whose title begins so."""
    for section in page.select("section"):
        heading = section.select_one(":scope > h2, :scope > details > summary > h2")
        if heading is not None and heading.get_text().startswith(title):
            return section
    raise AssertionError(title)
