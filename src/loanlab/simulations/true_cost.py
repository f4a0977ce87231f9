"""true-cost: a loan's annual cost, computed from its cash flows."""

from collections import namedtuple
from datetime import date

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Choice, Day, Number, Rows, YesNo
from ..forms.outputs import calendar_day, cost, percent, quantity, word, yuan
from ..model.cashflow import xirr
from ..model.fees import monthly_item, net_proceeds, upfront_item
from ..model.money import fen_of, yuan_of
from ..model.price import Price, annual_price, is_above, is_rounded_down, price_of_days
from ..model.rates import MONTHS
from ..model.refusal import require
from ..model.schedule import schedule
from ..model.terms import FLAT_FEE, IN_ONE_SUM, LEVEL_PAYMENT, Terms
from .loan_fields import (
    METHODS,
    MOST_UPFRONT,
    WITH_INTEREST,
    annual_rate_field,
    flat_fee_field,
    price_constants,
    require_possible,
    terms_of,
    upfront_fee_field,
)

TERMS, CONTRACT, FLOWS = "terms", "contract", "flows"
RECEIVED, PAID = "received", "paid"
PERIODS_PER_YEAR = [52, 26, 24, 12, 6, 4, 2, 1]
FEES_TRIED = (0.0, 0.01, 0.02, 0.03, 0.04, MOST_UPFRONT)
DAYS_OF_MONTH = 365 / MONTHS
# The disbursement and two years of monthly payments.
MOST_FLOWS = 25
WIDTH_OF_BAR = 0.6  # of the shortest time between two payments
NARROWEST_BAR = 0.012  # of the whole time

# When the fields of each way of describing a loan are shown.
BY_TERMS, BY_CONTRACT = {"basis": [TERMS]}, {"basis": [CONTRACT]}
DEFAULT_FLOWS = [
    {"day": date(2026, 12, 15), "direction": RECEIVED, "amount": 1960},
    {"day": date(2027, 1, 15), "direction": PAID, "amount": 687.05},
    {"day": date(2027, 2, 15), "direction": PAID, "amount": 687.05},
    {"day": date(2027, 3, 15), "direction": PAID, "amount": 687.04},
]

UNEVEN_FLOWS = [
    {"day": date(2026, 12, 15), "direction": RECEIVED, "amount": 3000},
    {"day": date(2027, 1, 10), "direction": PAID, "amount": 800},
    {"day": date(2027, 2, 26), "direction": PAID, "amount": 1200},
    {"day": date(2027, 4, 8), "direction": PAID, "amount": 1180},
]

# One moment's cash, in fen.
Flow = namedtuple("Flow", ("month", "day", "received", "paid"))
# The cash flows; functions of the net flows that give the price and the XIRR; the amount in fen
# that the upfront fee is a share of, and that share.
Loan = namedtuple("Loan", ("flows", "price", "xirr", "lent", "fee_rate"))


def define(facts: dict) -> Simulation:
    return Simulation(
        "true-cost",
        facts,
        fields=[
            Choice("basis", [TERMS, CONTRACT, FLOWS], default=TERMS),
            Number("principal", "yuan", 100, 500000, step=100, default=10000, when=BY_TERMS),
            Choice("method", METHODS, default=LEVEL_PAYMENT, when=BY_TERMS),
            annual_rate_field(facts, 1, when=WITH_INTEREST),
            flat_fee_field(facts),
            Number("periods", "periods", 1, 60, step=1, default=12, whole=True, when=BY_TERMS),
            upfront_fee_field(facts, when=BY_TERMS),
            YesNo("deducted", default=True, when=BY_TERMS),
            Number("monthly_fee", "yuan", 0, 1000, step=1, default=0, when=BY_TERMS),
            Number("received", "yuan", 100, 500000, step=50, default=9800, when=BY_CONTRACT),
            Number("payment", "yuan", 1, 500000, step=1, default=917.99, when=BY_CONTRACT),
            Number(
                "contract_periods",
                "periods",
                1,
                120,
                step=1,
                default=12,
                whole=True,
                when=BY_CONTRACT,
            ),
            Choice("periods_per_year", PERIODS_PER_YEAR, default=MONTHS, when=BY_CONTRACT),
            Rows(
                "flows",
                [
                    Day("day", date(2015, 1, 1), date(2040, 12, 31), default=date(2027, 4, 15)),
                    Choice("direction", [RECEIVED, PAID], default=PAID),
                    Number("amount", "yuan", 1, 500000, step=1, default=500),
                ],
                minimum=2,
                maximum=MOST_FLOWS,
                default=DEFAULT_FLOWS,
                when={"basis": [FLOWS]},
            ),
        ],
        outputs=[
            percent("annualised_rate"),
            percent("effective_annual_rate"),
            percent("irr_per_period", places=4),
            percent("xirr"),
            cost("total_cost"),
            word("line_verdict"),
        ],
        pictures=[
            Chart("lines", [word("name"), percent("annual_rate"), word("whom")]),
            Chart("fees", [percent("fee_rate"), percent("annual_rate")]),
            Chart(
                "cash",
                [
                    quantity("month", places=1),
                    calendar_day("day"),
                    quantity("received", places=2),
                    quantity("paid", places=2),
                ],
                is_long=True,
            ),
        ],
        compute=compute,
        open_fields=[
            "basis",
            "principal",
            "nominal_annual_rate",
            "flat_fee_rate",
            "periods",
            "upfront_fee_rate",
            "received",
            "payment",
            "contract_periods",
            "flows",
        ],
        groups=[
            Group("repayment", ["method", "periods_per_year"]),
            Group("fees", ["deducted", "monthly_fee"]),
        ],
        presets=[
            Preset("hidden", basis=CONTRACT, received=5000, payment=1750, contract_periods=3),
            # 5,000 yuan over 3 level payments at 14.6% a year.
            Preset("fair", basis=CONTRACT, received=5000, payment=1707.39, contract_periods=3),
            # The two people of the book whose loans are priced here.
            Preset(
                "rider",
                principal=4000,
                method=FLAT_FEE,
                flat_fee_rate=0.012,
                periods=6,
                upfront_fee_rate=0.0,
            ),
            Preset(
                "student",
                basis=CONTRACT,
                received=1800,
                payment=210,
                contract_periods=10,
                periods_per_year=52,
            ),
            Preset("flat", method=FLAT_FEE, upfront_fee_rate=0.0),
            Preset("dated", basis=FLOWS, flows=UNEVEN_FLOWS),
        ],
        key_outputs=["annualised_rate", "total_cost"],
        constants=price_constants(facts)
        + [
            percent("fourfold", _fourfold_lpr(facts)),
            calendar_day("lpr_date", facts["lpr_one_year"]["date"]),
        ],
        details=[
            yuan("in_hand"),
            yuan("repaid"),
            percent("cost_share", places=1),
            percent("stated_rate"),
            yuan("short"),
            percent("other_rate"),
            percent("crossed_line"),
        ],
    )


