"""From typed texts to results as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.forms.links import state_from_link
from loanlab.simulations import simulations
from loanlab.text import catalogue

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
NUMBERS = [field for field in SIMULATION.fields if field.kind == "number"]


def test_the_default_state_gives_outputs_a_sentence_and_rows() -> None:
    view = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).reply()
    assert view["errors"] == {}
    assert [output["text"] for output in view["outputs"]][1] == "18.25%"
    assert "18.25%" in view["sentence"]
    assert view["rows"]["waterfall"][1]["change_text"] == "0.0000%"


def test_a_fall_has_a_minus_sign() -> None:
    typed = {**defaults(SIMULATION), "first_period_discount": "50"}
    rows = evaluate(SIMULATION, typed, STRINGS).reply()["rows"]["waterfall"]
    assert rows[3]["stage"] == "first_period_discount"
    # Half of 0.05% a day.
    assert rows[3]["change_text"] == "−0.0250%"


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
@pytest.mark.parametrize(
    "text", ["", "   ", "abc", "1e309", "-1", "99999999", "<script>alert(1)</script>"]
)
def test_bad_input_is_refused_with_the_allowed_range(field: object, text: str) -> None:
    name = field.name  # type: ignore[attr-defined]
    view = evaluate(SIMULATION, {**defaults(SIMULATION), name: text}, STRINGS).reply()
    message = view["errors"][name]
    label = STRINGS["simulations"]["rate-builder"]["fields"][name]["label"]
    assert label in message
    assert "可填" in message
    assert view["alert"] != ""
    assert "outputs" not in view


def test_only_the_bad_fields_are_named() -> None:
    view = evaluate(SIMULATION, {**defaults(SIMULATION), "lpr": "x"}, STRINGS).reply()
    assert list(view["errors"]) == ["lpr"]


def test_a_missing_field_counts_as_empty() -> None:
    view = evaluate(SIMULATION, {}, STRINGS).reply()
    assert set(view["errors"]) == {field.name for field in SIMULATION.fields}


def test_a_choice_that_does_not_exist_is_refused() -> None:
    view = evaluate(SIMULATION, {**defaults(SIMULATION), "product": "gold"}, STRINGS).reply()
    assert "列表" in view["errors"]["product"]


def test_points_are_whole() -> None:
    view = evaluate(SIMULATION, {**defaults(SIMULATION), "pay_score": "650.5"}, STRINGS).reply()
    assert "整数" in view["errors"]["pay_score"]


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
def test_both_bounds_are_allowed(field: object) -> None:
    for bound in (field.minimum, field.maximum):  # type: ignore[attr-defined]
        text = field.text_of(bound)  # type: ignore[attr-defined]
        assert field.read(text) == (bound, None)  # type: ignore[attr-defined]


@given(st.dictionaries(st.sampled_from([f.name for f in SIMULATION.fields]), st.text()))
def test_no_typed_text_raises(typed: dict[str, str]) -> None:
    view = evaluate(SIMULATION, {**defaults(SIMULATION), **typed}, STRINGS).reply()
    assert ("outputs" in view) != bool(view["errors"])


def test_a_link_opens_the_state_that_it_names() -> None:
    state = state_from_link(SIMULATION, [["product", "fenfu"], ["lpr", "3.5"]], STRINGS)
    assert state["typed"] == {**defaults(SIMULATION), "product": "fenfu", "lpr": "3.5"}
    assert state["notice"] == ""


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_a_hostile_link_leaves_a_valid_state_and_a_notice(pairs: list[list[str]]) -> None:
    state = state_from_link(SIMULATION, pairs, STRINGS)
    assert evaluate(SIMULATION, state["typed"], STRINGS).reply()["errors"] == {}
    assert (state["notice"] != "") == bool(pairs)


def test_a_sentence_shows_the_fen_that_were_counted() -> None:
    disclosure, finder = [
        simulations(facts())[name] for name in ("cost-disclosure", "product-finder")
    ]
    typed = {**defaults(disclosure), "principal": "84597.165"}
    view = evaluate(disclosure, typed, STRINGS).reply()
    assert view["rows"]["disclosure"][0]["standard_text"] == "84,597.17"
    view = evaluate(finder, {**defaults(finder), "amount": "84597.165"}, STRINGS).reply()
    assert "借84,597.17元" in view["sentence"]
    whole = evaluate(finder, {**defaults(finder), "amount": "5000.000"}, STRINGS).reply()
    assert "借5,000元" in whole["sentence"]
