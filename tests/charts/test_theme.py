"""Test the shared palette of pages and charts: distinct and legible in light and dark."""

import itertools
import re
from pathlib import Path

import pytest

import loanlab.charts
from loanlab.charts.theme import PALETTE, PAPER

STYLE = Path(loanlab.charts.__file__).parent / "palette.css"
TEXTS = ("text", "muted", "accent", "good", "warn", "bad")
SERIES = [name for name in PALETTE if name.startswith("series-")]


def modes() -> dict[str, dict[str, str]]:
    """Return the light and dark colours of the style sheet."""
    blocks = re.findall(r"\{[^{}]*\}", STYLE.read_text(encoding="utf-8"))
    pattern = r"--ll-([\w-]+): (#[0-9a-f]{6})"
    light, dark = (dict(re.findall(pattern, block)) for block in blocks)
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2 contrast ratio."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_charts_use_the_light_colours_of_the_pages() -> None:
    light = modes()["light"]
    assert {name: light[name] for name in PALETTE} == PALETTE
    assert light["background"] == PAPER


def test_dark_mode_defines_every_colour_of_light_mode() -> None:
    assert set(modes()["dark"]) == set(modes()["light"])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "surface", "accent-soft"])
def test_every_text_colour_is_legible_on_every_background(mode: str, ground: str) -> None:
    colours = modes()[mode]
    for name in TEXTS:
        assert contrast(colours[name], colours[ground]) >= 4.5, name


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_line_and_bar_contrasts_with_its_background(mode: str) -> None:
    colours = modes()[mode]
    for name in SERIES:
        assert contrast(colours[name], colours["background"]) >= 3, name


def test_no_two_colours_of_the_palette_are_the_same() -> None:
    # The build identifies each colour by its value.
    for one, other in itertools.combinations(PALETTE, 2):
        assert PALETTE[one] != PALETTE[other], (one, other)
