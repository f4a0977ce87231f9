"""Test the return values and the displays of notebook cells."""

import datetime
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from loanlab import (
    ArticleFigures,
    Contradictions,
    Ledger,
    LoanLabError,
    RuleLinks,
    check,
    exercise,
    simulate,
    stand_alone,
    use_language,
)
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.notebook.displays import ShownExercise
from loanlab.simulations import simulations
from loanlab.text import catalogue
from loanlab.text.edition import Edition
from tests.forms.grading_wire import EXERCISES, TEXTS

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize(
    ("shown", "form"),
    [
        (simulate("rate-builder"), '<form class="simulation"'),
        (exercise("rates-fenfu-year"), '<form class="exercise"'),
    ],
    ids=["simulation", "exercise"],
)
def test_one_output_has_the_widget_for_lab_and_the_form_for_the_page(shown: Any, form: str) -> None:
    data, _metadata = shown._repr_mimebundle_()
    assert data[WIDGET]["model_id"]
    assert data["text/html"].startswith(form)
    assert data["text/plain"] == repr(shown)


def test_a_simulation_run_from_python_returns_the_results_it_shows() -> None:
    outcome = simulate("rate-builder").run(product="we2000", pay_score=600, overdue_surcharge=0.3)
    typed = {
        **defaults(SIMULATION),
        "product": "we2000",
        "pay_score": "600",
        "overdue_surcharge": "30",
    }
    view = evaluate(SIMULATION, typed, STRINGS).reply()
    assert {each["name"]: each["value"] for each in view["outputs"]} == outcome.outputs
    assert outcome.sentence == view["sentence"]
    assert repr(outcome) == view["sentence"]


def test_the_rows_of_a_picture_are_a_data_frame() -> None:
    outcome = simulate("rate-builder").run()
    frame = outcome.frame("routes")
    assert list(frame.columns) == ["route", "annual_rate"]
    assert frame["annual_rate"].iloc[1] == outcome.outputs["nominal_annual_rate"]


def test_an_unknown_picture_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LoanLabError, match="'pie': routes, waterfall"):
        simulate("rate-builder").run().frame("pie")


@pytest.mark.parametrize("value", [2000, -1, float("nan"), "7000", "700笔", True, None])
def test_a_value_out_of_range_is_refused_with_the_allowed_range(value: Any) -> None:
    with pytest.raises(LoanLabError) as refused:
        simulate("rate-builder").run(pay_score=value)
    low, high = facts()["pay_score_range"]["value"]
    assert "“微信支付分”" in str(refused.value)
    assert f"可填{low}分到{high}分" in str(refused.value)


def test_an_unknown_choice_is_refused_with_a_message() -> None:
    with pytest.raises(LoanLabError, match="请从列表中选一项"):
        simulate("rate-builder").run(product="gold")


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LoanLabError, match="'score': product, base_daily_rate, pay_score"):
        simulate("rate-builder").run(score=700)


def test_check_prints_the_grade_of_an_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check("rates-fenfu-year", 0.0004 * 365)
    assert capsys.readouterr().out.startswith("对。")
    check("rates-fenfu-year", 0.0004 * 360)
    assert "360" in capsys.readouterr().out
    check("rates-fenfu-year", 14.6)
    assert capsys.readouterr().out.startswith("大了100倍")


@pytest.mark.parametrize(
    "value", ["14.6%", "14.6", "14,6", "14.6\u00a0", "１４．６％", "年化14.6%"]
)
def test_check_reads_a_text_as_the_page_does(
    capsys: pytest.CaptureFixture[str], value: str
) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith("对。")


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("0.0004 * 365", "请填一个数字"),
        ("__import__('os')", "请填一个数字"),
        ("", "请填一个数字"),
        ("0.04%/日", "这里要填以“% / 年”为单位的数"),
        ("0.146", "数是对的"),
    ],
)
def test_check_evaluates_no_text_and_says_what_is_wrong_with_it(
    capsys: pytest.CaptureFixture[str], value: str, answer: str
) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith(answer)


