"""The bridge between a page's script and the model."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.data import facts
from loanlab.exercises import exercise
from loanlab.forms.bridge import Bridge
from loanlab.simulations import simulation
from loanlab.text import catalogue

BRIDGE = Bridge(json.dumps(facts()), json.dumps(catalogue("zh")), simulation, exercise)


def ask(request: Any) -> Any:
    return json.loads(BRIDGE.respond(json.dumps(request)))


def typed() -> Any:
    return ask({"ask": "open", "name": "rate-builder", "pairs": []})["typed"]


def test_a_form_is_answered() -> None:
    reply = ask({"ask": "answer", "name": "rate-builder", "typed": typed()})
    assert reply["outputs"][0] == {"name": "daily_rate", "value": 0.0005, "text": "0.0500%"}


def test_a_picture_can_be_exported_as_csv() -> None:
    request = {"ask": "csv", "name": "rate-builder", "typed": typed(), "picture": "routes"}
    assert ask(request)["csv"].startswith("\ufeff算法,年化\r\n")


def test_an_exercise_is_graded() -> None:
    assert ask({"ask": "grade", "name": "rates-fenfu-year", "text": "14.6"})["verdict"] == "right"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"ask": "answer"}',
        '{"ask": "answer", "name": "no-such"}',
        '{"ask": "answer", "name": "rate-builder", "typed": 5}',
        '{"ask": "csv", "name": "rate-builder", "typed": {}, "picture": 1}',
        '{"ask": "shutdown", "name": "rate-builder", "typed": {}}',
    ],
)
def test_an_invalid_request_is_answered_and_raises_nothing(text: str) -> None:
    reply = json.loads(BRIDGE.respond(text))
    assert "failure" in reply or reply["errors"]


@given(st.text())
def test_every_text_gets_a_reply(text: str) -> None:
    assert isinstance(json.loads(BRIDGE.respond(text)), dict)


def test_a_key_press_with_a_pinned_result_computes_once() -> None:
    computed: list[str] = []

    def counting(name: str, figures: dict[str, Any]) -> Any:
        definition = simulation(name, figures)
        compute = definition.result

        def result(values: dict[str, Any]) -> Any:
            computed.append(name)
            return compute(values)

        definition.result = result  # type: ignore[method-assign]
        return definition

    bridge = Bridge(json.dumps(facts()), json.dumps(catalogue("zh")), counting, exercise)

    def press(**request: Any) -> None:
        bridge.respond(json.dumps({"name": "rate-builder", **request}))

    pinned = typed()
    press(ask="answer", typed=pinned)
    for score in ("650", "660", "670"):
        computed.clear()
        now = {**pinned, "pay_score": score}
        press(ask="answer", typed=now)
        press(ask="compare", typed=now, pinned=pinned)
        press(ask="table", typed=now, picture="routes")
        press(ask="csv", typed=now, picture="routes")
        assert computed == ["rate-builder"]


def test_rows_are_added_and_removed_as_the_model_has_them() -> None:
    start = ask({"ask": "open", "name": "repayment-planner", "pairs": []})["typed"]
    row = {"name": "repayment-planner", "field": "debts", "row": 0}
    more = ask({"ask": "add_row", **row, "typed": start})["typed"]
    assert int(more["debts"]) == int(start["debts"]) + 1
    fewer = ask({"ask": "remove_row", **row, "typed": start})["typed"]
    assert fewer["debts.0.balance"] == start["debts.1.balance"]


@pytest.mark.parametrize(
    "text", ["６５０", " 650 ", "+650", "６50.0", "650.", "650分", "650\u00a0"]
)
def test_a_slider_stands_where_the_model_reads_the_typed_number(text: str) -> None:
    state = {**typed(), "pay_score": text}
    reply = ask({"ask": "answer", "name": "rate-builder", "typed": state})
    assert reply["sliders"] == {"pay_score": "650"}
    assert reply["understood"] == {"pay_score": "650分"}


@pytest.mark.parametrize("text", ["650", "-.5", "abc", "999", "", "年"])
def test_a_plain_number_or_a_wrong_one_needs_no_position_and_no_explanation(text: str) -> None:
    state = {**typed(), "pay_score": text}
    reply = ask({"ask": "answer", "name": "rate-builder", "typed": state})
    assert (reply["sliders"], reply["understood"]) == ({}, {})


def test_what_was_understood_has_its_unit_and_grouped_digits() -> None:
    start = ask({"ask": "open", "name": "late-payment", "pairs": []})["typed"]
    state = {**start, "loan_amount": "1.5w", "daily_rate": "日息万五", "days_late": "10."}
    reply = ask({"ask": "answer", "name": "late-payment", "typed": state})
    assert reply["understood"] == {
        "loan_amount": "15,000元",
        "daily_rate": "0.05%",
        "days_late": "10天",
    }


def test_the_cells_of_rows_say_what_was_understood() -> None:
    start = ask({"ask": "open", "name": "repayment-planner", "pairs": []})["typed"]
    state = {**start, "debts.1.balance": "1万", "debts.0.nominal_annual_rate": "7,2%"}
    reply = ask({"ask": "answer", "name": "repayment-planner", "typed": state})
    assert reply["understood"] == {
        "debts.1.balance": "10,000元",
        "debts.0.nominal_annual_rate": "7.20%",
    }
    assert reply["sliders"] == {}
