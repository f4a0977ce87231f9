"""The exercises of the chapter on entrances and products; the model computes every answer."""

from ..forms.grading import Exercise, Prediction
from ..forms.outputs import numbers, percents
from ..model.annuity import level_payment
from ..model.interest import interest_yuan
from ..model.rates import daily_rate_of_nominal, nominal_annual_rate

# The products found in WeChat, and those whose lender is Tencent's micro-lender.
IN_WECHAT = ("weilidai", "we2000", "fenfu", "fenqi", "xiaoe")
BY_TENCENT = ("fenfu", "fenqi")

LOAN_YUAN = 5000
DAYS = 90
MONTHS = 3
REPAID_YUAN = 5250

JOINT_YUAN = 6000


def define(facts: dict) -> list:
    return [
        _tencent_lends(),
        _weilidai_spread(facts["daily_rate_range.weilidai"]["value"]),
        _joint_share(facts["micro_lender_own_share"]["value"]),
        _price_of_unknown(facts["all_in_cost_line"]["value"]),
        _level_interest(facts["daily_rate_range.fenfu"]["value"][0]),
    ]


def _tencent_lends() -> Prediction:
    return Prediction(
        "products-predict-tencent-lends",
        unit="loans",
        answer=len(BY_TENCENT),
        tolerance=0.1,
        shows=numbers(products=len(IN_WECHAT), tencent=len(BY_TENCENT)),
    )


def _weilidai_spread(daily_rates: list) -> Exercise:
    low, high = [interest_yuan(LOAN_YUAN, rate, DAYS) for rate in daily_rates]
    years = [nominal_annual_rate(rate) for rate in daily_rates]
    return Exercise(
        "products-weilidai-spread",
        unit="yuan",
        answer=high - low,
        mistakes={
            "only_high": high,
            "only_low": low,
            "one_day": (high - low) / DAYS,
            "percent_as_number": 100 * (high - low),
            "quarter_of_a_year": LOAN_YUAN * (years[1] - years[0]) * MONTHS / 12,
        },
        shows=numbers(amount=LOAN_YUAN, days=DAYS)
        + percents(daily_low=daily_rates[0], daily_high=daily_rates[1])
        + numbers(2, low=low, high=high, spread=high - low),
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


def _level_interest(daily_rate: float) -> Exercise:
    year = nominal_annual_rate(daily_rate)
    payment = level_payment(LOAN_YUAN, year / 12, MONTHS)
    interest = MONTHS * payment - LOAN_YUAN
    at_once = interest_yuan(LOAN_YUAN, daily_rate_of_nominal(year), DAYS)
    return Exercise(
        "products-level-interest",
        unit="yuan",
        answer=interest,
        mistakes={
            "at_once": at_once,
            "never_falling": LOAN_YUAN * year * MONTHS / 12,
            "payment": payment,
            "with_principal": MONTHS * payment,
            "whole_year": LOAN_YUAN * year,
        },
        shows=numbers(amount=LOAN_YUAN, days=DAYS, months=MONTHS)
        + percents(year=year)
        + numbers(2, payment=payment, interest=interest, at_once=at_once),
        # Each of three payments may be rounded to the fen before they are added up.
        tolerance=0.02,
    )
