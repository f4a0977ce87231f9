"""The exercises of the chapter on conditions; the model computes every number."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import in_unit, numbers, percents
from ..model.rates import nominal_annual_rate

# An entry stays on the credit report for five years from the day on which it was repaid.
SHOWN_MONTHS = 60
LATE_YUAN = 86
LATE_MONTHS = 36

KEPT_YUAN = 2000
FUND_YIELD = 0.015


def define(facts: dict) -> list:
    return [
        _months_shown(),
        Choice(
            "eligibility-just-a-look",
            options=["look", "several", "leave", "family"],
            right="leave",
        ),
        Choice(
            "eligibility-which-line",
            options=["own", "management", "stranger", "card"],
            right="stranger",
        ),
        Choice(
            "eligibility-refused-next",
            options=["next_lender", "transfers", "agent", "explain"],
            right="explain",
        ),
        _idle_money(nominal_annual_rate(facts["base_daily_rate.fenfu"]["value"])),
    ]


def _months_shown() -> Prediction:
    return Prediction(
        "eligibility-predict-months",
        unit="months",
        answer=LATE_MONTHS + SHOWN_MONTHS,
        tolerance=0.5,
        shows=[
            in_unit("months", "late", LATE_MONTHS),
            in_unit("months", "shown", SHOWN_MONTHS),
            in_unit("months", "total", LATE_MONTHS + SHOWN_MONTHS),
        ]
        + numbers(amount=LATE_YUAN),
    )


def _idle_money(year: float) -> Exercise:
    interest = KEPT_YUAN * year
    earned = KEPT_YUAN * FUND_YIELD
    return Exercise(
        "eligibility-idle-money",
        unit="yuan",
        answer=interest - earned,
        mistakes={
            "interest_only": interest,
            "earned_only": earned,
            "added": interest + earned,
            "one_month": (interest - earned) / 12,
        },
        shows=numbers(kept=KEPT_YUAN)
        + percents(year=year, fund=FUND_YIELD)
        + numbers(2, interest=interest, earned=earned, net=interest - earned),
    )
