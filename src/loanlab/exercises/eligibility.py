"""The exercises of the chapter on conditions; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.rates import compound_growth, nominal_annual_rate
from ..model.scoring import lifted_probability, weighted_score

GUESS_WITHIN = 0.01

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
    return Prediction(
        "eligibility-predict-lift",
        unit="percent",
        answer=lifted,
        tolerance=GUESS_WITHIN,
        shows=percents(0, lift=lift, base=BASE_APPROVAL, in_points=BASE_APPROVAL + lift)
        + numbers(2, factor=1 + lift)
        + percents(lifted=lifted),
    )


def _weighted_mean(weights: list[float]) -> Exercise:
    score = weighted_score(MARKS, weights)
    shares = dict(zip([name + "_weight" for name in DIMENSIONS], weights))
    return Exercise(
        "eligibility-weighted-mean",
        unit="points",
        answer=score,
        mistakes={
            "plain_mean": weighted_score(MARKS, [1.0] * len(MARKS)),
            "reversed": weighted_score(MARKS, weights[::-1]),
            "percent_as_number": 100 * score,
        },
        shows=numbers(1, score=score)
        + numbers(0, **dict(zip(DIMENSIONS, MARKS)))
        + percents(0, **shares),
        places=1,
    )


def _turning_weight() -> Exercise:
    """Ask for the weight of the credit record at which both applicants have the same score."""
    ahead = STEADY[0] - BUSY[0]
    behind = BUSY[1] - STEADY[1]
    turning = behind / (ahead + behind)
    return Exercise(
        "eligibility-turning-weight",
        unit="percent",
        answer=turning,
        mistakes={"rest_forgotten": behind / ahead, "weight_of_the_rest": 1 - turning},
        shows=numbers(
            steady_record=STEADY[0],
            steady_rest=STEADY[1],
            busy_record=BUSY[0],
            busy_rest=BUSY[1],
            ahead=ahead,
            behind=behind,
        )
        + percents(turning=turning)
        + numbers(2, equal_score=weighted_score(STEADY, [turning, 1 - turning])),
        places=1,
    )


def _lift_ceiling(lift: float) -> Exercise:
    highest = 1 / (1 + lift)
    return Exercise(
        "eligibility-lift-ceiling",
        unit="percent",
        answer=highest,
        mistakes={"points": 1 - lift, "multiplied": 1 + lift, "lift_itself": lift},
        shows=percents(0, lift=lift) + numbers(2, factor=1 + lift) + percents(highest=highest),
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
        shows=numbers(extra=EXTRA_YUAN_A_MONTH, months=MONTHS, spent=spent)
        + percents(year=year)
        + numbers(2, interest=owed - spent, owed=owed),
    )
