"""The figures of the chapter on conditions, computed from the model again."""

from collections import Counter
from datetime import date
from itertools import product

import numpy_financial as npf
import pytest

from loanlab import claims, facts
from loanlab.exercises.eligibility import LATE_MONTHS, SHOWN_MONTHS
from loanlab.model.dates import add_months
from loanlab.model.scoring import lifted_probability, weighted_score
from tests.book.chapters import chapter_text, figures, yuan

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
FATHERS_LOAN = {"amount": 10_000, "days": 90}


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


def _owed(year: float) -> float:
    owed: float = -npf.fv(year / 12, 12, 300, 0)
    return owed


def _next_year(year: float) -> float:
    payment: float = -npf.pmt(year / 12, 12, _owed(year))
    return payment


def _after(**fields: object) -> str:
    return f"{figures('credit-score', **fields)['approval_probability']:.1%}"


def _score(**fields: object) -> str:
    return f"{figures('credit-score', **fields)['score']:.1f}分"


OWN = Counter(claim.status for claim in claims().values() if claim.home == "eligibility")
TOLD = [
    f"{sum(OWN.values())}条里{OWN['unverifiable']}条查无来源；有来源的{OWN['supported']}条里",
    f"甲{weighted_score(STEADY, WEIGHTS):.0f}分，乙{weighted_score(BUSY, WEIGHTS):.0f}分",
    f"征信的权重过了{TURNING:.2%}，甲就排到前面",
    f"甲从{weighted_score(STEADY, _with_credit(0)):.1f}分升到{STEADY[0]:.0f}分",
    f"乙从{weighted_score(BUSY, _with_credit(0)):.1f}分降到{BUSY[0]:.0f}分",
    f"{len(GRID)}组里，甲在前{LEADS[1]}组，乙在前{LEADS[-1]}组，还有{LEADS[0]}组并列",
    f"{sum(LEADS_AT_40.values())}组里甲仍有{LEADS_AT_40[1]}组在前",
    f"一年就差{100 * 365 * facts()['pay_score_slope']['value']:.3f}个百分点",
    f"原来是10%，后来可以是{lifted_probability(0.1, LIFT):.1%}，也可以是{0.1 + LIFT:.0%}",
    f"原来超过{1 / (1 + LIFT):.2%}的人",
    f"超过{1 - LIFT:.0%}的人",
    f"三个月要转{facts()['transfers_threshold']['value'] * 90}笔",
    f"一年后欠{_owed(LOW):,.2f}元到{_owed(HIGH):,.2f}元",
    f"每月还{_next_year(LOW):.2f}元到{_next_year(HIGH):.2f}元",
    f"一年的利息是2,000 × {FENFU:.2%} = {KEPT_YUAN * FENFU:.2f}元",
    f"净付{KEPT_YUAN * (FENFU - FUND_YIELD):.2f}元",
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
        f"原来是{_score()}",
        f"改了以后是{_score(credit_record_weight=0.2, social_weight=0.4)}",
        f"起点50%时变成{_after(daily_transfers=5)}",
        f"起点75%时顶到{_after(daily_transfers=5, base_approval=0.75)}",
    ],
)
def test_the_discussions_tell_what_the_simulation_shows(expected: str) -> None:
    assert expected in TEXT


@pytest.mark.parametrize(
    ("fields", "best"),
    [({}, "credit_record"), ({"credit_record_weight": 0.2, "social_weight": 0.4}, "social")],
)
def test_the_advice_follows_the_largest_weight(fields: dict[str, object], best: str) -> None:
    assert figures("credit-score", **fields)["best_next_step"] == best


@pytest.mark.parametrize("score", [580, 850])
def test_no_pay_score_opens_the_fathers_loan(score: int) -> None:
    found = figures("product-finder", **FATHERS_LOAN, score_gate=True, pay_score=score)
    assert found["eligible_count"] == 0


def test_an_invitation_opens_the_fathers_loan_at_the_price_of_the_discussion() -> None:
    found = figures("product-finder", **FATHERS_LOAN, invited=True)
    assert found["eligible_count"] == 1
    low, high = (yuan(found[end]) for end in ("lowest_cost", "highest_cost"))
    assert f"符合的是1种，微粒贷，利息{low}到{high}" in TEXT


def test_an_entry_stays_five_years_from_the_day_it_was_repaid() -> None:
    due, paid = date(2022, 3, 20), date(2025, 3, 20)
    assert add_months(due, LATE_MONTHS) == paid
    assert (
        f"{due.year}年{due.month}月{due.day}日到期，{paid.year}年{paid.month}月{paid.day}日" in TEXT
    )
    assert f'"{paid}"]:' in TEXT
    assert LATE_MONTHS + SHOWN_MONTHS == 96
