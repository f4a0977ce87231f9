"""safe-limit: the article's share of income, as a limit for payments and as one for loans."""

from ..forms.definition import Chart, Preset, Result, Simulation
from ..forms.fields import Number
from ..forms.outputs import in_unit, percent, word, yuan
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate as annual_of_daily
from .loan_fields import annual_rate_field

TERMS = [3, 6, 9, 12, 18, 24, 36]


def define(facts: dict) -> Simulation:
    safe_share = facts["safe_share_of_income"]
    highest_rate = annual_of_daily(facts["daily_rate_high"]["value"])

    return Simulation(
        "safe-limit",
        facts,
        fields=[
            Number("monthly_income", "yuan", 500, 1000000, step=100, default=6000),
            Number("existing_payments", "yuan", 0, 1000000, step=100, default=0),
            Number("share", "percent", 0.05, 1, step=0.01, default=safe_share),
            annual_rate_field(facts, 0.36),
            Number("months", "months", 1, 60, step=1, default=12, whole=True),
        ],
        outputs=[
            yuan("max_payment"),
            yuan("max_loan"),
            yuan("total_interest"),
            yuan("max_loan_strict"),
        ],
        pictures=[
            Chart(
                "by_months",
                [in_unit("months", "months"), yuan("loan", places=0), yuan("interest", places=0)],
            ),
            Chart("income", [word("part"), yuan("amount"), percent("share_of_income", places=1)]),
        ],
        compute=compute,
        open_fields=[
            "monthly_income",
            "existing_payments",
            "share",
            "nominal_annual_rate",
            "months",
        ],
        presets=[
            Preset("fifth", share=0.2),
            Preset("longer", months=36),
            Preset("in_debt", existing_payments=1800),
            Preset("lean_month", monthly_income=3500),
            # The rider of the book; his rate is what true-cost finds for his loan.
            Preset(
                "rider",
                monthly_income=4500,
                existing_payments=300,
                share=0.2,
                nominal_annual_rate=0.2428,
                months=6,
            ),
        ],
        key_outputs=["max_loan", "max_payment"],
        constants=[percent("annual_rate_high", highest_rate)],
        details=[yuan("paid_already"), percent("paid_share", places=1)],
    )


def compute(
    facts: dict,
    monthly_income: float,
    existing_payments: float,
    share: float,
    nominal_annual_rate: float,
    months: int,
) -> Result:
    income, existing = fen_of(monthly_income), fen_of(existing_payments)
    within = fen_of(monthly_income * share)
    payment = max(0, within - existing)

    largest = _largest_loan(payment, nominal_annual_rate, months)
    outputs = {
        "max_payment": yuan_of(payment),
        "max_loan": largest["loan"],
        "total_interest": largest["interest"],
        "max_loan_strict": yuan_of(within),
    }
    rows = {
        "by_months": [
            _largest_loan(payment, nominal_annual_rate, term, term == months)
            for term in _terms_with(months)
        ],
        "income": [
            {"part": part, "amount": yuan_of(amount), "share_of_income": amount / income}
            for part, amount in (
                ("existing", existing),
                ("new", payment),
                ("rest", max(0, income - existing - payment)),
            )
        ],
    }
    if payment:
        # The strict reading ignores the term: it may allow more than a short loan.
        is_less = yuan_of(within) < largest["loan"]
        sentences = ["room", "strict_less" if is_less else "strict_more", "interest"]
    else:
        sentences = ["no_room_left"] if existing > income else ["no_room", "strict_more"]
    sentences.append("opinion")
    details = {"paid_already": yuan_of(existing), "paid_share": existing / income}
    return Result(outputs, rows, sentences, details)


def _terms_with(months: int) -> list[int]:
    """Return the terms compared: the chosen one stands in for the nearest of them."""
    nearest = min(TERMS, key=lambda term: abs(term - months))
    return [months if term == nearest else term for term in TERMS]


def _largest_loan(payment: int, annual: float, months: int, is_chosen: bool = True) -> dict:
    """Return the largest loan that a payment in fen repays over a term, with its interest."""
    loan = largest_loan(payment, annual, months)
    interest = level_interest(loan, annual, months) if loan else 0
    return {
        "months": months,
        "loan": yuan_of(loan),
        "interest": yuan_of(interest),
        "is_chosen": is_chosen,
    }
