"""platform-compare: one loan on every platform, and the article's limits beside the known ones."""

from typing import Any

import pytest

from loanlab.data import facts
from loanlab.model.schedule import schedule, totals
from loanlab.model.terms import LEVEL_PAYMENT, loan_terms
from loanlab.simulations.platform_compare import PLATFORMS, define

SIMULATION = define(facts())


def result(**changes: Any) -> Any:
    return SIMULATION.result({**SIMULATION.default_values(), **changes})


def costs(**changes: Any) -> dict[str, dict[str, Any]]:
    return {row["platform"]: row for row in result(**changes).rows["costs"]}


def chosen(*platforms: str, uses: float = 1.0) -> list[dict[str, Any]]:
    return [{"platform": platform, "uses_per_year": uses} for platform in platforms]


def test_the_fields_are_those_of_the_chapter_plan() -> None:
    assert [field.name for field in SIMULATION.fields] == [
        "amount",
        "term_kind",
        "days",
        "months",
        "platforms",
    ]


def test_all_platforms_are_compared_with_the_articles_uses_where_it_has_some() -> None:
    uses = {
        row["platform"]: row["uses_per_year"] for row in SIMULATION.default_values()["platforms"]
    }
    assert list(uses) == PLATFORMS
    assert (uses["weilidai"], uses["jintiao"]) == (4.2, 2.8)


def test_two_thousand_yuan_for_thirty_days_cost_the_daily_rates() -> None:
    found = {name: (row["interest_low"], row["interest_high"]) for name, row in costs().items()}
    assert found == {
        "weilidai": (12, 30),
        "fenfu": (24, 24),
        "jiebei": (9, 36),
        "jintiao": (11.4, 39.45),
        "fangxinjie": (None, None),
    }


def test_a_year_is_the_uses_times_one_use_to_the_fen() -> None:
    found = costs()
    assert (found["weilidai"]["year_low"], found["weilidai"]["year_high"]) == (50.4, 126)
    assert found["jintiao"]["year_low"] == 31.92
    shown = result().outputs
    assert shown["yearly_cost_low"] == pytest.approx(50.4 + 24 + 9 + 31.92)
    assert shown["yearly_cost_high"] == pytest.approx(126 + 24 + 36 + 110.46)


def test_a_price_above_the_line_is_capped_at_it() -> None:
    row = costs()["jintiao"]
    assert row["note"] == "held"
    assert row["annual_high"] == pytest.approx(0.24)
    assert costs()["jiebei"]["annual_high"] == pytest.approx(0.219)


def test_over_months_interest_is_that_of_the_repayment_plan() -> None:
    row = costs(amount=10000, term_kind="months", months=12)["weilidai"]
    assert row["interest_high"] == 1015.87
    plan = schedule(loan_terms(1000000, LEVEL_PAYMENT, 12, 0.0002 * 365))
    assert row["interest_low"] == totals(plan).interest / 100


@pytest.mark.parametrize(
    ("amount", "platform", "note"),
    [
        (999, "jiebei", "amount_too_small"),
        (1000, "jiebei", "known"),
        (200000, "jintiao", "held"),
        (200001, "jintiao", "amount_too_large"),
        (200001, "fenfu", "above_micro_limit"),
        (200000, "fenfu", "limit_unknown"),
        (300000, "weilidai", "known"),
        (300000, "fangxinjie", "price_unknown"),
    ],
)
def test_a_platform_has_a_cost_only_for_amounts_it_lends(
    amount: float, platform: str, note: str
) -> None:
    row = costs(amount=amount)[platform]
    assert row["note"] == note
    is_priced = note in ("known", "held", "limit_unknown")
    assert (row["interest_high"] is not None) == (row["year_high"] is not None) == is_priced


def test_rows_of_the_same_platform_count_together() -> None:
    found = costs(platforms=chosen("fenfu", "fenfu", uses=1.5))
    assert list(found) == ["fenfu"]
    assert found["fenfu"]["year_high"] == 72


def test_the_limits_of_the_article_are_beside_the_known_ones() -> None:
    rows = {(row["platform"], row["series"]): row for row in result().rows["limits"]}
    assert rows["jiebei", "article"]["limit"] == 200000
    assert rows["jiebei", "now"]["limit"] == 300000
    assert rows["jintiao", "article"]["limit"] == 150000
    assert rows["jintiao", "now"]["limit"] == 200000
    assert rows["weilidai", "article"]["limit"] == rows["weilidai", "now"]["limit"] == 300000
    assert rows["fenfu", "now"]["note"] == "limit_unknown"
    assert rows["fangxinjie", "article"]["note"] == "not_in_article"


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, ["by_days", "overlap", "yearly", "held"]),
        ({"term_kind": "months"}, ["by_months", "overlap", "held"]),
        ({"platforms": chosen("fenfu", uses=0)}, ["one_price_by_days"]),
        ({"platforms": chosen("fenfu")}, ["one_price_by_days", "yearly"]),
        (
            {"platforms": chosen("fenfu"), "term_kind": "months"},
            ["one_price_by_months"],
        ),
        ({"platforms": chosen("weilidai")}, ["by_days", "yearly"]),
        ({"platforms": chosen("fangxinjie")}, ["no_price"]),
        ({"platforms": chosen("jintiao"), "amount": 300000}, ["no_price"]),
    ],
)
def test_each_situation_has_its_sentences(changes: dict[str, Any], sentences: list[str]) -> None:
    assert result(**changes).sentences == sentences


def test_without_priced_platforms_there_are_no_outputs() -> None:
    assert set(result(platforms=chosen("fangxinjie")).outputs.values()) == {None}
