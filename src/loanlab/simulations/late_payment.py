"""late-payment: penalty interest by the rule beside the article's two flat charges."""

from ..forms.definition import Chart, Result, Simulation
from ..forms.fields import Number, YesNo, derived
from ..forms.outputs import in_unit, percent, quantity, word, yuan
from ..model.late import fixed_daily_penalty, flat_penalty, overdue, penalty_rate
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate
from ..model.refusal import require

MOST_DAYS = 365
DAYS_IN_YEAR = 365
# The chart's lines continue for a fifth of the days late, and have this many points at most.
BEYOND = 5
MOST_STEPS = 40
# By the contract alone, by the rule, and by the article's charge a day and its share of the loan.
WAYS = ("contract", "rule", "a_day", "share")


def define(facts: dict) -> Simulation:
    daily_high = facts["daily_rate_high"]
    multiplier = facts["penalty_multiplier"]
    multipliers = facts["penalty_multiplier_range"]
    lowest, highest = multipliers["value"]
    a_day = facts["late_charge_yuan_a_day.weilidai"]["value"]
    share = facts["late_charge_share.xiaoe"]

    return Simulation(
        "late-payment",
        facts,
        fields=[
            Number("loan_amount", "yuan", 100, 500000, step=100, default=2000, based_on=[share]),
            Number("overdue_amount", "yuan", 10, 500000, step=10, default=2000),
            Number("daily_rate", "percent_a_day", 0, 0.001, step=0.00001, default=daily_high),
            Number("days_late", "days", 1, MOST_DAYS, step=1, default=10, whole=True),
            Number(
                "penalty_multiplier",
                "multiple",
                lowest,
                highest,
                step=0.05,
                default=multiplier,
                based_on=[multipliers],
            ),
            YesNo("compounding", default=derived(False, multiplier)),
        ],
        outputs=[
            percent("penalty_annual_rate"),
            yuan("penalty_interest"),
            yuan("contract_interest"),
            yuan("article_daily_charge"),
            yuan("article_share_charge"),
        ],
        pictures=[
            Chart("now", [word("way"), yuan("amount")]),
            Chart(
                "by_days",
                [quantity("days")] + [quantity(way, places=2) for way in WAYS],
                is_long=True,
            ),
        ],
        compute=compute,
        constants=[
            yuan("article_a_day", a_day, places=0),
            percent("article_share", share["value"], places=0),
            in_unit("multiple", "multiplier_low", lowest, places=1),
            in_unit("multiple", "multiplier_high", highest, places=1),
            percent("annual_rate_high", nominal_annual_rate(daily_high["value"])),
            in_unit("days", "days_in_year", DAYS_IN_YEAR),
        ],
        details=[percent("contract_annual_rate"), percent("a_day_annual_rate")],
    )


def compute(
    facts: dict,
    loan_amount: float,
    overdue_amount: float,
    daily_rate: float,
    days_late: int,
    penalty_multiplier: float,
    compounding: bool,
) -> Result:
    share = facts["late_charge_share.xiaoe"]["value"]
    fen_a_day = fen_of(facts["late_charge_yuan_a_day.weilidai"]["value"])
    loan, late = fen_of(loan_amount), fen_of(overdue_amount)
    require(late <= loan, "overdue_above_loan", "no more can be overdue than was borrowed")

    def charges(days: int) -> dict:
        due = overdue(late, 0, daily_rate, penalty_multiplier, days, compounding=compounding)
        return {
            "contract": yuan_of(due.contract_interest),
            "rule": yuan_of(due.penalty_interest),
            "a_day": yuan_of(fixed_daily_penalty(fen_a_day, days)),
            "share": yuan_of(flat_penalty(loan, share, days)),
        }

    now = charges(days_late)
    outputs = {
        "penalty_annual_rate": nominal_annual_rate(penalty_rate(daily_rate, penalty_multiplier)),
        "contract_interest": now["contract"],
        "penalty_interest": now["rule"],
        "article_daily_charge": now["a_day"],
        "article_share_charge": now["share"],
    }
    by_days = []
    for days in _days_drawn(days_late):
        row: dict = {"days": days, "asked": 1 if days == days_late else 0}
        row.update(charges(days))
        by_days.append(row)
    rows = {
        "now": [{"way": way, "amount": now[way]} for way in WAYS],
        "by_days": by_days,
    }
    highest = max(now["a_day"], now["share"])
    sentences = ["rule", "article_dearer" if highest > now["rule"] else "rule_dearer"]
    if compounding:
        sentences.append("compounding")
    sentences.append("next_day" if days_late == 1 else "what_follows")
    details = {
        "contract_annual_rate": nominal_annual_rate(daily_rate),
        "a_day_annual_rate": fen_a_day * DAYS_IN_YEAR / late,
    }
    return Result(outputs, rows, sentences, details)


def _days_drawn(days_late: int) -> list[int]:
    """List the days that the chart draws: from 0 to some days beyond the days late."""
    last = days_late + (days_late + BEYOND - 1) // BEYOND
    step = last // MOST_STEPS + 1
    # The share falls due on day 1: without that day its line would seem to rise slowly.
    days = [0, 1] + list(range(step, last + 1, step)) + [days_late, last]
    return sorted(set(days))
