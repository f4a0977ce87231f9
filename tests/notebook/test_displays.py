"""What a notebook cell gives and shows."""

import datetime
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from loanlab import (
    Contradictions,
    Evidence,
    Ledger,
    LoanLabError,
    check,
    exercise,
    simulate,
    stand_alone,
    use_language,
)
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue

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
def test_one_bundle_holds_the_widget_for_lab_and_the_form_for_the_page(
    shown: Any, form: str
) -> None:
    data, _metadata = shown._repr_mimebundle_()
    assert data[WIDGET]["model_id"]
    assert data["text/html"].startswith(form)
    assert data["text/plain"] == repr(shown)


def test_a_simulation_computes_from_python_what_it_shows() -> None:
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


def test_the_rows_behind_a_picture_come_as_a_table() -> None:
    outcome = simulate("rate-builder").run()
    frame = outcome.frame("routes")
    assert list(frame.columns) == ["route", "annual_rate"]
    assert frame["annual_rate"].iloc[1] == outcome.outputs["nominal_annual_rate"]


def test_a_picture_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(LoanLabError, match="'pie': routes, waterfall"):
        simulate("rate-builder").run().frame("pie")


@pytest.mark.parametrize("value", [2000, -1, float("nan"), "700", True, None])
def test_a_value_out_of_range_is_refused_in_words_that_say_what_is_allowed(value: Any) -> None:
    with pytest.raises(LoanLabError) as refused:
        simulate("rate-builder").run(pay_score=value)
    low, high = facts()["pay_score_range"]["value"]
    assert "“微信支付分”" in str(refused.value)
    assert f"可填{low}分到{high}分" in str(refused.value)


def test_a_choice_that_does_not_exist_is_refused_in_words() -> None:
    with pytest.raises(LoanLabError, match="请从列表中选一项"):
        simulate("rate-builder").run(product="gold")


def test_a_field_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(LoanLabError, match="'score': product, base_daily_rate, pay_score"):
        simulate("rate-builder").run(score=700)


def test_an_answer_given_from_python_is_marked_in_print(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check("rates-fenfu-year", 0.0004 * 365)
    assert capsys.readouterr().out.startswith("对。")
    check("rates-fenfu-year", 0.0004 * 360)
    assert "360" in capsys.readouterr().out
    check("rates-fenfu-year", 14.6)
    assert capsys.readouterr().out.startswith("差一点。")


@pytest.mark.parametrize("value", ["14.6%", None, True, [0.146], 10**400, float("nan")])
def test_an_answer_that_is_no_number_is_told_so(
    capsys: pytest.CaptureFixture[str], value: Any
) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith("这里要一个数")


def test_three_dots_are_an_answer_that_is_still_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check("rates-fenfu-year", ...)
    assert capsys.readouterr().out.startswith("还没有填")


@pytest.mark.parametrize("value", [np.float64(0.146), np.float32(0.146), Fraction(146, 1000)])
def test_numbers_of_other_kinds_are_numbers(capsys: pytest.CaptureFixture[str], value: Any) -> None:
    check("rates-fenfu-year", value)
    assert capsys.readouterr().out.startswith("对。")


def test_a_display_in_a_notebook_that_was_taken_away_links_to_no_other_page() -> None:
    def shown() -> str:
        displays: list[Any] = [Evidence("rates"), Contradictions(("x05",)), Ledger()]
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


def test_names_that_do_not_exist_are_refused_with_those_that_do() -> None:
    with pytest.raises(LoanLabError, match="rate-builder"):
        simulate("rates")
    with pytest.raises(LoanLabError, match="rates-fenfu-year"):
        exercise("1")
    with pytest.raises(ValueError, match="zh"):
        use_language("xx")


def test_rows_and_days_are_given_as_python_has_them() -> None:
    debts = [{"balance": 1000, "nominal_annual_rate": 0.0, "minimum_payment": 100}]
    outcome = simulate("repayment-planner").run(
        debts=debts, budget=500, start_date=datetime.date(2027, 1, 31)
    )
    assert outcome.outputs["months_to_clear"] == 2
    assert outcome.frame()["due"].tolist()[1:] == ["2027-02-28", "2027-03-31"]
    same = simulate("repayment-planner").run(debts=debts, budget=500, start_date="2027-01-31")
    assert same.outputs == outcome.outputs


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"debts": []}, "可以有1到5行"),
        ({"debts": "all"}, "可以有1到5行"),
        ({"debts": [{"amount": 5}]}, "lender, balance"),
        ({"debts": [{"balance": -1}]}, "“还欠多少”"),
        ({"start_date": "2027-02-30"}, "日历上有的日子"),
        ({"start_date": 20270131}, "日历上有的日子"),
        ({"budget": 500}, "低于各笔最低还款之和"),
    ],
)
def test_what_a_plan_cannot_be_made_of_is_refused_in_words(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(LoanLabError, match=said):
        simulate("repayment-planner").run(**changes)
