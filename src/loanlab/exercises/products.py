"""The exercises of the chapter on entrances and products; the model computes every number."""

from ..forms.grading import Choice, Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.rates import nominal_annual_rate

# The products found in WeChat, and those whose lender is Tencent's micro-lender.
IN_WECHAT = ("weilidai", "we2000", "fenfu", "fenqi", "xiaoe")
BY_TENCENT = ("fenfu", "fenqi")

LOAN_YUAN = 5000
DAYS = 90
REPAID_YUAN = 5250

JOINT_YUAN = 6000


def define(facts: dict) -> list:
    return [
        _tencent_lends(),
        Choice(
            "products-lender-line",
            options=["brand", "service", "lenders", "account"],
            right="lenders",
        ),
        _joint_share(facts["micro_lender_own_share"]["value"]),
        Choice(
            "products-unknown-bank",
            options=["repair", "contract", "police", "ignore"],
            right="contract",
        ),
        _price_of_unknown(facts["all_in_cost_line"]["value"]),
        Choice(
            "products-student-offer",
            options=["compare", "photos", "classmate", "leave"],
            right="leave",
        ),
    ]


def _tencent_lends() -> Prediction:
    return Prediction(
        "products-predict-tencent-lends",
        unit="loans",
        answer=len(BY_TENCENT),
        tolerance=0.1,
        shows=numbers(products=len(IN_WECHAT), tencent=len(BY_TENCENT)),
    )


def _joint_share(share: float) -> Exercise:
    own_part = JOINT_YUAN * share
    return Exercise(
        "products-joint-share",
        unit="yuan",
        answer=JOINT_YUAN - own_part,
        mistakes={"own_share": own_part, "halves": JOINT_YUAN / 2, "everything": JOINT_YUAN},
        shows=numbers(amount=JOINT_YUAN, own=own_part)
        + percents(0, share=share)
        + numbers(2, partner=JOINT_YUAN - own_part),
    )


def _price_of_unknown(line: float) -> Exercise:
    interest = REPAID_YUAN - LOAN_YUAN
    share = interest / LOAN_YUAN
    year = nominal_annual_rate(share / DAYS)
    return Exercise(
        "products-price-of-unknown",
        unit="percent_a_year",
        answer=year,
        mistakes={
            "not_a_year": share,
            "days_360": nominal_annual_rate(share / DAYS, 360),
            "of_repaid": nominal_annual_rate(interest / REPAID_YUAN / DAYS),
            "months": share * 12,
        },
        shows=numbers(amount=LOAN_YUAN, days=DAYS, repaid=REPAID_YUAN, interest=interest)
        + percents(share=share, year=year)
        + percents(0, line=line),
    )
