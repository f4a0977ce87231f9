"""late-payment: penalty interest by the rule and, if asked, the article's two flat charges."""

import datetime
from typing import Any

import pytest

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.forms.links import state_from_link
from loanlab.model.arrears import pay_late
from loanlab.model.refusal import Refusal
from loanlab.model.terms import loan_terms
from loanlab.simulations.late_payment import define
from loanlab.text import catalogue

SIMULATION = define(facts())
# The known answers tell the article's two charges as well.
TWO_THOUSAND = {"loan_amount": 2000, "overdue_amount": 2000, "with_article": True}


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **TWO_THOUSAND, **changes})


def outputs(**changes: Any) -> dict[str, Any]:
    shown: dict[str, Any] = result(**changes).outputs
    return shown


def test_the_penalty_on_eighteen_and_a_quarter_percent_is_twenty_seven_point_four() -> None:
    # reference.yml: 1.5 x 0.05% = 0.075% a day = 27.4% a year on the overdue amount.
    assert outputs()["penalty_annual_rate"] == pytest.approx(0.27375, abs=1e-15)


def test_ten_days_late_with_two_thousand_yuan_by_hand() -> None:
    assert outputs() == {
        "penalty_annual_rate": pytest.approx(0.27375),
        "contract_interest": 10.0,
        "penalty_interest": 15.0,
        "due_with_penalty": 2015.0,
        "article_daily_charge": 500.0,
        "article_share_charge": 100.0,
    }


def test_unless_asked_nothing_shows_the_articles_charges() -> None:
    # 1,000 yuan at 0.075% for 10 days.
    for changes in ({}, {"view": "in_plan"}, {"overdue_amount": 50000, "days_late": 300}):
        typed = {**SIMULATION.default_values(), **changes}
        found = evaluate(SIMULATION, typed_texts(SIMULATION, typed), catalogue("zh"))
        assert found.result is not None
        assert found.result.outputs["article_daily_charge"] is None
        assert found.result.outputs["article_share_charge"] is None
        assert [row["way"] for row in found.result.rows["now"]] == ["contract", "rule"]
        for row in found.result.rows["by_days"]:
            assert row["a_day"] is row["share"] is None
        assert "流传" not in found.sentence
        assert "原文" not in found.sentence
    assert SIMULATION.result(SIMULATION.default_values()).sentences == [
        "late",
        "rule",
        "what_follows",
    ]


def test_the_comparison_changes_nothing_else() -> None:
    asked, plain = [result(with_article=with_article).outputs for with_article in (True, False)]
    for name in ("penalty_interest", "due_with_penalty", "contract_interest"):
        assert asked[name] == plain[name]
    shown = SIMULATION.result(SIMULATION.preset_values("with_article"))
    assert shown.outputs["article_daily_charge"] == 500.0
    assert shown.sentences[2] == "article_dearer"


def test_the_default_state_is_the_first_payment_of_the_plan() -> None:
    alone = SIMULATION.result(SIMULATION.default_values())
    in_plan = SIMULATION.result(SIMULATION.preset_values("in_plan"))
    assert alone.details["overdue_principal"] == in_plan.details["overdue_principal"] == 1000
    assert alone.outputs["penalty_interest"] == in_plan.outputs["penalty_interest"] == 7.50


def test_the_lowest_multiplier_adds_three_tenths() -> None:
    assert outputs(penalty_multiplier=1.3)["penalty_interest"] == 13.0


def test_the_rule_charges_the_overdue_amount_and_the_share_the_whole_loan() -> None:
    shown = outputs(loan_amount=10000, overdue_amount=1000)
    assert shown["penalty_interest"] == 7.5
    assert shown["article_share_charge"] == 500.0


def test_the_charge_by_the_day_looks_at_no_amount() -> None:
    assert outputs(loan_amount=100, overdue_amount=10)["article_daily_charge"] == 500.0


def test_compounding_raises_a_penalty_only_slightly() -> None:
    # 2,000 x (1.00075^30 - 1) = 45.492...; without compounding 45.00.
    assert outputs(days_late=30)["penalty_interest"] == 45.0
    assert outputs(days_late=30, compounding=True)["penalty_interest"] == 45.49


