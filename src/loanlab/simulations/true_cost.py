"""true-cost: what a loan costs a year, read off the money that comes and goes."""

from collections import namedtuple
from datetime import date

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, ChoiceField, DateField, ListField, NumberField, YesNoField
from ..model.cashflow import xirr
from ..model.fees import monthly_item, payout, upfront_item
from ..model.money import fen_of, yuan_of
from ..model.price import (
    Price,
    annual_price,
    is_above,
    is_rounded_down,
    price_of_days,
)
from ..model.rates import MONTHS
from ..model.rates import nominal_annual_rate as annual_of_daily
from ..model.refusal import require
from ..model.schedule import schedule
from ..model.terms import (
    FLAT_FEE,
    IN_ONE_SUM,
    LEVEL_PAYMENT,
    Terms,
    loan_terms,
)
from .loan_fields import (
    HIGHEST_COST,
    METHODS,
    MOST_UPFRONT,
    WITH_INTEREST,
    flat_fee_field,
    require_possible,
    upfront_fee_field,
)

NAME = "true-cost"
TERMS, CONTRACT, FLOWS = "terms", "contract", "flows"
RECEIVED, PAID = "received", "paid"
PERIODS_PER_YEAR = [52, 26, 24, 12, 6, 4, 2, 1]
FEES_TRIED = (0.0, 0.01, 0.02, 0.03, 0.04, MOST_UPFRONT)
DAYS_OF_MONTH = 365 / MONTHS
# The payout and two years of monthly payments.
MOST_FLOWS = 25
WIDTH_OF_BAR = 0.6  # of the shortest time between two payments
NARROWEST_BAR = 0.012  # of the whole time

