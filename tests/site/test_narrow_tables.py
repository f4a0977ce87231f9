"""Test how tables are told to fit a phone; tests/pages/test_reader.py measures that they do."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from loanlab.site.narrow_tables import fit_tables


def fitted(html: str) -> Tag:
    table = BeautifulSoup(fit_tables(f"<p>x</p>{html}"), "html.parser").table
    assert table is not None
    return table


def prose(*rows: tuple[str, ...]) -> str:
    head, *body = (
        "".join(f"<{kind}>{text}</{kind}>" for text in row)
        for kind, row in zip(["th", *["td"] * len(rows)], rows, strict=False)
    )
    lines = "".join(f"<tr>{line}</tr>" for line in body)
    return f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


LONG = "签约以前先把放款机构和年化都看清楚"


@pytest.mark.parametrize(
    ("rows", "how"),
    [
        ([("产品", "年化"), ("微粒贷", "18.25%")], "fit"),
        ([("做什么", "为什么"), (LONG, LONG)], "fit"),
        ([("期数", "做什么", "为什么"), ("3", LONG, LONG)], "fit"),
        ([("期", "利息", "本金", "费用", "余额"), ("1", *["12,345.67"] * 4)], "small"),
        ([("一", "二", "三", "四"), (LONG, LONG, LONG, LONG)], "cards"),
        ([("一", "二", "三", "四", "五"), ("1", *["123,456.0000"] * 4)], "cards"),
    ],
)
def test_a_table_fits_a_phone(rows: list[tuple[str, ...]], how: str) -> None:
    assert fitted(prose(*rows))["data-narrow"] == how


def test_short_cells_stay_on_one_line() -> None:
    table = fitted(prose(("期数", "做什么"), ("12", LONG)))
    short = [cell.get_text() for cell in table.select(".short")]
    assert short == ["期数", "做什么", "12"]


def test_a_card_names_its_values_and_a_number_in_its_title() -> None:
    head = ("产品", "一", "二", "三")
    table = fitted(prose(head, ("微粒贷", LONG, LONG, LONG), ("12", LONG, LONG, LONG)))
    named = [
        [cell.get("data-name") for cell in row.select("td")] for row in table.select("tbody tr")
    ]
    assert named == [[None, *head[1:]], [*head]]
    assert not table.select("th[data-name]")


def test_tables_of_pandas_are_told_too() -> None:
    frame = pd.DataFrame({f"第{number}列": [12_345.6789, 0.5] for number in range(7)})
    assert fitted(frame.to_html())["data-narrow"] == "cards"
    styled = fitted(frame[["第0列"]].style.hide(axis="index").to_html())
    assert styled["data-narrow"] == "fit"
    assert styled.select("td.data.short")


def test_tables_of_displays_are_left_alone() -> None:
    for html in ('<table class="claim-table"><tr><td>x</td></tr></table>', "<table></table>"):
        assert fit_tables(html) == html
