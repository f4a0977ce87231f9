"""The exercises of the chapter on applying; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.interest import interest_yuan
from ..model.odds import application_path, at_least_one
from ..model.rates import nominal_annual_rate

GUESS_WITHIN = 0.01

STAGES = 5
STAGE_PASS = 0.9
FACE_CHECKS = 20
APPROVAL = 0.3
APPLICATIONS = 3
EASY = 0.8
HARD = 0.2
LOAN_YUAN = 5000
LOAN_DAYS = 30
FUND_YIELD = 0.015
DAYS_OF_YEAR = 365


def define(facts: dict) -> list:
    return [
        _five_stages(),
        _face_checks(facts["face_check_pass"]["value"]),
        _enquiries(),
        _after_refusal(),
        _fund_or_loan(facts["daily_rate_high"]["value"]),
    ]


def _five_stages() -> Prediction:
    passed = application_path([STAGE_PASS] * STAGES, [1] * STAGES, 1.0, 1, 0.0, 0.0).reached[-1]
    return Prediction(
        "application-predict-five-stages",
        unit="percent",
        answer=passed,
        tolerance=GUESS_WITHIN,
        shows=numbers(stages=STAGES)
        + percents(0, stage_pass=STAGE_PASS)
        + percents(passed=passed, stopped=1.0 - passed),
    )


def _face_checks(face_check_pass: float) -> Exercise:
    failing = 1.0 - face_check_pass
    some_failure = at_least_one([failing] * FACE_CHECKS)
    return Exercise(
        "application-face-checks",
        unit="percent",
        answer=some_failure,
        mistakes={
            "added": FACE_CHECKS * failing,
            "all_passed": 1.0 - some_failure,
            "one_check": failing,
        },
        shows=percents(1, face_check_pass=face_check_pass, failing=failing)
        + numbers(checks=FACE_CHECKS)
        + percents(all_passed=1.0 - some_failure, some_failure=some_failure),
        places=1,
    )


def _enquiries() -> Exercise:
    path = application_path([1.0], [1], APPROVAL, APPLICATIONS, 0.0, 0.0)
    refused = 1.0 - APPROVAL
    return Exercise(
        "application-enquiries",
        unit="times",
        answer=path.expected_enquiries,
        mistakes={
            "without_end": 1.0 / APPROVAL,
            "all_used": APPLICATIONS,
            "approvals": APPLICATIONS * APPROVAL,
            "chance": path.money_by_attempt[-1],
        },
        shows=percents(0, approval=APPROVAL)
        + numbers(applications=APPLICATIONS)
        + numbers(1, refused=refused)
        + numbers(2, refused_twice=refused * refused, enquiries=path.expected_enquiries),
        places=2,
    )


def _after_refusal() -> Exercise:
    refused_easy = 1.0 - EASY
    refused_hard = 1.0 - HARD
    easy_among_refused = refused_easy / (refused_easy + refused_hard)
    approved = easy_among_refused * EASY + (1.0 - easy_among_refused) * HARD
    return Exercise(
        "application-after-refusal",
        unit="percent",
        answer=approved,
        mistakes={
            "as_before": (EASY + HARD) / 2,
            "share_only": easy_among_refused,
            "one_kind": easy_among_refused * EASY,
            "refused_again": 1.0 - approved,
        },
        shows=percents(
            0,
            easy=EASY,
            hard=HARD,
            easy_share=easy_among_refused,
            hard_share=1.0 - easy_among_refused,
        )
        + percents(approved=approved),
        places=1,
    )


def _fund_or_loan(daily_rate: float) -> Exercise:
    interest = interest_yuan(LOAN_YUAN, daily_rate, LOAN_DAYS)
    earned = LOAN_YUAN * FUND_YIELD * LOAN_DAYS / DAYS_OF_YEAR
    year = nominal_annual_rate(daily_rate)
    return Exercise(
        "application-fund-or-loan",
        unit="yuan",
        answer=interest - earned,
        mistakes={
            "fund_forgotten": interest,
            "added": interest + earned,
            "whole_year": LOAN_YUAN * (year - FUND_YIELD),
            "twelfth_of_a_year": LOAN_YUAN * (year - FUND_YIELD) / 12,
        },
        shows=numbers(amount=LOAN_YUAN, days=LOAN_DAYS)
        + percents(daily_rate=daily_rate, fund=FUND_YIELD)
        + numbers(2, interest=interest, earned=earned, net=interest - earned),
    )
