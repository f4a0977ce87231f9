"""Generate random calls of every public function of the model, the same in every run."""

import inspect
import pkgutil
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

import loanlab.model
from loanlab.model.dates import add_months
from loanlab.model.terms import EFFECTS, METHODS

from .wire import pack

Call = list[Any]
DRAW = random.Random(20261123)


def modules() -> dict[str, ModuleType]:
    """Return the modules of the model by name."""
    names = [found.name for found in pkgutil.iter_modules(loanlab.model.__path__)]
    return {name: import_module(f"loanlab.model.{name}") for name in names}


def public_functions() -> list[tuple[str, str]]:
    """List module and name of every public function."""
    return [
        (module, name)
        for module, code in modules().items()
        for name, item in vars(code).items()
        if inspect.isfunction(item) and item.__module__ == code.__name__ and name[0] != "_"
    ]


def call(module: str, function: str, *arguments: Any, **named: Any) -> Call:
    """Pack a call for `wire.make`."""
    return [
        "call",
        module,
        function,
        [_pack_argument(argument) for argument in arguments],
        {key: _pack_argument(value) for key, value in named.items()},
    ]


def _pack_argument(value: Any) -> Any:
    if isinstance(value, list) and value and value[0] == "call":
        return value
    if isinstance(value, list):
        return ["list", [_pack_argument(item) for item in value]]
    if isinstance(value, dict):
        return ["dict", [[pack(key), _pack_argument(value[key])] for key in sorted(value)]]
    return pack(value)


def rate(most: float = 0.05) -> float:
    """Draw a rate: mostly ordinary, sometimes tiny, zero or invalid."""
    kind = DRAW.random()
    if kind < 0.05:
        return 0.0
    if kind < 0.1:
        return DRAW.choice([1e-12, 1e-300, -0.5, -1.0, 3.0])
    return DRAW.uniform(0, most) * DRAW.choice([1, 1, 0.01])


def money() -> float:
    return DRAW.choice([float(DRAW.randint(1, 300000)), DRAW.uniform(0.01, 300000)])


def fen() -> int:
    return DRAW.choice([DRAW.randint(1, 30000000), DRAW.randint(-5, 200)])


def periods() -> int:
    return DRAW.choice([DRAW.randint(1, 36), 12, 0, 1, DRAW.randint(37, 120)])


def day() -> date:
    return date(2026, 1, 1) + timedelta(days=DRAW.randint(0, 1500))


def flows() -> list[float]:
    """Draw payments of a loan, or arbitrary ones."""
    count = DRAW.randint(1, 24)
    if DRAW.random() < 0.7:
        lent = money()
        total = lent * DRAW.uniform(0.7, 2)
        return [-lent] + [total / count * DRAW.uniform(0.9, 1.1) for _ in range(count)]
    return [DRAW.uniform(-1000, 1000) for _ in range(DRAW.randint(0, 8))]


def loan_flows() -> list[float]:
    """Draw a disbursement and some payments, in whole fen."""
    count = DRAW.choice([1, DRAW.randint(2, 24)])
    lent = DRAW.randint(10000, 30000000)
    total = lent * DRAW.uniform(0.95, 1.6)
    return [float(-lent)] + [int(total / count * DRAW.uniform(0.8, 1.2)) for _ in range(count)]


def days_of(count: int) -> list[date]:
    """Draw days a month, a week or any time apart."""
    start = day()
    kind = DRAW.random()
    if kind < 0.4:
        return [add_months(start, number) for number in range(count)]
    if kind < 0.6:
        return [start + timedelta(days=7 * number) for number in range(count)]
    return [start + timedelta(days=since) for since in sorted(DRAW.sample(range(900), count))]


def times(count: int) -> list[int]:
    return [DRAW.randint(0, 900) for _ in range(count)]


