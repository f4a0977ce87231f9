"""late-payment: penalty interest by the rule and, if asked, the article's two flat charges."""

from datetime import date

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Choice, Day, Number, YesNo, derived
from ..forms.outputs import in_unit, percent, quantity, word, yuan
from ..model.arrears import pay_late
from ..model.dates import ACTUAL_365
from ..model.late import fixed_daily_penalty, flat_penalty, overdue, penalty_rate
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate
from ..model.refusal import require
from ..model.schedule import totals
from ..model.terms import EQUAL_PRINCIPAL, LEVEL_PAYMENT, loan_terms

MOST_DAYS = 365
DAYS_IN_YEAR = 365
MOST_MONTHS = 60
# The chart's lines continue for a fifth of the days late, and have this many points at most.
BEYOND = 5
MOST_STEPS = 40
# By the contract alone and by the rule; by the article's charge a day and its share of the loan.
BY_RULE = ("contract", "rule")
BY_ARTICLE = ("a_day", "share")
WAYS = BY_RULE + BY_ARTICLE
# Only the overdue amount, or a payment of a loan in instalments.
ALONE, IN_PLAN = "alone", "in_plan"
IN_A_PLAN = {"view": [IN_PLAN]}


def define(facts: dict) -> Simulation:
    daily_high = facts["daily_rate_high"]
    multiplier = facts["penalty_multiplier"]
    multipliers = facts["penalty_multiplier_range"]
    lowest, highest = multipliers["value"]
    a_day = facts["late_charge_yuan_a_day.weilidai"]
    share = facts["late_charge_share.xiaoe"]

    return Simulation(
        "late-payment",
        facts,
        fields=[
            Choice("view", [ALONE, IN_PLAN], default=ALONE),
            Number("loan_amount", "yuan", 100, 500000, step=100, default=10000),
            Number(
                "overdue_amount",
                "yuan",
                10,
                500000,
                step=10,
                # A tenth of the loan: the principal in a payment of the plan below.
                default=1000,
                when={"view": [ALONE]},
            ),
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
            YesNo("compounding", default=derived(False, multiplier), when={"view": [ALONE]}),
            Choice(
                "plan_method",
                [EQUAL_PRINCIPAL, LEVEL_PAYMENT],
                default=EQUAL_PRINCIPAL,
                when=IN_A_PLAN,
            ),
            Number(
                "months",
                "months",
                1,
                MOST_MONTHS,
                step=1,
                default=10,
                whole=True,
                when=IN_A_PLAN,
            ),
            Number(
                "late_number",
                "number_in_plan",
                1,
                MOST_MONTHS,
                step=1,
                default=1,
                whole=True,
                when=IN_A_PLAN,
            ),
            Day(
                "start_date",
                date(2020, 1, 1),
                date(2040, 12, 31),
                default=date(2026, 12, 15),
                when=IN_A_PLAN,
            ),
            YesNo("on_all", default=derived(False, multiplier), when=IN_A_PLAN),
            # Off: the two charges would dwarf the true penalty before readers who cannot pay.
            YesNo("with_article", default=False, based_on=[a_day, share]),
        ],
        outputs=[
            percent("penalty_annual_rate"),
            yuan("penalty_interest"),
            yuan("due_with_penalty"),
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
        open_fields=["overdue_amount", "days_late", "daily_rate", "penalty_multiplier"],
        groups=[
            Group("loan", ["view", "loan_amount", "compounding"]),
            Group("plan", ["plan_method", "months", "late_number", "start_date", "on_all"]),
            Group("article", ["with_article"]),
        ],
        presets=[
            Preset("forgotten", days_late=3),
            Preset("quarter", days_late=90),
            Preset("called", overdue_amount=10000, days_late=30),
            Preset("in_plan", view=IN_PLAN),
            Preset("on_all", view=IN_PLAN, on_all=True),
            Preset("with_article", with_article=True),
        ],
        key_outputs=["penalty_interest", "due_with_penalty"],
        constants=[
            yuan("article_a_day", a_day["value"], places=0),
            percent("article_share", share["value"], places=0),
            in_unit("multiple", "multiplier_low", lowest, places=1),
            in_unit("multiple", "multiplier_high", highest, places=1),
            percent("annual_rate_high", nominal_annual_rate(daily_high["value"])),
            in_unit("days", "days_in_year", DAYS_IN_YEAR),
        ],
        details=[
            percent("contract_annual_rate"),
            percent("a_day_annual_rate"),
            yuan("due_on_time"),
            yuan("overdue_principal"),
            yuan("plan_on_time"),
            yuan("plan_with_penalty"),
        ],
    )


def compute(
    facts: dict,
    view: str,
    loan_amount: float,
    overdue_amount: float,
    daily_rate: float,
    days_late: int,
    penalty_multiplier: float,
    compounding: bool,
    plan_method: str,
    months: int,
    late_number: int,
    start_date: date,
    on_all: bool,
    with_article: bool,
) -> Result:
    share = facts["late_charge_share.xiaoe"]["value"]
    fen_a_day = fen_of(facts["late_charge_yuan_a_day.weilidai"]["value"])
    loan = fen_of(loan_amount)
    in_plan = view == IN_PLAN
    late, interest, a_day = fen_of(overdue_amount), 0, daily_rate
    on_time = after = None
    if in_plan:
        require(late_number <= months, "late_number_after_end", "no payment has this number")
        annual = nominal_annual_rate(daily_rate)
        terms = loan_terms(
            loan, plan_method, months, annual, start=start_date, day_count=ACTUAL_365
        )
        plan = pay_late(terms, late_number, days_late, penalty_multiplier, on_all)
        row = next(row for row in plan.rows if row.number == late_number)
        late, interest, a_day = row.principal, row.interest, annual * (1 / DAYS_IN_YEAR)
        after = totals(plan.rows).payment
        on_time = after - plan.penalty
    # No more can be overdue than was borrowed; the loan is a folded field that readers leave alone.
    is_raised = late > loan
    loan = max(loan, late)

    def charges(days: int) -> dict:
        due = overdue(
            late,
            interest,
            a_day,
            penalty_multiplier,
            days,
            on_all=in_plan and on_all,
            compounding=compounding and not in_plan,
        )
        return {
            "contract": yuan_of(due.contract_interest),
            "rule": yuan_of(due.penalty_interest),
            "a_day": yuan_of(fixed_daily_penalty(fen_a_day, days)),
            "share": yuan_of(flat_penalty(loan, share, days)),
        }

    shown = WAYS if with_article else BY_RULE
    now = charges(days_late)
    outputs = {
        "penalty_annual_rate": nominal_annual_rate(penalty_rate(daily_rate, penalty_multiplier)),
        "penalty_interest": now["rule"],
        "due_with_penalty": yuan_of(late + interest + fen_of(now["rule"])),
        "contract_interest": now["contract"],
        "article_daily_charge": now["a_day"] if with_article else None,
        "article_share_charge": now["share"] if with_article else None,
    }
    by_days = []
    for days in _days_drawn(days_late):
        point: dict = {"days": days, "asked": 1 if days == days_late else 0}
        due = charges(days)
        for way in WAYS:
            point[way] = due[way] if way in shown else None
        by_days.append(point)
    rows = {
        "now": [{"way": way, "amount": now[way]} for way in shown],
        "by_days": by_days,
    }
    sentences = ["late", "rule"]
    if in_plan:
        sentences = ["late_in_plan", "plan_on_all" if on_all else "plan", "rule"]
    if with_article:
        highest = max(now["a_day"], now["share"])
        sentences.append("article_dearer" if highest > now["rule"] else "rule_dearer")
    if is_raised and with_article:
        sentences.append("loan_raised")
    elif compounding and not in_plan:
        sentences.append("compounding")
    sentences.append("next_day" if days_late == 1 else "what_follows")
    details = {
        "contract_annual_rate": nominal_annual_rate(daily_rate),
        "a_day_annual_rate": fen_a_day * DAYS_IN_YEAR / late,
        "due_on_time": yuan_of(late + interest),
        "overdue_principal": yuan_of(late),
        "plan_on_time": None if on_time is None else yuan_of(on_time),
        "plan_with_penalty": None if after is None else yuan_of(after),
    }
    return Result(outputs, rows, sentences, details)


def _days_drawn(days_late: int) -> list[int]:
    """List the days that the chart draws: from 0 to some days beyond the days late."""
    last = days_late + (days_late + BEYOND - 1) // BEYOND
    step = last // MOST_STEPS + 1
    # The share falls due on day 1: without that day its line would seem to rise slowly.
    days = [0, 1] + list(range(step, last + 1, step)) + [days_late, last]
    return sorted(set(days))
