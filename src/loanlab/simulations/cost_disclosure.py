"""cost-disclosure: the all-in cost table that a lender must show, made from a loan's terms."""

from ..forms.definition import Chart, Result, Simulation, Table
from ..forms.fields import Choice, Number, YesNo
from ..forms.numerals import decimal_text, percent_text, shown_digits
from ..forms.outputs import in_unit, percent, plain_text, word, yuan
from ..model.fees import (
    AllInCost,
    all_in_cost,
    contract_annual_rate,
    interest_item,
    monthly_item,
    upfront_item,
)
from ..model.late import penalty_rate
from ..model.money import fen_of, yuan_of
from ..model.price import is_above
from ..model.schedule import schedule
from ..model.terms import FLAT_FEE, IN_ONE_SUM, LEVEL_PAYMENT, loan_terms
from .loan_fields import (
    HIGHEST_COST,
    METHODS,
    WITH_INTEREST,
    flat_fee_field,
    require_possible,
    upfront_fee_field,
)

LENDER = "lender"
PAYEES = [LENDER, "guarantor", "insurer", "platform", "other"]
MOST_PERIODS = 60
NOTHING = "—"


def define(facts: dict) -> Simulation:
    service_fee = facts["service_fee_range"]
    discount_most = facts["first_period_discount_max"]
    overdue_low, overdue_high = facts["penalty_multiplier_range"]["value"]
    overdue = facts["penalty_multiplier"]
    misuse = facts["misuse_multiplier"]

    return Simulation(
        "cost-disclosure",
        facts,
        fields=[
            Number("principal", "yuan", 100, 500000, step=100, default=10000),
            Choice("method", METHODS, default=LEVEL_PAYMENT),
            Number(
                "nominal_annual_rate",
                "percent_a_year",
                0,
                1,
                step=0.0005,
                default=0.09,
                when={"method": WITH_INTEREST},
            ),
            flat_fee_field(facts),
            Number("periods", "periods", 1, MOST_PERIODS, step=1, default=12, whole=True),
            Number("discounted_periods", "periods", 0, MOST_PERIODS, step=1, default=0, whole=True),
            Number("discount", "percent", 0, 1, step=0.05, default=discount_most),
            upfront_fee_field(facts),
            Choice("upfront_payee", PAYEES, default="platform"),
            YesNo("deducted", default=True),
            Number("guarantee_fee", "yuan", 0, 1000, step=1, default=48),
            Choice("guarantee_payee", PAYEES, default="guarantor"),
            Number("service_fee", "yuan", 0, 1000, step=1, default=0),
            Choice("service_payee", PAYEES, default="platform"),
            Number("monthly_fee", "yuan", 0, 1000, step=1, default=0),
            Choice("monthly_payee", PAYEES, default="insurer"),
            Number("overdue_multiplier", "multiple", 1, 3, step=0.05, default=overdue),
            Number("misuse_multiplier", "multiple", 1, 3, step=0.05, default=misuse),
        ],
        outputs=[
            percent("annualised_rate"),
            percent("effective_annual_rate"),
            percent("interest_share"),
            percent("fee_share"),
            percent("overdue_rate"),
            percent("misuse_rate"),
        ],
        pictures=[
            Table(
                "disclosure",
                [
                    word("item"),
                    word("way"),
                    plain_text("standard"),
                    word("payee"),
                    percent("yearly_share"),
                ],
            ),
            Chart("shares", [word("item"), percent("yearly_share")]),
        ],
        compute=compute,
        constants=[
            percent("highest", HIGHEST_COST, places=0),
            percent("fee_low", service_fee["value"][0], places=0),
            percent("fee_high", service_fee["value"][1], places=0),
            in_unit("multiple", "overdue_low", overdue_low, places=1),
            in_unit("multiple", "overdue_high", overdue_high, places=1),
        ],
        details=[yuan("total_cost"), yuan("discount_saved")],
        is_printed=True,
    )


