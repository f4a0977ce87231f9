"""product-finder: which products can lend an amount, and at what cost."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Number, YesNo, derived
from ..forms.outputs import percent, quantity, word, yuan
from ..model.interest import interest_fen
from ..model.money import fen_of, yuan_of
from ..model.rates import nominal_annual_rate
from .lenders import (
    ENDS,
    OF_MICRO_LENDER,
    PRICE_COLUMNS,
    PRICE_OUTPUTS,
    amount_field,
    price_range,
)

PRODUCTS = ["weilidai", "we2000", "fenfu", "xiaoe"]
BY_INVITATION = "weilidai"
BY_SCORE = "we2000"
UNPRICED = "price_unknown"
# Whether a product can lend the amount: as far as is known it can, it cannot, too little is known.
YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = {
    "ok": YES,
    "limit_unknown": UNKNOWN,
    "new_users_unknown": UNKNOWN,
    UNPRICED: UNKNOWN,
}
WRONG_AMOUNT = ("other_amount", "amount_too_small", "amount_too_large", "above_micro_limit")


def define(facts: dict) -> Simulation:
    score_low, score_high = facts["pay_score_range"]["value"]
    daily_rates = [facts["daily_rate_range." + product] for product in PRODUCTS]

    return Simulation(
        "product-finder",
        facts,
        fields=[
            amount_field(facts, PRODUCTS),
            Number("days", "days", 1, 365, step=1, default=30, whole=True, based_on=daily_rates),
            YesNo("invited", default=False, based_on=[facts["invitation_only.weilidai"]]),
            # The article's score has no source: it counts only if a reader wants it to.
            YesNo("score_gate", default=derived(False, facts["pay_score_anchor"])),
            Number(
                "pay_score",
                "points",
                score_low,
                score_high,
                step=5,
                default=620,
                whole=True,
                based_on=[facts["pay_score_anchor"]],
                when={"score_gate": [True]},
            ),
        ],
        outputs=[quantity("eligible_count")] + PRICE_OUTPUTS,
        pictures=[
            Chart("costs", [word("product"), word("answer"), word("reason")] + PRICE_COLUMNS),
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
        open_fields=["amount", "days", "invited"],
        groups=[Group("article", ["score_gate", "pay_score"])],
        presets=[
            Preset("invited", amount=20000, days=90, invited=True),
            Preset("week", days=7),
            Preset("low_score", score_gate=True, pay_score=580),
        ],
        key_outputs=["lowest_cost", "highest_cost"],
        constants=[quantity("products", len(PRODUCTS))],
    )


def compute(
    facts: dict, amount: float, days: int, invited: bool, score_gate: bool, pay_score: int
) -> Result:
    score = pay_score if score_gate else None
    lent = fen_of(amount)
    costs, places = [], []
    for product in PRODUCTS:
        reason = _reason(facts, product, lent, score, invited)
        daily_rates = facts["daily_rate_range." + product]["value"]
        costs.append(_cost_row(product, reason, lent, days, daily_rates))
        limits = facts["limit_range." + product]["value"]
        places.append(_map_row(product, limits, daily_rates, amount))
    outputs = price_range([row for row in costs if row["interest_high"] is not None])
    outputs["eligible_count"] = len([row for row in costs if row["answer"] == YES])
    return Result(outputs, {"costs": costs, "map": places}, _sentences(costs, score))


def _reason(facts: dict, product: str, lent: int, score: int | None, invited: bool) -> str:
    """Return the key of the reason for which a product can lend an amount in fen or cannot."""
    if facts["daily_rate_range." + product]["value"] is None:
        return UNPRICED
    micro_limit = fen_of(facts["micro_lender_consumer_limit"]["value"])
    if product == OF_MICRO_LENDER and lent > micro_limit:
        return "above_micro_limit"
    limits = facts["limit_range." + product]["value"]
    low, high = [fen_of(limit) for limit in limits or (0, lent)]
    if low == high and lent != low:
        return "other_amount"
    if lent < low:
        return "amount_too_small"
    if lent > high:
        return "amount_too_large"
    if product == BY_INVITATION and not invited:
        return "by_invitation"
    if limits is None:
        return "limit_unknown"
    if product != BY_SCORE:
        return "ok"
    if score is None:
        return "new_users_unknown"
    return "ok" if score >= facts["pay_score_anchor"]["value"] else "score_too_low"


def _sentences(costs: list[dict], score: int | None) -> list[str]:
    sentences = ["counted", "interest"]
    for row in costs:
        # A wrong amount or an unknown price says all there is to say.
        if row["product"] == BY_SCORE and row["reason"] not in WRONG_AMOUNT:
            sentences.append("not_cash")
            if score is not None:
                sentences.append("score")
    sentences.append("unknown")
    return sentences


def _cost_row(product: str, reason: str, lent: int, days: int, daily_rates: list | None) -> dict:
    """Describe a product's price; its interest only where it lends the amount."""
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


def _map_row(product: str, limits: list | None, daily_rates: list | None, amount: float) -> dict:
    """Describe a product's place on the map, beside the amount wanted."""
    known = "limit_unknown" if limits is None else "known"
    row: dict = {"product": product, "known": known if daily_rates else UNPRICED, "amount": amount}
    for place, end in enumerate(ENDS):
        row["limit_" + end] = limits[place] if limits else None
        row["annual_" + end] = nominal_annual_rate(daily_rates[place]) if daily_rates else None
    return row
