"""Test charts made in chapter cells: each has a drawing, a description and a table."""

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from loanlab.charts.compile import compile_spec
from loanlab.site.vegalite import ChartError, chart_html, table_of
from loanlab.text import catalogue

ROWS = pd.DataFrame({"日": pd.to_datetime(["2024-02-29", "2025-05-20"]), "率": [0.0345, 0.03]})
LINE = (
    alt.Chart(ROWS)
    .mark_line()
    .encode(
        x="日:T",
        y="率:Q",
        tooltip=[
            alt.Tooltip("日:T", title="公布日", format="%Y-%m-%d"),
            alt.Tooltip("率:Q", format=".2%"),
        ],
    )
)


def test_the_table_has_the_content_of_the_tooltips() -> None:
    table = table_of(LINE.to_dict())
    assert table.heads == ["公布日", "率"]
    assert table.rows == [["2024-02-29", "3.45%"], ["2025-05-20", "3.00%"]]


def test_a_layered_charts_table_comes_from_the_layer_with_tooltips() -> None:
    line = pd.DataFrame({"率": [0.24]})
    layered = alt.Chart(line).mark_rule().encode(y="率:Q") + LINE
    assert table_of(layered.to_dict()).rows == table_of(LINE.to_dict()).rows


def test_a_chart_without_tooltips_is_refused() -> None:
    with pytest.raises(ChartError, match="tooltips"):
        table_of(alt.Chart(ROWS).mark_line().encode(y="率:Q").to_dict())


def test_a_chart_without_a_description_is_refused() -> None:
    chart = LINE.to_dict()
    with pytest.raises(ChartError, match="description"):
        chart_html(chart, compile_spec(chart), "key", catalogue("zh"))


def test_a_chart_is_embedded_with_its_drawing_label_and_table() -> None:
    chart = LINE.properties(description='一路"向下"<b>').to_dict()
    html = BeautifulSoup(
        chart_html(chart, compile_spec(chart), "abc", catalogue("zh")), "html.parser"
    )
    place = html.select_one("figure > .chart[role=img][data-chart=abc]")
    assert place is not None
    assert place["aria-label"] == '一路"向下"<b>'
    assert place.select_one("svg") is not None
    assert len(html.select("tbody tr")) == 2
    assert html.select("b") == []