def test_fifty_yuan_a_day_on_two_thousand_is_more_than_nine_times_the_loan_a_year() -> None:
    assert result().details["a_day_annual_rate"] == pytest.approx(9.125)


def test_a_loan_without_interest_has_no_penalty() -> None:
    assert outputs(daily_rate=0.0)["penalty_interest"] == 0.0


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["late", "rule", "article_dearer", "what_follows"]),
        ({"days_late": 1}, ["late", "rule", "article_dearer", "next_day"]),
        ({"compounding": True}, ["late", "rule", "article_dearer", "compounding", "what_follows"]),
        (
            {"loan_amount": 200000, "overdue_amount": 200000, "days_late": 90},
            ["late", "rule", "rule_dearer", "what_follows"],
        ),
    ],
)
def test_each_state_gets_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def test_a_loan_below_what_is_overdue_counts_as_that_much_and_says_so() -> None:
    raised, equal = [result(loan_amount=loan, overdue_amount=2000) for loan in (1000, 2000)]
    assert raised.outputs == equal.outputs
    assert "loan_raised" in raised.sentences
    assert "loan_raised" not in equal.sentences
    typed = {
        **defaults(SIMULATION),
        "loan_amount": "1000",
        "overdue_amount": "2000",
        "with_article": "yes",
    }
    assert "按2,000元算" in evaluate(SIMULATION, typed, catalogue("zh")).sentence


@pytest.mark.parametrize("days", [1, 2, 10, 59, 200, 365])
def test_the_lines_continue_beyond_the_days_late(days: int) -> None:
    rows = result(days_late=days).rows["by_days"]
    assert [row["days"] for row in rows][:2] == [0, 1]
    chosen = [row for row in rows if row["asked"]]
    assert [row["days"] for row in chosen] == [days]
    assert chosen[0]["rule"] == outputs(days_late=days)["penalty_interest"]
    assert rows[-1]["days"] > days
    assert rows == sorted(rows, key=lambda row: int(row["days"]))
    assert len(rows) <= 65


def test_a_penalty_equal_to_a_charge_is_not_described_as_higher() -> None:
    # 66,666.67 yuan, 90 days at 0.075%: 4,500.00, as 50 yuan a day for 90 days.
    found = result(loan_amount=66666.67, overdue_amount=66666.67, days_late=90)
    assert found.outputs["penalty_interest"] == found.outputs["article_daily_charge"] == 4500
    assert found.sentences[2] == "rule_dearer"
    strings = catalogue("zh")["simulations"]["late-payment"]["sentences"]["rule_dearer"]
    assert "不低于" in strings


# A payment that is late inside a plan

IN_PLAN: dict[str, Any] = {"view": "in_plan", "loan_amount": 10000, "with_article": True}


def from_form(**values: Any) -> Any:
    """A result as a page computes it of typed texts, after the state has been through a link."""
    typed = typed_texts(SIMULATION, {**SIMULATION.default_values(), **values})
    pairs = [[name, text] for name, text in typed.items()]
    assert state_from_link(SIMULATION, pairs, catalogue("zh")) == {"typed": typed, "notice": ""}
    evaluation = evaluate(SIMULATION, typed, catalogue("zh"))
    assert evaluation.result is not None, evaluation.alert
    return evaluation.result


@pytest.mark.parametrize(
    ("changes", "penalty", "due"),
    [
        # The chapter's first of ten payments of 1,155.00, of which 1,000 are principal, 10 days:
        # tests/book/test_repayment_figures.py.
        ({}, 7.50, 1162.50),
        ({"on_all": True}, 8.66, 1163.66),
        # 1,000 yuan of the fifth payment at 0.05% x 1.3 x 30; 6,000 yuan bore 30 days' 90.00.
        ({"late_number": 5, "days_late": 30, "penalty_multiplier": 1.3}, 19.50, 1109.50),
        # 917.63 by actual days, of which 786.67 are principal, 20 days: the third payment of
        # tests/model/test_arrears.py.
        (
            {
                "plan_method": "level_payment",
                "months": 12,
                "start_date": datetime.date(2027, 1, 10),
                "late_number": 3,
                "days_late": 20,
            },
            11.80,
            929.43,
        ),
    ],
)
def test_a_late_payment_in_a_plan_costs_the_penalty_on_its_principal(
    changes: dict[str, Any], penalty: float, due: float
) -> None:
    for found in (result(**IN_PLAN, **changes), from_form(**IN_PLAN, **changes)):
        assert found.outputs["penalty_interest"] == penalty
        assert found.outputs["due_with_penalty"] == due


