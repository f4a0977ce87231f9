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
    assert reply["outputs"][0] == {"name": "daily_rate", "value": 0.00045, "text": "0.0450%"}


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
