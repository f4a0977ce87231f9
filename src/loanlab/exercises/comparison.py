"""The exercises of the chapter on comparing platforms; no answer is typed."""

from ..forms.definition import Constant
from ..forms.grading import HALF_A_FEN, TENTH_OF_A_PERCENT, Exercise, Slip
from ..model.annuity import level_payment
from ..model.debts import debt_service_ratio
from ..model.interest import interest_yuan
from ..model.late import penalty_interest, penalty_rate
from ..model.level import level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import monthly_of_nominal, nominal_annual_rate

FEN_OF_ROUNDED_PAYMENTS = 0.02
GOOD_GUESS_YUAN = 10

LOAN_YUAN = 5000
DAYS = 90
MONTHS = 3
SMALL_LOAN_YUAN = 2000
SMALL_LOAN_DAYS = 30
INCOME_YUAN = 5000
TWO_LOANS = [(6000, 12), (3000, 6)]
MISUSED_DAYS = 60


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
        _spread(facts),
        _monthly(facts),
        _year_of_uses(facts),
        _two_loans(facts),
        _misused(facts),
    ]


def _spread(facts: dict) -> Exercise:
    """The guess: how far one platform's own prices are apart."""
    low, high = facts["daily_rate_range.weilidai"]["value"]
    cheap, dear = interest_yuan(LOAN_YUAN, low, DAYS), interest_yuan(LOAN_YUAN, high, DAYS)
    return Exercise(
        "comparison-predict-spread",
        "yuan",
        dear - cheap,
        GOOD_GUESS_YUAN,
        [],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", DAYS, "number", 0),
            Constant("year_low", nominal_annual_rate(low), "percent", 2),
            Constant("year_high", nominal_annual_rate(high), "percent", 2),
            Constant("cheap", cheap, "number", 2),
            Constant("dear", dear, "number", 2),
            Constant("more", dear - cheap, "number", 2),
        ],
        True,
    )


