"""The built pages as they lie in their files, each parsed once: it takes up to a second."""

import functools
from pathlib import Path

from bs4 import BeautifulSoup, Tag


@functools.cache
def parsed(path: Path) -> BeautifulSoup:
    """A page; no test may change it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def article(site: Path, name: str) -> Tag:
    """What a page of the Chinese edition says; no test may change it."""
    found = parsed(site / "book" / "zh" / f"{name}.html").select_one("article")
    assert found is not None
    return found
