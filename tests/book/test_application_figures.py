"""The figures of the chapter on applying, computed from the model again."""

from typing import Any

import numpy_financial as npf
import pytest

from loanlab import simulate
from loanlab.data import facts
from loanlab.model.interest import interest_fen
from loanlab.model.odds import application_path, at_least_one
from tests.book.chapters import chapter_text, figures

TEXT = chapter_text("application")
FACE = facts()["face_check_pass"]["value"]
DAILY_LOW = facts()["daily_rate_low"]["value"]
DAILY_HIGH = facts()["daily_rate_high"]["value"]
LINE = facts()["all_in_cost_line"]["value"]
MISUSE = facts()["misuse_multiplier"]["value"]
EXAMPLE_YEAR = facts()["example_annual_rate"]["value"]
YEAR = 365
STAGES = (0.60, 0.99, FACE, 0.95, 0.98, 0.50)
KNOWN_ENTRY = {"entry_pass": 1.0}
FEW_APPROVED = {**KNOWN_ENTRY, "approval_probability": 0.2, "attempts": 4}
# 小林's loan: 2,000 yuan, 18% by the contract, and a service fee beside each payment.
FEE = 10
CLERK = {
    "principal": 2000,
    "nominal_annual_rate": 0.18,
    "upfront_fee_rate": 0.0,
    "guarantee_fee": 0,
}


def shown(name: str, **fields: float) -> float:
    figure: float = simulate("application-path").run(**fields).outputs[name]
    return figure


def product(count: int) -> float:
    reached = application_path(list(STAGES), [1] * len(STAGES), 1.0, 1, 0.0, 0.0).reached
    return float(reached[count])


def only_approval(probability: float) -> Any:
    return application_path([1.0], [1], probability, 5, 30.0, 0.0)


def chances_after_refusals(count: int) -> list[float]:
    """Chance of each application in turn, half of the people at 70% and half at 10%."""
    found = []
    for refusals in range(count):
        easy, hard = 0.3**refusals, 0.9**refusals
        found.append((easy * 0.7 + hard * 0.1) / (easy + hard))
    return found


def cost_of_borrowing_beside_a_fund(fund: float, daily_rate: float) -> float:
    payment = -npf.pmt(daily_rate * YEAR / 12, 12, 5000)
    return float(npf.fv(fund / 12, 12, -payment, 0) - npf.fv(fund / 12, 12, 0, -5000))


def interest_kept_back() -> float:
    return interest_fen(500_000, DAILY_HIGH, 30) / 100


def all_in(name: str, fee: int, periods: int) -> float:
    found: float = figures("cost-disclosure", **CLERK, service_fee=fee, periods=periods)[name]
    return found


def clerk_payment() -> float:
    return float(-npf.pmt(0.18 / 12, 3, 2_000) + FEE)


def test_the_simulation_opens_with_the_example_of_the_rule() -> None:
    assert f"合同写的年化{EXAMPLE_YEAR:.2%}" in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"有服务费，连费用的年化是{all_in('annualised_rate', FEE, 3):.2%}；"
        f"没有，是{all_in('annualised_rate', 0, 3):.2%}",
        f"就是{100 * all_in('fee_share', FEE, 3):.2f}个百分点",
        f"不会，是{all_in('annualised_rate', FEE, 12):.2%}",
        f"12期就是{12 * FEE}元",
        f"每期{clerk_payment():.2f}元，一共多付{clerk_payment() * 3 - 2_000:.2f}元，"
        f"连费用的年化{all_in('annualised_rate', FEE, 3):.2%}，高过{LINE:.0%}这条线",
        f"不买也借，就是{all_in('annualised_rate', 0, 3):.2%}",
        f"按合同利率的1.5到{MISUSE:.0f}倍",
    ],
)
def test_the_chapter_tells_what_the_clerks_loan_costs(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"走完只有{0.9**5:.2%}",
        f"连乘下来只剩{product(6):.2%}",
        f"把{product(6):.2%}变成{product(6) / FACE:.2%}",
        f"{1000 * product(5):.0f}人走到审批，{1000 * product(6):.0f}人拿到钱",
        f"另外{1000 * (product(5) - product(6)):.0f}人",
        f"更早停下的{1000 * (1 - product(5)):.0f}人",
        f"没通过的{1 - FACE:.1%}",
        f"1,000个人各刷一次，{1000 * (1 - FACE):.0f}个人过不去",
        f"百万分之{1e6 * (1 - FACE) ** 3:.1f}",
        f"批准率50%的人平均只申请{only_approval(0.5).expected_applications:.2f}次",
        f"批准率10%的人平均申请{only_approval(0.1).expected_applications:.2f}次",
        f"留下{only_approval(0.1).expected_enquiries:.2f}条征信查询",
    ],
)
def test_the_chapter_tells_the_odds_that_the_model_computes(expected: str) -> None:
    assert expected in TEXT


