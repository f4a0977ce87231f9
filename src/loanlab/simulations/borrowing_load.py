"""borrowing-load: the stacked monthly payments of several loans against an income."""

from ..forms.definition import Chart, Preset, Result, Simulation
from ..forms.fields import Number, Rows
from ..forms.outputs import percent, quantity, rest, word, yuan
from ..model.debts import debt_service_ratio
from ..model.level import LevelPlan, level_plan
from ..model.money import fen_of, yuan_of
from .lenders import COMPANIES, default_rate, lender_column, rate_column

MOST_LOANS = 5
HALF = 0.5


def _loan(lender: str, balance: float, annual: float, months: int, starts_in: int) -> dict:
    return {
        "lender": lender,
        "balance": balance,
        "nominal_annual_rate": annual,
        "months": months,
        "starts_in": starts_in,
    }


# The shop assistant of the book: two loans, and a third that she wants.
CLERKS_LOANS = [
    _loan("bank", 6000, 0.21, 12, 0),
    _loan("other", 3000, 0.15, 6, 0),
    _loan("other", 2000, 0.18, 3, 0),
]


def define(facts: dict) -> Simulation:
    rates = [facts["daily_rate_high"], facts["base_daily_rate.fenfu"]]
    dear, fair = [default_rate(rate["value"]) for rate in rates]
    loans = [
        _loan("weilidai", 10000, dear, 12, 0),
        _loan("jiebei", 8000, fair, 12, 2),
        _loan("jintiao", 6000, dear, 6, 4),
        _loan("fenfu", 3000, fair, 3, 6),
    ]

    return Simulation(
        "borrowing-load",
        facts,
        fields=[
            Number("monthly_income", "yuan", 500, 1000000, step=100, default=6000),
            Rows(
                "loans",
                [
                    lender_column(),
                    Number("balance", "yuan", 100, 500000, step=100, default=3000),
                    rate_column(facts, 0.36, rates),
                    Number("months", "months", 1, 60, step=1, default=6, whole=True),
                    Number("starts_in", "months", 0, 24, step=1, default=0, whole=True),
                ],
                minimum=1,
                maximum=MOST_LOANS,
                default=loans,
            ),
        ],
        outputs=[
            percent("debt_service_ratio", places=1),
            percent("highest_debt_service_ratio", places=1),
            yuan("total_monthly_payment"),
            yuan("highest_monthly_payment"),
            rest("left_over"),
            quantity("lenders_in_use"),
            quantity("month_above_safe_share"),
            quantity("month_above_half"),
        ],
        pictures=[
            Chart(
                "payments",
                [quantity("month")]
                + [quantity(_column(number), places=2) for number in range(1, MOST_LOANS + 1)]
                + [quantity("total", places=2), percent("share_of_income", places=1)],
                is_long=True,
            ),
            Chart(
                "loans",
                [
                    quantity("number"),
                    word("lender"),
                    yuan("payment"),
                    yuan("last_payment"),
                    percent("share_of_income", places=1),
                ],
            ),
        ],
        compute=compute,
        open_fields=["monthly_income", "loans"],
        presets=[
            Preset("first_two", loans=loans[:2]),
            Preset("longer", loans=loans[:3] + [_loan("fenfu", 3000, fair, 12, 6)]),
            Preset("less_income", monthly_income=3500),
            Preset("clerk_two", monthly_income=4000, loans=CLERKS_LOANS[:2]),
            Preset("clerk_three", monthly_income=4000, loans=CLERKS_LOANS),
        ],
        key_outputs=["highest_monthly_payment", "highest_debt_service_ratio"],
        constants=[percent("dear", dear), percent("fair", fair)],
        details=[quantity("heaviest_month"), yuan("missing"), percent("single_share", places=1)],
    )


def compute(facts: dict, monthly_income: float, loans: list) -> Result:
    safe_share = facts["safe_share_of_income"]["value"]
    income = fen_of(monthly_income)
    plans = [
        level_plan(fen_of(loan["balance"]), loan["nominal_annual_rate"], loan["months"])
        for loan in loans
    ]
    by_month = _payments_by_month(loans, plans)
    totals = [sum(month) for month in by_month]
    ratios = [debt_service_ratio([total], income) for total in totals]
    highest = max(totals)
    heaviest = totals.index(highest)
    above_safe = _first_month_above(ratios, safe_share)
    above_half = _first_month_above(ratios, HALF)
    # Rounding may make the last payment the largest.
    largest = [max(each.payment, each.last_payment) for each in plans]
    single = debt_service_ratio([max(largest)], income)
    outputs = {
        "debt_service_ratio": ratios[0],
        "highest_debt_service_ratio": ratios[heaviest],
        "total_monthly_payment": yuan_of(totals[0]),
        "highest_monthly_payment": yuan_of(highest),
        "left_over": yuan_of(income - highest),
        "lenders_in_use": _count_lenders(loans),
        "month_above_safe_share": above_safe,
        "month_above_half": above_half,
    }
    sentences = ["short", "talk_first"] if highest > income else ["left"]
    if above_safe is None:
        sentences.append("never_above")
    else:
        sentences.append("above_safe" if above_half is None else "above_half")
        if single <= safe_share:
            sentences.append("each_alone")
    rows = {
        "payments": _payment_rows(by_month, ratios, income, safe_share),
        "loans": [
            {
                "number": number,
                "lender": loan["lender"],
                "payment": yuan_of(each.payment),
                "last_payment": yuan_of(each.last_payment),
                "share_of_income": debt_service_ratio([most], income),
            }
            for number, (loan, each, most) in enumerate(zip(loans, plans, largest), 1)
        ],
    }
    details = {
        "heaviest_month": heaviest + 1,
        "missing": yuan_of(max(0, highest - income)),
        "single_share": single,
    }
    return Result(outputs, rows, sentences, details)


def _payments_by_month(loans: list, plans: list[LevelPlan]) -> list[list[int]]:
    """List each loan's payment in each month, until the last loan is repaid."""
    last = max(loan["starts_in"] + plan.months for loan, plan in zip(loans, plans))
    return [
        [_nth_payment(plan, month - loan["starts_in"]) for loan, plan in zip(loans, plans)]
        for month in range(1, last + 1)
    ]


def _nth_payment(plan: LevelPlan, number: int) -> int:
    """Return a loan's payment of a number in fen; 0 before the first and after the last."""
    if number == plan.months:
        return plan.last_payment
    return plan.payment if 0 < number < plan.months else 0


def _first_month_above(ratios: list[float], share: float) -> int | None:
    """Find the first month whose payments exceed a share of the income."""
    for number, ratio in enumerate(ratios, 1):
        if ratio > share:
            return number
    return None


def _count_lenders(loans: list) -> int:
    companies = [COMPANIES[loan["lender"]] for loan in loans]
    return len({company for company in companies if company}) + companies.count("")


def _payment_rows(
    by_month: list[list[int]], ratios: list[float], income: int, safe_share: float
) -> list[dict]:
    rows = []
    for number, (month, ratio) in enumerate(zip(by_month, ratios), 1):
        row: dict = {"month": number, "total": yuan_of(sum(month)), "share_of_income": ratio}
        for place in range(MOST_LOANS):
            row[_column(place + 1)] = yuan_of(month[place]) if place < len(month) else None
        rows.append(row)
    # The chart draws its horizontal lines from the first row.
    rows[0]["income"] = yuan_of(income)
    rows[0]["half"] = yuan_of(income * HALF)
    rows[0]["safe"] = yuan_of(income * safe_share)
    return rows


def _column(number: int) -> str:
    return "loan_" + str(number)
