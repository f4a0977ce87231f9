"""cost-disclosure: the all-in cost table that a lender must show, from a loan's terms."""

from collections import namedtuple

from ..forms.definition import Chart, Group, Preset, Result, Simulation, Table
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
from ..model.terms import FLAT_FEE, IN_ONE_SUM, LEVEL_PAYMENT, Terms
from .loan_fields import (
    METHODS,
    WITH_INTEREST,
    flat_fee_field,
    price_constants,
    require_possible,
    terms_of,
    upfront_fee_field,
)

# A row of the disclosure, and what the item costs with each payment.
Charge = namedtuple("Charge", ("name", "way", "standard", "payee", "item"))

LENDER = "lender"
PAYEES = [LENDER, "guarantor", "insurer", "platform", "other"]
# The fees that are due with each payment.
EACH_PAYMENT = ("guarantee", "service", "monthly")
MOST_PERIODS = 60
NOTHING = "—"


def define(facts: dict) -> Simulation:
    discount_max = facts["first_period_discount_max"]
    overdue_low, overdue_high = facts["penalty_multiplier_range"]["value"]
    overdue, misuse = facts["penalty_multiplier"], facts["misuse_multiplier"]

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
                when=WITH_INTEREST,
            ),
            flat_fee_field(facts),
            Number("periods", "periods", 1, MOST_PERIODS, step=1, default=12, whole=True),
            Number("discounted_periods", "periods", 0, MOST_PERIODS, step=1, default=0, whole=True),
            Number("discount", "percent", 0, 1, step=0.05, default=discount_max),
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
            Chart("shares", [word("item"), percent("yearly_share")]),
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
        ],
        compute=compute,
        open_fields=[
            "principal",
            "nominal_annual_rate",
            "flat_fee_rate",
            "periods",
            "service_fee",
            "guarantee_fee",
        ],
        groups=[
            Group("loan", ["method", "discounted_periods", "discount"]),
            Group("fees", ["upfront_fee_rate", "deducted", "monthly_fee"]),
            Group("payees", ["upfront_payee", "guarantee_payee", "service_payee", "monthly_payee"]),
            Group("penalties", ["overdue_multiplier", "misuse_multiplier"]),
        ],
        presets=[
            # An example of the rule of 2026: 5.8% of interest that cost 16%.
            Preset(
                "guarantee", nominal_annual_rate=0.058, upfront_fee_rate=0.0, guarantee_fee=47.56
            ),
            # Another, with half of the interest for three periods.
            Preset(
                "discount",
                nominal_annual_rate=0.08,
                discounted_periods=3,
                upfront_fee_rate=0.0,
                guarantee_fee=0,
            ),
            Preset("flat", method=FLAT_FEE, upfront_fee_rate=0.0, guarantee_fee=0),
            Preset("above", service_fee=30),
        ],
        key_outputs=["annualised_rate", "fee_share"],
        constants=price_constants(facts)
        + [
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
    overdue_multiplier: float,
    misuse_multiplier: float,
    **fees_and_payees: float | str,
) -> Result:
    line = facts["all_in_cost_line"]["value"]
    terms = terms_of(principal, method, periods, nominal_annual_rate, flat_fee_rate)
    plan = schedule(terms)
    interest, saved = _interest(terms, plan, discounted_periods, discount)
    fee = upfront_item("upfront", terms.principal, upfront_fee_rate, len(plan))
    way = "kept_back" if deducted else "beside"
    upfront = Charge("upfront", way, percent_text(upfront_fee_rate, 2), upfront_payee, fee)
    fees = [upfront] + _fees_each_payment(len(plan), fees_and_payees)
    charges = [interest] + [charge for charge in fees if sum(charge.item.amounts) > 0]
    found = all_in_cost(
        [row.principal for row in plan],
        [charge.item for charge in charges],
        periods if method in IN_ONE_SUM else 1,
    )
    cost = found.cost
    require_possible(cost.effective)
    # Penalties are multiples of the contract's rate, which no discount changes.
    contract_rate = contract_annual_rate(terms)
    outputs = {
        "annualised_rate": cost.nominal,
        "effective_annual_rate": cost.effective,
        "interest_share": found.shares[0],
        "fee_share": cost.nominal - found.shares[0],
        "overdue_rate": penalty_rate(contract_rate, overdue_multiplier),
        "misuse_rate": penalty_rate(contract_rate, misuse_multiplier),
    }
    table = [_row("principal", "by_" + method, decimal_text(principal, 2), "nobody", None)]
    for charge, share in zip(charges, found.shares):
        table.append(_row(charge.name, charge.way, charge.standard, charge.payee, share))
    table.append(_row("all_in", "annualised", NOTHING, "nobody", cost.nominal))
    for name, multiplier in (("overdue", overdue_multiplier), ("misuse", misuse_multiplier)):
        standard = "×" + decimal_text(multiplier, 2)
        rate = outputs[name + "_rate"]
        table.append(_row(name, "multiple_of_contract", standard, LENDER, rate))

    sentences = ["with_fees" if len(charges) > 1 else "without_fees"]
    sentences.append("above_line" if is_above(cost.nominal, line) else "within_line")
    if saved > 0:
        sentences.append("discounted" if discounted_periods < periods else "all_discounted")
    if not _adds_up_as_shown(found):
        sentences.append("rounded")
    rows = {"shares": _share_rows(charges, found, line), "disclosure": table}
    details = {"total_cost": yuan_of(found.total), "discount_saved": yuan_of(saved)}
    return Result(outputs, rows, sentences, details)