def terms(dated: bool = False) -> Call:
    method = DRAW.choice(METHODS)
    count = DRAW.randint(1, 24)
    named: dict[str, Any] = {"rounded": DRAW.random() < 0.7}
    if dated or DRAW.random() < 0.6:
        named["start"] = day()
        named["day_count"] = DRAW.choice(["1/12", "actual/365", "actual/360"])
        if DRAW.random() < 0.3:
            named["first_due"] = named["start"] + timedelta(days=DRAW.randint(1, 60))
    elif DRAW.random() < 0.2:
        named["first_share"] = DRAW.uniform(0.01, 0.2)
    annual = DRAW.choice([0.0, 1e-12, DRAW.uniform(0, 0.36), DRAW.uniform(0, 0.36)])
    if method == "flat_fee":
        named["flat_fee_rate"], annual = DRAW.uniform(0, 0.02), 0.0
        named["remaining_fees_due"] = DRAW.random() < 0.5
    if method == "level_payment":
        named["negative_amortisation"] = DRAW.random() < 0.3
    if DRAW.random() < 0.2:
        named["grace"] = DRAW.randint(0, 3)
    if DRAW.random() < 0.2 and method != "flat_fee":
        named["rate_changes"] = {DRAW.randint(1, count): DRAW.uniform(0, 0.3)}
    if DRAW.random() < 0.1:
        named["payments"] = {DRAW.randint(1, count): DRAW.randint(1, 200000)}
    if DRAW.random() < 0.1:
        named["drawdowns"] = {DRAW.randint(1, count): DRAW.randint(1, 200000)}
    if DRAW.random() < 0.4:
        named["extras"] = [
            call("terms", "Extra", extra_time(named, count), DRAW.randint(1, 300000), effect)
            for effect in DRAW.sample(EFFECTS, DRAW.randint(1, 2))
        ]
        named["prepayment_fee_rate"] = DRAW.choice([0.0, 0.01, 0.03])
    return call("terms", "loan_terms", fen(), method, count, annual, **named)


def planned() -> list[Call]:
    loan = terms(dated=True)
    return [loan, call("schedule", "payments_by_day", loan)]


def extra_time(named: dict[str, Any], count: int) -> Any:
    if "start" in named and DRAW.random() < 0.5:
        return named["start"] + timedelta(days=DRAW.randint(0, 30 * count))
    return DRAW.randint(1, max(1, count - 1))


def items(count: int) -> list[Call]:
    return [
        call("fees", "upfront_item", "a", DRAW.randint(0, 100000), DRAW.uniform(0, 0.05), count),
        call("fees", "monthly_item", "b", DRAW.randint(0, 5000), count, DRAW.randint(0, 4)),
    ]


def parts() -> list[int]:
    return [DRAW.randint(1, 200000) for _ in range(DRAW.randint(1, 24))]


def all_in() -> list[Any]:
    of_loan = parts()
    first = DRAW.choice([1.0, 1.0, 0.0, DRAW.uniform(0.01, 3)])
    return [of_loan, items(len(of_loan)), DRAW.choice([1, 1, 3, 9]), first]


def payments_at_will() -> list[Any]:
    days = sorted(DRAW.randint(0, 400) for _ in range(DRAW.randint(1, 5)))
    return [[day, DRAW.choice([None, DRAW.randint(1, 200000)])] for day in days]


def rounding() -> str:
    return DRAW.choice(["half_up", "up", "down", "even"])


def odd_first() -> list[Any]:
    paid = flows()[1:]
    return [money(), paid, DRAW.randint(-1, 3), DRAW.uniform(-0.1, 1.1)]


def level() -> list[Any]:
    count = periods()
    lent = money()
    return [lent, lent * DRAW.uniform(0.8, 1.6) / max(1, count), count, DRAW.random() < 0.3]


def priced() -> list[Any]:
    return [
        rate(0.001), DRAW.randint(300, 850), DRAW.uniform(0, 0.5), DRAW.uniform(0, 0.5),
        DRAW.uniform(0.0003, 0.001), 0.00005, 600,
    ]  # fmt: skip


