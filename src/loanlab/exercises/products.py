"""The exercises of the chapter on entrances and products; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, HUNDREDTH_OF_A_PERCENT, Exercise, Slip
from ..model.annuity import level_payment
from ..model.interest import interest_yuan
from ..model.rates import daily_rate_of_nominal, nominal_annual_rate

# The products met in WeChat, and those that Tencent's own micro-lender lends.
IN_WECHAT = ("weilidai", "we2000", "fenfu", "fenqi", "xiaoe")
BY_TENCENT = ("fenfu", "fenqi")

LOAN_YUAN = 5000
DAYS = 90
MONTHS = 3
REPAID_YUAN = 5250

JOINT_YUAN = 6000


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
        _tencent_lends(),
        _weilidai_spread(facts["daily_rate_range.weilidai"]["value"]),
        _joint_share(facts["micro_lender_own_share"]["value"]),
        _price_of_unknown(facts["all_in_cost_line"]["value"]),
        _level_interest(facts["daily_rate_range.fenfu"]["value"][0]),
    ]


def _tencent_lends() -> Exercise:
    return Exercise(
        "products-predict-tencent-lends",
        "loans",
        len(BY_TENCENT),
        0.1,
        [],
        [
            Constant("products", len(IN_WECHAT), "number", 0),
            Constant("tencent", len(BY_TENCENT), "number", 0),
        ],
        True,
    )


def _weilidai_spread(daily_rates: list) -> Exercise:
    low, high = [interest_yuan(LOAN_YUAN, rate, DAYS) for rate in daily_rates]
    years = [nominal_annual_rate(rate) for rate in daily_rates]
    return Exercise(
        "products-weilidai-spread",
        "yuan",
        high - low,
        HALF_A_FEN,
        [
            Slip(high, "only_high"),
            Slip(low, "only_low"),
            Slip((high - low) / DAYS, "one_day"),
            Slip(100 * (high - low), "percent_as_number"),
            Slip(LOAN_YUAN * (years[1] - years[0]) * MONTHS / 12, "quarter_of_a_year"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", DAYS, "number", 0),
            Constant("daily_low", daily_rates[0], "percent", 2),
            Constant("daily_high", daily_rates[1], "percent", 2),
            Constant("low", low, "number", 2),
            Constant("high", high, "number", 2),
            Constant("spread", high - low, "number", 2),
        ],
        False,
    )


def _joint_share(share: float) -> Exercise:
    own = JOINT_YUAN * share
    return Exercise(
        "products-joint-share",
        "yuan",
        JOINT_YUAN - own,
        HALF_A_FEN,
        [
            Slip(own, "own_share"),
            Slip(JOINT_YUAN / 2, "halves"),
            Slip(JOINT_YUAN, "everything"),
        ],
        [
            Constant("amount", JOINT_YUAN, "number", 0),
            Constant("share", share, "percent", 0),
            Constant("own", own, "number", 0),
            Constant("partner", JOINT_YUAN - own, "number", 2),
        ],
        False,
    )


def _price_of_unknown(line: float) -> Exercise:
    interest = REPAID_YUAN - LOAN_YUAN
    share = interest / LOAN_YUAN
    year = nominal_annual_rate(share / DAYS)
    return Exercise(
        "products-price-of-unknown",
        "percent_a_year",
        year,
        HUNDREDTH_OF_A_PERCENT,
        [
            Slip(share, "not_a_year"),
            Slip(nominal_annual_rate(share / DAYS, 360), "days_360"),
            Slip(nominal_annual_rate(interest / REPAID_YUAN / DAYS), "of_repaid"),
            Slip(share * 12, "months"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", DAYS, "number", 0),
            Constant("repaid", REPAID_YUAN, "number", 0),
            Constant("interest", interest, "number", 0),
            Constant("share", share, "percent", 2),
            Constant("year", year, "percent", 2),
            Constant("line", line, "percent", 0),
        ],
        False,
    )


def _level_interest(daily_rate: float) -> Exercise:
    year = nominal_annual_rate(daily_rate)
    payment = level_payment(LOAN_YUAN, year / 12, MONTHS)
    interest = MONTHS * payment - LOAN_YUAN
    at_once = interest_yuan(LOAN_YUAN, daily_rate_of_nominal(year), DAYS)
    return Exercise(
        "products-level-interest",
        "yuan",
        interest,
        0.02,  # payments rounded to the fen before they are added
        [
            Slip(at_once, "at_once"),
            Slip(LOAN_YUAN * year * MONTHS / 12, "never_falling"),
            Slip(payment, "payment"),
            Slip(MONTHS * payment, "with_principal"),
            Slip(LOAN_YUAN * year, "whole_year"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", DAYS, "number", 0),
            Constant("months", MONTHS, "number", 0),
            Constant("year", year, "percent", 2),
            Constant("payment", payment, "number", 2),
            Constant("interest", interest, "number", 2),
            Constant("at_once", at_once, "number", 2),
        ],
        False,
    )
