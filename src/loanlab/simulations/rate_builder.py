"""rate-builder: the article's pricing recipe beside its "LPR plus a spread"."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, ChoiceField, NumberField
from ..forms.numerals import shown_digits
from ..model.price import is_above
from ..model.pricing import Priced, Step, personal_daily_rate
from ..model.rates import (
    daily_rate_of_nominal,
    effective_annual_rate,
    nominal_annual_rate,
    rate_above_lpr,
)

NAME = "rate-builder"
PRODUCTS = ["weilidai", "we2000", "xiaoe", "fenfu"]
HIGHEST_BASE_DAILY_RATE = 0.001  # 36.5% a year: above the dead 36% line nothing is left to learn
EXAMPLE_LOAN_YUAN = 1000


def define(facts: dict) -> Simulation:
    """The simulation, with the figures of the article and of the sources put in.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`: name to ``{"value": ..., "origin": ...}``.

    Returns
    -------
    Simulation
        Fields, figures, pictures and the computation.
    """
    score_low, score_high = facts["pay_score_range"]["value"]
    spread_low, spread_high = facts["lpr_spread_bp_range"]["value"]
    surcharge_low, surcharge_high = facts["overdue_surcharge_range"]["value"]
    discount_most = facts["first_period_discount_max"]["value"]
    slope = facts["pay_score_slope"]["value"]
    anchor = facts["pay_score_anchor"]["value"]

    fields = [
        ChoiceField(
            "product",
            PRODUCTS,
            "weilidai",
            [facts["annual_rate_cap." + product]["origin"] for product in PRODUCTS],
        ),
        NumberField(
            "base_daily_rate",
            "percent_a_day",
            0.0,
            HIGHEST_BASE_DAILY_RATE,
            0.00001,
            facts["daily_rate_high"]["value"],
            [facts["daily_rate_high"]["origin"]],
        ),
        NumberField(
            "pay_score",
            "points",
            score_low,
            score_high,
            5,
            700,
            [facts["pay_score_slope"]["origin"], facts["pay_score_anchor"]["origin"], OURS],
            whole=True,
        ),
        NumberField(
            "overdue_surcharge",
            "percent",
            0.0,
            surcharge_high,
            0.01,
            0.0,
            [facts["overdue_surcharge_range"]["origin"]],
        ),
        NumberField(
            "first_period_discount",
            "percent",
            0.0,
            discount_most,
            0.01,
            0.0,
            [facts["first_period_discount_max"]["origin"]],
        ),
        NumberField(
            "lpr",
            "percent_a_year",
            0.0,
            0.1,
            0.0005,
            facts["lpr_one_year"]["value"],
            [facts["lpr_one_year"]["origin"]],
        ),
        NumberField(
            "lpr_spread_bp",
            "basis_points",
            spread_low,
            spread_high,
            5,
            (spread_low + spread_high) // 2,
            [facts["lpr_spread_bp_range"]["origin"]],
        ),
        ChoiceField("days_in_year", [365, 360], 365, [OURS]),
    ]

    def compute(
        product: str,
        base_daily_rate: float,
        pay_score: int,
        overdue_surcharge: float,
        first_period_discount: float,
        lpr: float,
        lpr_spread_bp: float,
        days_in_year: int,
    ) -> Result:
        annual_cap = facts["annual_rate_cap." + product]["value"]

        def price(discount: float) -> Priced:
            return personal_daily_rate(
                base_daily_rate,
                pay_score,
                overdue_surcharge,
                discount,
                daily_rate_of_nominal(annual_cap, days_in_year),
                slope,
                anchor,
            )

        priced = price(first_period_discount)
        # A discount of the first period is none of the others' price.
        later = price(0.0).daily_rate
        later_nominal = nominal_annual_rate(later, days_in_year)
        nominal = nominal_annual_rate(priced.daily_rate, days_in_year)
        effective = effective_annual_rate(priced.daily_rate, days_in_year)
        lpr_route = rate_above_lpr(lpr, lpr_spread_bp)
        line = facts["all_in_cost_line"]["value"]

        figures = {
            "daily_rate": priced.daily_rate,
            "nominal_annual_rate": nominal,
            "effective_annual_rate": effective,
            "capped": priced.capped,
            "annual_rate_cap": annual_cap,
            "lpr_route_annual_rate": lpr_route,
        }
        rows = {
            "waterfall": [
                {
                    "stage": step.name,
                    "start": step.start,
                    "end": step.end,
                    "change": step.end - step.start,
                    "direction": _direction(step),
                }
                for step in priced.steps
            ],
            "routes": [
                {"route": "effective", "annual_rate": effective},
                {"route": "nominal", "annual_rate": nominal},
                {"route": "lpr", "annual_rate": lpr_route},
                {"route": "line", "annual_rate": line},
            ],
        }
        is_first = later > priced.daily_rate
        sayings = ["first_period" if is_first else "capped" if priced.capped else "priced"]
        # What the sentence compares is what the figures show.
        above = shown_digits(nominal * 100, 2) - shown_digits(lpr_route * 100, 2)
        sayings.append("above_lpr_route" if above > 0 else "not_above_lpr_route")
        if is_above(nominal, line):
            sayings.append("above_line")
        elif is_above(later_nominal, line):
            sayings.append("later_above_line")
        if overdue_surcharge > 0:
            sayings.append("surcharge")
        if product == "xiaoe":
            sayings.append("unknown_lender")
        extras = {
            "interest_on_example": EXAMPLE_LOAN_YUAN * later_nominal,
            "later_daily_rate": later,
            "later_annual_rate": later_nominal,
            "distance": abs(above) / 100,
        }
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("daily_rate", "percent", 4),
            Figure("nominal_annual_rate", "percent", 2),
            Figure("effective_annual_rate", "percent", 2),
            Figure("lpr_route_annual_rate", "percent", 2),
            Figure("annual_rate_cap", "percent", 2),
            Figure("capped", "yes_no", 0),
        ],
        pictures=[
            Picture(
                "waterfall",
                [
                    Column("stage", "word", 0),
                    Column("start", "percent", 4),
                    Column("change", "percent_change", 4),
                    Column("end", "percent", 4),
                ],
            ),
            Picture("routes", [Column("route", "word", 0), Column("annual_rate", "percent", 2)]),
        ],
        compute=compute,
        constants=[
            Constant("example", EXAMPLE_LOAN_YUAN, "number", 0),
            Constant("daily_rate_low", facts["daily_rate_low"]["value"], "percent", 2),
            Constant("daily_rate_high", facts["daily_rate_high"]["value"], "percent", 2),
            Constant("slope", slope * 100, "number", 3),
            Constant("anchor", anchor, "number", 0),
            Constant("surcharge_low", surcharge_low, "percent", 0),
            Constant("surcharge_high", surcharge_high, "percent", 0),
            Constant("discount_left", (1 - discount_most) * 10, "number", 0),
            Constant("lpr_date", facts["lpr_one_year"]["date"], "text", 0),
            Constant("spread_low", spread_low, "number", 0),
            Constant("spread_high", spread_high, "number", 0),
            Constant("line", facts["all_in_cost_line"]["value"], "percent", 0),
            Constant("obsolete_line", facts["obsolete_line"]["value"], "percent", 0),
        ],
        extras=[
            Figure("interest_on_example", "number", 2),
            Figure("later_daily_rate", "percent", 4),
            Figure("later_annual_rate", "percent", 2),
            Figure("distance", "number", 2),
        ],
    )


def _direction(step: Step) -> str:
    """How a step of the waterfall is coloured: a total from zero, a fall, a rise, or nothing."""
    if step.name in ("base", "daily_rate"):
        return "total"
    if step.end == step.start:
        return "none"
    return "fall" if step.end < step.start else "rise"