Flow = namedtuple("Flow", ("month", "day", "received", "paid"))
# What moves and when, how it is priced, its effective rate by days, and what the upfront fee is a
# share of, in fen.
Loan = namedtuple("Loan", ("flows", "price", "xirr", "lent", "fee_rate"))


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
    daily_rate = facts["daily_rate_high"]
    service_fee = facts["service_fee_range"]
    line = facts["all_in_cost_line"]["value"]
    obsolete_line = facts["obsolete_line"]["value"]
    multiple = facts["private_lending_lpr_multiple"]["value"]
    fourfold = multiple * facts["lpr_one_year"]["value"]

    fields = [
        ChoiceField("basis", [TERMS, CONTRACT, FLOWS], TERMS, [OURS]),
        NumberField("principal", "yuan", 100, 500000, 100, 10000, [OURS]).when("basis", [TERMS]),
        ChoiceField("method", METHODS, LEVEL_PAYMENT, [OURS]).when("basis", [TERMS]),
        NumberField(
            "nominal_annual_rate",
            "percent_a_year",
            0.0,
            1.0,
            0.0005,
            annual_of_daily(daily_rate["value"]),
            [daily_rate["origin"]],
        ).when("method", WITH_INTEREST),
        flat_fee_field(facts),
        NumberField("periods", "periods", 1, 60, 1, 12, [OURS], whole=True).when("basis", [TERMS]),
        upfront_fee_field(facts).when("basis", [TERMS]),
        YesNoField("deducted", True, [OURS]).when("basis", [TERMS]),
        NumberField("monthly_fee", "yuan", 0, 1000, 1, 0, [OURS]).when("basis", [TERMS]),
        NumberField("received", "yuan", 100, 500000, 100, 9800, [OURS]).when("basis", [CONTRACT]),
        NumberField("payment", "yuan", 1, 500000, 1, 917.99, [OURS]).when("basis", [CONTRACT]),
        NumberField("contract_periods", "periods", 1, 120, 1, 12, [OURS], whole=True).when(
            "basis", [CONTRACT]
        ),
        ChoiceField("periods_per_year", PERIODS_PER_YEAR, MONTHS, [OURS]).when("basis", [CONTRACT]),
        ListField(
            "flows",
            [
                DateField("day", date(2015, 1, 1), date(2040, 12, 31), date(2027, 4, 15), [OURS]),
                ChoiceField("direction", [RECEIVED, PAID], PAID, [OURS]),
                NumberField("amount", "yuan", 1, 500000, 1, 500, [OURS]),
            ],
            2,
            MOST_FLOWS,
            [
                {"day": date(2026, 12, 15), "direction": RECEIVED, "amount": 1960},
                {"day": date(2027, 1, 15), "direction": PAID, "amount": 687.05},
                {"day": date(2027, 2, 15), "direction": PAID, "amount": 687.05},
                {"day": date(2027, 3, 15), "direction": PAID, "amount": 687.04},
            ],
        ).when("basis", [FLOWS]),
    ]

    def compute(
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
        stated = None
        if basis == TERMS:
            is_flat = method == FLAT_FEE
            stated = flat_fee_rate * MONTHS if is_flat else nominal_annual_rate
            terms = loan_terms(
                fen_of(principal),
                method,
                periods,
                0.0 if is_flat else nominal_annual_rate,
                flat_fee_rate=flat_fee_rate if is_flat else 0.0,
            )
            loan = _by_terms(terms, upfront_fee_rate, deducted, fen_of(monthly_fee))
            sayings = ["flat_fee"] if is_flat else ["with_interest"]
            if not is_flat and upfront_fee_rate == 0 and monthly_fee == 0:
                sayings = ["without_fees"]
            if method in IN_ONE_SUM:
                sayings.append("by_month")
        elif basis == CONTRACT:
            loan = _by_contract(
                fen_of(received), fen_of(payment), contract_periods, periods_per_year
            )
            sayings = ["by_contract"]
        else:
            loan = _by_days(flows)
            sayings = []

        net = [flow.paid - flow.received for flow in loan.flows]
        require(net[0] < 0, "first_received", "the first day must bring more than it takes")
        is_free = is_rounded_down(net)
        require(sum(net) >= 0 or is_free, "repaid_less", "no less is repaid than was received")
        price = loan.price(net)
        require_possible(max(price.nominal, price.effective))

        if basis == FLOWS:
            sayings.append("by_days_" + price.convention)
        sayings.append("rounded_down" if is_free else "cost")
        sayings.append(_verdict(price.nominal, fourfold, line, obsolete_line))
        crossed = _crossed(price, [obsolete_line, line, fourfold])
        if crossed is not None:
            sayings.append("other_" + price.other_name)
        figures = {
            "irr_per_period": price.period_rate,
            "annualised_rate": price.nominal,
            "effective_annual_rate": price.effective,
            "xirr": loan.xirr(net),
            "total_cost": yuan_of(sum(net)),
            "line_verdict": _side(price.nominal, line),
            "fourfold_verdict": _side(price.nominal, fourfold),
            "obsolete_verdict": _side(price.nominal, obsolete_line),
        }
        rates = [("annualised", price.nominal)]
        if stated is not None:
            rates.insert(0, ("stated", stated))
        rates += [("fourfold", fourfold), ("line", line), ("obsolete", obsolete_line)]
        rows = {
            "lines": [
                {"name": name, "annual_rate": annual_rate, "whom": "whom_" + name}
                for name, annual_rate in rates
            ],
            "fees": _by_fee(loan, net, price.nominal, line),
            "cash": _cash(loan.flows),
        }
        extras = {
            "in_hand": yuan_of(-net[0]) if basis != FLOWS else _sum_of(loan.flows, "received"),
            "repaid": yuan_of(sum(net[1:])) if basis != FLOWS else _sum_of(loan.flows, "paid"),
            "stated_rate": stated,
            "short": yuan_of(max(0, -sum(net))),
            "other_rate": price.other,
            "crossed_line": crossed,
        }
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("annualised_rate", "percent", 2),
            Figure("effective_annual_rate", "percent", 2),
            Figure("irr_per_period", "percent", 4),
            Figure("xirr", "percent", 2),
            Figure("total_cost", "cost", 2),
            Figure("line_verdict", "word", 0),
            Figure("fourfold_verdict", "word", 0),
            Figure("obsolete_verdict", "word", 0),
        ],
        pictures=[
            Picture(
                "lines",
                [
                    Column("name", "word", 0),
                    Column("annual_rate", "percent", 2),
                    Column("whom", "word", 0),
                ],
            ),
            Picture(
                "fees", [Column("fee_rate", "percent", 2), Column("annual_rate", "percent", 2)]
            ),
            Picture(
                "cash",
                [
                    Column("month", "number", 1),
                    Column("day", "date", 0),
                    Column("received", "number", 2),
                    Column("paid", "number", 2),
                ],
                is_long=True,
            ),
        ],
        compute=compute,
        constants=[
            Constant("fee_low", service_fee["value"][0], "percent", 0),
            Constant("fee_high", service_fee["value"][1], "percent", 0),
            Constant("daily_rate_high", daily_rate["value"], "percent", 2),
            Constant("line", line, "percent", 0),
            Constant("obsolete_line", obsolete_line, "percent", 0),
            Constant("multiple", multiple, "multiple", 0),
            Constant("fourfold", fourfold, "percent", 2),
            Constant("lpr", facts["lpr_one_year"]["value"], "percent", 2),
            Constant("lpr_date", facts["lpr_one_year"]["date"], "date", 0),
            Constant("micro_lenders_by", facts["micro_lenders_by_year"]["value"], "text", 0),
            Constant("highest", HIGHEST_COST, "percent", 0),
        ],
        extras=[
            Figure("in_hand", "yuan", 2),
            Figure("repaid", "yuan", 2),
            Figure("stated_rate", "percent", 2),
            Figure("short", "yuan", 2),
            Figure("other_rate", "percent", 2),
            Figure("crossed_line", "percent", 2),
        ],
    )