def debts(most: int = 4) -> list[Call]:
    """Draw debts that are mostly small enough to be cleared."""
    found = []
    for number in range(DRAW.randint(1, most)):
        balance = DRAW.randint(0, 500000)
        minimums = [balance // 10 + 1, balance // 24 + 1, DRAW.randint(0, 2000), balance * 2]
        minimum = DRAW.choice(minimums)
        annual, fee = DRAW.uniform(0, 0.36), DRAW.choice([0.0, 0.0, 0.03])
        found.append(call("debts", "Debt", "d" + str(number), balance, annual, minimum, fee))
    return found


def budget() -> int:
    return DRAW.choice([DRAW.randint(100000, 400000), DRAW.randint(0, 300000)])


def budgeted() -> list[Any]:
    owed = debts()
    order = list(range(len(owed)))
    DRAW.shuffle(order)
    return [owed, budget(), order]


def square() -> list[list[float]]:
    size = DRAW.randint(1, 5)
    return [[DRAW.choice([0.0, DRAW.uniform(-5, 5)]) for _ in range(size)] for _ in range(size)]


def equations() -> list[Any]:
    matrix = square()
    return [matrix, [[DRAW.uniform(-9, 9) for _ in matrix] for _ in range(DRAW.randint(1, 3))]]


def chain() -> list[Any]:
    moves = square()
    rows = [[abs(chance) for chance in row] for row in moves]
    moves = [[chance / (sum(row) + DRAW.uniform(0, 2) + 1e-9) for chance in row] for row in rows]
    return [moves, [[DRAW.uniform(0, 3) for _ in moves] for _ in range(DRAW.randint(1, 3))]]


def chance() -> float:
    return DRAW.choice([DRAW.random(), DRAW.random(), DRAW.uniform(-0.1, 1.1), 0.0, 1.0])


def liability() -> str:
    return DRAW.choice(["separate", "even", "even", "whole", "joint"])


def application() -> list[Any]:
    stages = [DRAW.random() for _ in range(DRAW.randint(1, 5))]
    tries = [DRAW.randint(1, 3) for _ in stages]
    return [stages, tries, chance(), DRAW.randint(0, 4), 30.0, DRAW.uniform(1, 60)]


def marked() -> list[Any]:
    weights = [DRAW.choice([0.0, DRAW.random(), DRAW.random()]) for _ in range(DRAW.randint(1, 5))]
    return [[DRAW.choice([100.0, DRAW.uniform(-1, 100)]) for _ in weights], weights]


def chances() -> list[float]:
    return [DRAW.random() for _ in range(DRAW.randint(0, 4))] + [chance()]


def text() -> str:
    signs = "还款提醒，918.00 元;,\\\n\r\t ab😀é"
    return "".join(DRAW.choice(signs) for _ in range(DRAW.randint(0, 90)))


def reminders() -> list[Any]:
    keys = [*DRAW.sample(["loan-1", "loan-2", "a.b_c", "x", "y"], 4), "loan 3", "loan-1"]
    due = [call("reminders", "Reminder", day(), text(), text(), key) for key in keys]
    kept = due[: DRAW.choice([0, 1, 2, 4, 4, 6])]
    made = datetime(2026, DRAW.randint(1, 12), 23, DRAW.randint(0, 23), DRAW.randint(0, 59), 7)
    gone = DRAW.choice([None, [], [call("reminders", "Reminder", day(), text(), text(), "z")]])
    return [kept, text(), made, DRAW.randint(0, 7), DRAW.randint(0, 24), gone]


def settled() -> list[Any]:
    loan = terms(dated=True)
    start = date.fromordinal(loan[4]["start"][1])
    return [loan, start + timedelta(days=DRAW.randint(-10, 300))]


Arguments = Callable[[], list[Any]]
ARGUMENTS: dict[tuple[str, str], Arguments] = {
    ("annuity", "annuity_factor"): lambda: [rate(), periods()],
    ("annuity", "balance_after"): lambda: [money(), rate(), money() / 20, periods()],
    ("annuity", "interest_part"): lambda: [
        money(),
        rate(),
        DRAW.randint(5, 60),
        DRAW.randint(1, 5),
    ],
    ("annuity", "level_irr"): level,
    ("annuity", "level_payment"): lambda: [
        money(),
        rate(),
        periods(),
        DRAW.choice([0.0, money()]),
        DRAW.random() < 0.3,
    ],
    ("annuity", "periods_to_clear"): lambda: [
        money(),
        rate(),
        money() / 10,
        DRAW.choice([0.0, money()]),
        DRAW.random() < 0.3,
    ],
    ("arrears", "pay_late"): lambda: [
        call(
            "terms",
            "loan_terms",
            DRAW.randint(1, 30000000),
            DRAW.choice(METHODS[:5]),
            DRAW.randint(3, 24),
            DRAW.uniform(0, 0.36),
            start=day(),
            day_count=DRAW.choice(["1/12", "actual/365", "actual/360"]),
        ),
        DRAW.choice([1, 1, 1, 2, 3, 0]),
        DRAW.randint(-2, 90),
        DRAW.uniform(0.98, 1.5),
        DRAW.random() < 0.5,
    ],
    ("cashflow", "annual_cost"): lambda: [rate(), DRAW.choice([12, 52, 365])],
    ("cashflow", "annual_cost_of_months"): lambda: [rate(), DRAW.randint(1, 24)],
    ("cashflow", "flat_fee_of_period_rate"): lambda: [rate(), periods()],
    ("cashflow", "irr"): lambda: [flows()],
    ("cashflow", "irr_roots"): lambda: [flows()],
    ("cashflow", "odd_first_flows"): odd_first,
    ("cashflow", "period_rate_of_flat_fee"): lambda: [DRAW.uniform(0, 0.02), DRAW.randint(1, 60)],
    ("cashflow", "present_value"): lambda: [rate(), flows()],
    ("cashflow", "irr_at_times"): lambda: (lambda f: [times(len(f)), f, 30])(flows()),
    ("cashflow", "xirr"): lambda: (lambda f: [[day() for _ in f], f])(flows()),
    ("cashflow", "xirr_roots"): lambda: (lambda f: [[day() for _ in f], f, 360])(flows()),
    ("dates", "add_months"): lambda: [day(), DRAW.randint(0, 60)],
    ("dates", "days_between"): lambda: [day(), day()],
    ("dates", "due_dates"): lambda: [
        day(),
        DRAW.randint(0, 24),
        DRAW.randint(1, 3),
        DRAW.choice([None, day()]),
    ],
    ("dates", "whole_months"): lambda: sorted([day(), day()]),
    ("dates", "year_share"): lambda: [
        *sorted([day(), day()]),
        DRAW.choice(["1/12", "actual/365", "actual/360", "30/360"]),
    ],
    ("debts", "avalanche"): lambda: [debts()],
    ("debts", "best_order"): lambda: [debts(5), budget()],
    ("debts", "debt_service_ratio"): lambda: [[fen(), money()], DRAW.choice([fen(), money()])],
    ("debts", "first_minimums"): lambda: [debts()],
    ("debts", "minimum_only"): lambda: [debts(1), DRAW.choice([None, budget()])],
    ("debts", "plan"): budgeted,
    ("debts", "snowball"): lambda: [debts()],
    ("fees", "all_in_cost"): all_in,
    ("fees", "contract_annual_rate"): lambda: [terms()],
    ("fees", "interest_item"): lambda: (
        lambda loan: [
            "i",
            call("schedule", "schedule", loan),
            DRAW.choice([DRAW.randint(0, 30), DRAW.randint(0, 3), DRAW.randint(-1, 9), 2.0]),
            DRAW.uniform(-0.02, 1.02),
            DRAW.choice([None, loan]),
        ]
    )(terms()),
    ("fees", "monthly_item"): lambda: ["m", fen(), DRAW.randint(0, 24), DRAW.randint(0, 5)],
    ("fees", "net_proceeds"): lambda: [fen(), DRAW.randint(-1, 5000), DRAW.random() < 0.5],
    ("fees", "upfront_item"): lambda: ["u", fen(), rate(), DRAW.randint(0, 24)],
    ("flows", "all_rates"): lambda: (lambda f: [times(len(f)), f])(flows()),
    ("flows", "choose_rate"): lambda: [
        sorted(rate() for _ in range(DRAW.randint(0, 3))),
        DRAW.choice([1, 30, 365]),
    ],
    ("group", "break_even_default_probability"): lambda: [
        DRAW.choice([0.0, DRAW.uniform(-0.1, 0.2), DRAW.uniform(0, 9)]),
        DRAW.randint(0, 9),
        liability(),
    ],
    ("group", "discounted_rate"): lambda: [rate(0.3), rate(), DRAW.randint(0, 12)],
    ("group", "expected_share"): lambda: [DRAW.randint(0, 9), chance(), liability()],
    ("inputs", "as_day"): lambda: [DRAW.choice([day(), "2027-01-31", None, 3])],
    ("inputs", "as_number"): lambda: [DRAW.choice([money(), fen(), "12", True, None])],
    ("inputs", "as_whole"): lambda: [DRAW.choice([money(), float(fen()), fen(), "12", False])],
    ("inputs", "require_day"): lambda: [DRAW.choice([day(), day(), "2027-01-31", None])],
    ("inputs", "require_number"): lambda: [DRAW.choice([money(), fen(), "12"]), "amount", 0],
    ("inputs", "require_rate"): lambda: [DRAW.choice([rate(), rate(), True])],
    ("inputs", "require_whole"): lambda: [DRAW.choice([float(fen()), fen(), 2.5]), "periods", 1],
    ("interest", "allocate"): lambda: [fen(), fen(), fen()],
    ("interest", "interest_yuan"): lambda: [fen() / 100, rate(0.001), DRAW.randint(0, 400)],
    ("interest", "interest_fen"): lambda: [fen(), rate(0.001), DRAW.randint(0, 400), rounding()],
    ("interest", "repay_any_time"): lambda: [fen(), rate(0.001), payments_at_will(), rounding()],
    ("late", "fixed_daily_penalty"): lambda: [fen(), DRAW.randint(-1, 90)],
    ("late", "overdue"): lambda: [
        fen(),
        fen(),
        rate(0.001),
        DRAW.uniform(0.9, 2),
        DRAW.randint(-1, 400),
        DRAW.random() < 0.5,
        DRAW.random() < 0.5,
    ],
    ("late", "penalty_interest"): lambda: [
        fen(),
        rate(0.001),
        DRAW.randint(-1, 400),
        DRAW.choice([None, 5000]),
        DRAW.random() < 0.5,
    ],
    ("late", "penalty_rate"): lambda: [rate(), DRAW.uniform(0.9, 2)],
    ("late", "flat_penalty"): lambda: [fen(), rate(), DRAW.randint(-1, 2)],
    ("level", "largest_loan"): lambda: [DRAW.randint(-100, 200000), rate(0.5), periods()],
    ("level", "level_interest"): lambda: [fen(), rate(0.5), periods()],
    ("level", "level_plan"): lambda: [fen(), rate(0.5), periods()],
    ("money", "fen_of"): lambda: [money()],
    ("money", "round_fen"): lambda: [DRAW.choice([money(), -money(), fen() / 2]), rounding()],
    ("money", "yuan_of"): lambda: [fen()],
    ("odds", "application_path"): application,
    ("odds", "at_least_one"): lambda: [chances()],
    ("odds", "crowd"): lambda: [DRAW.randint(-5, 200), chance()],
    ("odds", "expected_totals"): chain,
    ("odds", "central_interval"): lambda: [chances(), chance()],
    ("odds", "solve"): equations,
    ("odds", "with_precautions"): lambda: [chance(), chances()],
    ("price", "annual_price"): lambda: (
        lambda f: [sorted(DRAW.sample(range(40), len(f))), f, DRAW.choice([12, 12, 52, 365])]
    )(loan_flows()),
    ("price", "is_above"): lambda: [DRAW.uniform(0.2399, 0.2402), 0.24],
    ("price", "is_rounded_down"): lambda: [loan_flows()],
    ("price", "price_of_plan"): planned,
    ("price", "price_of_days"): lambda: (lambda f: [days_of(len(f)), f])(loan_flows()),
    ("pricing", "personal_daily_rate"): priced,
    ("rates", "compound_growth"): lambda: [
        rate(),
        DRAW.choice([periods(), periods(), 365, 2.5, -1]),
    ],
    ("rates", "daily_of_monthly"): lambda: [rate(), DRAW.choice([360, 365])],
    ("rates", "daily_rate_of_effective"): lambda: [rate(0.5)],
    ("rates", "daily_rate_of_nominal"): lambda: [rate(0.5), DRAW.choice([360, 365])],
    ("rates", "discount"): lambda: [rate(), periods()],
    ("rates", "effective_annual_rate"): lambda: [rate(0.001), DRAW.choice([360, 365])],
    ("rates", "effective_of_monthly"): lambda: [rate()],
    ("rates", "effective_of_nominal"): lambda: [rate(0.5), DRAW.choice([1, 4, 12, 365])],
    ("rates", "monthly_of_daily"): lambda: [rate(0.001), DRAW.choice([360, 365])],
    ("rates", "monthly_of_effective"): lambda: [rate(0.5)],
    ("rates", "monthly_of_nominal"): lambda: [rate(0.5)],
    ("rates", "nominal_annual_rate"): lambda: [rate(0.001), DRAW.choice([360, 365])],
    ("rates", "nominal_of_effective"): lambda: [rate(0.5), DRAW.choice([1, 4, 12, 365])],
    ("rates", "nominal_of_monthly"): lambda: [rate()],
    ("rates", "periods_to_grow"): lambda: [
        DRAW.uniform(0.0001, 0.05),
        DRAW.choice([2.0, DRAW.uniform(1, 5)]),
        DRAW.random() < 0.5,
    ],
    ("rates", "rate_above_lpr"): lambda: [rate(), DRAW.uniform(-50, 300)],
    ("rates", "rate_of_growth"): lambda: [rate(2), DRAW.choice([periods(), 365, 1.5])],
    ("refusal", "finite"): lambda: [DRAW.choice([money(), -1e301, 1e300])],
    ("refusal", "require"): lambda: [DRAW.random() < 0.7, "reason", "words"],
    ("reminders", "fingerprint"): lambda: [text()],
    ("reminders", "icalendar"): reminders,
    ("schedule", "add_fees"): lambda: [call("schedule", "schedule", terms()), fen()],
    ("schedule", "dated_flows"): lambda: [terms(dated=True)],
    ("schedule", "flows_of_plan"): planned,
    ("schedule", "payments_by_day"): lambda: [terms(dated=True)],
    ("schedule", "schedule"): lambda: [terms()],
    ("schedule", "early_payoff"): settled,
    ("schedule", "totals"): lambda: [call("schedule", "schedule", terms())],
    ("scoring", "best_next_point"): marked,
    ("scoring", "contributions"): marked,
    ("scoring", "lifted_probability"): lambda: [chance(), DRAW.uniform(-0.05, 1)],
    ("scoring", "reaches"): marked,
    ("scoring", "shares_of_weights"): lambda: marked()[1:],
    ("scoring", "weighted_score"): marked,
    ("terms", "due_dates_of"): lambda: [terms()],
    ("terms", "loan_terms"): lambda: terms()[3:4] and [fen(), DRAW.choice(METHODS), periods()],
    ("terms", "monthly_extras"): lambda: [
        fen(),
        DRAW.randint(0, 9),
        DRAW.randint(1, 20),
        DRAW.choice([*EFFECTS, "none"]),
    ],
    ("terms", "year_fractions_of"): lambda: [terms()],
}


def random_calls(count: int) -> Iterator[Call]:
    """Yield calls of all public functions in turn."""
    functions = sorted(ARGUMENTS)
    for number in range(count):
        module, function = functions[number % len(functions)]
        yield call(module, function, *ARGUMENTS[module, function]())