def _interest(terms: Terms, plan: list, discounted_periods: int, discount: float) -> tuple:
    """Return the charge for interest, or for the flat fee, and what its discount saves in fen."""
    is_flat = terms.method == FLAT_FEE
    name, way = ("flat_fee", "by_month") if is_flat else ("interest", "by_year")
    item = interest_item(name, plan, discounted_periods, discount, terms)
    # The values typed may discount nothing: no period, no share, or no interest.
    saved = sum(interest_item(name, plan).amounts) - sum(item.amounts)
    rate = terms.flat_fee_rate if is_flat else terms.nominal_annual_rate
    way = way + "_discounted" if saved > 0 else way
    return Charge(name, way, percent_text(rate, 2), LENDER, item), saved


def _fees_each_payment(count: int, fees_and_payees: dict) -> list[Charge]:
    charges = []
    for name in EACH_PAYMENT:
        fee, payee = fees_and_payees[name + "_fee"], fees_and_payees[name + "_payee"]
        item = monthly_item(name, fen_of(fee), count)
        charges.append(Charge(name, "each_payment", decimal_text(fee, 2), payee, item))
    return charges


def _row(item: str, way: str, standard: str, payee: str, share: float | None) -> dict:
    return {"item": item, "way": way, "standard": standard, "payee": payee, "yearly_share": share}


def _adds_up_as_shown(found: AllInCost) -> bool:
    """Whether the shares add up to the cost as shown, one by one and interest with all fees."""
    whole = found.cost.nominal
    shown = [shown_digits(share * 100, 2) for share in found.shares]
    fees = shown_digits((whole - found.shares[0]) * 100, 2)
    return sum(shown) == shown_digits(whole * 100, 2) == shown[0] + fees


def _share_rows(charges: list[Charge], found: AllInCost, line: float) -> list[dict]:
    """List the bars: each charge's yearly share upon the last one's end, the sum, and the line."""
    rows = []
    end = 0.0
    for charge, share in zip(charges, found.shares):
        start, end = end, end + share
        rows.append({"item": charge.name, "yearly_share": share, "start": start, "end": end})
    for name, whole in (("all_in", found.cost.nominal), ("line", line)):
        rows.append({"item": name, "yearly_share": whole, "start": 0.0, "end": whole})
    return rows
