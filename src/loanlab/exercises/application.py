"""The exercises of the chapter on applying; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, TENTH_OF_A_PERCENT, Exercise, Slip
from ..model.interest import interest_yuan
from ..model.odds import application_path, at_least_one
from ..model.rates import nominal_annual_rate

A_GUESS_NEARBY = 0.01
HUNDREDTH = 0.006

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


def define(facts: dict) -> list[Exercise]:
    """The chapter's exercises.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    list of Exercise
        In the order of the chapter.
    """
    return [
        _five_stages(),
        _face_checks(facts["face_check_pass"]["value"]),
        _enquiries(),
        _after_refusal(),
        _fund_or_loan(facts["daily_rate_high"]["value"]),
    ]


def _five_stages() -> Exercise:
    passed = application_path([STAGE_PASS] * STAGES, [1] * STAGES, 1.0, 1, 0.0, 0.0).reached[-1]
    constants = [
        Constant("stages", STAGES, "number", 0),
        Constant("stage_pass", STAGE_PASS, "percent", 0),
        Constant("passed", passed, "percent", 2),
        Constant("stopped", 1.0 - passed, "percent", 2),
    ]
    return Exercise(
        "application-predict-five-stages", "percent", passed, A_GUESS_NEARBY, [], constants, True
    )


def _face_checks(face_check_pass: float) -> Exercise:
    failing = 1.0 - face_check_pass
    some_failure = at_least_one([failing] * FACE_CHECKS)
    return Exercise(
        "application-face-checks",
        "percent",
        some_failure,
        TENTH_OF_A_PERCENT,
        [
            Slip(FACE_CHECKS * failing, "added"),
            Slip(1.0 - some_failure, "all_passed"),
            Slip(failing, "one_check"),
        ],
        [
            Constant("face_check_pass", face_check_pass, "percent", 1),
            Constant("failing", failing, "percent", 1),
            Constant("checks", FACE_CHECKS, "number", 0),
            Constant("all_passed", 1.0 - some_failure, "percent", 2),
            Constant("some_failure", some_failure, "percent", 2),
        ],
        False,
    )


def _enquiries() -> Exercise:
    path = application_path([1.0], [1], APPROVAL, APPLICATIONS, 0.0, 0.0)
    refused = 1.0 - APPROVAL
    return Exercise(
        "application-enquiries",
        "times",
        path.expected_enquiries,
        HUNDREDTH,
        [
            Slip(1.0 / APPROVAL, "without_end"),
            Slip(APPLICATIONS, "all_used"),
            Slip(APPLICATIONS * APPROVAL, "approvals"),
            Slip(path.money_by_attempt[-1], "chance"),
        ],
        [
            Constant("approval", APPROVAL, "percent", 0),
            Constant("applications", APPLICATIONS, "number", 0),
            Constant("refused", refused, "number", 1),
            Constant("refused_twice", refused * refused, "number", 2),
            Constant("enquiries", path.expected_enquiries, "number", 2),
        ],
        False,
    )


def _after_refusal() -> Exercise:
    refused_easy = 1.0 - EASY
    refused_hard = 1.0 - HARD
    easy_among_refused = refused_easy / (refused_easy + refused_hard)
    approved = easy_among_refused * EASY + (1.0 - easy_among_refused) * HARD
    return Exercise(
        "application-after-refusal",
        "percent",
        approved,
        TENTH_OF_A_PERCENT,
        [
            Slip((EASY + HARD) / 2, "as_before"),
            Slip(easy_among_refused, "share_only"),
            Slip(easy_among_refused * EASY, "one_kind"),
            Slip(1.0 - approved, "refused_again"),
        ],
        [
            Constant("easy", EASY, "percent", 0),
            Constant("hard", HARD, "percent", 0),
            Constant("easy_share", easy_among_refused, "percent", 0),
            Constant("hard_share", 1.0 - easy_among_refused, "percent", 0),
            Constant("approved", approved, "percent", 2),
        ],
        False,
    )


def _fund_or_loan(daily_rate: float) -> Exercise:
    interest = interest_yuan(LOAN_YUAN, daily_rate, LOAN_DAYS)
    earned = LOAN_YUAN * FUND_YIELD * LOAN_DAYS / DAYS_OF_YEAR
    year = nominal_annual_rate(daily_rate)
    return Exercise(
        "application-fund-or-loan",
        "yuan",
        interest - earned,
        HALF_A_FEN,
        [
            Slip(interest, "fund_forgotten"),
            Slip(interest + earned, "added"),
            Slip(LOAN_YUAN * (year - FUND_YIELD), "whole_year"),
            Slip(LOAN_YUAN * (year - FUND_YIELD) / 12, "twelfth_of_a_year"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", LOAN_DAYS, "number", 0),
            Constant("daily_rate", daily_rate, "percent", 2),
            Constant("fund", FUND_YIELD, "percent", 2),
            Constant("interest", interest, "number", 2),
            Constant("earned", earned, "number", 2),
            Constant("net", interest - earned, "number", 2),
        ],
        False,
    )
