"""Test schedules against textbooks, the European Commission and lending software."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from loanlab.model.annuity import level_irr, level_payment
from loanlab.model.cashflow import irr, irr_at_times, odd_first_flows
from loanlab.model.dates import days_between
from loanlab.model.interest import interest_fen, repay_any_time
from loanlab.model.late import penalty_interest
from loanlab.model.money import fen_of, round_fen, yuan_of
from loanlab.model.rates import (
    compound_growth,
    effective_of_nominal,
    monthly_of_effective,
    nominal_of_effective,
)
from loanlab.model.schedule import Row, schedule, totals
from loanlab.model.terms import Extra, Terms, loan_terms

from .published import Case, agree, cases

SCHEDULES = cases("F_schedules")
CHINESE = cases("E_chinese")

METHODS = {
    "equal principal": "equal_principal",
    "equal payment": "level_payment",
    "interest only": "interest_only",
    "capitalise, bullet": "capitalised",
}
DAY_COUNTS = {"act/365": "actual/365", "act/360": "actual/360", "rate/12": "1/12"}


def cases_starting(case_ids: dict[str, Case], *starts: str) -> list[Any]:
    return [
        pytest.param(case, id=name)
        for name, case in case_ids.items()
        if any(name.startswith(start) for start in starts)
    ]


def rows_agree(rows: list[Row], published: list[dict[str, Any]], tolerance: float) -> None:
    by_number = {row.number: row for row in rows}
    paid = interest = 0.0
    sums = {}
    for row in rows:
        paid += row.principal
        interest += row.interest
        sums[row.number] = (paid, interest)
    for expected in published:
        row = by_number[expected["period"]]
        got = {
            "period": row.number,
            "date": row.due and row.due.isoformat(),
            "begin": yuan_of(row.opening),
            "interest": yuan_of(row.interest),
            "principal": yuan_of(row.principal),
            "payment": yuan_of(row.payment),
            "end": yuan_of(row.closing),
            "balance": yuan_of(row.closing),
            "cumulative_principal": yuan_of(sums[row.number][0]),
            "cumulative_interest": yuan_of(sums[row.number][1]),
        }
        for name, value in expected.items():
            if name == "date":
                assert got[name] == value
            else:
                assert got[name] == pytest.approx(value, rel=0, abs=tolerance + 1e-9), name


def yearly_agree(rows: list[Row], published: list[dict[str, Any]], tolerance: float) -> None:
    for year in published:
        of_year = totals([row for row in rows if (row.number + 11) // 12 == year["year"]])
        capital = sum(row.principal for row in rows if (row.number + 11) // 12 == year["year"])
        assert yuan_of(of_year.interest) == pytest.approx(year["interest"], rel=0, abs=tolerance)
        assert yuan_of(capital) == pytest.approx(year["principal"], rel=0, abs=tolerance)


def unrounded(inputs: dict[str, Any]) -> Terms:
    """Return terms of an unrounded schedule."""
    annual, changes, number = inputs.get("nominal_rate_percent", 0), {}, 1
    if inputs.get("effective_rate_percent"):
        annual = 1200 * monthly_of_effective(inputs["effective_rate_percent"] / 100)
    for step in inputs.get("rates", []):
        changes[number] = step["nominal_rate_percent"] / 100
        number += step["periods"]
    first = inputs.get("first_interval")
    return loan_terms(
        inputs["principal"] * 100,
        METHODS[inputs.get("method", "equal payment")],
        inputs["periods"],
        (annual or inputs.get("annual_rate_percent") or 0) / 100,
        months=12 // inputs.get("periods_per_year", 12),
        first_share=float(Fraction(first)) if first else None,
        rate_changes=changes,
        rounded=False,
    )


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-ec-"))
def test_schedules_of_the_european_commission_are_reproduced_row_by_row(case: Case) -> None:
    rows = schedule(unrounded(case["inputs"]))
    expected, tolerance = case["expected"], case["tolerance"]
    rows_agree(rows, expected["rows"], tolerance["rows"])
    yearly_agree(rows, expected.get("years", []), tolerance["rows"])
    assert yuan_of(totals(rows).interest) == pytest.approx(
        expected["total_interest"], rel=0, abs=tolerance["total_interest"]
    )
    assert rows[-1].closing == 0


@pytest.mark.parametrize(
    "case", [*cases_starting(SCHEDULES, "F-os-table-"), *cases_starting(CHINESE, "E-mz51-")]
)
def test_unrounded_schedules_are_reproduced_row_by_row(case: Case) -> None:
    inputs = case["inputs"] | {"nominal_rate_percent": case["inputs"]["annual_rate_percent"]}
    rows = schedule(unrounded(inputs))
    rows_agree(rows, case["expected"]["rows"], case["tolerance"]["rows"])
    for number, interest in case["expected"].get("cumulative_interest", {}).items():
        paid = totals(rows[: int(number)]).interest
        assert yuan_of(paid) == pytest.approx(interest, rel=0, abs=0.0051)


def fineract_terms(inputs: dict[str, Any]) -> Terms:
    """Return terms of a Fineract case; amounts beyond the instalment are extra payments."""
    start = date.fromisoformat(inputs["start_date"])
    instalment = fen_of(inputs.get("payment", FIRST_INSTALMENT.get(inputs["principal"], 0)))
    payments = {}
    if inputs.get("method") != "equal principal":
        payments[1 + inputs.get("principal_grace_periods", 0)] = instalment
    extras, drawdowns = [], {}
    for paid in inputs.get("payments_made", []):
        day = date.fromisoformat(paid["date"])
        if day.day == start.day:
            number = (day.year - start.year) * 12 + day.month - start.month
            asked = fen_of(inputs["payment_after"]) if number > 1 else instalment
            more = fen_of(paid["amount"]) - asked
            if more > 0:
                extras.append(Extra(number, more, "shorter_term"))
        else:
            extras.append(Extra(day, fen_of(paid["amount"]), "next_payment"))
    if "payment_after" in inputs:
        payments[2] = fen_of(inputs["payment_after"])
    for drawn in inputs.get("drawdowns", [])[1:]:
        day = date.fromisoformat(drawn["date"])
        number = (day.year - start.year) * 12 + day.month - start.month
        drawdowns[number] = fen_of(drawn["amount"])
    if drawdowns:
        payments, extras = {1: fen_of(inputs["payment_after"])}, []
    return loan_terms(
        fen_of(inputs["principal"]),
        METHODS[inputs.get("method", "equal payment")],
        inputs["periods"],
        inputs["annual_rate_percent"] / 100,
        start=start,
        day_count=DAY_COUNTS[inputs["interest_rule"]],
        grace=inputs.get("principal_grace_periods", 0),
        payments=payments,
        extras=extras,
        drawdowns=drawdowns,
    )


# Fineract rounds the instalment to whole units; only its rows show it, not its terms.
FIRST_INSTALMENT = {5000: 862}


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-fineract-"))
def test_schedules_of_lending_software_are_reproduced_to_the_fen(case: Case) -> None:
    rows = schedule(fineract_terms(case["inputs"]))
    rows_agree(rows, case["expected"]["rows"], 0)
    assert len(rows) == len(case["expected"]["rows"])
    sums = totals(rows)
    agree(
        {**case, "expected": {k: v for k, v in case["expected"].items() if k != "rows"}},
        total_principal=yuan_of(sums.principal),
        total_interest=yuan_of(sums.interest),
        total_payment=yuan_of(sums.payment),
    )


def test_a_daily_schedule_with_a_balloon_is_reproduced_to_the_cent() -> None:
    case = SCHEDULES["F-sherman-principal-plus"]
    inputs = case["inputs"]
    start = date.fromisoformat(inputs["loan_date"])
    first = date.fromisoformat(inputs["first_payment_date"])
    terms = loan_terms(
        fen_of(inputs["principal"]),
        "interest_only",
        inputs["periods"],
        inputs["annual_rate_percent"] / 100,
        start=start,
        first_due=first,
        day_count="actual/365",
        extras=[
            Extra(number, fen_of(inputs["principal_per_period"]), "shorter_term")
            for number in range(1, inputs["periods"])
        ],
    )
    rows = schedule(terms)
    rows_agree(rows, case["expected"]["rows"], 0)
    paid = [yuan_of(row.payment) for row in rows]
    # The US rule counts odd days as 30ths of a month: a month back from 1 October, then 8 days.
    times, flows = odd_first_flows(inputs["amount_financed"], paid, 1, 8 / 30)
    agree(
        {**case, "expected": {k: v for k, v in case["expected"].items() if k != "rows"}},
        total_interest=yuan_of(totals(rows).interest),
        apr_percent=1200 * irr_at_times(times, flows, 1),
        final_payment=paid[-1],
    )


def test_a_loan_in_one_sum_by_days_is_reproduced() -> None:
    case = SCHEDULES["F-sherman-single"]
    inputs = case["inputs"]
    days = days_between(
        date.fromisoformat(inputs["loan_date"]), date.fromisoformat(inputs["maturity_date"])
    )
    daily = inputs["annual_rate_percent"] / 100 / 365
    interest = yuan_of(interest_fen(fen_of(inputs["principal"]), daily, days))
    payment = inputs["principal"] + interest
    cost = irr([-inputs["amount_financed"], payment]) * 365 / days
    agree(case, days=days, interest=interest, payment=payment, apr_percent=100 * cost)


def test_interest_and_balance_after_five_years_of_equal_principal_are_reproduced() -> None:
    case = SCHEDULES["F-cfpb-equal-principal"]
    inputs = case["inputs"]
    rows = schedule(unrounded(inputs))[: inputs["after"]]
    sums = totals(rows)
    agree(
        case,
        interest=yuan_of(sums.interest),
        principal=yuan_of(sums.principal),
        balance=yuan_of(rows[-1].closing),
    )


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-os-pmt-"))
def test_a_payment_that_is_rounded_up_is_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    payment = level_payment(
        inputs["principal"], inputs["annual_rate_percent"] / 1200, inputs["periods"]
    )
    agree(case, payment=yuan_of(round_fen(100 * payment, inputs["rounding"])))


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-os-eay-"))
def test_effective_yields_of_a_textbook_are_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    effective = effective_of_nominal(
        inputs["nominal_rate_percent"] / 100, inputs["periods_per_year"]
    )
    agree(case, effective_percent=100 * effective)
    assert 100 * nominal_of_effective(effective, inputs["periods_per_year"]) == pytest.approx(
        inputs["nominal_rate_percent"], rel=1e-12
    )


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-os-compound-", "F-sherman-cd"))
def test_compound_amounts_are_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    yearly = inputs["periods_per_year"]
    growth = compound_growth(
        inputs["nominal_rate_percent"] / 100 / yearly, inputs["months"] * yearly // 12
    )
    amount = fen_of(inputs["principal"]) * (1 + growth)
    computed = {"amount": yuan_of(round_fen(amount, inputs.get("rounding", "half_up")))}
    if "apy_percent" in case["expected"]:
        computed["apy_percent"] = 100 * growth
    agree(case, **computed)


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-os-simple-days-", "F-os-card-"))
def test_daily_interest_that_is_rounded_up_is_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    principal = inputs.get("principal", inputs.get("average_daily_balance"))
    interest = interest_fen(
        fen_of(principal), inputs["annual_rate_percent"] / 36500, inputs["days"], "up"
    )
    agree(case, interest=yuan_of(interest))


def test_simple_interest_over_years_and_months_is_reproduced() -> None:
    for name in ("F-os-simple-2", "F-os-simple-months"):
        case = SCHEDULES[name]
        inputs = case["inputs"]
        months = inputs.get("months", 12 * inputs.get("years", 0))
        terms = loan_terms(
            fen_of(inputs["principal"]), "bullet", months, inputs["annual_rate_percent"] / 100
        )
        (row,) = schedule(terms)
        both = {"interest": yuan_of(row.interest), "total": yuan_of(row.payment)}
        agree(case, **{key: both[key] for key in case["expected"]})


@pytest.mark.parametrize("case", cases_starting(SCHEDULES, "F-os-partial-"))
def test_a_partial_payment_goes_to_interest_first(case: Case) -> None:
    inputs = case["inputs"]
    payments: list[tuple[int, int | None]] = [
        (inputs["partial_payment_day"], fen_of(inputs["partial_payment"]))
    ]
    if inputs["maturity_day"]:
        payments.append((inputs["maturity_day"], None))
    rows = repay_any_time(
        fen_of(inputs["principal"]), inputs["annual_rate_percent"] / 36500, payments, "up"
    )
    computed = {"interest": yuan_of(rows[0].interest), "balance": yuan_of(rows[0].balance)}
    if inputs["maturity_day"]:
        computed["payoff"] = yuan_of(rows[1].to_interest + rows[1].to_principal)
    agree(case, **computed)


def test_the_total_paid_and_the_cost_of_finance_are_reproduced() -> None:
    case = SCHEDULES["F-os-total"]
    inputs = case["inputs"]
    monthly = inputs["annual_rate_percent"] / 1200
    payment = yuan_of(
        round_fen(100 * level_payment(inputs["principal"], monthly, inputs["periods"]), "up")
    )
    assert payment == inputs["payment"]
    total = payment * inputs["periods"]
    agree(case, total=total, cost_of_finance=total - inputs["principal"])


@pytest.mark.parametrize("case", cases_starting(CHINESE, "E-dengeben", "E-narkive", "E-zero"))
def test_chinese_level_and_equal_principal_loans_are_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    rows = schedule(unrounded(inputs))
    sums = totals(rows)
    computed = {
        "payment": rows[0].payment,
        "first_payment": rows[0].payment,
        "payment_1": rows[0].payment,
        "payment_2": rows[1].payment,
        "last_payment": rows[-1].payment,
        "principal_each": rows[0].principal,
        "first_interest": rows[0].interest,
        "interest_1": rows[0].interest,
        "first_principal": rows[0].principal,
        "first_balance": rows[0].closing,
        "total_interest": sums.interest,
        "total_payment": sums.payment,
    }
    agree(case, **{name: yuan_of(computed[name]) for name in case["expected"]})


@pytest.mark.parametrize("case", cases_starting(CHINESE, "E-hutool"))
def test_instalments_give_the_published_periodic_rate(case: Case) -> None:
    inputs = case["inputs"]
    agree(case, period_rate=level_irr(inputs["principal"], inputs["payment"], inputs["periods"]))


def test_instalments_from_the_purchase_on_give_the_published_rates() -> None:
    case = CHINESE["E-annuity-due-24"]
    inputs = case["inputs"]
    payment = inputs["total"] / inputs["periods"]
    monthly = level_irr(inputs["present_value"], payment, inputs["periods"], at_start=True)
    agree(
        case, period_rate=monthly, effective_annual_rate_percent=100 * compound_growth(monthly, 12)
    )


def test_interest_on_a_year_of_360_days_is_reproduced() -> None:
    case = CHINESE["E-column-act360"]
    inputs = case["inputs"]
    principal, daily = fen_of(inputs["principal"]), inputs["annual_rate_percent"] / 36000
    agree(
        case,
        daily_interest=yuan_of(interest_fen(principal, daily, 1)),
        interest_31_days=yuan_of(interest_fen(principal, daily, 31)),
    )


@pytest.mark.parametrize("case", cases_starting(CHINESE, "E-penalty-"))
def test_a_daily_penalty_is_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    penalty = penalty_interest(
        fen_of(inputs["principal"]), inputs["daily_penalty_rate_percent"] / 100, inputs["days"]
    )
    agree(case, penalty=yuan_of(penalty))


@pytest.mark.parametrize("case", cases_starting(CHINESE, "E-wolf-"))
def test_daily_interest_and_a_capped_penalty_are_reproduced(case: Case) -> None:
    inputs = case["inputs"]
    principal = inputs["principal"]
    cap = principal * inputs["penalty_cap_percent_of_principal"] // 100
    due = (
        principal
        + interest_fen(principal, inputs["daily_rate_percent"] / 100, inputs["days"])
        + penalty_interest(
            principal, inputs["daily_penalty_rate_percent"] / 100, inputs["overdue_days"], cap
        )
    )
    agree(case, amount_due=due)


def test_every_published_schedule_is_tested() -> None:
    tested = (
        "F-cfpb", "F-ec-", "F-fineract-", "F-os-card-", "F-os-compound-", "F-os-eay-",
        "F-os-partial-", "F-os-pmt-", "F-os-simple-2", "F-os-simple-days-", "F-os-simple-months",
        "F-os-table-", "F-os-total", "F-sherman-cd", "F-sherman-principal-plus", "F-sherman-single",
        "E-annuity-due-24", "E-column-act360", "E-dengeben", "E-hutool", "E-mz51-", "E-narkive",
        "E-penalty-", "E-wolf-", "E-zero",
    )  # fmt: skip
    assert [name for name in [*SCHEDULES, *CHINESE] if not name.startswith(tested)] == []
