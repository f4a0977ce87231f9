"""Comparison of two results."""

import copy
import random
import re
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.comparison import WITHOUT_DIFFERENCE, changes, compare
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.simulations import states

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())


def compared(simulation: Any, pinned: dict[str, str], typed: dict[str, str]) -> dict[str, Any]:
    before, now = [evaluate(simulation, state, STRINGS) for state in (pinned, typed)]
    return compare(pinned, typed, before, now)


def number(text: str) -> float:
    """The number that a reader sees, negative where a word says so."""
    sign = -1 if text.startswith(("多付", "少付", "还差")) else 1
    digits = re.search(r"[-−]?[\d,]+(\.\d+)?", text)
    assert digits is not None, text
    return sign * float(digits.group().replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", NAMES)
def test_a_difference_is_that_of_the_two_numbers_beside_it(name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    checked = 0
    while checked < 12:
        pair = [states.random_state(simulation, dice) for _ in range(2)]
        pair[0] = dice.choice([pair[0], defaults(simulation)])
        if any(evaluate(simulation, typed, STRINGS).reply()["alert"] for typed in pair):
            continue
        checked += 1
        shown = compared(simulation, pair[0], pair[1])["outputs"]
        labels = STRINGS["simulations"][name]["outputs"]
        of_label = {labels[output.name]: output for output in simulation.outputs}
        for row in shown:
            output = of_label[row["label"]]
            if output.unit in WITHOUT_DIFFERENCE or not row["difference"]:
                continue
            apart = number(row["now"]) - number(row["pinned"])
            assert number(row["difference"]) == pytest.approx(apart, abs=1e-6), row
            assert (apart > 1e-9) == row["difference"].startswith("+")


def test_a_difference_has_the_unit_of_what_differs() -> None:
    simulation: Any = SIMULATIONS["group-discount"]
    start = defaults(simulation)
    shown = compared(simulation, start, {**start, "friends": "9"})["outputs"]
    labels = STRINGS["simulations"]["group-discount"]["outputs"]
    by_label = {row["label"]: row["difference"] for row in shown}
    assert by_label[labels["net"]].endswith("元")
    assert by_label[labels["saving"]] == "+141.56元"
    assert by_label[labels["discounted_annual_rate"]] == "−2.50个百分点"


def labels_of(name: str) -> dict[str, str]:
    fields = STRINGS["simulations"][name]["fields"]
    return {field: texts["label"] for field, texts in fields.items()}


def compared_inputs(name: str, pinned: dict[str, str], typed: dict[str, str]) -> Any:
    start = defaults(SIMULATIONS[name])
    found = compared(SIMULATIONS[name], {**start, **pinned}, {**start, **typed})["inputs"]
    names = {label: field for field, label in labels_of(name).items()}
    return {
        names.get(each["label"], each["label"]): (each["pinned"], each["now"]) for each in found
    }


def test_an_input_stands_in_a_comparison_as_it_was_understood() -> None:
    pinned = {"principal": "2万", "start_date": "2027/3/5"}
    typed = {"principal": "12000", "start_date": "2027-01-31"}
    assert compared_inputs("repayment", pinned, typed) == {
        "principal": ("20,000元", "12,000元"),
        "start_date": ("2027年3月5日", "2027年1月31日"),
    }


def test_two_texts_with_one_reading_do_not_differ() -> None:
    assert compared_inputs("repayment", {"principal": "1万"}, {"principal": "10,000.00"}) == {}


def test_a_field_that_one_state_hides_is_listed_with_nothing_there() -> None:
    by_year = compared_inputs("repayment", {}, {"rate_kind": "daily_rate", "daily_rate": "0.04"})
    assert by_year["daily_rate"] == (STRINGS["interface"]["none"], "0.04%")
    assert by_year["nominal_annual_rate"][1] == STRINGS["interface"]["none"]
    # A text that no state shows is no difference.
    assert compared_inputs("repayment", {}, {"daily_rate": "0.04"}) == {}


def test_the_cells_of_hidden_rows_are_listed_with_nothing_there() -> None:
    shown = compared_inputs("true-cost", {"basis": "terms"}, {"basis": "flows"})
    rows = STRINGS["simulations"]["true-cost"]["fields"]["flows"]
    none = STRINGS["interface"]["none"]
    assert shown["flows"][0] == none
    cell = STRINGS["interface"]["cell"].format(
        row=rows["row"].format(1), label=rows["columns"]["amount"]["label"]
    )
    assert shown[cell][0] == none
    assert shown[cell][1].endswith("元")


@pytest.mark.parametrize("name", NAMES)
def test_changes_are_the_outputs_whose_text_differs_the_key_ones_first(name: str) -> None:
    simulation = SIMULATIONS[name]
    dice = random.Random(name)
    checked = 0
    while checked < 6:
        pair = [states.random_state(simulation, dice) for _ in range(2)]
        before, now = [evaluate(simulation, typed, STRINGS) for typed in pair]
        if before.result is None or now.result is None:
            continue
        checked += 1
        found = changes(before, now)
        texts = [
            (output.name, old["text"], new["text"])
            for output, old, new in zip(
                simulation.outputs, before.outputs, now.outputs, strict=True
            )
            if old["text"] != new["text"] and None not in (old["value"], new["value"])
        ]
        key = simulation.key_outputs
        texts.sort(key=lambda each: key.index(each[0]) if each[0] in key else len(key))
        assert [(each["name"], each["before"], each["now"]) for each in found] == texts
        labels = STRINGS["simulations"][name]["outputs"]
        assert [each["label"] for each in found] == [labels[each["name"]] for each in found]
        for each in found:
            if each["difference"]:
                apart = number(each["now"]) - number(each["before"])
                assert number(each["difference"]) == pytest.approx(apart, abs=1e-6), each


def test_key_outputs_come_first_in_their_own_order() -> None:
    simulation: Any = copy.copy(SIMULATIONS["repayment"])
    start = defaults(simulation)
    before = evaluate(simulation, start, STRINGS)
    now = evaluate(simulation, {**start, "principal": "20000"}, STRINGS)
    simulation.key_outputs = []
    plain = [each["name"] for each in changes(before, now)]
    assert len(plain) > 2
    simulation.key_outputs = [plain[-1], plain[1]]
    rest = [name for name in plain if name not in simulation.key_outputs]
    assert [each["name"] for each in changes(before, now)] == [plain[-1], plain[1], *rest]


def test_nothing_changes_between_a_state_and_itself() -> None:
    simulation = SIMULATIONS["repayment"]
    state = evaluate(simulation, defaults(simulation), STRINGS)
    assert changes(state, state) == []
