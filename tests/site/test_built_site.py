"""Test the files of the built site: what its pages load and what it ships."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from loanlab.site import page_assets
from loanlab.site.paths import LICENCES, ROOT

STYLE = "_static/loanlab/loanlab.css"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Return the path and the HTML of every page of the site."""
    found = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    assert {"index.html", "book/zh/search.html", "book/en/rates.html"} <= set(found)
    return found


def test_every_icon_on_a_page_has_an_svg_shape(site: Path, pages: dict[str, str]) -> None:
    style = (site / STYLE).read_text(encoding="utf-8")
    shapes = set(re.findall(r"^\.(fa-[a-z-]+) \{[^}]*--icon: url\(", style, re.MULTILINE))
    shown = {name for page in pages.values() for name in re.findall(r"\bfa-[a-z-]+", page)}
    assert shown - {"fa-solid"} == shapes
    assert len(shapes) >= 9


def test_no_icon_font_is_shipped(site: Path) -> None:
    fonts = {path.stem.partition("_")[0] for path in site.rglob("*.woff*")}
    assert fonts == {"KaTeX"}


def test_every_static_file_is_used_by_a_page_style_sheet_or_script(site: Path) -> None:
    readers = [path for path in site.rglob("*") if path.suffix in {".html", ".css", ".js"}]
    text = "\n".join(path.read_text(encoding="utf-8") for path in readers)
    named = set(re.findall(r"[\w.-]+\.\w+", text))
    unnamed = {
        path.name
        for path in (site / "_static").rglob("*")
        if path.is_file() and path.name not in named
    }
    # Loaded only by pages that need them; at present no page does.
    assert unnamed <= set(page_assets.THEME_FILES)


def test_no_page_uses_anything_that_its_policy_forbids(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        html = BeautifulSoup(page, "html.parser")
        head = html.head
        assert head is not None, name
        first = head.select("meta[http-equiv=Content-Security-Policy], script, style, link")[0]
        assert first.name == "meta", name
        assert "script-src 'self' 'wasm-unsafe-eval';" in str(first["content"]), name
        data = {"application/json", "application/ld+json"}
        inline = [
            tag for tag in html("script") if not tag.get("src") and tag.get("type") not in data
        ]
        assert inline == [], name
        for tag in html(True):
            assert not [attribute for attribute in tag.attrs if attribute.startswith("on")], name
            assert not str(tag.get("href", "")).startswith("javascript:"), name


def test_the_site_ships_the_licences(site: Path) -> None:
    for name in LICENCES:
        assert (site / name).read_bytes() == (ROOT / name).read_bytes(), name
