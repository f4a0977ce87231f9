"""Test which loan terms are accepted."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from loanlab.model.refusal import Refusal
from loanlab.model.terms import (
    METHODS,
    Extra,
    due_dates_of,
    loan_terms,
    monthly_extras,
    year_fractions_of,
)

from .refusals import assert_plain, assert_refused

START = date(2027, 1, 31)


def refused(reason: str, **changed: Any) -> Refusal:
    said: dict[str, Any] = {
        "principal": 1_000_000,
        "method": "level_payment",
        "periods": 12,
        "nominal_annual_rate": 0.1825,
    }
    with pytest.raises(Refusal) as refusal:
        loan_terms(**(said | changed))
    assert refusal.value.reason == reason
    assert_plain(str(refusal.value))
    return refusal.value


@pytest.mark.parametrize(
    ("reason", "changed"),
    [
        ("principal", {"principal": 0}),
        ("principal", {"principal": -1}),
        ("method", {"method": "annuity"}),
        ("periods", {"periods": 0}),
        ("periods", {"periods": 1201}),
        ("months", {"months": 0}),
        ("nominal_annual_rate", {"nominal_annual_rate": -1e-9}),
        ("nominal_annual_rate", {"nominal_annual_rate": float("nan")}),
        ("flat_fee_rate", {"flat_fee_rate": -1e-9}),
        ("flat_fee_rate", {"flat_fee_rate": 0.006}),
        ("flat_fee_rate", {"method": "flat_fee", "flat_fee_rate": 0.006}),
        ("prepayment_fee_rate", {"prepayment_fee_rate": 1.0}),
        ("prepayment_fee_rate", {"prepayment_fee_rate": -0.01}),
        ("grace", {"grace": 12}),
        ("grace", {"grace": -1}),
        ("grace", {"method": "bullet", "grace": 1}),
        ("day_count", {"day_count": "30/360", "start": START}),
        ("start", {"day_count": "actual/365"}),
        ("start", {"first_due": START}),
        ("first_share", {"first_share": 0.0}),
        ("first_share", {"first_share": 0.1, "start": START, "first_due": date(2027, 3, 1)}),
        ("rate_changes", {"rate_changes": {13: 0.1}}),
        ("rate_changes", {"rate_changes": {0: 0.1}}),
        ("rate_changes", {"rate_changes": {2: -0.1}}),
        ("rate_changes", {"method": "bullet", "rate_changes": {2: 0.1}}),
        ("payments", {"payments": {13: 100_000}}),
        ("payments", {"payments": {1: -1}}),
        ("drawdowns", {"drawdowns": {12: 100_000}}),
        ("drawdowns", {"method": "daily_interest", "drawdowns": {1: 100_000}}),
        ("extras", {"extras": [Extra(12, 100, "shorter_term")]}),
        ("extras", {"extras": [Extra(0, 100, "shorter_term")]}),
        ("extras", {"extras": [Extra(1, 0, "shorter_term")]}),
        ("extras", {"extras": [Extra(1, 100, "a_wish")]}),
        ("extras", {"extras": [Extra(date(2027, 2, 1), 100, "shorter_term")]}),
        ("extras", {"start": START, "extras": [Extra(date(2027, 1, 30), 100, "shorter_term")]}),
        ("extras", {"method": "bullet", "extras": [Extra(1, 100, "shorter_term")]}),
        ("extras", {"start": START, "extras": [Extra(date(2028, 2, 1), 100, "shorter_term")]}),
        ("extras", {"start": START, "extras": [Extra("soon", 100, "shorter_term")]}),
        (
            "extras",
            {
                "start": START,
                "first_due": date(2027, 2, 10),
                "extras": [Extra(date(2028, 1, 11), 100, "shorter_term")],
            },
        ),
        ("extras", {"extras": [(3, 100, "shorter_term")]}),
        ("extras", {"extras": 5}),
        ("payments", {"payments": [1]}),
        ("drawdowns", {"drawdowns": [3]}),
        ("rate_changes", {"rate_changes": 5}),
        ("start", {"start": "2027-01-31"}),
        ("first_due", {"start": START, "first_due": date(2027, 1, 30)}),
        ("first_due", {"start": START, "first_due": START}),
        ("first_due", {"start": START, "first_due": 20270228}),
        ("periods", {"start": START, "periods": 1200, "months": 120}),
        ("remaining_fees_due", {"remaining_fees_due": True}),
        ("negative_amortisation", {"method": "bullet", "negative_amortisation": True}),
        ("prepayment_fee_rate", {"prepayment_fee_rate": float("nan")}),
    ],
)
def test_invalid_terms_are_refused(reason: str, changed: dict[str, Any]) -> None:
    refused(reason, **changed)


def test_a_refusal_says_what_is_allowed() -> None:
    assert (
        str(refused("periods", periods=0)) == "periods must be a whole number of 1 or more, got 0"
    )
    assert str(refused("method", method="annuity")).endswith(", ".join(METHODS))
    assert "1 to 12" in str(refused("payments", payments={13: 1}))
    assert "1 to 11" in str(refused("drawdowns", drawdowns={12: 1}))
    assert "shorter_term" in str(refused("extras", extras=[Extra(1, 1, "none")]))


def test_the_limits_themselves_are_accepted() -> None:
    terms = loan_terms(
        1,
        "level_payment",
        1200,
        0.0,
        start=START,
        grace=1199,
        rate_changes={1200: 0.0},
        payments={1200: 0},
        extras=[Extra(1199, 1, "next_payment"), Extra(START, 1, "smaller_payment")],
        drawdowns={1199: 0},
        prepayment_fee_rate=0.999,
        first_share=1e-9,
    )
    assert (terms.periods, terms.grace, terms.months) == (1200, 1199, 1)


def test_options_not_given_are_empty() -> None:
    terms = loan_terms(100, "flat_fee", 3)
    assert (terms.rate_changes, terms.payments, terms.drawdowns) == ({}, {}, {})
    assert (terms.extras, terms.grace, terms.first_share, terms.start) == ([], 0, None, None)
    assert (terms.nominal_annual_rate, terms.flat_fee_rate, terms.prepayment_fee_rate) == (0, 0, 0)
    assert terms.rounded is True
    assert terms.day_count == "1/12"


@pytest.mark.parametrize("method", METHODS)
def test_a_loan_in_one_sum_falls_due_once_and_others_every_period(method: str) -> None:
    terms = loan_terms(100, method, 3, start=START)
    alone = [date(2027, 4, 30)]
    each = [date(2027, 2, 28), date(2027, 3, 31), *alone]
    assert due_dates_of(terms) == (alone if method in ("bullet", "daily_interest") else each)


def test_the_first_due_date_can_be_set() -> None:
    terms = loan_terms(100, "level_payment", 3, start=START, first_due=date(2027, 3, 5), months=2)
    assert due_dates_of(terms) == [date(2027, 3, 5), date(2027, 5, 5), date(2027, 7, 5)]


def test_a_first_payment_on_the_disbursement_day_is_refused() -> None:
    refused("first_due", start=START, first_due=START)


def test_the_period_lengths_follow_the_day_count() -> None:
    by_month = loan_terms(100, "level_payment", 2, start=START)
    assert year_fractions_of(by_month) == [1 / 12, 1 / 12]
    by_day = loan_terms(100, "level_payment", 2, start=START, day_count="actual/365")
    assert year_fractions_of(by_day) == [28 / 365, 31 / 365]
    by_360 = loan_terms(100, "bullet", 2, start=START, day_count="actual/360")
    assert year_fractions_of(by_360) == [59 / 360]
    # One month and five days, then a month.
    odd = loan_terms(100, "level_payment", 2, start=START, first_due=date(2027, 3, 5))
    assert year_fractions_of(odd) == [35 / 360, 30 / 360]
    assert year_fractions_of(loan_terms(100, "bullet", 6)) == [0.5]
    assert year_fractions_of(loan_terms(100, "level_payment", 2, months=6)) == [0.5, 0.5]
    assert year_fractions_of(loan_terms(100, "bullet", 2, months=3)) == [0.5]


def test_the_length_of_the_first_period_can_be_set() -> None:
    terms = loan_terms(100, "level_payment", 3, first_share=0.2)
    assert year_fractions_of(terms) == [0.2, 1 / 12, 1 / 12]
    dated = loan_terms(
        100, "level_payment", 2, first_share=0.2, start=START, day_count="actual/360"
    )
    assert year_fractions_of(dated) == [0.2, 31 / 360]


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"principal": 1000.5}, "principal"),
        ({"principal": float("inf")}, "principal"),
        ({"periods": 12.5}, "periods"),
        ({"nominal_annual_rate": float("inf")}, "nominal_annual_rate"),
        ({"first_share": float("inf")}, "first_share"),
        ({"months": 1.5}, "months"),
        ({"grace": 1.5}, "grace"),
        ({"rate_changes": {1.5: 0.1}}, "rate_changes"),
        ({"rate_changes": {3: float("inf")}}, "rate_changes"),
        ({"payments": {1: 100.5}}, "payments"),
        ({"payments": {1: float("inf")}}, "payments"),
        ({"drawdowns": {1: 100.5}}, "drawdowns"),
        ({"drawdowns": {1: float("inf")}}, "drawdowns"),
        ({"extras": [Extra(1, 0.5, "shorter_term")]}, "extras"),
        ({"extras": [Extra(1, float("inf"), "shorter_term")]}, "extras"),
        ({"method": "interest_only", "payments": {1: 5}}, "payments"),
        ({"method": "equal_principal", "payments": {1: 5}}, "payments"),
        (
            {
                "method": "flat_fee",
                "nominal_annual_rate": 0.0,
                "flat_fee_rate": 0.006,
                "rate_changes": {3: 0.12},
            },
            "flat_fee_rate",
        ),
    ],
)
def test_contradictory_terms_are_refused(named: dict[str, Any], reason: str) -> None:
    whole: dict[str, Any] = {
        "principal": 100000,
        "method": "level_payment",
        "periods": 12,
        "nominal_annual_rate": 0.12,
    }
    with pytest.raises(Refusal) as refused:
        loan_terms(**{**whole, **named})
    assert refused.value.reason == reason


def test_fractions_of_a_fen_are_accepted_if_unrounded() -> None:
    terms = loan_terms(
        1000.5,  # type: ignore[arg-type]
        "level_payment",
        12,
        extras=[Extra(1, 0.5, "shorter_term")],
        payments={1: 100.5},
        drawdowns={2: 0.25},
        rounded=False,
    )
    assert (terms.principal, terms.drawdowns) == (1000.5, {2: 0.25})


def test_numbers_and_dates_of_other_libraries_are_accepted() -> None:
    plain = loan_terms(
        1_000_000,
        "level_payment",
        12,
        0.12,
        start=START,
        extras=[Extra(3, 100, "shorter_term"), Extra(date(2027, 5, 1), 200, "shorter_term")],
        rate_changes={2: 0.1},
    )
    others = loan_terms(
        np.int64(1_000_000),  # type: ignore[arg-type]
        "level_payment",
        12.0,  # type: ignore[arg-type]
        np.float64(0.12),
        start=pd.Timestamp(START),
        extras=[
            Extra(np.int64(3), 100.0, "shorter_term"),
            Extra(np.datetime64("2027-05-01"), np.int64(200), "shorter_term"),
        ],
        rate_changes={np.int64(2): 0.1},
        months=np.int8(1),  # type: ignore[arg-type]
    )
    assert others == plain
    assert type(others.start) is date
    assert type(others.principal) is type(others.periods) is int


def test_a_first_payment_may_fall_due_on_any_later_day() -> None:
    terms = loan_terms(
        100, "bullet", 1, start=datetime(2027, 1, 31, 9), first_due=datetime(2027, 2, 2, 8)
    )
    assert due_dates_of(terms) == [date(2027, 2, 2)]


@pytest.mark.parametrize(
    ("amount", "first", "last", "effect"),
    [
        (0, 3, 5, "shorter_term"),
        (1.5, 3, 5, "shorter_term"),
        (10**15 + 1, 3, 5, "shorter_term"),
        (100, 0, 5, "shorter_term"),
        (100, 3, 1201, "shorter_term"),
        (100, 5, 3, "shorter_term"),
        (100, 3, 5, "a_wish"),
    ],
)
def test_invalid_monthly_extras_are_refused(
    amount: int, first: int, last: int, effect: str
) -> None:
    assert_refused("extras", monthly_extras, amount, first, last, effect)


def test_monthly_extras_cover_a_range_of_payments() -> None:
    assert monthly_extras(1, 1, 1) == [Extra(1, 1, "shorter_term")]
    assert monthly_extras(10**15, 1199, 1200, "next_payment") == [
        Extra(1199, 10**15, "next_payment"),
        Extra(1200, 10**15, "next_payment"),
    ]
