"""Test against examples of spreadsheet functions, numpy-financial and pyxirr."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from loanlab.model.annuity import (
    annuity_factor,
    balance_after,
    interest_part,
    level_payment,
    periods_to_clear,
)
from loanlab.model.cashflow import irr, present_value, xirr
from loanlab.model.flows import all_rates
from loanlab.model.rates import (
    compound_growth,
    effective_of_nominal,
    nominal_of_effective,
    rate_of_growth,
)
from loanlab.model.refusal import Refusal
from loanlab.model.schedule import schedule
from loanlab.model.terms import loan_terms

from .published import Case, cases

CASES = cases("C_spreadsheet_functions") | cases("D_numpy_financial_pyxirr")

Inputs = dict[str, Any]


def payment(i: Inputs) -> float:
    return -level_payment(
        i["pv"], i["rate"], i["nper"], -i.get("fv", 0), at_start=bool(i.get("type", 0))
    )


def interest(i: Inputs, number: int) -> float:
    """Compute the interest part of a payment; payments are negative as in spreadsheets."""
    part = -interest_part(i["pv"], i["rate"], i["nper"], number, -i.get("fv", 0))
    if not i.get("type", 0):
        return part
    # A payment at the start of a period bears its interest one period earlier.
    return float(part / (1 + i["rate"])) if number > 1 else 0.0


def final_value(i: Inputs) -> float:
    paid = i.get("pmt", 0) * ((1 + i["rate"]) if i.get("type", 0) else 1)
    return -balance_after(i.get("pv", 0), i["rate"], -paid, i["nper"])


def falling_interest(i: Inputs) -> float:
    """Compute the interest of equal principal parts (ISPMT counts periods from 0)."""
    terms = loan_terms(i["pv"], "equal_principal", i["nper"], i["rate"] * 12, rounded=False)
    return -float(schedule(terms)[i["per"]].interest)


def first_value(i: Inputs) -> float:
    paid = i["pmt"] * ((1 + i["rate"]) if i.get("type", 0) else 1)
    lasting = 1 + compound_growth(i["rate"], i["nper"])
    return float(-paid * annuity_factor(i["rate"], i["nper"]) - i.get("fv", 0) / lasting)


def rate(i: Inputs) -> float:
    flows = [i["pv"]] + [i["pmt"]] * i["nper"]
    if i.get("type", 0):
        flows = [i["pv"] + i["pmt"]] + [i["pmt"]] * (i["nper"] - 1) + [0]
    flows[-1] += i.get("fv", 0)
    return irr([float(flow) for flow in flows])


def dated(i: Inputs) -> float:
    return xirr([date.fromisoformat(day) for day in i["dates"]], i["values"])


def dated_value(i: Inputs) -> float:
    """Compute the present value on the first day (XNPV), at the equivalent daily rate."""
    daily = rate_of_growth(i["rate"], 365)
    days = [date.fromisoformat(day).toordinal() for day in i["dates"]]
    worth = 0.0
    for value, day in zip(i["values"], days, strict=True):
        later = day - days[0]
        growth = 1 + compound_growth(daily, abs(later))
        worth += value / growth if later >= 0 else value * growth
    return worth


FUNCTIONS: dict[str, Callable[[Inputs], float]] = {
    "PMT": payment,
    "IPMT": lambda i: interest(i, i["per"]),
    "PPMT": lambda i: payment(i) - interest(i, i["per"]),
    "CUMIPMT": lambda i: sum(
        interest(i, number) for number in range(i["start_period"], i["end_period"] + 1)
    ),
    "CUMPRINC": lambda i: sum(
        payment(i) - interest(i, number) for number in range(i["start_period"], i["end_period"] + 1)
    ),
    "PV": first_value,
    "FV": final_value,
    "ISPMT": falling_interest,
    "NPV": lambda i: present_value(i["rate"], [0.0, *i["values"]]),
    "RATE": rate,
    "RRI": lambda i: rate_of_growth(i["fv"] / i["pv"] - 1, i["nper"]),
    "IRR": lambda i: irr([float(value) for value in i["values"]]),
    "XIRR": dated,
    "XNPV": dated_value,
    "EFFECT": lambda i: effective_of_nominal(i["nominal_rate"], i["npery"]),
    "NOMINAL": lambda i: nominal_of_effective(i["effective_rate"], i["npery"]),
}
# Not about loans, or with a fractional number of payments; the case's note says which.
LEFT_OUT = {
    "FVSCHEDULE": "savings at changing rates",
    "MIRR": "a return on reinvestment",
    "NPER": "but for loans: savings, and payments that never reach their end",
    "PDURATION": "time for savings to grow, with fractions of a period",
}
# No lender in the book uses the three 30/360 conventions or actual/actual.
OTHER_DAY_COUNTS = {"30/360", "30E/360", "act/act ISDA"}
FRACTIONS = {"C-rate-05", "C-rate-06"}
BEFORE_THE_START = {"C-fv-20", "C-fv-21"}


def function_of(case: Case) -> str:
    name = case["inputs"].get("function")
    if name:
        return str(name)
    return "XIRR" if "dates" in case["inputs"] else "IRR"


def is_loan_to_count(case: Case) -> bool:
    """Check whether NPER is computed for a loan, not for savings."""
    inputs = case["inputs"]
    return function_of(case) == "NPER" and inputs["pv"] > 0 > inputs["pmt"]


TESTED = {
    name: case
    for name, case in CASES.items()
    if function_of(case) in FUNCTIONS
    and function_of(case) not in LEFT_OUT
    and name not in FRACTIONS | BEFORE_THE_START
    and "day_count" not in case["inputs"]
    and "no_solution" not in case["expected"]
}


@pytest.mark.parametrize("name", TESTED)
def test_the_published_result_of_a_function_is_reproduced(name: str) -> None:
    case = TESTED[name]
    ((key, value),) = case["expected"].items()
    found = FUNCTIONS[function_of(case)](case["inputs"])
    assert found == pytest.approx(value, rel=0, abs=case["tolerance"][key] + 1e-12)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "other_roots" in case])
def test_all_rates_of_payments_that_have_several_are_found(name: str) -> None:
    case = CASES[name]
    inputs = case["inputs"]
    if "dates" in inputs:
        days = [date.fromisoformat(day).toordinal() for day in inputs["dates"]]
        found = [compound_growth(rate, 365) for rate in all_rates(days, inputs["values"])]
    else:
        found = all_rates(list(range(len(inputs["values"]))), inputs["values"])
    for root in [*case["other_roots"], *case["expected"].values()]:
        assert min(abs(rate - root) for rate in found) < 1e-9


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if "no_solution" in case["expected"]]
)
def test_payments_without_a_rate_are_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        dated(CASES[name]["inputs"])
    assert refused.value.reason == "no_rate"


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if case["inputs"].get("day_count") == "act/360"]
)
def test_a_year_of_360_days_gives_the_published_rate(name: str) -> None:
    case = CASES[name]
    inputs = case["inputs"]
    days = [date.fromisoformat(day) for day in inputs["dates"]]
    found = xirr(days, inputs["values"], 360)
    assert found == pytest.approx(case["expected"]["xirr"], rel=0, abs=2e-9)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if is_loan_to_count(case)])
def test_the_number_of_payments_is_the_published_one_rounded_up(name: str) -> None:
    inputs, value = CASES[name]["inputs"], CASES[name]["expected"]["value"]
    found = periods_to_clear(
        inputs["pv"],
        inputs["rate"],
        -inputs["pmt"],
        -inputs.get("fv", 0),
        at_start=bool(inputs.get("type", 0)),
    )
    assert found == math.ceil(value)


def test_every_published_function_is_tested_or_excluded_with_a_reason() -> None:
    left = {
        name
        for name, case in CASES.items()
        if name not in TESTED
        and case["inputs"].get("day_count") not in OTHER_DAY_COUNTS | {"act/360"}
        and "no_solution" not in case["expected"]
    }
    assert {name for name in left if function_of(CASES[name]) not in LEFT_OUT} == (
        FRACTIONS | BEFORE_THE_START
    )
