"""safe-limit: the article's share of income, read both ways that it can be read."""

from ..forms.definition import Chart, Result, Simulation
from ..forms.fields import Number, derived
from ..forms.outputs import in_unit, percent, word, yuan
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate as annual_of_daily

TERMS = [3, 6, 9, 12, 18, 24, 36]


def define(facts: dict) -> Simulation:
    safe_share = facts["safe_share_of_income"]
    daily_high = facts["daily_rate_high"]

    return Simulation(
        "safe-limit",
        facts,
        fields=[
            Number("monthly_income", "yuan", 500, 1000000, step=100, default=6000),
            Number("existing_payments", "yuan", 0, 1000000, step=100, default=500),
            Number("share", "percent", 0.05, 1, step=0.01, default=safe_share),
            Number(
                "nominal_annual_rate",
                "percent_a_year",
                0,
                0.36,
                step=0.0005,
                default=derived(annual_of_daily(daily_high["value"]), daily_high),
            ),
            Number("months", "months", 1, 60, step=1, default=12, whole=True),
        ],
        outputs=[
            yuan("max_payment"),
            yuan("max_loan"),
            yuan("total_interest"),
            yuan("max_loan_strict"),
        ],
        pictures=[
            Chart("income", [word("part"), yuan("amount"), percent("share_of_income", places=1)]),
            Chart(
                "by_months",
                [in_unit("months", "months"), yuan("loan", places=0), yuan("interest", places=0)],
            ),
        ],
        compute=compute,
        constants=[
            percent("annual_rate_high", annual_of_daily(daily_high["value"])),
        ],
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

    loan = largest_loan(payment, nominal_annual_rate, months)
    interest = _interest(loan, nominal_annual_rate, months)
    outputs = {
        "max_payment": yuan_of(payment),
        "max_loan": yuan_of(loan),
        "total_interest": yuan_of(interest),
        "max_loan_strict": yuan_of(within),
    }
    rows = {
        "income": [
            {"part": part, "amount": yuan_of(amount), "share_of_income": amount / income}
            for part, amount in (
                ("existing", existing),
                ("new", payment),
                ("rest", max(0, income - existing - payment)),
            )
        ],
        "by_months": [_row(payment, nominal_annual_rate, term) for term in TERMS],
    }
    if payment:
        # The strict reading knows no term: a short loan may be larger under it.
        sentences = ["room", "strict_less" if within < loan else "strict_more"]
    else:
        sentences = ["no_room_left" if existing > income else "no_room"]
    sentences.append("opinion")
    details = {"paid_already": yuan_of(existing), "paid_share": existing / income}
    return Result(outputs, rows, sentences, details)


def _interest(loan: int, annual: float, months: int) -> int:
    return level_interest(loan, annual, months) if loan else 0


def _row(payment: int, annual: float, months: int) -> dict:
    loan = largest_loan(payment, annual, months)
    return {
        "months": months,
        "loan": yuan_of(loan),
        "interest": yuan_of(_interest(loan, annual, months)),
    }