def _by_terms(terms: Terms, fee_rate: float, deducted: bool, monthly_fee: int) -> Loan:
    """The money of a loan whose terms are known, its fees among it."""
    rows = schedule(terms)
    fee = upfront_item("upfront", terms.principal, fee_rate, 0).amounts[0]
    at_once = payout(terms.principal, fee, deducted)
    extra = monthly_item("monthly", monthly_fee, len(rows)).amounts
    months = [0] + [terms.periods if terms.method in IN_ONE_SUM else row.number for row in rows]
    flows = [Flow(0, None, at_once.received, at_once.paid_beside)]
    for month, row in zip(months[1:], rows):
        flows.append(Flow(month, None, 0, row.payment + extra[row.number]))

    def price(net: list) -> Price:
        return annual_price(months, net)

    return Loan(flows, price, _without_days, terms.principal, fee_rate)


def _by_contract(received: int, payment: int, periods: int, periods_per_year: int) -> Loan:
    """The money of a loan of which only payout and payments are known."""
    flows = [Flow(0, None, received, 0)]
    for number in range(1, periods + 1):
        flows.append(Flow(number * MONTHS / periods_per_year, None, 0, payment))

    def price(net: list) -> Price:
        return annual_price(list(range(periods + 1)), net, periods_per_year)

    return Loan(flows, price, _without_days, received, 0.0)


def _by_days(rows: list) -> Loan:
    """The money of each day."""
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


def _without_days(net: list) -> None:
    """Flows that have no days have no XIRR."""


def _crossed(price: Price, lines: list[float]) -> float | None:
    """The highest line of which the price and its other convention lie on different sides."""
    if price.other is None:
        return None
    for line in lines:
        if is_above(price.nominal, line) != is_above(price.other, line):
            return line
    return None


def _by_fee(loan: Loan, net: list, own: float, line: float) -> list[dict]:
    """The annual rate with each upfront fee, and with the loan's own."""
    rows = []
    for fee_rate in sorted(set(FEES_TRIED + (loan.fee_rate,))):
        if fee_rate == loan.fee_rate:
            nominal = own
        else:
            fee = upfront_item("upfront", loan.lent, fee_rate, 0).amounts[0]
            nominal = loan.price([fee - loan.lent] + net[1:]).nominal
        rows.append(
            {
                "fee_rate": fee_rate,
                "annual_rate": nominal,
                "is_own": fee_rate == loan.fee_rate,
                "line": line,
            }
        )
    return rows


def _cash(flows: list) -> list[dict]:
    """Each moment's money, with the width that its bars have room for."""
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


def _side(rate: float, line: float) -> str:
    return "above" if is_above(rate, line) else "within"


def _verdict(rate: float, fourfold: float, line: float, obsolete_line: float) -> str:
    """The sentence about the highest line that is passed."""
    if is_above(rate, obsolete_line):
        return "above_obsolete"
    if is_above(rate, line):
        return "above_line"
    return "between" if is_above(rate, fourfold) else "within"