def compute(
    facts: dict,
    basis: str,
    principal: float,
    method: str,
    nominal_annual_rate: float,
    flat_fee_rate: float,
    periods: int,
    upfront_fee_rate: float,
    deducted: bool,
    monthly_fee: float,
    received: float,
    payment: float,
    contract_periods: int,
    periods_per_year: int,
    flows: list,
) -> Result:
    line = facts["all_in_cost_line"]["value"]
    fourfold = _fourfold_lpr(facts)
    stated = None
    if basis == TERMS:
        stated = flat_fee_rate * MONTHS if method == FLAT_FEE else nominal_annual_rate
        terms = terms_of(principal, method, periods, nominal_annual_rate, flat_fee_rate)
        loan = _from_terms(terms, upfront_fee_rate, deducted, fen_of(monthly_fee))
    elif basis == CONTRACT:
        loan = _from_contract(fen_of(received), fen_of(payment), contract_periods, periods_per_year)
    else:
        loan = _from_days(flows)

    net = [flow.paid - flow.received for flow in loan.flows]
    price = _price(loan, net)
    if basis == TERMS:
        lead = _lead_of_terms(method, upfront_fee_rate > 0 or monthly_fee > 0)
    else:
        lead = "by_contract" if basis == CONTRACT else "by_days"
        if is_rounded_down(net):
            lead += "_rounded_down"
    sentences = [lead, _verdict(price.nominal, fourfold, line)]
    crossed = _line_between(price, [line, fourfold])
    if crossed is not None:
        sentences.append("other_" + price.other_name)
    if is_rounded_down(net):
        sentences.append("rounded_down")
    elif basis != FLOWS:
        sentences.append("cost_by_contract" if basis == CONTRACT else "cost")
    if basis == FLOWS:
        sentences.append("by_days_" + price.convention)
    elif basis == TERMS and method in IN_ONE_SUM:
        sentences.append("by_month")
    outputs = {
        "irr_per_period": price.period_rate,
        "annualised_rate": price.nominal,
        "effective_annual_rate": price.effective,
        "xirr": loan.xirr(net),
        "total_cost": yuan_of(sum(net)),
        "line_verdict": "above" if is_above(price.nominal, line) else "within",
    }
    rates = [
        ("stated", stated),
        ("annualised", price.nominal),
        ("fourfold", fourfold),
        ("line", line),
    ]
    rows = {
        "lines": [
            {"name": name, "annual_rate": rate, "whom": "whom_" + name}
            for name, rate in rates
            if rate is not None
        ],
        "fees": _fee_rows(loan, net, price.nominal, line),
        "cash": _cash_rows(loan.flows),
    }
    details = {
        "in_hand": yuan_of(-net[0]) if basis != FLOWS else _sum_of(loan.flows, "received"),
        "repaid": yuan_of(sum(net[1:])) if basis != FLOWS else _sum_of(loan.flows, "paid"),
        # Of the money in hand.
        "cost_share": sum(net) / -net[0],
        "stated_rate": stated,
        "short": yuan_of(max(0, -sum(net))),
        "other_rate": price.other,
        "crossed_line": crossed,
    }
    return Result(outputs, rows, sentences, details)


