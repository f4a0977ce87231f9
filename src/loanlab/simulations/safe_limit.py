"""safe-limit: the article's share of income, read both ways that it can be read."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField
from ..model.level import largest_loan, level_interest
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate as annual_of_daily

NAME = "safe-limit"
TERMS = [3, 6, 9, 12, 18, 24, 36]


def define(facts: dict) -> Simulation:
    """The simulation, with the figures of the article and of the sources put in.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Simulation
        Fields, figures, pictures and the computation.
    """
    safe_share = facts["safe_share_of_income"]
    daily_high = facts["daily_rate_high"]

    fields = [
        NumberField("monthly_income", "yuan", 500, 1000000, 100, 6000, [OURS]),
        NumberField("existing_payments", "yuan", 0, 1000000, 100, 500, [OURS]),
        NumberField(
            "share", "percent", 0.05, 1.0, 0.01, safe_share["value"], [safe_share["origin"]]
        ),
        NumberField(
            "nominal_annual_rate",
            "percent_a_year",
            0.0,
            0.36,
            0.0005,
            annual_of_daily(daily_high["value"]),
            [daily_high["origin"]],
        ),
        NumberField("months", "months", 1, 60, 1, 12, [OURS], whole=True),
    ]

    def compute(
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
        figures = {
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
            sayings = ["room", "strict_less" if within < loan else "strict_more"]
        else:
            sayings = ["no_room_left" if existing > income else "no_room"]
        sayings.append("opinion")
        extras = {"paid_already": yuan_of(existing), "paid_share": existing / income}
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("max_payment", "yuan", 2),
            Figure("max_loan", "yuan", 2),
            Figure("total_interest", "yuan", 2),
            Figure("max_loan_strict", "yuan", 2),
        ],
        pictures=[
            Picture(
                "income",
                [
                    Column("part", "word", 0),
                    Column("amount", "yuan", 2),
                    Column("share_of_income", "percent", 1),
                ],
            ),
            Picture(
                "by_months",
                [
                    Column("months", "months", 0),
                    Column("loan", "yuan", 0),
                    Column("interest", "yuan", 0),
                ],
            ),
        ],
        compute=compute,
        constants=[
            Constant("article_share", safe_share["value"], "percent", 0),
            Constant("annual_rate_high", annual_of_daily(daily_high["value"]), "percent", 2),
            Constant("daily_rate_high", daily_high["value"], "percent", 2),
        ],
        extras=[Figure("paid_already", "yuan", 2), Figure("paid_share", "percent", 1)],
    )


def _interest(loan: int, annual: float, months: int) -> int:
    return level_interest(loan, annual, months) if loan else 0


def _row(payment: int, annual: float, months: int) -> dict:
    loan = largest_loan(payment, annual, months)
    return {
        "months": months,
        "loan": yuan_of(loan),
        "interest": yuan_of(_interest(loan, annual, months)),
    }