@pytest.mark.parametrize("value", [None, True, [0.146], 10**400, float("nan")])
def test_check_asks_for_a_number_if_the_answer_is_not_one(
    capsys: pytest.CaptureFixture[str], value: Any
) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith("这里要一个数")


def shown_choice() -> ShownExercise:
    edition = Edition("zh")
    edition.strings["exercises"] = TEXTS
    return ShownExercise(EXERCISES["step"], edition)


@pytest.mark.parametrize("value", ["stop", "B", "停下，打96110。"])
def test_a_choice_is_checked_by_name_letter_or_text(value: str) -> None:
    assert shown_choice().check(value) == "对。先付500元的都是骗。"
    assert shown_choice().check("ask") == "不对。问也没用。"


@pytest.mark.parametrize("value", ["D", 2, True, 0.146, None])
def test_a_choice_says_what_can_be_answered(value: Any) -> None:
    said = shown_choice().check(value)
    assert said.startswith("没有这个选项。")
    assert 'B（"stop"）' in said
    assert shown_choice().check(...).startswith("还没有选")


def test_a_choice_without_widgets_is_its_question_and_its_options() -> None:
    data, _metadata = shown_choice()._repr_mimebundle_()
    assert data["text/plain"] == "怎么办？\nA. 先付500元。\nB. 停下，打96110。\nC. 问一句。"
    assert data[WIDGET]["model_id"]
    assert data["text/html"].startswith('<form class="exercise"')


def test_check_treats_an_ellipsis_as_a_missing_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check("rates-fenfu-year", ...)
    assert capsys.readouterr().out.startswith("还没有填")


@pytest.mark.parametrize("value", [np.float64(0.146), np.float32(0.146), Fraction(146, 1000)])
def test_check_accepts_other_numeric_types(capsys: pytest.CaptureFixture[str], value: Any) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith("对。")


def test_a_display_in_a_downloaded_notebook_links_to_no_other_page() -> None:
    def shown() -> str:
        displays: list[Any] = [
            ArticleFigures("rates"),
            RuleLinks({"civil-code": 0}),
            Contradictions(("x05",)),
            Ledger(),
        ]
        return "".join(each._repr_html_() for each in displays)

    beside = shown()
    assert 'href="ledger.md#' in beside
    stand_alone()
    try:
        alone = shown()
    finally:
        stand_alone(False)
    assert ".md#" not in alone
    assert 'href="#claim-' in alone
    assert re.sub(r"<[^>]*>", "", alone) == re.sub(r"<[^>]*>", "", beside)


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(LoanLabError, match="rate-builder"):
        simulate("rates")
    with pytest.raises(LoanLabError, match="rates-fenfu-year"):
        exercise("1")
    with pytest.raises(ValueError, match="zh"):
        use_language("xx")


def test_run_accepts_rows_and_dates_as_python_objects() -> None:
    debts = [{"balance": 1000, "nominal_annual_rate": 0.0, "minimum_payment": 100}]
    outcome = simulate("repayment-planner").run(
        debts=debts, budget=500, start_date=datetime.date(2027, 1, 31)
    )
    assert outcome.outputs["months_to_clear"] == 2
    assert outcome.frame()["due"].tolist()[1:] == ["2027-02-28", "2027-03-31"]
    same = simulate("repayment-planner").run(debts=debts, budget=500, start_date="2027-01-31")
    assert same.outputs == outcome.outputs


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"debts": []}, "可以有1到5行"),
        ({"debts": "all"}, "可以有1到5行"),
        ({"debts": [{"amount": 5}]}, "lender, balance"),
        ({"debts": [{"balance": -1}]}, "“还欠多少”"),
        ({"start_date": "2027-02-30"}, "日历上有的日子"),
        ({"start_date": 20270131}, "日历上有的日子"),
        ({"budget": 500}, "不够几笔最低还款之和"),
    ],
)
def test_invalid_input_to_a_plan_is_refused_with_a_message(
    changes: dict[str, Any], expected: str
) -> None:
    with pytest.raises(LoanLabError, match=expected):
        simulate("repayment-planner").run(**changes)