def _fourfold_lpr(facts: dict) -> float:
    return facts["private_lending_lpr_multiple"]["value"] * facts["lpr_one_year"]["value"]


def _lead_of_terms(method: str, has_fees: bool) -> str:
    if method == FLAT_FEE:
        return "flat_fee"
    return "with_interest" if has_fees else "without_fees"


def _from_terms(terms: Terms, fee_rate: float, deducted: bool, monthly_fee: int) -> Loan:
    """List the cash flows of a loan's terms and its fees."""
    rows = schedule(terms)
    fee = upfront_item("upfront", terms.principal, fee_rate, 0).amounts[0]
    disbursed = net_proceeds(terms.principal, fee, deducted)
    extra = monthly_item("monthly", monthly_fee, len(rows)).amounts
    months = [0] + [terms.periods if terms.method in IN_ONE_SUM else row.number for row in rows]
    flows = [Flow(0, None, disbursed.received, disbursed.paid_beside)]
    for month, row in zip(months[1:], rows):
        flows.append(Flow(month, None, 0, row.payment + extra[row.number]))

    def price(net: list) -> Price:
        return annual_price(months, net)

    return Loan(flows, price, _without_days, terms.principal, fee_rate)


def _from_contract(received: int, payment: int, periods: int, periods_per_year: int) -> Loan:
    """List the cash flows of a disbursement and its equal payments."""
    flows = [Flow(0, None, received, 0)]
    for number in range(1, periods + 1):
        flows.append(Flow(number * MONTHS / periods_per_year, None, 0, payment))

    def price(net: list) -> Price:
        return annual_price(list(range(periods + 1)), net, periods_per_year)

    return Loan(flows, price, _without_days, received, 0.0)


def _from_days(rows: list) -> Loan:
    """List the cash flows of dated amounts, added up by day."""
    sums: dict = {}
    for row in rows:
        of_day = sums.setdefault(row["day"], {RECEIVED: 0, PAID: 0})
        of_day[row["direction"]] += fen_of(row["amount"])
    days = sorted(sums)
    flows = [
        Flow((day - days[0]).days / DAYS_OF_MONTH, day, sums[day][RECEIVED], sums[day][PAID])
        for day in days
    ]

    def price(net: list) -> Price:
        return price_of_days(days, net)

    def effective(net: list) -> float:
        return 0.0 if is_rounded_down(net) else xirr(days, net)

    return Loan(flows, price, effective, flows[0].received - flows[0].paid, 0.0)


def _price(loan: Loan, net: list) -> Price:
    """Compute the price of net cash flows, or refuse those that are no loan."""
    require(net[0] < 0, "first_received", "the first day must bring more than it takes")
    is_repaid = sum(net) >= 0 or is_rounded_down(net)
    require(is_repaid, "repaid_less", "no less is repaid than was received")
    price: Price = loan.price(net)
    require_possible(max(price.nominal, price.effective))
    return price


def _without_days(net: list) -> None:
    """Return no XIRR: these flows have no dates."""


def _line_between(price: Price, lines: list[float]) -> float | None:
    """Find the highest line that lies between the price and the price by the other convention."""
    if price.other is None:
        return None
    for line in lines:
        if is_above(price.nominal, line) != is_above(price.other, line):
            return line
    return None


def _fee_rows(loan: Loan, net: list, annual_rate: float, line: float) -> list[dict]:
    """List the annual rate with each upfront fee tried and with the loan's, ``annual_rate``."""
    rows = []
    for fee_rate in sorted(set(FEES_TRIED + (loan.fee_rate,))):
        nominal = annual_rate
        is_own = fee_rate == loan.fee_rate
        if not is_own:
            fee = upfront_item("upfront", loan.lent, fee_rate, 0).amounts[0]
            nominal = loan.price([fee - loan.lent] + net[1:]).nominal
        row = {"fee_rate": fee_rate, "annual_rate": nominal, "is_own": is_own, "line": line}
        rows.append(row)
    return rows


def _cash_rows(flows: list) -> list[dict]:
    """List the cash flows, with a width of bars that leaves gaps between them."""
    gaps = [later.month - flow.month for flow, later in zip(flows, flows[1:])]
    width = max(WIDTH_OF_BAR * min(gaps), NARROWEST_BAR * flows[-1].month)
    return [
        {
            "month": flow.month,
            "day": None if flow.day is None else flow.day.isoformat(),
            "received": yuan_of(flow.received),
            "paid": yuan_of(flow.paid),
            "width": width,
        }
        for flow in flows
    ]


def _sum_of(flows: list, name: str) -> float:
    return yuan_of(sum(getattr(flow, name) for flow in flows))


def _verdict(rate: float, fourfold: float, line: float) -> str:
    """Return the sentence on the highest line that the rate is above."""
    if is_above(rate, line):
        return "above_line"
    return "between" if is_above(rate, fourfold) else "within"
