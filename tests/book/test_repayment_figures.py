"""The figures of the chapter on repayment, computed from the model again."""

from datetime import date

import numpy_financial as npf
import pytest

import loanlab
from loanlab.data import facts
from loanlab.model.dates import add_months
from loanlab.model.debts import Debt, Plan, minimum_only
from loanlab.model.late import fixed_daily_penalty, flat_penalty, overdue, penalty_rate
from loanlab.model.money import round_fen
from loanlab.model.rates import nominal_annual_rate
from loanlab.model.schedule import EarlyPayoff, Row, early_payoff, schedule, totals
from loanlab.model.terms import Terms, loan_terms
from tests.book.chapters import chapter_text

TEXT = chapter_text("repayment")
FACTS = facts()
DAILY = FACTS["daily_rate_high"]["value"]
YEAR = nominal_annual_rate(DAILY)
FENFU_YEAR = nominal_annual_rate(FACTS["base_daily_rate.fenfu"]["value"])
TIMES = FACTS["penalty_multiplier"]["value"]
TIMES_LOW = FACTS["penalty_multiplier_range"]["value"][0]
A_DAY = FACTS["late_charge_yuan_a_day.weilidai"]["value"] * 100
SHARE = FACTS["late_charge_share.xiaoe"]["value"]
START = date(2026, 12, 15)
REPAYMENT = loanlab.simulate("repayment")
LATE = loanlab.simulate("late-payment")


def yuan(fen: float) -> str:
    return f"{fen / 100:,.2f}元"


def whole_yuan(fen: float) -> str:
    return f"{fen / 100:,.0f}元"


def cost_of_year(method: str) -> int:
    """Interest or fees of 10,000 yuan over twelve months."""
    is_flat = method == "flat_fee"
    year, fee = (0.0, YEAR / 12) if is_flat else (YEAR, 0.0)
    sums = totals(schedule(loan_terms(1_000_000, method, 12, year, flat_fee_rate=fee)))
    return int(sums.interest + sums.fee)


def first_and_last(method: str) -> tuple[int, int]:
    plan = schedule(loan_terms(1_000_000, method, 12, YEAR))
    return plan[0].payment, plan[-1].payment


def two_years() -> list[Row]:
    plan: list[Row] = schedule(loan_terms(1_000_000, "level_payment", 24, YEAR))
    return plan


def owed_after(method: str, months: int) -> int:
    return int(schedule(loan_terms(1_000_000, method, 12, YEAR))[months - 1].closing)


def weilidai(count: int) -> Terms:
    return loan_terms(
        1_000_000, "equal_principal", count, YEAR, start=START, day_count="actual/365"
    )


def interest_of(count: int) -> int:
    return int(totals(schedule(weilidai(count))).interest)


def first_of(count: int) -> int:
    return int(schedule(weilidai(count))[0].payment)


def cleared(day: date) -> EarlyPayoff:
    return early_payoff(weilidai(10), day)


def break_even(number: int) -> float:
    end = cleared(add_months(START, number))
    return float(end.saved / end.principal)


def least_paid() -> tuple[list[int], int]:
    """Balances of 3,000 yuan on which only the minimum is paid, and the interest."""
    share = FACTS["fenfu_minimum_payment_share"]["value"]
    owed, interest = [300_000], 0
    while owed[-1]:
        interest += round_fen(owed[-1] * FENFU_YEAR / 12)
        part = round_fen(owed[-1] * share) if owed[-1] >= 10_000 else owed[-1]
        owed.append(owed[-1] - part)
    return owed, interest


def first_minimum() -> int:
    share = FACTS["fenfu_minimum_payment_share"]["value"]
    return int(round_fen(300_000 * FENFU_YEAR / 12) + round_fen(300_000 * share))


def steady() -> Plan:
    return minimum_only([Debt("分付", 300_000, FENFU_YEAR, first_minimum(), 0.0)])


def flat_fee_year() -> float:
    plan = schedule(loan_terms(1_000_000, "flat_fee", 12, flat_fee_rate=YEAR / 12))
    return float(npf.irr([-1_000_000] + [row.payment for row in plan]) * 12)


def penalty(fen: int, days: int) -> int:
    return int(overdue(fen, 0, DAILY, TIMES, days).penalty_interest)


def penalty_on_all(principal: int, interest: int, days: int) -> int:
    return int(overdue(principal, interest, DAILY, TIMES, days, on_all=True).penalty_interest)


def repaid(figure: str, **fields: float | str) -> float:
    return float(REPAYMENT.run(**fields).outputs[figure])


def late(figure: str, **fields: float | bool) -> float:
    return float(LATE.run(**fields).outputs[figure])


@pytest.mark.parametrize(
    "expected",
    [
        f"年化同是{YEAR:.2%}，利息从{yuan(cost_of_year('equal_principal'))}"
        f"到{yuan(cost_of_year('bullet'))}",
        f"等额本金利息{yuan(cost_of_year('equal_principal'))}，"
        f"第一次还{yuan(first_and_last('equal_principal')[0])}",
        f"先息后本利息{yuan(cost_of_year('interest_only'))}，"
        f"第一次只还{yuan(first_and_last('interest_only')[0])}，"
        f"最后一次还{yuan(first_and_last('interest_only')[1])}",
        f"利息{yuan(cost_of_year('level_payment'))}，"
        f"每次{yuan(first_and_last('level_payment')[0])}",
        f"多付{yuan(cost_of_year('level_payment') - cost_of_year('equal_principal'))}，"
        "换来每个月都付得起",
        f"月供降到{yuan(two_years()[0].payment)}，"
        f"利息却从{yuan(cost_of_year('level_payment'))}涨到{yuan(totals(two_years()).interest)}，"
        f"多付{yuan(totals(two_years()).interest - cost_of_year('level_payment'))}",
        f"月费率{YEAR / 12:.2%}",
        f"先息后本和等本等费都付{yuan(cost_of_year('flat_fee'))}",
        f"{YEAR:.2%}和{flat_fee_year():.2%}",
        f"公式每期是{-npf.pmt(YEAR / 12, 12, 10_000):.4f}元",
        f"末期是{yuan(first_and_last('level_payment')[1])}",
        f"等额本金还欠{yuan(owed_after('equal_principal', 6))}",
        f"等额本息还欠{yuan(owed_after('level_payment', 6))}",
        f"先息后本还欠{whole_yuan(owed_after('interest_only', 6))}",
    ],
)
def test_the_chapter_tells_what_each_method_costs(expected: str) -> None:
    assert expected in TEXT


