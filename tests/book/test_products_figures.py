"""The figures of the chapter on entrances and products, computed from the model again."""

import pytest

from loanlab import facts, lpr, products
from loanlab.forms.numerals import percent_text
from loanlab.model.annuity import level_irr, level_payment
from loanlab.model.interest import interest_fen, interest_yuan
from tests.book.chapters import chapter_text, figures, percent, yuan

LOAN_YUAN = 5_000
DAYS = 90
FIRST_QUESTION = {"amount": 2_000, "days": 30}
SECOND_QUESTION = {"amount": LOAN_YUAN, "days": DAYS}
LINE = facts()["all_in_cost_line"]["value"]
FENFU = facts()["daily_rate_range.fenfu"]["value"][0]
YEAR_OF_WEILIDAI = facts()["daily_rate_range.weilidai"]["value"][1] * 365


def _span(name: str, amount: int = LOAN_YUAN) -> str:
    """The interest of a product's two ends, held at the line, as the chapter tells it."""
    ends = [
        interest_fen(amount * 100, min(rate, LINE / 365), DAYS) / 100
        for rate in facts()[f"daily_rate_range.{name}"]["value"]
    ]
    return "到".join(dict.fromkeys(yuan(end) for end in ends))


def _annual(name: str) -> tuple[float, float]:
    rates = products()[name].nominal_annual_rate_range
    assert rates is not None
    return rates


def _years(name: str, between: str = "到") -> str:
    ends = [min(rate, LINE) for rate in _annual(name)]
    return between.join(dict.fromkeys(percent_text(end, 2) for end in ends))


def _costs(**fields: object) -> str:
    found = figures("product-finder", **fields)
    return f"利息{yuan(found['lowest_cost'])}到{yuan(found['highest_cost'])}"


def _level_interest(year: float) -> float:
    return 3 * level_payment(LOAN_YUAN, year / 12, 3) - LOAN_YUAN


def _width(name: str) -> float:
    low, high = _annual(name)
    width: float = min(high, LINE) / low
    return width


LPR = lpr()["lpr_1y"].iloc[-1]
FOUR_TIMES = facts()["private_lending_lpr_multiple"]["value"] * LPR
WIDTHS = [_width(name) for name in ("weilidai", "jiebei", "jintiao")]
LOWEST, HIGHEST = (percent_text(rate, 2) for rate in _annual("weilidai"))


@pytest.mark.parametrize(
    "expected",
    [
        f"| 微粒贷 | 微众银行，一部分和别的银行合放 | {_years('weilidai')} |",
        f"| WE2000 | 微众银行 | {_years('we2000', '或')} |",
        f"| 分付 | 财付通小贷和合作机构 | {_years('fenfu')} |",
        f"价钱的两头没有动：{_costs(**FIRST_QUESTION)}，年化{_years('weilidai')}",
        f"微粒贷要受邀，利息{_span('weilidai')}；分付按{_years('fenfu')}是{_span('fenfu')}",
        f"同样叫微粒贷，可以是{LOWEST}，也可以是{HIGHEST}",
        f"旧文写的是{percent_text(_annual('jintiao')[1], 2)}",
        f"最高的年化是最低的{min(WIDTHS):.1f}到{max(WIDTHS):.0f}倍",
        f"按一年期LPR {percent_text(LPR, 2)}算是{percent_text(FOUR_TIMES, 2)}。"
        f"分付现在是{_years('fenfu')}",
        f"微粒贷{_span('weilidai')}，分付{_span('fenfu')}，借呗{_span('jiebei')}，"
        f"京东金条{_span('jintiao')}",
        f"2,000元用90天，{_span('we2000', 2_000)}",
        f"利息从{_span('weilidai').split('到')[1]}降到{yuan(_level_interest(YEAR_OF_WEILIDAI))}",
        f"一年是5% ÷ 90 × 365 = {percent_text(0.05 / 90 * 365, 2)}",
        f"300元和{yuan(interest_yuan(1_800, FENFU, 70))}差得很远",
    ],
)
def test_the_chapter_tells_what_the_model_computes(expected: str) -> None:
    assert expected in chapter_text("products")


def test_the_students_offer_costs_what_the_true_cost_simulation_says() -> None:
    offer = figures(
        "true-cost",
        basis="contract",
        received=1_800,
        payment=210,
        contract_periods=10,
        periods_per_year=52,
    )
    year = percent(offer["annualised_rate"])
    assert year == percent(52 * level_irr(1_800, 210, 10))
    assert f"{year}是一周的利率乘52。300元和" in chapter_text("products")
    assert "到手1,800元，每周还210元，还10周" in chapter_text("products")


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        (FIRST_QUESTION, 0),
        ({**FIRST_QUESTION, "invited": True}, 1),
        (SECOND_QUESTION, 0),
        ({"score_gate": True, "pay_score": 580}, 0),
        ({"score_gate": True, "pay_score": 600}, 1),
    ],
)
def test_the_discussions_give_the_number_of_matching_products(
    fields: dict[str, object], count: int
) -> None:
    assert figures("product-finder", **fields)["eligible_count"] == count


def test_an_invitation_moves_neither_end_of_the_price() -> None:
    assert _costs(**FIRST_QUESTION) == _costs(**FIRST_QUESTION, invited=True)


def test_the_map_omits_the_products_that_the_chapter_lists() -> None:
    no_limit = {name for name, product in products().items() if product.limit_range is None}
    no_rate = {
        name for name, product in products().items() if product.nominal_annual_rate_range is None
    }
    assert no_limit - no_rate == {"fenfu"}
    assert no_rate - no_limit == {"fangxinjie", "huabei"}
    assert no_rate & no_limit == {"fenqi", "xiaoe"}
