"""The figures of the welcome page are those of the data and the model."""

import pytest

from loanlab import simulate
from loanlab.data import facts, products
from loanlab.forms.numerals import percent_text
from loanlab.model.interest import interest_fen
from tests.book.chapters import chapter_text

AMOUNT, DAYS = 5_000, 90
LINE = facts()["all_in_cost_line"]["value"]
NAMES = {"weilidai": "微粒贷", "fenfu": "分付", "jiebei": "借呗", "jintiao": "京东金条"}


def span(low: str, high: str) -> str:
    return low if low == high else f"{low}到{high}"


@pytest.mark.parametrize("product", NAMES)
def test_a_product_whose_price_is_known_has_its_row(product: str) -> None:
    daily = products()[product].daily_rate_range
    assert daily is not None
    held = [min(rate, LINE / 365) for rate in daily]
    years = [percent_text(rate * 365, 2) for rate in held]
    costs = [f"{interest_fen(AMOUNT * 100, rate, DAYS) / 100:.2f}元" for rate in held]
    name = NAMES[product] + ("（暂定）" if products()[product].provisional else "")
    row = f"| {name} | {span(*years)} | {span(*costs)} |"
    assert row in chapter_text("index")


def test_a_product_without_a_price_or_without_the_amount_is_named_with_the_reason() -> None:
    text = chapter_text("index")
    row = next(line for line in text.splitlines() if "不清楚 | 算不出" in line)
    unknown = [each.name_zh for each in products().values() if each.daily_rate_range is None]
    assert all(name.removeprefix("抖音") in row for name in unknown)
    assert products()["we2000"].limit_range == (2_000, 2_000)
    assert "只有2,000元" in text


def test_every_product_of_the_data_is_mentioned() -> None:
    text = chapter_text("index")
    for product in products().values():
        assert product.name_zh.removeprefix("抖音").removesuffix("支付备用金") in text


def test_the_example_of_a_contract_costs_what_the_page_says() -> None:
    outcome = simulate("true-cost").run(
        basis="contract", received=5_000, payment=1_750, contract_periods=3
    )
    expected = percent_text(outcome.outputs["annualised_rate"], 2)
    assert f"折成年化{expected}，月IRR × 12" in chapter_text("index")
