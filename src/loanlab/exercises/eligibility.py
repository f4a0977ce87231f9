"""The exercises of the chapter on conditions; no answer is typed."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import percent, quantity
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


def define(facts: dict) -> list:
    lift = facts["approval_lift"]["value"]
    return [
        _lifted(lift),
        _weighted_mean([facts["assessment_weight." + name]["value"] for name in DIMENSIONS]),
        _turning_weight(),
        _lift_ceiling(lift),
        _extra_spending(nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])),
    ]


def _lifted(lift: float) -> Prediction:
    lifted = lifted_probability(BASE_APPROVAL, lift)
    constants = [
        percent("lift", lift, places=0),
        percent("base", BASE_APPROVAL, places=0),
        quantity("factor", 1 + lift, places=2),
        percent("lifted", lifted),
        percent("in_points", BASE_APPROVAL + lift, places=0),
    ]
    return Prediction(
        "eligibility-predict-lift",
        unit="percent",
        answer=lifted,
        tolerance=A_GUESS_NEARBY,
        shows=constants,
    )


def _weighted_mean(weights: list[float]) -> Exercise:
    score = weighted_score(MARKS, weights)
    constants = [quantity("score", score, places=1)]
    for place, name in enumerate(DIMENSIONS):
        constants.append(quantity(name, MARKS[place]))
        constants.append(percent(name + "_weight", weights[place], places=0))
    return Exercise(
        "eligibility-weighted-mean",
        unit="points",
        answer=score,
        mistakes={
            "plain_mean": weighted_score(MARKS, [1.0] * len(MARKS)),
            "reversed": weighted_score(MARKS, weights[::-1]),
            "percent_as_number": 100 * score,
        },
        shows=constants,
        tolerance=HALF_A_TENTH_OF_A_POINT,
    )


def _turning_weight() -> Exercise:
    """The credit record's weight from which the steady one leads the busy one."""
    ahead = STEADY[0] - BUSY[0]
    behind = BUSY[1] - STEADY[1]
    turning = behind / (ahead + behind)
    return Exercise(
        "eligibility-turning-weight",
        unit="percent",
        answer=turning,
        mistakes={"rest_forgotten": behind / ahead, "weight_of_the_rest": 1 - turning},
        shows=[
            quantity("steady_record", STEADY[0]),
            quantity("steady_rest", STEADY[1]),
            quantity("busy_record", BUSY[0]),
            quantity("busy_rest", BUSY[1]),
            quantity("ahead", ahead),
            quantity("behind", behind),
            percent("turning", turning),
            quantity("equal_score", weighted_score(STEADY, [turning, 1 - turning]), places=2),
        ],
        places=1,
    )


def _lift_ceiling(lift: float) -> Exercise:
    highest = 1 / (1 + lift)
    return Exercise(
        "eligibility-lift-ceiling",
        unit="percent",
        answer=highest,
        mistakes={"points": 1 - lift, "multiplied": 1 + lift, "lift_itself": lift},
        shows=[
            percent("lift", lift, places=0),
            quantity("factor", 1 + lift, places=2),
            percent("highest", highest),
        ],
        places=1,
    )


def _extra_spending(year: float) -> Exercise:
    monthly = year / 12
    spent = EXTRA_YUAN_A_MONTH * MONTHS
    owed = EXTRA_YUAN_A_MONTH * compound_growth(monthly, MONTHS) / monthly
    return Exercise(
        "eligibility-extra-spending",
        unit="yuan",
        answer=owed,
        mistakes={
            "without_interest": spent,
            "interest_only": owed - spent,
            "all_for_a_year": spent * (1 + year),
            "from_the_first": owed * (1 + monthly),
        },
        shows=[
            quantity("extra", EXTRA_YUAN_A_MONTH),
            quantity("months", MONTHS),
            percent("year", year),
            quantity("spent", spent),
            quantity("interest", owed - spent, places=2),
            quantity("owed", owed, places=2),
        ],
    )
