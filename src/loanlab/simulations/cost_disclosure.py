"""cost-disclosure: the all-in cost table that a lender must show, made from a loan's terms."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, ChoiceField, NumberField, YesNoField
from ..forms.numerals import decimal_text, percent_text, shown_digits
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
from ..model.terms import (
    FLAT_FEE,
    IN_ONE_SUM,
    LEVEL_PAYMENT,
    loan_terms,
)
from .loan_fields import (
    HIGHEST_COST,
    METHODS,
    WITH_INTEREST,
    flat_fee_field,
    require_possible,
    upfront_fee_field,
)

NAME = "cost-disclosure"
LENDER = "lender"
PAYEES = [LENDER, "guarantor", "insurer", "platform", "other"]
MOST_PERIODS = 60
NOTHING = "—"


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
    service_fee = facts["service_fee_range"]
    discount_most = facts["first_period_discount_max"]
    overdue_low, overdue_high = facts["penalty_multiplier_range"]["value"]
    overdue = facts["penalty_multiplier"]
    misuse = facts["misuse_multiplier"]
    line = facts["all_in_cost_line"]["value"]

    fields = [
        NumberField("principal", "yuan", 100, 500000, 100, 10000, [OURS]),
        ChoiceField("method", METHODS, LEVEL_PAYMENT, [OURS]),
        NumberField("nominal_annual_rate", "percent_a_year", 0.0, 1.0, 0.0005, 0.09, [OURS]).when(
            "method", WITH_INTEREST
        ),
        flat_fee_field(facts),
        NumberField("periods", "periods", 1, MOST_PERIODS, 1, 12, [OURS], whole=True),
        NumberField("discounted_periods", "periods", 0, MOST_PERIODS, 1, 0, [OURS], whole=True),
        NumberField(
            "discount", "percent", 0.0, 1.0, 0.05, discount_most["value"], [discount_most["origin"]]
        ),
        upfront_fee_field(facts),
        ChoiceField("upfront_payee", PAYEES, "platform", [OURS]),
        YesNoField("deducted", True, [OURS]),
        NumberField("guarantee_fee", "yuan", 0, 1000, 1, 48, [OURS]),
        ChoiceField("guarantee_payee", PAYEES, "guarantor", [OURS]),
        NumberField("service_fee", "yuan", 0, 1000, 1, 0, [OURS]),
        ChoiceField("service_payee", PAYEES, "platform", [OURS]),
        NumberField("monthly_fee", "yuan", 0, 1000, 1, 0, [OURS]),
        ChoiceField("monthly_payee", PAYEES, "insurer", [OURS]),
        NumberField(
            "overdue_multiplier", "multiple", 1.0, 3.0, 0.05, overdue["value"], [overdue["origin"]]
        ),
        NumberField(
            "misuse_multiplier", "multiple", 1.0, 3.0, 0.05, misuse["value"], [misuse["origin"]]
        ),
    ]

    def compute(
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
            (
                charge,
                way + "_discounted" if is_discounted else way,
                percent_text(rate, 2),
                LENDER,
            ),
            (
                "upfront",
                "kept_back" if deducted else "beside",
                percent_text(upfront_fee_rate, 2),
                upfront_payee,
            ),
        ]
        items = [
            charged,
            upfront_item("upfront", amount, upfront_fee_rate, count),
        ]
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

        sayings = ["with_fees" if len(items) > 1 else "without_fees"]
        if is_discounted:
            sayings.append("discounted" if discounted_periods < periods else "all_discounted")
        if any(payee != LENDER for _, _, _, payee in told):
            sayings.append("others")
        sayings.append("above_line" if is_above(cost.nominal, line) else "within_line")
        if not _is_sum(found):
            sayings.append("rounded")
        figures = {
            "annualised_rate": cost.nominal,
            "effective_annual_rate": cost.effective,
            "interest_share": interest_share,
            "fee_share": cost.nominal - interest_share,
            "overdue_rate": late,
            "misuse_rate": misused,
        }
        rows = {"disclosure": table, "shares": _stacked(told, found, line)}
        extras = {"total_cost": yuan_of(found.total), "discount_saved": yuan_of(saved)}
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("annualised_rate", "percent", 2),
            Figure("effective_annual_rate", "percent", 2),
            Figure("interest_share", "percent", 2),
            Figure("fee_share", "percent", 2),
            Figure("overdue_rate", "percent", 2),
            Figure("misuse_rate", "percent", 2),
        ],
        pictures=[
            Picture(
                "disclosure",
                [
                    Column("item", "word", 0),
                    Column("way", "word", 0),
                    Column("standard", "text", 0),
                    Column("payee", "word", 0),
                    Column("yearly_share", "percent", 2),
                ],
                is_table=True,
            ),
            Picture("shares", [Column("item", "word", 0), Column("yearly_share", "percent", 2)]),
        ],
        compute=compute,
        constants=[
            Constant("line", line, "percent", 0),
            Constant("highest", HIGHEST_COST, "percent", 0),
            Constant("fee_low", service_fee["value"][0], "percent", 0),
            Constant("fee_high", service_fee["value"][1], "percent", 0),
            Constant("overdue_low", overdue_low, "multiple", 1),
            Constant("overdue_high", overdue_high, "multiple", 1),
            Constant("misuse_high", misuse["value"], "multiple", 1),
        ],
        extras=[Figure("total_cost", "yuan", 2), Figure("discount_saved", "yuan", 2)],
        is_printed=True,
    )


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
