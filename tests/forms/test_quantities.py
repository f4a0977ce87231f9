"""Numbers with units, as people type and paste them."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.fields import Number
from loanlab.forms.grading import grade_text
from loanlab.forms.links import state_from_link
from loanlab.forms.numerals import is_plain, typed_text, ungrouped
from loanlab.forms.quantities import WORDS, read_quantity
from loanlab.forms.units import UNITS
from loanlab.notebook.widgets import SimulationForm
from loanlab.simulations import simulations
from loanlab.text import catalogue
from tests.micropython import answers_of_micropython
from tests.text.languages import languages

from . import wire
from .typed import READ, REFUSED

CATALOGUES = {language: catalogue(language) for language in languages()}
STRINGS = CATALOGUES["zh"]
SIMULATIONS = simulations(facts())
UNSEEN = "\u00a0\u2009\u202f\u3000\u200b\u200e\u202d\u202c\u2060\u2066\u2069\ufeff\u00ad\u180e\t\n"
unseen = st.text(UNSEEN, max_size=4)
units = st.sampled_from(sorted(UNITS))
# Characters that texts with numbers are made of.
LIKELY = "0123456789.,%‰¥元万千百分之日月年天期个息厘一五十点/+- \u00a0\u200b０，．％wk"


def as_typed(value: float, unit: str) -> float:
    return round(float(value * 10 ** UNITS[unit][0]), 9)


@pytest.mark.parametrize(("unit", "text", "number"), READ)
def test_a_text_is_read_as_the_number_that_people_mean(unit: str, text: str, number: float) -> None:
    value, code = read_quantity(text, unit)
    assert (code, as_typed(value, unit)) == ("", number)


@pytest.mark.parametrize(("unit", "text", "code"), REFUSED)
def test_a_text_with_no_reading_or_several_is_refused(unit: str, text: str, code: str) -> None:
    assert read_quantity(text, unit) == (None, code)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("unit", sorted(UNITS))
def test_the_unit_that_stands_beside_an_input_may_be_typed_in_it(unit: str, language: str) -> None:
    texts = CATALOGUES[language]["interface"]["units"][unit]
    for text in ("12" + texts["suffix"], texts["value"].format("12")):
        assert read_quantity(text, unit) == read_quantity("12", unit)


@given(st.integers(0, 10**12), units)
def test_what_a_slider_or_a_link_writes_is_read_back(digits: int, unit: str) -> None:
    shift, places = UNITS[unit]
    value = float(str(digits) + "e-" + str(shift + places))
    text = typed_text(value, shift, places)
    assert is_plain(text)
    assert read_quantity(text, unit) == (value, "")


@given(st.integers(0, 10**9), units, unseen, unseen)
def test_invisible_characters_around_a_number_change_nothing(
    digits: int, unit: str, before: str, after: str
) -> None:
    text = str(digits / 100)
    assert read_quantity(before + text + after, unit) == read_quantity(text, unit)


@given(st.integers(1, 10**9), st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009", "，"]))
def test_grouping_an_amount_changes_nothing(yuan: int, separator: str) -> None:
    text = f"{yuan:,}".replace(",", separator)
    assert read_quantity(text, "yuan") == (yuan, "")
    assert read_quantity(text + ".25", "yuan") == (yuan + 0.25, "")


@given(
    st.integers(1, 10**9),
    st.sampled_from(["", "¥", "￥ ", "RMB", "cny ", "人民币", "人民币¥"]),
    st.sampled_from(["", *WORDS["yuan"], " 元"]),
)
def test_the_currency_of_an_amount_changes_nothing(yuan: int, before: str, after: str) -> None:
    assert read_quantity(f"{before}{yuan:,}{after}", "yuan") == (yuan, "")


@given(st.integers(0, 10**6), st.integers(1, 2))
def test_a_decimal_comma_is_read_as_a_point(digits: int, places: int) -> None:
    text = f"{digits / 10**places:.{places}f}"
    assert read_quantity(text.replace(".", ","), "percent") == read_quantity(text, "percent")


@given(st.text(LIKELY, max_size=12) | st.text(max_size=200), units)
def test_every_text_is_read_or_refused_in_words(text: str, unit: str) -> None:
    value, code = read_quantity(text, unit)
    assert (value is None) == (code in STRINGS["interface"]["refusals"]) == (code != "")
    assert value is None or (isinstance(value, float) and value - value == 0)


@given(st.text(LIKELY, max_size=12) | st.text(max_size=200))
def test_every_field_gives_every_text_a_value_or_a_message(text: str) -> None:
    for simulation in SIMULATIONS.values():
        for field in simulation.fields:
            for column in getattr(field, "columns", [field]):
                value, invalid = column.read(text)
                assert (value is None) == (invalid is not None)
                assert invalid is None or invalid.code in STRINGS["interface"]["refusals"]


@given(st.text("0123456789., ", max_size=14))
def test_digits_are_kept_in_their_order(text: str) -> None:
    found = ungrouped(text)
    if found is not None:
        kept = [character for character in text if character in "0123456789"]
        assert found.replace(".", "").strip("0") == "".join(kept).strip("0")


def test_the_browser_reads_the_same_texts_alike(bundle: Path, tmp_path: Path) -> None:
    dice = random.Random(20261127)
    numbers = [f"{dice.uniform(0, 10**6):,.{dice.randint(0, 9)}f}" for _ in range(300)]
    texts = sorted({row[1] for row in [*READ, *REFUSED]})
    texts += [text for number in numbers for text in (number, number.replace(",", ""))]
    texts += ["".join(dice.choices(LIKELY, k=dice.randint(1, 9))) for _ in range(1000)]
    calls = json.dumps([[text, unit] for text in texts for unit in UNITS], ensure_ascii=False)
    theirs = answers_of_micropython(("model", "forms"), wire, calls, tmp_path)
    ours = json.loads(wire.answers(calls))
    asked = json.loads(calls)
    assert [each for each in zip(asked, ours, theirs, strict=True) if each[1] != each[2]] == []


# The same reading behind every door.


def message(name: str, field: str, text: str, language: str = "zh") -> str:
    simulation = SIMULATIONS[name]
    typed = {**defaults(simulation), field: text}
    reply = evaluate(simulation, typed, CATALOGUES[language]).reply()
    return str(reply["errors"].get(field, ""))


@pytest.mark.parametrize(
    ("name", "field", "text", "parts"),
    [
        ("late-payment", "daily_rate", "7.2%/年", ["每日的利率", "0%到0.1%"]),
        ("repayment", "nominal_annual_rate", "0.05%/日", ["每年的利率"]),
        ("repayment", "nominal_annual_rate", "1分", ["几种读法"]),
        ("repayment", "nominal_annual_rate", "7,250", ["小数点"]),
        ("repayment", "months", "12天", ["别的单位", "1个月到"]),
        ("repayment", "months", "1,000", ["超出范围"]),
        ("repayment", "principal", "900,000", ["超出范围"]),
    ],
)
def test_a_refusal_says_what_the_field_wants(
    name: str, field: str, text: str, parts: list[str]
) -> None:
    label = STRINGS["simulations"][name]["fields"][field]["label"]
    said = message(name, field, text)
    assert [part for part in [label, "可填", *parts] if part not in said] == []


@pytest.mark.parametrize(
    ("name", "field", "text", "said"),
    [
        (
            "late-payment",
            "daily_rate",
            "7.2% a year",
            "“{label}” takes a daily rate. Convert yours first, from 0% to 0.1%.",
        ),
        (
            "repayment",
            "nominal_annual_rate",
            "0.05% a day",
            "“{label}” takes an annual rate. Convert yours first, from 0.00% to ",
        ),
        ("repayment", "nominal_annual_rate", "1分", "In “{label}”, “厘” (li) and “分” (fen)"),
        ("repayment", "nominal_annual_rate", "7,250", "The comma in “{label}” was read as"),
        (
            "repayment",
            "months",
            "12 days",
            "“{label}” is in another unit. Convert it first, from 1 ",
        ),
        ("repayment", "months", "1,000", "“{label}” is out of range. It can be from 1 month to "),
        ("repayment", "months", "1.5", "“{label}” takes a whole number, from 1 month to "),
        ("repayment", "principal", "", "Fill in “{label}”, from ¥100 to "),
        ("repayment", "principal", "lots", "“{label}” takes a number, from ¥100 to "),
        ("repayment", "start_date", "soon", "“{label}” takes a day that the calendar has, from 1 "),
        ("repayment", "method", "gold", "For “{label}”, choose one from the list."),
    ],
)
def test_a_refusal_in_english_says_what_the_field_wants(
    name: str, field: str, text: str, said: str
) -> None:
    label = CATALOGUES["en"]["simulations"][name]["fields"][field]["label"]
    refusal = message(name, field, text, "en")
    assert refusal.startswith(said.format(label=label)), refusal
    assert refusal.endswith(".")


@pytest.mark.parametrize("text", ["¥10,000.00", "1万", "10000\u00a0", "1 0000", "1.0w", "10 000元"])
def test_a_link_and_a_widget_read_what_is_typed_on_the_page(text: str) -> None:
    simulation: Any = SIMULATIONS["repayment"]
    field: Number = simulation.field("principal")
    is_read = field.read(text)[1] is None
    state = state_from_link(simulation, [["principal", text]], STRINGS)
    assert (state["notice"] == "") == is_read
    form = SimulationForm(simulation, STRINGS)
    form.build()
    form.inputs.boxes["principal"].value = text
    assert (form.alert.value == "") == is_read
    if is_read:
        assert field.read(state["typed"]["principal"]) == (10000, None)


def test_a_link_s_choice_and_day_may_have_invisible_characters_around_them() -> None:
    simulation = SIMULATIONS["repayment"]
    pairs = [["method\u200b", "bullet\u00a0"], ["start_date", "\ufeff2027-03-31\u2060"]]
    state = state_from_link(simulation, pairs, STRINGS)
    assert state["notice"] == ""
    assert (state["typed"]["method"], state["typed"]["start_date"]) == ("bullet", "2027-03-31")


@pytest.mark.parametrize(
    "text",
    ["14.6", "14,6", "14.6%", "14.6\u00a0", "１４．６％", "14.6%/年", "年化14.6%", "14.6% a year"],
)
def test_an_answer_is_read_like_a_field(text: str) -> None:
    graded = grade_text(exercises(facts())["rates-fenfu-year"], text, STRINGS)
    assert graded["verdict"] == "right"


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("zh", "x", "数字"),
        ("zh", "", "数字"),
        ("zh", "0.04%/日", "% / 年"),
        ("zh", "14.6元", "% / 年"),
        ("en", "x", "Enter a number"),
        ("en", "", "Enter a number"),
        ("en", "0.04% a day", "“%/year”"),
        ("en", "14.6 yuan", "“%/year”"),
    ],
)
def test_an_answer_that_cannot_be_read_is_not_graded(language: str, text: str, part: str) -> None:
    graded = grade_text(exercises(facts())["rates-fenfu-year"], text, CATALOGUES[language])
    assert graded["verdict"] == "unreadable"
    assert part in graded["text"]
