"""late-payment: what being late costs by the rule, and by the article's two flat charges."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField, YesNoField
from ..model.late import flat_a_day, overdue, penalty_rate, share_of_loan
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate
from ..model.refusal import require

NAME = "late-payment"
MOST_DAYS = 365
DAYS_IN_YEAR = 365
# The lines run on a fifth beyond the day asked for, and are drawn from this many steps.
BEYOND = 5
MOST_STEPS = 40


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
    daily_high = facts["daily_rate_high"]
    multiplier = facts["penalty_multiplier"]
    multipliers = facts["penalty_multiplier_range"]
    a_day = facts["late_charge_yuan_a_day.weilidai"]
    share = facts["late_charge_share.xiaoe"]
    lowest, highest = multipliers["value"]

    fields = [
        NumberField("loan_amount", "yuan", 100, 500000, 100, 2000, [share["origin"], OURS]),
        NumberField("overdue_amount", "yuan", 10, 500000, 10, 2000, [OURS]),
        NumberField(
            "daily_rate",
            "percent_a_day",
            0.0,
            0.001,
            0.00001,
            daily_high["value"],
            [daily_high["origin"]],
        ),
        NumberField("days_late", "days", 1, MOST_DAYS, 1, 10, [OURS], whole=True),
        NumberField(
            "penalty_multiplier",
            "multiple",
            lowest,
            highest,
            0.05,
            multiplier["value"],
            [multiplier["origin"], multipliers["origin"]],
        ),
        YesNoField("compounding", False, [multiplier["origin"]]),
    ]

    def compute(
        loan_amount: float,
        overdue_amount: float,
        daily_rate: float,
        days_late: int,
        penalty_multiplier: float,
        compounding: bool,
    ) -> Result:
        loan, late = fen_of(loan_amount), fen_of(overdue_amount)
        require(late <= loan, "overdue_above_loan", "no more can be overdue than was borrowed")
        fen_a_day = fen_of(a_day["value"])

        def charges(days: int) -> dict:
            due = overdue(late, 0, daily_rate, penalty_multiplier, days, compounding=compounding)
            return {
                "contract": yuan_of(due.contract_interest),
                "rule": yuan_of(due.penalty_interest),
                "a_day": yuan_of(flat_a_day(fen_a_day, days)),
                "share": yuan_of(share_of_loan(loan, share["value"], days)),
            }

        now = charges(days_late)
        figures = {
            "penalty_annual_rate": nominal_annual_rate(
                penalty_rate(daily_rate, penalty_multiplier)
            ),
            "contract_interest": now["contract"],
            "penalty_interest": now["rule"],
            "article_daily_charge": now["a_day"],
            "article_share_charge": now["share"],
        }
        by_days = []
        for days in _days(days_late):
            row: dict = {"days": days, "asked": 1 if days == days_late else 0}
            row.update(charges(days))
            by_days.append(row)
        rows = {
            "now": [
                {"way": way, "amount": now[way]} for way in ("contract", "rule", "a_day", "share")
            ],
            "by_days": by_days,
        }
        dearest = max(now["a_day"], now["share"])
        sayings = ["rule", "article_dearer" if dearest > now["rule"] else "rule_dearer"]
        if compounding:
            sayings.append("compounding")
        sayings.append("next_day" if days_late == 1 else "what_follows")
        extras = {
            "contract_annual_rate": nominal_annual_rate(daily_rate),
            "a_day_annual_rate": fen_a_day * DAYS_IN_YEAR / late,
        }
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("penalty_annual_rate", "percent", 2),
            Figure("penalty_interest", "yuan", 2),
            Figure("contract_interest", "yuan", 2),
            Figure("article_daily_charge", "yuan", 2),
            Figure("article_share_charge", "yuan", 2),
        ],
        pictures=[
            Picture("now", [Column("way", "word", 0), Column("amount", "yuan", 2)]),
            Picture(
                "by_days",
                [
                    Column("days", "number", 0),
                    Column("contract", "number", 2),
                    Column("rule", "number", 2),
                    Column("a_day", "number", 2),
                    Column("share", "number", 2),
                ],
                is_long=True,
            ),
        ],
        compute=compute,
        constants=[
            Constant("article_a_day", a_day["value"], "yuan", 0),
            Constant("article_share", share["value"], "percent", 0),
            Constant("multiplier_low", lowest, "multiple", 1),
            Constant("multiplier_high", highest, "multiple", 1),
            Constant("daily_rate_high", daily_high["value"], "percent", 2),
            Constant("annual_rate_high", nominal_annual_rate(daily_high["value"]), "percent", 2),
            Constant("days_in_year", DAYS_IN_YEAR, "days", 0),
        ],
        extras=[
            Figure("contract_annual_rate", "percent", 2),
            Figure("a_day_annual_rate", "percent", 2),
        ],
    )


def _days(days_late: int) -> list[int]:
    """Days to draw: from none to somewhat more than those asked for, which are among them."""
    last = days_late + (days_late + BEYOND - 1) // BEYOND
    step = last // MOST_STEPS + 1
    # The share falls due on the first day: without that day its line would seem to rise slowly.
    days = [0, 1] + list(range(step, last + 1, step)) + [days_late, last]
    return sorted(set(days))