def test_the_lines_of_the_first_chart_end_where_its_description_says() -> None:
    ends = "、".join(f"{only_approval(p).money_by_attempt[-1]:.2%}" for p in (0.1, 0.3, 0.5))
    assert f"分别升到{ends}" in TEXT


def test_a_refusal_lowers_the_next_chance_as_the_chapter_tells() -> None:
    chances = chances_after_refusals(5)
    refused = 1.0
    for chance in chances:
        refused *= 1.0 - chance
    assert f"两者的平均，{chances[0]:.0%}" in TEXT
    assert f"第二次只剩{chances[1]:.2%}，第三次{chances[2]:.2%}" in TEXT
    assert f"第四、第五次{chances[3]:.2%}和{chances[4]:.2%}" in TEXT
    assert f"互不相干算是{at_least_one([chances[0]] * 5):.2%}" in TEXT
    assert f"按这个想法是{1.0 - refused:.2%}" in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"合同写的年化{DAILY_LOW * YEAR:.2%}到{DAILY_HIGH * YEAR:.2%}",
        f"利息{interest_kept_back():.2f}元",
        f"到手{5000 - interest_kept_back():,.0f}元",
        f"30天的利息是{interest_fen(492_500, DAILY_HIGH, 30) / 100:.2f}元",
        f"变成{interest_kept_back() / (5000 - interest_kept_back()) * YEAR / 30:.2%}",
        f"同期基金只给{5000 * 0.015 * 30 / YEAR:.2f}元",
        f"这{interest_kept_back() - 5000 * 0.015 * 30 / YEAR:.2f}元",
        f"30天净付{interest_kept_back() - 5000 * 0.015 * 30 / YEAR:.2f}元",
        *(
            f"多花{cost_of_borrowing_beside_a_fund(fund, DAILY_LOW):.2f}元"
            f"到{cost_of_borrowing_beside_a_fund(fund, DAILY_HIGH):.2f}元"
            for fund in (0.015, 0.03)
        ),
    ],
)
def test_the_chapter_tells_the_money_that_the_model_computes(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"只申请一次，机会{shown('money_in_the_end', **KNOWN_ENTRY, attempts=1):.2%}，"
        f"走到审批的查询平均{shown('expected_enquiries', **KNOWN_ENTRY, attempts=1):.2f}条",
        f"最多两次，机会{shown('money_in_the_end', **KNOWN_ENTRY):.2%}，"
        f"平均{shown('expected_enquiries', **KNOWN_ENTRY):.2f}条，"
        f"平均等{shown('expected_days', **KNOWN_ENTRY):.1f}天",
        f"机会是{shown('money_in_the_end', **FEW_APPROVED):.2%}，"
        f"查询平均{shown('expected_enquiries', **FEW_APPROVED):.2f}条，"
        f"平均等{shown('expected_days', **FEW_APPROVED):.1f}天",
        f"机会还是{shown('money_in_the_end', **FEW_APPROVED, wait_days=90):.2%}",
        f"变成{shown('expected_days', **FEW_APPROVED, wait_days=90):.1f}天",
    ],
)
def test_the_discussions_tell_what_the_simulation_shows(expected: str) -> None:
    assert expected in TEXT


def test_the_discussion_tells_what_a_second_application_adds() -> None:
    once = shown("money_in_the_end", **KNOWN_ENTRY, attempts=1)
    twice = shown("money_in_the_end", **KNOWN_ENTRY)
    assert f"多出的{100 * (twice - once):.2f}个百分点" in TEXT
