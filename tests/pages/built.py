"""Read built pages from their files. Parsing takes up to a second, so results are cached."""

import functools
from pathlib import Path

from bs4 import BeautifulSoup, Tag


@functools.cache
def parsed(path: Path) -> BeautifulSoup:
    """Return a parsed page. Tests share it and must not modify it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def article(site: Path, name: str) -> Tag:
    """Return the content of a page of the Chinese edition. Tests must not modify it."""
    found = parsed(site / "book" / "zh" / f"{name}.html").select_one("article")
    assert found is not None
    return found
