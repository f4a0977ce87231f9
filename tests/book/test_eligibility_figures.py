"""The figures of the chapter on conditions, computed from the model again."""

from collections import Counter
from itertools import product

import numpy_financial as npf
import pytest

from loanlab import claims, facts, simulate
from loanlab.model.scoring import lifted_probability, weighted_score
from tests.book.chapters import chapter_text, figures

TEXT = chapter_text("eligibility")
DIMENSIONS = ("credit_record", "spending", "social", "documents")
WEIGHTS = [facts()[f"assessment_weight.{name}"]["value"] for name in DIMENSIONS]
STEADY = [85.0, 50.0, 40.0, 60.0]
BUSY = [65.0, 70.0, 70.0, 50.0]
LIFT = facts()["approval_lift"]["value"]
LOW = facts()["daily_rate_low"]["value"] * 365
HIGH = facts()["daily_rate_high"]["value"] * 365
FENFU = facts()["base_daily_rate.fenfu"]["value"] * 365
KEPT_YUAN = 2_000
FUND_YIELD = 0.015


def _lead(weights: tuple[int, ...]) -> int:
    """1 where the steady one leads, -1 where the busy one does; whole numbers keep ties."""
    gap = sum(w * (a - b) for w, a, b in zip(weights, STEADY, BUSY, strict=True))
    return (gap > 0) - (gap < 0)


GRID = [weights for weights in product(range(0, 101, 10), repeat=4) if sum(weights) == 100]
LEADS = Counter(_lead(weights) for weights in GRID)
LEADS_AT_40 = Counter(_lead(weights) for weights in GRID if weights[0] == 40)
LEADS_FROM_60 = Counter(_lead(weights) for weights in GRID if weights[0] >= 60)


def _with_credit(share: float) -> list[float]:
    rest = sum(WEIGHTS[1:])
    return [share, *((1 - share) * weight / rest for weight in WEIGHTS[1:])]


def _gap(share: float) -> float:
    return weighted_score(BUSY, _with_credit(share)) - weighted_score(STEADY, _with_credit(share))


TURNING = _gap(0) / (_gap(0) - _gap(1))


def _owed(year: float, yuan: int = 300) -> float:
    owed: float = -npf.fv(year / 12, 12, yuan, 0)
    return owed


def _next_year(year: float) -> float:
    payment: float = -npf.pmt(year / 12, 12, _owed(year))
    return payment


def _net(year: float) -> float:
    return KEPT_YUAN * (year - FUND_YIELD)


def _after(**fields: object) -> str:
    return f"{figures('credit-score', **fields)['approval_probability']:.1%}"


def _score(**fields: object) -> str:
    return f"{figures('credit-score', **fields)['score']:.1f}分"


OWN = Counter(claim.status for claim in claims().values() if claim.home == "eligibility")
TOLD = [
    f"{sum(OWN.values())}条里有{OWN['supported']}条得到支持，{OWN['unverifiable']}条查无来源",
    f"甲{weighted_score(STEADY, WEIGHTS):.0f}分，乙{weighted_score(BUSY, WEIGHTS):.0f}分",
    f"过了{TURNING:.2%}，甲就排到前面",
    f"甲从{weighted_score(STEADY, _with_credit(0)):.1f}分升到{STEADY[0]:.0f}分",
    f"乙从{weighted_score(BUSY, _with_credit(0)):.1f}分降到{BUSY[0]:.0f}分",
    f"{len(GRID)}组里，甲在前{LEADS[1]}组，乙在前{LEADS[-1]}组，还有{LEADS[0]}组并列",
    f"{sum(LEADS_AT_40.values())}组里甲仍有{LEADS_AT_40[1]}组在前",
    f"按365天）就差{100 * 365 * facts()['pay_score_slope']['value']:.3f}个百分点",
    f"原来是10%，后来可以是{lifted_probability(0.1, LIFT):.1%}，也可以是{0.1 + LIFT:.0%}",
    f"原来超过{1 / (1 + LIFT):.2%}的人",
    f"超过{1 - LIFT:.0%}的人",
    f"原来是20%时，乘1.37得{lifted_probability(0.2, LIFT):.1%}，加37个百分点得{0.2 + LIFT:.0%}",
    f"三个月是{facts()['transfers_threshold']['value'] * 90}笔",
    f"一年后欠{_owed(LOW):,.2f}元到{_owed(HIGH):,.2f}元",
    f"每月还{_next_year(LOW):.2f}元到{_next_year(HIGH):.2f}元",
    f"会欠到{_owed(LOW):,.2f}元到{_owed(HIGH):,.2f}元",
    f"净付{_net(LOW):.2f}元到{_net(HIGH):.2f}元",
    f"加起来是{_owed(FENFU, 200):,.2f}元",
    f"{_owed(FENFU, 200) - 2_400:.2f}元是利息",
    f"{FENFU:.2%} ÷ 12 = {FENFU / 12:.4%}",
]


@pytest.mark.parametrize("expected", TOLD)
def test_the_chapter_tells_what_the_model_computes(expected: str) -> None:
    assert expected in TEXT


def test_the_busy_applicant_never_leads_when_the_credit_record_weighs_most() -> None:
    assert LEADS_FROM_60[-1] == 0
    assert "征信占到60%以上，乙一组也赢不了" in TEXT


def test_the_invented_people_show_the_lift_without_any_effect() -> None:
    many, few = 0.7 * 0.57 + 0.3 * 0.25, 0.3 * 0.57 + 0.7 * 0.25
    assert many / few - 1 == pytest.approx(LIFT, abs=5e-4)
    assert f"批了{1000 * many:.0f}人，不满的1,000人批了{1000 * few:.0f}人" in TEXT


@pytest.mark.parametrize(
    "expected",
    [
        f"默认是{_score()}",
        f"改了以后是{_score(credit_record_weight=0.2, social_weight=0.4)}",
        f"总分升到{_score(documents=100)}",
        f"起点50%时变成{_after(daily_transfers=5)}",
        f"起点10%时变成{_after(daily_transfers=5, base_approval=0.1)}",
        f"起点75%时顶到{_after(daily_transfers=5, base_approval=0.75)}",
    ],
)
def test_the_discussions_tell_what_the_simulation_shows(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    ("fields", "figure", "expected"),
    [
        ({}, "best_next_step", "credit_record"),
        ({"credit_record_weight": 0.2, "social_weight": 0.4}, "best_next_step", "social"),
        ({}, "tier", "silver"),
        ({"gold_from": 64}, "tier", "gold"),
        ({"documents": 100}, "tier", "gold"),
    ],
)
def test_the_simulation_shows_the_sentences_quoted_in_the_discussions(
    fields: dict[str, object], figure: str, expected: str
) -> None:
    assert simulate("credit-score").run(**fields).outputs[figure] == expected