def test_what_the_borrower_can_pay_lies_between_the_two_first_payments() -> None:
    level, equal = first_and_last("level_payment")[0], first_and_last("equal_principal")[0]
    assert "每月最多拿得出950元" in TEXT
    assert level <= 95_000 < equal


def test_interest_only_and_a_flat_fee_cost_the_same_yuan() -> None:
    assert cost_of_year("interest_only") == cost_of_year("flat_fee")


@pytest.mark.parametrize(
    "expected",
    [
        f"5期的利息是{yuan(interest_of(5))}，20期是{yuan(interest_of(20))}",
        f"前者的{interest_of(20) / interest_of(5):.1f}倍",
        f"5期是{yuan(first_of(5))}，10期是{yuan(first_of(10))}，20期是{yuan(first_of(20))}",
        f"把剩下的{whole_yuan(cleared(date(2027, 3, 15)).principal)}一次还清，"
        f"少付{yuan(cleared(date(2027, 3, 15)).saved)}利息；"
        f"提前还款的手续费只要低于{break_even(3):.2%}",
        f"平衡点降到{break_even(9):.2%}",
        f"{YEAR / 12:.2%} × 4 ≈ {YEAR / 12 * 4:.1%}",
        f"多用了17天，先要付{yuan(cleared(date(2027, 4, 1)).interest)}利息",
        f"省下的变成{yuan(cleared(date(2027, 4, 1)).saved)}",
    ],
)
def test_the_chapter_tells_what_terms_and_early_payments_come_to(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"合同写的年化{FENFU_YEAR:.2%}（365天）",
        f"第一个月的最低还款额是{yuan(first_minimum())}",
        f"{steady().months}个月还清，利息{yuan(steady().total_interest)}",
        f"要{len(least_paid()[0]) - 1}个月，利息{yuan(least_paid()[1])}",
        f"第{next(at for at, owed in enumerate(least_paid()[0]) if owed < 150_000)}个月还完"
        "才把欠款降到一半以下",
    ],
)
def test_the_chapter_tells_how_long_the_minimum_takes(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"晚10天{yuan(penalty(100_000, 10))}，晚30天{yuan(penalty(100_000, 30))}",
        f"按合同利率的{TIMES_LOW:.1f}到{TIMES:.1f}倍收",
        f"按1.5倍是{penalty_rate(YEAR, TIMES):.2%}",
        f"第一期应还{yuan(first_of(10))}，其中本金1,000元、利息{yuan(first_of(10) - 100_000)}",
        f"1,000元本金的罚息是{yuan(penalty(100_000, 10))}",
        f"一共是{yuan(penalty_on_all(100_000, first_of(10) - 100_000, 10))}",
        f"晚90天，按规则是{yuan(penalty(100_000, 90))}",
        f"按“每天50元”是{whole_yuan(fixed_daily_penalty(A_DAY, 90))}",
        f"借款的5%一直是{whole_yuan(flat_penalty(1_000_000, SHARE, 90))}",
        f"约{50 / penalty_rate(DAILY, TIMES):,.0f}元",
    ],
)
def test_the_chapter_tells_what_being_late_costs(expected: str) -> None:
    assert expected in TEXT


EARLY = {"extra_amount": 2_000, "extra_month": 3}


@pytest.mark.parametrize(
    "expected",
    [
        f"省{repaid('interest_saved', **EARLY):.2f}元，"
        f"提早{repaid('months_saved', **EARLY):.0f}个月",
        f"只省{repaid('interest_saved', extra_amount=2_000, extra_month=10):.2f}元",
        f"只省{repaid('interest_saved', **EARLY, extra_effect='smaller_payment'):.2f}元：月供",
        f"{repaid('interest_saved', **EARLY):.2f} ÷ 2,000，"
        f"约{repaid('interest_saved', **EARLY) / 2_000:.1%}",
    ],
)
def test_the_discussions_tell_what_the_repayment_simulation_shows(expected: str) -> None:
    assert expected in TEXT


CALLED = {"loan_amount": 10_000, "overdue_amount": 10_000, "days_late": 30}
LARGE = {"loan_amount": 100_000, "overdue_amount": 100_000, "with_article": True}


@pytest.mark.parametrize(
    "expected",
    [
        f"30天就是{late('penalty_interest', **CALLED):.2f}元",
        f"按规则{late('penalty_interest', **LARGE):.2f}元，"
        f"按它{late('article_daily_charge', **LARGE):.0f}元",
        f"按规则{yuan(penalty(100_000, 10))}，按它也是{whole_yuan(fixed_daily_penalty(A_DAY, 10))}",
    ],
)
def test_the_discussions_tell_what_the_late_payment_simulation_shows(expected: str) -> None:
    assert expected in TEXT
