"""Test the expressions that put words together: as Python does, in every language."""

import re

import altair as alt
import pytest

from loanlab.charts.compile import compile_spec, svg_of
from loanlab.charts.expressions import filled, width, with_unit
from loanlab.forms import formatting
from loanlab.text import catalogue

NUMBERS = ["1", "10,000", "-1,204.00", "\u22125", "+3.50", "12–30"]


def values_of(expression: str, texts: list[str]) -> list[str]:
    """Compute an expression of ``datum.text`` for each text."""
    chart = (
        alt.Chart(alt.Data(values=[{"text": text} for text in texts]))
        .transform_calculate(value=expression)
        .mark_text()
        .encode(text="value:N")
    )
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg_of(compile_spec(chart.to_dict())))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("unit", ["yuan", "months", "points"])
def test_a_unit_stands_where_python_puts_it(language: str, unit: str) -> None:
    interface = catalogue(language)["interface"]
    expected = [formatting.with_unit(number, unit, interface) for number in NUMBERS]
    assert values_of(with_unit("datum.text", interface["units"][unit]), NUMBERS) == expected


def test_a_template_is_filled_whatever_signs_it_has() -> None:
    expression = filled("It's “{text}”, {{not}} {text}$1.", text="datum.text")
    assert values_of(expression, ["a", "$&"]) == [
        "It's “a”, {not} a$1.",
        "It's “$&amp;”, {not} $&amp;$1.",
    ]


def test_a_chinese_character_is_as_wide_as_the_font_and_a_latin_letter_half() -> None:
    wide, narrow, mixed = map(
        float, values_of(width("datum.text", 10), ["额度不明", "¥12–30, a", "额度a"])
    )
    assert wide == pytest.approx(40)
    assert narrow == pytest.approx(9 * 5.8)
    assert mixed == pytest.approx(25.8)