def compute(
    facts: dict,
    principal: float,
    method: str,
    nominal_annual_rate: float,
    flat_fee_rate: float,
    periods: int,
    discounted_periods: int,
    discount: float,
    upfront_fee_rate: float,
    upfront_payee: str,
    deducted: bool,
    guarantee_fee: float,
    guarantee_payee: str,
    service_fee: float,
    service_payee: str,
    monthly_fee: float,
    monthly_payee: str,
    overdue_multiplier: float,
    misuse_multiplier: float,
) -> Result:
    line = facts["all_in_cost_line"]["value"]
    is_flat = method == FLAT_FEE
    amount = fen_of(principal)
    terms = loan_terms(
        amount,
        method,
        periods,
        0.0 if is_flat else nominal_annual_rate,
        flat_fee_rate=flat_fee_rate if is_flat else 0.0,
    )
    plan = schedule(terms)
    count = len(plan)
    charge = "flat_fee" if is_flat else "interest"
    charged = interest_item(charge, plan, discounted_periods, discount, terms)
    # What was typed may discount nothing: no period, no share, or no interest.
    saved = sum(interest_item(charge, plan).amounts) - sum(charged.amounts)
    is_discounted = saved > 0
    way = "by_month" if is_flat else "by_year"
    rate = flat_fee_rate if is_flat else nominal_annual_rate
    # Each item as the table tells it, and what it takes with each payment.
    told = [
        (charge, way + "_discounted" if is_discounted else way, percent_text(rate, 2), LENDER),
        (
            "upfront",
            "kept_back" if deducted else "beside",
            percent_text(upfront_fee_rate, 2),
            upfront_payee,
        ),
    ]
    items = [charged, upfront_item("upfront", amount, upfront_fee_rate, count)]
    for name, fee, payee in (
        ("guarantee", guarantee_fee, guarantee_payee),
        ("service", service_fee, service_payee),
        ("monthly", monthly_fee, monthly_payee),
    ):
        told.append((name, "each_payment", decimal_text(fee, 2), payee))
        items.append(monthly_item(name, fen_of(fee), count))
    kept = [place for place in range(len(items)) if place == 0 or sum(items[place].amounts) > 0]
    told = [told[place] for place in kept]
    items = [items[place] for place in kept]

    found = all_in_cost(
        [row.principal for row in plan], items, periods if method in IN_ONE_SUM else 1
    )
    cost = found.cost
    require_possible(cost.effective)
    interest_share = found.shares[0]
    # Penalties are multiples of what the contract says, which no discount changes.
    contract_rate = contract_annual_rate(terms)
    late = penalty_rate(contract_rate, overdue_multiplier)
    misused = penalty_rate(contract_rate, misuse_multiplier)

    table = [_row("principal", "by_" + method, decimal_text(principal, 2), "nobody", None)]
    for (name, taken, standard, payee), share in zip(told, found.shares):
        table.append(_row(name, taken, standard, payee, share))
    table.append(_row("all_in", "annualised", NOTHING, "nobody", cost.nominal))
    for name, multiplier, contingent in (
        ("overdue", overdue_multiplier, late),
        ("misuse", misuse_multiplier, misused),
    ):
        standard = "×" + decimal_text(multiplier, 2)
        table.append(_row(name, "multiple_of_contract", standard, LENDER, contingent))

    sentences = ["with_fees" if len(items) > 1 else "without_fees"]
    if is_discounted:
        sentences.append("discounted" if discounted_periods < periods else "all_discounted")
    if any(payee != LENDER for _, _, _, payee in told):
        sentences.append("others")
    sentences.append("above_line" if is_above(cost.nominal, line) else "within_line")
    if not _is_sum(found):
        sentences.append("rounded")
    outputs = {
        "annualised_rate": cost.nominal,
        "effective_annual_rate": cost.effective,
        "interest_share": interest_share,
        "fee_share": cost.nominal - interest_share,
        "overdue_rate": late,
        "misuse_rate": misused,
    }
    rows = {"disclosure": table, "shares": _stacked(told, found, line)}
    details = {"total_cost": yuan_of(found.total), "discount_saved": yuan_of(saved)}
    return Result(outputs, rows, sentences, details)


def _row(item: str, way: str, standard: str, payee: str, share: float | None) -> dict:
    return {"item": item, "way": way, "standard": standard, "payee": payee, "yearly_share": share}


def _is_sum(found: AllInCost) -> bool:
    """Whether the shares add up to the cost as shown: one by one, and interest with all fees."""
    whole = found.cost.nominal
    shown = [shown_digits(share * 100, 2) for share in found.shares]
    fees = shown_digits((whole - found.shares[0]) * 100, 2)
    return sum(shown) == shown_digits(whole * 100, 2) == shown[0] + fees


def _stacked(told: list, found: AllInCost, line: float) -> list[dict]:
    """Each item's yearly share, from where the last one ends, all together, and the line."""
    rows = []
    end = 0.0
    for (name, _, _, _), share in zip(told, found.shares):
        start, end = end, end + share
        rows.append({"item": name, "yearly_share": share, "start": start, "end": end})
    for name, whole in (("all_in", found.cost.nominal), ("line", line)):
        rows.append({"item": name, "yearly_share": whole, "start": 0.0, "end": whole})
    return rows
