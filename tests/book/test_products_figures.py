"""The figures of the chapter on entrances and products, computed from the model again."""

import pytest

from loanlab import facts, lpr, products
from loanlab.forms.numerals import percent_text
from loanlab.model.annuity import level_payment
from loanlab.model.interest import interest_fen
from tests.book.chapters import chapter_text, figures

LOAN_YUAN = 5_000
DAYS = 90
FIRST_QUESTION = {"amount": 2_000, "days": 30}
LINE = facts()["all_in_cost_line"]["value"]
YEAR_OF_FENFU = facts()["daily_rate_range.fenfu"]["value"][0] * 365
YEAR_OF_WEILIDAI = facts()["daily_rate_range.weilidai"]["value"][1] * 365


def _span(name: str, yuan: int = LOAN_YUAN) -> str:
    """The interest of a product's two ends, held at the line, as the chapter tells it."""
    ends = [
        interest_fen(yuan * 100, min(rate, LINE / 365), DAYS) / 100
        for rate in facts()[f"daily_rate_range.{name}"]["value"]
    ]
    return "到".join(dict.fromkeys(f"{end:.2f}元" for end in ends))


def _annual(name: str) -> tuple[float, float]:
    rates = products()[name].nominal_annual_rate_range
    assert rates is not None
    return rates


def _years(name: str) -> str:
    ends = [min(rate, LINE) for rate in _annual(name)]
    return "到".join(dict.fromkeys(percent_text(end, 2) for end in ends))


def _found(**fields: object) -> dict[str, float]:
    return figures("product-finder", **fields)


def _costs(**fields: object) -> str:
    figures = _found(**fields)
    return f"利息{figures['lowest_cost']:.2f}元到{figures['highest_cost']:.2f}元"


def _level_interest(year: float) -> float:
    return 3 * level_payment(LOAN_YUAN, year / 12, 3) - LOAN_YUAN


def _width(name: str) -> float:
    low, high = _annual(name)
    width: float = min(high, LINE) / low
    return width


LPR = lpr()["lpr_1y"].iloc[-1]
FOUR_TIMES = facts()["private_lending_lpr_multiple"]["value"] * LPR
WIDTHS = [_width(name) for name in ("weilidai", "jiebei", "jintiao")]


@pytest.mark.parametrize(
    "expected",
    [
        f"微粒贷{_span('weilidai')}，对应单利年化{_years('weilidai')}",
        f"分付{_span('fenfu')}，对应{_years('fenfu')}",
        f"2,000元用90天，是{_span('we2000', 2_000)}，对应{_years('we2000')}",
        f"借呗{_span('jiebei')}，对应{_years('jiebei')}",
        f"京东金条{_span('jintiao')}，对应{_years('jintiao')}",
        f"到期一次还清：微粒贷{_span('weilidai')}（暂定），分付{_span('fenfu')}",
        f"查到的微粒贷是{_years('weilidai')}，WE2000是{_years('we2000')}",
        f"单利年化是{percent_text(_annual('jintiao')[1], 2)}",
        f"最高的年化是最低的{min(WIDTHS):.1f}到{max(WIDTHS):.0f}倍",
        f"按一年期LPR {percent_text(LPR, 2)}算是{percent_text(FOUR_TIMES, 2)}",
        f"利息从{_span('weilidai').split('到')[1]}降到{_level_interest(YEAR_OF_WEILIDAI):.2f}元",
        f"每月还{level_payment(LOAN_YUAN, YEAR_OF_FENFU / 12, 3):,.2f}元",
        f"利息{_level_interest(YEAR_OF_FENFU):.2f}元",
        f"90天后一次还清是{_span('fenfu')}",
        f"差的{180 - _level_interest(YEAR_OF_FENFU):.2f}元来自早还本金",
        f"折成一年是5% ÷ 90 × 365 = {percent_text(0.05 / 90 * 365, 2)}",
        f"默认只有WE2000对得上，{_costs(**FIRST_QUESTION, invited=False)}",
        f"变成{_costs(**FIRST_QUESTION, invited=True)[2:]}",
        f"选“是”时只剩微粒贷，{_costs(amount=LOAN_YUAN, days=DAYS, invited=True)}",
    ],
)
def test_the_chapter_tells_what_the_model_computes(expected: str) -> None:
    assert expected in chapter_text("products")


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        (FIRST_QUESTION, 1),
        ({**FIRST_QUESTION, "invited": True}, 2),
        ({"amount": LOAN_YUAN, "days": DAYS}, 0),
        ({"amount": LOAN_YUAN, "days": DAYS, "invited": True}, 1),
        ({**FIRST_QUESTION, "pay_score": 580}, 0),
    ],
)
def test_the_discussions_give_the_number_of_matching_products(
    fields: dict[str, object], count: int
) -> None:
    assert _found(**fields)["eligible_count"] == count


def test_the_map_omits_the_products_that_the_chapter_lists() -> None:
    no_limit = {name for name, product in products().items() if product.limit_range is None}
    no_rate = {
        name for name, product in products().items() if product.nominal_annual_rate_range is None
    }
    assert no_limit - no_rate == {"fenfu"}
    assert no_rate - no_limit == {"fangxinjie", "huabei"}
    assert no_rate & no_limit == {"fenqi", "xiaoe"}
