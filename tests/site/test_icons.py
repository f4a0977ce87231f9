"""Icons: the fonts and the style sheet hold what the book shows, and no more."""

import io
from pathlib import Path

import pydata_sphinx_theme
import pytest
from fontTools.ttLib import TTFont

from loanlab.site.icons import cut_font, cut_style, icon_rules, used_codes

STYLE = (
    '@font-face{font-family:"Font Awesome\\ 6 Free";font-weight:900;'
    'src:url(../webfonts/fa-solid-900.woff2) format("woff2")}'
    '@font-face{font-family:"Font Awesome\\ 6 Brands";'
    'src:url(../webfonts/fa-brands-400.woff2) format("woff2")}'
    '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}'
    '.fa-print:before{content:"\\f02f"}'
)


@pytest.fixture(scope="module")
def solid() -> bytes:
    """The theme's own whole font."""
    theme = Path(pydata_sphinx_theme.__file__).parent
    (font,) = theme.rglob("fa-solid-900.woff2")
    return font.read_bytes()


def test_an_icon_is_found_by_any_of_its_names_and_in_a_style_sheet() -> None:
    rules = icon_rules(STYLE)
    assert used_codes(['<i class="fa-solid fa-navicon"></i>'], rules) == {"f0c9"}
    assert used_codes(['.x::before { content: "\\f054"; }'], rules) == {"f054"}
    assert used_codes(["<p>fa-unknown</p>"], rules) == set()


def test_the_style_keeps_the_shown_icon_and_the_font_that_is_left() -> None:
    style = cut_style(STYLE, {"f0c9"}, {"fa-solid-900"})
    assert "fa-navicon" in style
    assert "fa-print" not in style
    assert "fa-brands" not in style
    assert "url(fa-solid-900.woff2)" in style


def test_a_cut_font_has_the_shown_characters_alone(solid: bytes) -> None:
    cut = cut_font(solid, {"f0c9"})
    assert cut is not None
    assert len(cut) < len(solid) / 50
    assert set(TTFont(io.BytesIO(cut)).getBestCmap()) == {0xF0C9}


def test_a_font_with_none_of_the_characters_is_left_out(solid: bytes) -> None:
    assert cut_font(solid, {"0001"}) is None
