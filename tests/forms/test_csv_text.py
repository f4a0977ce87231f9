"""A picture's rows as a CSV file."""

import io
from typing import Any

import pandas as pd
import pytest

from loanlab.data import facts
from loanlab.forms.csv_text import csv_text
from loanlab.forms.definition import Table
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.formatting import picture_strings
from loanlab.forms.outputs import quantity, word
from loanlab.simulations import simulations
from loanlab.text import catalogue

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]


@pytest.mark.parametrize("picture", SIMULATION.pictures, ids=lambda picture: picture.name)
def test_pandas_reads_back_the_same_numbers(picture: Any) -> None:
    rows = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).reply()["rows"][picture.name]
    own = picture_strings(STRINGS["simulations"]["rate-builder"], picture)
    text = csv_text(picture, rows, own, STRINGS["interface"])
    frame = pd.read_csv(io.BytesIO(text.encode()), encoding="utf-8-sig")
    for column in picture.columns:
        key = f"{column.name}_text" if column.unit == "word" else column.name
        read = frame[own["columns"][column.name]].tolist()
        if column.unit != "word":
            assert read == pytest.approx([row[key] for row in rows], rel=0, abs=0.5e-12)
        else:
            assert read == [row[key] for row in rows]


def words_as_csv(text: str) -> str:
    picture = Table("p", [word("name")])
    own = {"columns": {"name": "名"}, "words": {"key": text}}
    return csv_text(picture, [{"name": "key"}], own, {})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_escaped(start: str) -> None:
    text = words_as_csv(f"{start}SUM(A1)")
    assert f"'{start}SUM" in text


def test_commas_quotes_and_line_ends_stay_inside_their_cell() -> None:
    hard = 'a,"b"\r\nc'
    text = words_as_csv(hard)
    assert pd.read_csv(io.StringIO(text[1:], newline=""))["名"].tolist() == [hard]


def test_the_file_begins_with_a_byte_order_mark_for_excel() -> None:
    picture = Table("p", [quantity("name")])
    assert csv_text(picture, [{"name": 1}], {"columns": {"name": "n"}}, {}) == "\ufeffn\r\n1\r\n"
