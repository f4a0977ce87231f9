"""product-finder: which product a sum of money could come from, and what it would cost."""

from ..forms.definition import Chart, Result, Simulation
from ..forms.fields import Number, YesNo
from ..forms.outputs import percent, quantity, word, yuan
from ..model.interest import interest_fen
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate

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
    score_low, score_high = facts["pay_score_range"]["value"]

    return Simulation(
        "product-finder",
        facts,
        fields=[
            Number(
                "amount",
                "yuan",
                500,
                300000,
                step=100,
                default=2000,
                based_on=[facts["micro_lender_consumer_limit"]]
                + [facts["limit_range." + product] for product in PRODUCTS],
            ),
            Number(
                "days",
                "days",
                1,
                365,
                step=1,
                default=30,
                whole=True,
                based_on=[facts["daily_rate_range." + product] for product in PRODUCTS],
            ),
            Number(
                "pay_score",
                "points",
                score_low,
                score_high,
                step=5,
                default=620,
                whole=True,
                based_on=[facts["pay_score_anchor"]],
            ),
            YesNo("invited", default=False, based_on=[facts["invitation_only.weilidai"]]),
        ],
        outputs=[
            quantity("eligible_count"),
            percent("lowest_annual_rate"),
            percent("highest_annual_rate"),
            yuan("lowest_cost"),
            yuan("highest_cost"),
        ],
        pictures=[
            Chart(
                "costs",
                [
                    word("product"),
                    word("answer"),
                    word("reason"),
                    percent("annual_low"),
                    percent("annual_high"),
                    yuan("interest_low"),
                    yuan("interest_high"),
                ],
            ),
            Chart(
                "map",
                [
                    word("product"),
                    word("known"),
                    yuan("limit_low", places=0),
                    yuan("limit_high", places=0),
                    percent("annual_low"),
                    percent("annual_high"),
                ],
            ),
        ],
        compute=compute,
        constants=[
            quantity("products", len(PRODUCTS)),
        ],
    )


def compute(facts: dict, amount: float, days: int, pay_score: int, invited: bool) -> Result:
    anchor = facts["pay_score_anchor"]["value"]
    limits = {product: facts["limit_range." + product]["value"] for product in PRODUCTS}
    daily_rates = {product: facts["daily_rate_range." + product]["value"] for product in PRODUCTS}
    most_of_micro_lender = fen_of(facts["micro_lender_consumer_limit"]["value"])
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
    outputs = {
        "eligible_count": len(usable),
        "lowest_annual_rate": _end(min, usable, "annual_low"),
        "highest_annual_rate": _end(max, usable, "annual_high"),
        "lowest_cost": _end(min, usable, "interest_low"),
        "highest_cost": _end(max, usable, "interest_high"),
    }
    rows = {
        "costs": costs,
        "map": [
            _place(product, limits[product], daily_rates[product], amount) for product in PRODUCTS
        ],
    }
    return Result(outputs, rows, _sentences(usable, costs))


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


def _sentences(usable: list[dict], costs: list[dict]) -> list[str]:
    names = [row["product"] for row in usable]
    sentences = ["several"]
    if len(names) < 2:
        sentences = ["only_" + names[0] if names else "nobody"]
    if BY_SCORE in names:
        sentences.append("not_cash")
    if any(row["reason"] == "score_too_low" for row in costs):
        sentences.append("score")
    sentences.append("unknown")
    return sentences


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
