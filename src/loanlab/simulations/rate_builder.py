"""rate-builder: the article's pricing recipe beside its formula "LPR plus a spread"."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Choice, Number, derived
from ..forms.numerals import shown_digits
from ..forms.outputs import percent, percent_change, plain_text, quantity, word, yes_no
from ..model.price import is_above
from ..model.pricing import Priced, Step, personal_daily_rate
from ..model.rates import (
    daily_rate_of_nominal,
    effective_annual_rate,
    nominal_annual_rate,
    rate_above_lpr,
)

PRODUCTS = ["weilidai", "we2000", "xiaoe", "fenfu"]
HIGHEST_BASE_DAILY_RATE = 0.001  # 36.5% a year, above every cap
EXAMPLE_LOAN_YUAN = 1000


def define(facts: dict) -> Simulation:
    caps = [facts["annual_rate_cap." + product] for product in PRODUCTS]
    slope, anchor = facts["pay_score_slope"], facts["pay_score_anchor"]
    score_low, score_high = facts["pay_score_range"]["value"]
    surcharges = facts["overdue_surcharge_range"]
    surcharge_low, surcharge_high = surcharges["value"]
    discount_max = facts["first_period_discount_max"]
    spreads = facts["lpr_spread_bp_range"]
    spread_low, spread_high = spreads["value"]

    return Simulation(
        "rate-builder",
        facts,
        fields=[
            Choice("product", PRODUCTS, default=derived("weilidai", *caps)),
            Number(
                "base_daily_rate",
                "percent_a_day",
                0,
                HIGHEST_BASE_DAILY_RATE,
                step=0.00001,
                default=facts["daily_rate_high"],
            ),
            Number(
                "pay_score",
                "points",
                score_low,
                score_high,
                step=5,
                default=derived(anchor["value"], slope, anchor),
                whole=True,
            ),
            Number(
                "overdue_surcharge",
                "percent",
                0,
                surcharge_high,
                step=0.01,
                default=derived(0.0, surcharges),
            ),
            Number(
                "first_period_discount",
                "percent",
                0,
                discount_max["value"],
                step=0.01,
                default=derived(0.0, discount_max),
            ),
            Number("lpr", "percent_a_year", 0, 0.1, step=0.0005, default=facts["lpr_one_year"]),
            Number(
                "lpr_spread_bp",
                "basis_points",
                spread_low,
                spread_high,
                step=5,
                default=derived((spread_low + spread_high) // 2, spreads),
            ),
            Choice("days_in_year", [365, 360], default=365),
        ],
        outputs=[
            percent("daily_rate", places=4),
            percent("nominal_annual_rate"),
            percent("effective_annual_rate"),
            percent("lpr_route_annual_rate"),
            percent("annual_rate_cap"),
            yes_no("capped"),
        ],
        pictures=[
            Chart(
                "waterfall",
                [
                    word("stage"),
                    percent("start", places=4),
                    percent_change("change", places=4),
                    percent("end", places=4),
                ],
            ),
            Chart("routes", [word("route"), percent("annual_rate")]),
        ],
        compute=compute,
        open_fields=[
            "base_daily_rate",
            "pay_score",
            "first_period_discount",
            "product",
            "days_in_year",
        ],
        groups=[Group("surcharge", ["overdue_surcharge"]), Group("lpr", ["lpr", "lpr_spread_bp"])],
        presets=[
            Preset("cheapest", base_daily_rate=0.0002),
            Preset(
                "fenfu", base_daily_rate=facts["base_daily_rate.fenfu"]["value"], product="fenfu"
            ),
            Preset("low_score", pay_score=400),
            Preset("discount", first_period_discount=0.5),
            Preset("capped", base_daily_rate=0.0006, product="we2000"),
        ],
        key_outputs=["nominal_annual_rate", "daily_rate"],
        constants=[
            quantity("example", EXAMPLE_LOAN_YUAN),
            quantity("slope", slope["value"] * 100, places=3),
            quantity("anchor", anchor["value"]),
            percent("surcharge_low", surcharge_low, places=0),
            percent("surcharge_high", surcharge_high, places=0),
            quantity("discount_left", (1 - discount_max["value"]) * 10),
            plain_text("lpr_date", facts["lpr_one_year"]["date"]),
            quantity("spread_low", spread_low),
            quantity("spread_high", spread_high),
        ],
        details=[
            quantity("interest_on_example", places=2),
            percent("later_annual_rate"),
            quantity("distance", places=2),
        ],
    )


def compute(
    facts: dict,
    product: str,
    base_daily_rate: float,
    pay_score: int,
    overdue_surcharge: float,
    first_period_discount: float,
    lpr: float,
    lpr_spread_bp: float,
    days_in_year: int,
) -> Result:
    line = facts["all_in_cost_line"]["value"]
    annual_cap = facts["annual_rate_cap." + product]["value"]

    def price(discount: float) -> Priced:
        return personal_daily_rate(
            base_daily_rate,
            pay_score,
            overdue_surcharge,
            discount,
            daily_rate_of_nominal(annual_cap, days_in_year),
            facts["pay_score_slope"]["value"],
            facts["pay_score_anchor"]["value"],
        )

    priced = price(first_period_discount)
    # The discount counts for the first period only.
    later = price(0.0).daily_rate
    later_nominal = nominal_annual_rate(later, days_in_year)
    nominal = nominal_annual_rate(priced.daily_rate, days_in_year)
    effective = effective_annual_rate(priced.daily_rate, days_in_year)
    lpr_route = rate_above_lpr(lpr, lpr_spread_bp)

    outputs = {
        "daily_rate": priced.daily_rate,
        "nominal_annual_rate": nominal,
        "effective_annual_rate": effective,
        "capped": priced.capped,
        "annual_rate_cap": annual_cap,
        "lpr_route_annual_rate": lpr_route,
    }
    routes = [("effective", effective), ("nominal", nominal), ("lpr", lpr_route), ("line", line)]
    rows = {
        "waterfall": [_step_row(step) for step in priced.steps],
        "routes": [{"route": route, "annual_rate": rate} for route, rate in routes],
    }
    is_first = later > priced.daily_rate
    sentences = ["first_period" if is_first else "capped" if priced.capped else "priced"]
    # Products with the same cap have the same price: it is told which cap was tried.
    if not priced.capped:
        sentences.append("below_cap")
    # The sentence compares the rates as they are shown.
    above = shown_digits(nominal * 100, 2) - shown_digits(lpr_route * 100, 2)
    if is_above(nominal, line):
        sentences.append("above_line")
    elif is_above(later_nominal, line):
        sentences.append("later_above_line")
    sentences.append("above_lpr_route" if above > 0 else "not_above_lpr_route")
    if product == "xiaoe":
        sentences.append("unknown_lender")
    details = {
        "interest_on_example": EXAMPLE_LOAN_YUAN * later_nominal,
        "later_annual_rate": later_nominal,
        "distance": abs(above) / 100,
    }
    return Result(outputs, rows, sentences, details)


def _step_row(step: Step) -> dict:
    return {
        "stage": step.name,
        "start": step.start,
        "end": step.end,
        "change": step.end - step.start,
        "direction": _direction(step),
    }


def _direction(step: Step) -> str:
    """Return the kind of a waterfall's step, which decides its colour."""
    if step.name in ("base", "daily_rate"):
        return "total"
    if step.end == step.start:
        return "none"
    return "fall" if step.end < step.start else "rise"