def _monthly(facts: dict) -> Exercise:
    """Interest of level payments, beside a cheaper loan that is repaid in one sum."""
    cheap = facts["base_daily_rate.fenfu"]["value"]
    dear = facts["daily_rate_high"]["value"]
    year = nominal_annual_rate(dear)
    monthly = monthly_of_nominal(year)
    interest = yuan_of(level_interest(fen_of(LOAN_YUAN), year, MONTHS))
    payment = level_payment(LOAN_YUAN, monthly, MONTHS)
    return Exercise(
        "comparison-paid-monthly",
        "yuan",
        interest,
        FEN_OF_ROUNDED_PAYMENTS,
        [
            Slip(interest_yuan(LOAN_YUAN, dear, DAYS), "one_sum"),
            Slip(LOAN_YUAN * monthly * MONTHS, "whole_principal"),
            Slip(LOAN_YUAN * monthly, "first_month"),
            Slip(payment, "one_payment"),
            Slip(LOAN_YUAN + interest, "with_principal"),
            Slip(interest_yuan(LOAN_YUAN, cheap, DAYS), "other_loan"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", DAYS, "number", 0),
            Constant("months", MONTHS, "number", 0),
            Constant("year_cheap", nominal_annual_rate(cheap), "percent", 2),
            Constant("year_dear", year, "percent", 2),
            Constant("payment", payment, "number", 2),
            Constant("interest", interest, "number", 2),
            Constant("one_sum", interest_yuan(LOAN_YUAN, cheap, DAYS), "number", 2),
        ],
        False,
    )


def _year_of_uses(facts: dict) -> Exercise:
    """What a year of repeated borrowing costs at the article's number of uses."""
    uses = facts["uses_per_year.weilidai"]["value"]
    low, high = facts["daily_rate_range.weilidai"]["value"]
    once = interest_yuan(SMALL_LOAN_YUAN, high, SMALL_LOAN_DAYS)
    return Exercise(
        "comparison-year-of-uses",
        "yuan",
        uses * once,
        HALF_A_FEN,
        [
            Slip(once, "one_use"),
            Slip(uses * interest_yuan(SMALL_LOAN_YUAN, low, SMALL_LOAN_DAYS), "lowest_rate"),
            Slip(facts["uses_per_year.jintiao"]["value"] * once, "other_uses"),
            Slip(interest_yuan(SMALL_LOAN_YUAN, high, 365), "whole_year"),
            Slip(uses * SMALL_LOAN_YUAN + uses * once, "with_principal"),
        ],
        [
            Constant("amount", SMALL_LOAN_YUAN, "number", 0),
            Constant("days", SMALL_LOAN_DAYS, "number", 0),
            Constant("daily_rate", high, "percent", 2),
            Constant("year_rate", nominal_annual_rate(high), "percent", 2),
            Constant("uses", uses, "number", 1),
            Constant("once", once, "number", 2),
            Constant("year", uses * once, "number", 2),
        ],
        False,
    )


def _two_loans(facts: dict) -> Exercise:
    """Share of the income that two level loans take together."""
    year = nominal_annual_rate(facts["daily_rate_high"]["value"])
    first, second = [
        level_payment(amount, monthly_of_nominal(year), months) for amount, months in TWO_LOANS
    ]
    principal = [amount / months for amount, months in TWO_LOANS]
    return Exercise(
        "comparison-two-loans",
        "percent",
        debt_service_ratio([first, second], INCOME_YUAN),
        TENTH_OF_A_PERCENT,
        [
            Slip(debt_service_ratio([first], INCOME_YUAN), "first_only"),
            Slip(debt_service_ratio([second], INCOME_YUAN), "second_only"),
            Slip(debt_service_ratio(principal, INCOME_YUAN), "without_interest"),
            Slip(sum(amount for amount, _ in TWO_LOANS) / INCOME_YUAN, "debt_not_payment"),
        ],
        [
            Constant("income", INCOME_YUAN, "number", 0),
            Constant("amount_1", TWO_LOANS[0][0], "number", 0),
            Constant("months_1", TWO_LOANS[0][1], "number", 0),
            Constant("amount_2", TWO_LOANS[1][0], "number", 0),
            Constant("months_2", TWO_LOANS[1][1], "number", 0),
            Constant("year", year, "percent", 2),
            Constant("payment_1", first, "number", 2),
            Constant("payment_2", second, "number", 2),
            Constant("total", first + second, "number", 2),
            Constant("share", debt_service_ratio([first, second], INCOME_YUAN), "percent", 2),
        ],
        False,
    )


def _misused(facts: dict) -> Exercise:
    """Penalty interest on money used against the agreed purpose."""
    contract = facts["daily_rate_high"]["value"]
    most = facts["misuse_multiplier"]["value"]
    late = facts["penalty_multiplier"]["value"]
    lent = fen_of(LOAN_YUAN)
    penalty = yuan_of(penalty_interest(lent, penalty_rate(contract, most), MISUSED_DAYS))
    plain = interest_yuan(LOAN_YUAN, contract, MISUSED_DAYS)
    as_late = yuan_of(penalty_interest(lent, penalty_rate(contract, late), MISUSED_DAYS))
    return Exercise(
        "comparison-misused",
        "yuan",
        penalty,
        HALF_A_FEN,
        [
            Slip(plain, "contract_only"),
            Slip(as_late, "as_overdue"),
            Slip(plain + penalty, "on_top"),
            Slip(yuan_of(penalty_interest(lent, penalty_rate(contract, most), 1)), "one_day"),
        ],
        [
            Constant("amount", LOAN_YUAN, "number", 0),
            Constant("days", MISUSED_DAYS, "number", 0),
            Constant("daily_rate", contract, "percent", 2),
            Constant("surcharge", most - 1, "percent", 0),
            Constant("penalty_rate", penalty_rate(contract, most), "percent", 2),
            Constant("year", nominal_annual_rate(penalty_rate(contract, most)), "percent", 2),
            Constant("penalty", penalty, "number", 2),
        ],
        False,
    )
