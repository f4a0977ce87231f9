"""Grading: the reply that fits a number, a guess or a chosen option, best reply first."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from loanlab.forms.grading import (
    Choice,
    Exercise,
    Prediction,
    exercise_strings,
    grade_text,
    grade_value,
    option_labels,
)
from loanlab.text import catalogue
from tests.micropython import answers_of_micropython

from . import grading_wire as wire

ZH = catalogue("zh")
MARKS = ZH["exercise_marks"]
STRINGS: dict[str, Any] = {**ZH, "exercises": wire.TEXTS}
INTEREST, YEAR, MONTHS, SMALL = (
    wire.EXERCISES[name] for name in ("interest", "year", "months", "small")
)
GUESS, COUNT = wire.EXERCISES["guess"], wire.EXERCISES["count"]
STEP = wire.EXERCISES["step"]


def graded(exercise: Any, text: str) -> tuple[str, str]:
    reply = grade_text(exercise, text, STRINGS)
    return reply["verdict"], reply["text"]


@pytest.mark.parametrize("typed", ["122.16", "122.17", "¥122.16", "１２２．１６"])
def test_the_right_number_is_right_in_every_notation(typed: str) -> None:
    assert graded(INTEREST, typed) == ("right", "对。共122.16元。")


@pytest.mark.parametrize("typed", ["122", "122.2", "121.67", "120", "124"])
def test_a_number_within_two_per_cent_is_near(typed: str) -> None:
    assert graded(INTEREST, typed) == ("near", MARKS["near"])


@pytest.mark.parametrize("typed", ["119.6", "124.7", "90", "1221", "0"])
def test_a_number_further_off_is_wrong_and_gets_the_hint(typed: str) -> None:
    assert graded(INTEREST, typed) == ("wrong", "不对。算出月供。")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("180", "这是一次还清。"), ("5122.16", "这是本金加利息。"), ("5122", "这是本金加利息。")],
)
def test_a_recognised_mistake_is_named_and_never_called_near(typed: str, hint: str) -> None:
    assert graded(INTEREST, typed) == ("mistake", "看得出你怎么算的：" + hint)


def test_swapped_digits_are_near() -> None:
    assert graded(wire.EXERCISES["owed"], "5122.16") == ("near", MARKS["near"])


def test_a_mistake_close_to_the_answer_is_named_before_the_number_counts_as_near() -> None:
    assert graded(YEAR, "14.4") == ("mistake", "看得出你怎么算的：你用了360天。")
    assert graded(YEAR, "14.5") == ("near", MARKS["near"])


def test_a_small_share_of_the_answer_is_not_near() -> None:
    assert graded(YEAR, "0.48") == ("mistake", "看得出你怎么算的：不是12个月。")
    assert graded(YEAR, "0.5")[0] == "wrong"


def test_fractions_and_percentages_are_told_apart() -> None:
    assert graded(YEAR, "0.146") == ("near", MARKS["fraction_for_percent"])
    assert graded(YEAR, "1460") == ("near", MARKS["percent_for_fraction"])
    reply = grade_value(YEAR, 14.6, STRINGS)
    assert reply == {"verdict": "near", "text": MARKS["percent_for_fraction"]}
    # Yuan are no percentages.
    assert graded(INTEREST, "1.2216")[0] == "wrong"


def test_one_month_off_a_small_count_is_wrong_and_off_a_large_one_near() -> None:
    assert graded(MONTHS, "13")[0] == "wrong"
    assert graded(MONTHS, "14")[0] == "right"
    assert graded(wire.EXERCISES["days"], "364")[0] == "near"


def test_of_two_mistakes_the_nearest_is_named() -> None:
    assert graded(SMALL, "1000")[1].endswith("第一个错。")
    assert graded(SMALL, "1000.9")[1].endswith("第二个错。")


def test_a_guess_is_answered_with_its_own_number() -> None:
    assert graded(GUESS, "10") == ("near", "你猜10%，实际是18.25%，高出8.25个百分点。")
    assert graded(GUESS, "30.5%") == ("near", "你猜30.5%，没有那么多，少12.25个百分点。")
    assert graded(GUESS, "18") == ("right", "猜18%，差0.25个百分点。")
    assert graded(COUNT, "5") == ("near", "猜5笔，多3笔。")
    assert graded(COUNT, "0") == ("near", "猜0笔，少2笔。")
    assert graded(wire.EXERCISES["sum"], "1000.5") == ("near", "猜1,000.5元，少1,015.37元。")


def test_a_reply_to_no_guess_has_blanks() -> None:
    assert exercise_strings(GUESS, STRINGS)["low"] == "你猜……，实际是18.25%，高出……。"


@pytest.mark.parametrize(
    "text", ["stop", "B", "b", "Ｂ", " stop ", "停下，打96110。", "停下,打96110。"]
)
def test_an_option_is_found_by_name_letter_or_text(text: str) -> None:
    assert graded(STEP, text) == ("right", "对。先付500元的都是骗。")


def test_every_option_has_its_own_reply() -> None:
    assert graded(STEP, "pay") == ("wrong", "不对。付了500元也拿不到。")
    assert graded(STEP, "ask") == ("wrong", "不对。问也没用。")


@pytest.mark.parametrize("text", ["D", "停下", "2", "<b>", "Stop it", "pay ask"])
def test_anything_else_is_answered_with_the_options(text: str) -> None:
    verdict, said = graded(STEP, text)
    assert verdict == "unreadable"
    assert said == '没有这个选项。可以填的是：A（"pay"）、B（"stop"）、C（"ask"）。'


def test_a_missing_option_is_asked_for() -> None:
    assert graded(STEP, "") == graded(STEP, "\u3000") == ("unreadable", "请先选一项。")


def test_options_keep_the_order_of_the_definition_and_their_letters() -> None:
    assert option_labels(STEP, STRINGS) == [
        "A. 先付500元。",
        "B. 停下，打96110。",
        "C. 问一句。",
    ]


def test_the_exercises_here_are_of_every_kind() -> None:
    kinds = {type(exercise) for exercise in wire.EXERCISES.values()}
    assert kinds == {Exercise, Prediction, Choice}
    assert set(wire.TEXTS) == set(wire.EXERCISES)


@pytest.mark.usefixtures("bundle")
def test_micropython_grades_like_cpython(tmp_path: Path) -> None:
    dice = random.Random(20261128)
    options = ["pay", "stop", "ask", "A", "b", "Ｃ", "D", "停下，打96110。", "", "好多"]
    asked = [["step", text] for text in options]
    for exercise in wire.DEFINED:
        if isinstance(exercise, Choice):
            continue
        scale = 100 if exercise.unit.startswith("percent") else 1
        answers = [exercise.answer, *exercise.mistakes.values()]
        factors = [1, 0.999, 1.001, 0.98, 1.02, 0.01, 100, 0.5, 3]
        numbers = [answer * scale * factor for answer in answers for factor in factors]
        numbers += [dice.uniform(0, 4) * exercise.answer * scale for _ in range(100)]
        texts = [f"{number:.{places}f}" for number in numbers for places in (0, 1, 2, 4)]
        asked += [[exercise.name, text] for text in [*texts, "", "x", "9" * 24, "-1", "3天"]]
    strings = {name: ZH[name] for name in ("interface", "exercise_marks")}
    calls = json.dumps({"strings": strings, "asked": asked})
    theirs = answers_of_micropython(("model", "forms"), wire, calls, tmp_path)
    ours = json.loads(wire.answers(calls))
    assert [each for each in zip(asked, ours, theirs, strict=True) if each[1] != each[2]] == []
    verdicts = {reply["verdict"] for reply in ours}
    assert verdicts == {"right", "mistake", "near", "wrong", "unreadable"}
