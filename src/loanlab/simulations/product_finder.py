"""product-finder: which product a sum of money could come from, and what it would cost."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField, YesNoField
from ..model.interest import interest_fen
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate

NAME = "product-finder"
PRODUCTS = ["weilidai", "we2000", "fenfu", "xiaoe"]
BY_INVITATION = "weilidai"
BY_SCORE = "we2000"
UNPRICED = "price_unknown"
# All that is known speaks for a product, something speaks against it, or not enough is known.
YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = {"ok": YES, "limit_unknown": UNKNOWN, UNPRICED: UNKNOWN}
WRONG_AMOUNT = ("other_amount", "amount_too_small", "amount_too_large", "above_micro_limit")
# Its limit is not known; a micro-lender's is known to end somewhere.
OF_MICRO_LENDER = "fenfu"
ENDS = ("low", "high")


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
    score_low, score_high = facts["pay_score_range"]["value"]
    anchor = facts["pay_score_anchor"]["value"]
    limits = {product: facts["limit_range." + product]["value"] for product in PRODUCTS}
    daily_rates = {product: facts["daily_rate_range." + product]["value"] for product in PRODUCTS}
    most_of_micro_lender = fen_of(facts["micro_lender_consumer_limit"]["value"])

    fields = [
        NumberField(
            "amount",
            "yuan",
            500,
            300000,
            100,
            2000,
            [OURS, facts["micro_lender_consumer_limit"]["origin"]]
            + [facts["limit_range." + product]["origin"] for product in PRODUCTS],
        ),
        NumberField(
            "days",
            "days",
            1,
            365,
            1,
            30,
            [OURS] + [facts["daily_rate_range." + product]["origin"] for product in PRODUCTS],
            whole=True,
        ),
        NumberField(
            "pay_score",
            "points",
            score_low,
            score_high,
            5,
            620,
            [OURS, facts["pay_score_anchor"]["origin"]],
            whole=True,
        ),
        YesNoField("invited", False, [OURS, facts["invitation_only.weilidai"]["origin"]]),
    ]

    def compute(amount: float, days: int, pay_score: int, invited: bool) -> Result:
        lent = fen_of(amount)
        costs = []
        for product in PRODUCTS:
            reason = _reason(product, lent, limits[product], invited)
            if daily_rates[product] is None:
                reason = UNPRICED
            elif product == OF_MICRO_LENDER and lent > most_of_micro_lender:
                reason = "above_micro_limit"
            elif reason == "ok" and product == BY_SCORE and pay_score < anchor:
                reason = "score_too_low"
            costs.append(_cost(product, reason, lent, days, daily_rates[product]))
        usable = [row for row in costs if row["answer"] == YES]
        figures = {
            "eligible_count": len(usable),
            "lowest_annual_rate": _end(min, usable, "annual_low"),
            "highest_annual_rate": _end(max, usable, "annual_high"),
            "lowest_cost": _end(min, usable, "interest_low"),
            "highest_cost": _end(max, usable, "interest_high"),
        }
        rows = {
            "costs": costs,
            "map": [
                _place(product, limits[product], daily_rates[product], amount)
                for product in PRODUCTS
            ],
        }
        return Result(figures, rows, _sayings(usable, costs))

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("eligible_count", "number", 0),
            Figure("lowest_annual_rate", "percent", 2),
            Figure("highest_annual_rate", "percent", 2),
            Figure("lowest_cost", "yuan", 2),
            Figure("highest_cost", "yuan", 2),
        ],
        pictures=[
            Picture(
                "costs",
                [
                    Column("product", "word", 0),
                    Column("answer", "word", 0),
                    Column("reason", "word", 0),
                    Column("annual_low", "percent", 2),
                    Column("annual_high", "percent", 2),
                    Column("interest_low", "yuan", 2),
                    Column("interest_high", "yuan", 2),
                ],
            ),
            Picture(
                "map",
                [
                    Column("product", "word", 0),
                    Column("known", "word", 0),
                    Column("limit_low", "yuan", 0),
                    Column("limit_high", "yuan", 0),
                    Column("annual_low", "percent", 2),
                    Column("annual_high", "percent", 2),
                ],
            ),
        ],
        compute=compute,
        constants=[
            Constant("products", len(PRODUCTS), "number", 0),
            Constant("anchor", anchor, "points", 0),
        ],
    )


def _reason(product: str, lent: int, limits: list | None, invited: bool) -> str:
    """Why a product may be used for an amount in fen as far as it is known, or why not."""
    low, high = [fen_of(limit) for limit in limits or (0, lent)]
    if low == high and lent != low:
        return "other_amount"
    if lent < low:
        return "amount_too_small"
    if lent > high:
        return "amount_too_large"
    if product == BY_INVITATION and not invited:
        return "by_invitation"
    return "limit_unknown" if limits is None else "ok"


def _sayings(usable: list[dict], costs: list[dict]) -> list[str]:
    names = [row["product"] for row in usable]
    sayings = ["several"]
    if len(names) < 2:
        sayings = ["only_" + names[0] if names else "nobody"]
    if BY_SCORE in names:
        sayings.append("not_cash")
    if any(row["reason"] == "score_too_low" for row in costs):
        sayings.append("score")
    sayings.append("unknown")
    return sayings


def _cost(product: str, reason: str, lent: int, days: int, daily_rates: list | None) -> dict:
    """What a product would cost for the whole amount and all the days, where it has the amount."""
    row: dict = {"product": product, "reason": reason, "answer": ANSWERS.get(reason, NO)}
    for place, end in enumerate(ENDS):
        annual = interest = None
        if daily_rates is not None:
            annual = nominal_annual_rate(daily_rates[place])
            if reason not in WRONG_AMOUNT:
                interest = yuan_of(interest_fen(lent, daily_rates[place], days))
        row["annual_" + end] = annual
        row["interest_" + end] = interest
    return row


def _place(product: str, limits: list | None, daily_rates: list | None, amount: float) -> dict:
    """Where a product lies on the map, with the amount that is looked for."""
    known = "limit_unknown" if limits is None else "known"
    row: dict = {"product": product, "known": known if daily_rates else UNPRICED, "amount": amount}
    for place, end in enumerate(ENDS):
        row["limit_" + end] = limits[place] if limits else None
        row["annual_" + end] = nominal_annual_rate(daily_rates[place]) if daily_rates else None
    return row


def _end(choose: object, rows: list[dict], column: str) -> float | None:
    """The least or the most of a column, None where there are no rows."""
    return choose([row[column] for row in rows]) if rows else None  # type: ignore[operator]
