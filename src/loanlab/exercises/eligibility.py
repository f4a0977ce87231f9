"""The exercises of the chapter on conditions; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, TENTH_OF_A_PERCENT, Exercise, Slip
from ..model.rates import compound_growth, nominal_annual_rate
from ..model.scoring import lifted_probability, weighted_score

A_GUESS_NEARBY = 0.01
HALF_A_TENTH_OF_A_POINT = 0.06

BASE_APPROVAL = 0.2
DIMENSIONS = ("credit_record", "spending", "social", "documents")
MARKS = [90.0, 40.0, 30.0, 80.0]
STEADY = [80.0, 50.0]  # the mark for the credit record, the weighted mark for all the rest
BUSY = [60.0, 65.0]
EXTRA_YUAN_A_MONTH = 200
MONTHS = 12


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
    lift = facts["approval_lift"]["value"]
    return [
        _lifted(lift),
        _weighted_mean([facts["assessment_weight." + name]["value"] for name in DIMENSIONS]),
        _turning_weight(),
        _lift_ceiling(lift),
        _extra_spending(nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])),
    ]


def _lifted(lift: float) -> Exercise:
    lifted = lifted_probability(BASE_APPROVAL, lift)
    constants = [
        Constant("lift", lift, "percent", 0),
        Constant("base", BASE_APPROVAL, "percent", 0),
        Constant("factor", 1 + lift, "number", 2),
        Constant("lifted", lifted, "percent", 2),
        Constant("in_points", BASE_APPROVAL + lift, "percent", 0),
    ]
    return Exercise(
        "eligibility-predict-lift", "percent", lifted, A_GUESS_NEARBY, [], constants, True
    )


def _weighted_mean(weights: list[float]) -> Exercise:
    score = weighted_score(MARKS, weights)
    constants = [Constant("score", score, "number", 1)]
    for place, name in enumerate(DIMENSIONS):
        constants.append(Constant(name, MARKS[place], "number", 0))
        constants.append(Constant(name + "_weight", weights[place], "percent", 0))
    return Exercise(
        "eligibility-weighted-mean",
        "points",
        score,
        HALF_A_TENTH_OF_A_POINT,
        [
            Slip(weighted_score(MARKS, [1.0] * len(MARKS)), "plain_mean"),
            Slip(weighted_score(MARKS, weights[::-1]), "reversed"),
            Slip(100 * score, "percent_as_number"),
        ],
        constants,
        False,
    )


def _turning_weight() -> Exercise:
    """The credit record's weight from which the steady one leads the busy one."""
    ahead = STEADY[0] - BUSY[0]
    behind = BUSY[1] - STEADY[1]
    turning = behind / (ahead + behind)
    return Exercise(
        "eligibility-turning-weight",
        "percent",
        turning,
        TENTH_OF_A_PERCENT,
        [Slip(behind / ahead, "rest_forgotten"), Slip(1 - turning, "weight_of_the_rest")],
        [
            Constant("steady_record", STEADY[0], "number", 0),
            Constant("steady_rest", STEADY[1], "number", 0),
            Constant("busy_record", BUSY[0], "number", 0),
            Constant("busy_rest", BUSY[1], "number", 0),
            Constant("ahead", ahead, "number", 0),
            Constant("behind", behind, "number", 0),
            Constant("turning", turning, "percent", 2),
            Constant("equal_score", weighted_score(STEADY, [turning, 1 - turning]), "number", 2),
        ],
        False,
    )


def _lift_ceiling(lift: float) -> Exercise:
    highest = 1 / (1 + lift)
    return Exercise(
        "eligibility-lift-ceiling",
        "percent",
        highest,
        TENTH_OF_A_PERCENT,
        [Slip(1 - lift, "points"), Slip(1 + lift, "multiplied"), Slip(lift, "lift_itself")],
        [
            Constant("lift", lift, "percent", 0),
            Constant("factor", 1 + lift, "number", 2),
            Constant("highest", highest, "percent", 2),
        ],
        False,
    )


def _extra_spending(year: float) -> Exercise:
    monthly = year / 12
    spent = EXTRA_YUAN_A_MONTH * MONTHS
    owed = EXTRA_YUAN_A_MONTH * compound_growth(monthly, MONTHS) / monthly
    return Exercise(
        "eligibility-extra-spending",
        "yuan",
        owed,
        HALF_A_FEN,
        [
            Slip(spent, "without_interest"),
            Slip(owed - spent, "interest_only"),
            Slip(spent * (1 + year), "all_for_a_year"),
            Slip(owed * (1 + monthly), "from_the_first"),
        ],
        [
            Constant("extra", EXTRA_YUAN_A_MONTH, "number", 0),
            Constant("months", MONTHS, "number", 0),
            Constant("year", year, "percent", 2),
            Constant("spent", spent, "number", 0),
            Constant("interest", owed - spent, "number", 2),
            Constant("owed", owed, "number", 2),
        ],
        False,
    )