@pytest.mark.parametrize("method", ["equal_principal", "level_payment"])
@pytest.mark.parametrize("on_all", [False, True])
def test_a_plan_with_a_late_payment_is_the_models(method: str, on_all: bool) -> None:
    start = datetime.date(2027, 1, 31)
    for daily_rate in (0.0, 0.0002, 0.00037, 0.001):
        for number, days in ((1, 1), (4, 33), (12, 365)):
            terms = loan_terms(
                1_234_500, method, 12, 365 * daily_rate, start=start, day_count="actual/365"
            )
            plan = pay_late(terms, number, days, 1.45, on_all)
            found = result(
                view="in_plan",
                loan_amount=12345,
                daily_rate=daily_rate,
                plan_method=method,
                months=12,
                late_number=number,
                days_late=days,
                penalty_multiplier=1.45,
                start_date=start,
                on_all=on_all,
            )
            assert round(100 * found.outputs["penalty_interest"]) == plan.penalty
            assert round(100 * found.outputs["due_with_penalty"]) == plan.payment
            assert round(100 * found.details["due_on_time"]) == plan.overdue
            assert round(100 * found.details["plan_with_penalty"]) == sum(
                row.payment for row in plan.rows
            )


def test_a_plan_ignores_the_overdue_amount_and_says_what_it_bears_penalty_on() -> None:
    assert outputs(**IN_PLAN, overdue_amount=10, compounding=True) == outputs(**IN_PLAN)
    assert result(**IN_PLAN).sentences == [
        "late_in_plan",
        "plan",
        "rule",
        "article_dearer",
        "what_follows",
    ]
    assert result(**IN_PLAN, on_all=True).sentences[1] == "plan_on_all"
    typed = typed_texts(SIMULATION, {**SIMULATION.default_values(), **IN_PLAN})
    reply = evaluate(SIMULATION, typed, catalogue("zh")).reply()
    assert reply["hidden"] == ["overdue_amount", "compounding"]
    assert "整份分期从10,835.00元变成10,842.50元" in reply["sentence"]


def test_a_payment_after_the_last_is_refused_with_both_numbers() -> None:
    with pytest.raises(Refusal) as refused:
        result(**IN_PLAN, months=6, late_number=7)
    assert refused.value.reason == "late_number_after_end"
    typed = {**defaults(SIMULATION), "view": "in_plan", "months": "6", "late_number": "7"}
    alert = evaluate(SIMULATION, typed, catalogue("zh")).alert
    assert "一共只分6个月还，没有第7期" in alert


# Presets


def preset_outputs(name: str) -> dict[str, Any]:
    shown: dict[str, Any] = SIMULATION.result(SIMULATION.preset_values(name)).outputs
    return shown


def test_the_presets_show_what_their_names_say() -> None:
    # 1,000 yuan at 0.075% a day; the whole loan of 10,000 for 30 days as the chapter tells.
    assert preset_outputs("forgotten")["penalty_interest"] == 2.25
    assert preset_outputs("quarter")["penalty_interest"] == 67.50
    assert preset_outputs("called")["penalty_interest"] == 225.00
    assert preset_outputs("in_plan")["due_with_penalty"] == 1162.50
    assert preset_outputs("on_all")["penalty_interest"] == 8.66
    texts = catalogue("zh")["simulations"]["late-payment"]["presets"]
    for preset in SIMULATION.presets:
        typed = typed_texts(SIMULATION, SIMULATION.preset_values(preset.name))
        evaluation = evaluate(SIMULATION, typed, catalogue("zh"))
        assert len(texts[preset.name].format(**evaluation.texts)) <= 12
        pairs = [[name, text] for name, text in typed.items()]
        state = state_from_link(SIMULATION, pairs, catalogue("zh"))
        assert state == {"typed": typed, "notice": ""}
