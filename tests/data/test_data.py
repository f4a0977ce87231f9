"""Test the content of the data files and that callers cannot change it."""

import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.data import (
    CHAPTERS,
    Source,
    article_table,
    article_tables,
    claims,
    contradictions,
    facts,
    guidance,
    hotlines,
    lpr,
    omissions,
    products,
    regulations,
    sources,
)
from loanlab.data.records import Omission, SourceTier
from loanlab.model.rates import nominal_annual_rate

ON_THE_PAGE_OF_RATES = ("c0-03", "c0-05", "c0-07", "c1-04", "c1-06", "c1-07", "c1-08", "c1-09")


def test_the_ledger_holds_93_claims_19_contradictions_and_7_omissions() -> None:
    assert (len(claims()), len(contradictions()), len(omissions())) == (93, 19, 7)


def test_each_chapter_of_the_article_has_claims() -> None:
    chapters = {claim.chapter for claim in claims().values()}
    assert chapters == set(range(len(CHAPTERS)))


def test_every_claim_on_the_page_of_rates_has_a_note_in_chinese() -> None:
    shown = [claim for claim in claims().values() if claim.chapter == 3]
    shown += [claims()[name] for name in ON_THE_PAGE_OF_RATES]
    assert len(shown) == 13 + len(ON_THE_PAGE_OF_RATES)
    assert [claim.id for claim in shown if claim.note_zh is None] == []


def test_a_status_based_only_on_blogs_is_provisional() -> None:
    known = claims()
    assert known["c3-07"].provisional
    assert not known["c3-03"].provisional, "a law text says otherwise"
    assert not known["c1-07"].provisional, "that nothing was found does not rest on blogs"
    assert not known["c0-07"].provisional, "the article contradicts itself without any blog"


@given(st.sets(st.sampled_from(["official", "legal", "news", "repo"])), st.integers(0, 3))
def test_a_tier_is_the_best_of_the_sources_or_else_whether_blogs_say_it(
    tiers: set[SourceTier], pages: int
) -> None:
    entry = Omission(id="o01", text_en="a", sources=(), unlinkable_pages=pages)
    order = ("official", "legal", "news", "repo")
    best = next((tier for tier in order if tier in tiers), None)
    graded = entry.with_tier(tiers)
    assert graded.tier == (best or ("reposts" if pages else "none"))
    assert graded.provisional == (best is None)


def test_sources_give_no_certainty_to_weak_guidance_nor_to_limits_that_blogs_report() -> None:
    known = guidance()
    assert (known["overdue-five-years"].status, known["overdue-five-years"].tier) == (
        "supported",
        "official",
    )
    assert known["identity-steps"].sources
    assert (known["identity-steps"].status, known["identity-steps"].tier) == ("weak", "reposts")
    assert known["hotline-12315"].sources
    assert (known["hotline-12315"].status, known["hotline-12315"].tier) == ("not_found", "none")
    assert products()["weilidai"].sources
    assert (products()["weilidai"].tier, products()["fenfu"].tier) == ("reposts", "news")


def test_every_entry_has_the_tier_of_its_sources() -> None:
    known = sources()
    records = [*claims().values(), *omissions().values(), *regulations().values()]
    records += [*hotlines().values()]
    records += [entry for entry in guidance().values() if entry.status == "supported"]
    for record in records:
        tiers: set[str] = {known[name].tier for name in record.sources}
        expected = tiers or ({"reposts"} if record.unlinkable_pages else {"none"})
        assert record.tier in expected, record


def test_guidance_speaks_chinese_in_whole_sentences() -> None:
    for entry in guidance().values():
        assert re.search("[\u4e00-\u9fff]{4}", entry.fact_zh), entry.id
        assert entry.fact_zh.endswith("。"), entry.id


def test_every_source_has_a_title_in_chinese() -> None:
    for source in sources().values():
        title = source.title_zh or source.title
        assert re.search("[\u4e00-\u9fff]{3}", title), source.id


@given(
    st.sampled_from(["official", "legal", "news", "repo"]),
    st.one_of(st.none(), st.just("https://example.org/a?b=c")),
)
def test_a_source_is_linked_only_if_its_tier_allows_it(tier: str, url: str | None) -> None:
    source = Source.model_validate(
        {"id": "a", "title": "b", "publisher": "c", "url": url, "tier": tier, "date": None}
    )
    assert source.link == (None if tier == "repo" else url)


def test_every_figure_is_json_with_an_origin() -> None:
    plain = facts()
    assert json.loads(json.dumps(plain)) == plain
    assert {figure["origin"]["kind"] for figure in plain.values()} <= {
        "article",
        "source",
        "provisional",
        "assumption",
    }


def test_every_share_and_rate_among_the_figures_is_a_fraction() -> None:
    for name, figure in facts().items():
        if any(part in name for part in ("rate", "share", "line", "lpr_one", "probability")):
            value = figure["value"]
            for number in value if isinstance(value, list) else [value]:
                assert number is None or 0 < number < 1, name


def test_a_products_figures_say_whether_they_are_provisional() -> None:
    for name, product in products().items():
        for kind in ("limit_range", "daily_rate_range"):
            origin = facts()[f"{kind}.{name}"]["origin"]
            assert origin["kind"] == ("provisional" if product.provisional else "source")
        assert not product.provisional or product.limit_range is None or product.unlinkable_pages


@pytest.mark.parametrize(
    ("figure", "value", "claim"),
    [
        ("annual_rate_cap.weilidai", 0.24, "c3-05"),
        ("annual_rate_cap.we2000", 0.1825, "c3-07"),
        ("annual_rate_cap.xiaoe", 0.36, "c3-10"),
        ("base_daily_rate.weilidai", 0.0002, "c0-05"),
        ("base_daily_rate.we2000", 0.0005, "c1-06"),
        ("base_monthly_rate.xiaoe", 0.006, "c3-09"),
        ("daily_rate_high", 0.0005, "c0-05"),
        ("pay_score_slope", 0.00005, "c3-12"),
        ("pay_score_anchor", 600, "c1-07"),
        ("overdue_surcharge_range", [0.3, 0.5], "c3-03"),
        ("first_period_discount_max", 0.5, "c3-04"),
        ("lpr_spread_bp_range", [50, 150], "c3-02"),
        ("service_fee_range", [0.01, 0.03], "c3-13"),
        ("late_charge_yuan_a_day.weilidai", 50, "c3-06"),
        ("late_charge_share.xiaoe", 0.05, "c3-11"),
        ("article_limit.xiaoe", [10000, 50000], "c1-08"),
        ("article_annual_rate.xiaoe", [0.18, 0.24], "c1-09"),
        ("article_highest_limit.weilidai", 300000, "c1-04"),
        ("article_highest_limit.jiebei", 200000, "c7-01"),
        ("article_highest_limit.jintiao", 150000, "c7-02"),
        ("uses_per_year.weilidai", 4.2, "c7-11"),
        ("uses_per_year.jintiao", 2.8, "c7-11"),
        ("assessment_weight.credit_record", 0.4, "c2-06"),
        ("assessment_weight.spending", 0.3, "c2-06"),
        ("assessment_weight.social", 0.2, "c2-06"),
        ("assessment_weight.documents", 0.1, "c2-06"),
        ("transfers_threshold", 5, "c2-09"),
        ("approval_lift", 0.37, "c2-09"),
        ("face_check_pass", 0.987, "c4-02"),
        ("transfer_minutes_range", [1, 3], "c4-04"),
        ("wait_days", 30, "c4-06"),
        ("approval_seconds", 47, "c8-01"),
        ("card_repayment_fee", 1, "c5-04"),
        ("risk_probability.leak", 0.062, "c6-01"),
        ("risk_probability.collection", 0.008, "c6-02"),
        ("risk_probability.overcharge", 0.125, "c6-03"),
        ("safe_share_of_income", 0.3, "c8-12"),
    ],
)
def test_a_figure_of_the_article_has_the_value_of_its_claim(
    figure: str, value: object, claim: str
) -> None:
    origin = {"kind": "article", "claim": claim, "status": claims()[claim].shown_status}
    assert (facts()[figure]["value"], facts()[figure]["origin"]) == (value, origin)


def test_the_latest_lpr_is_the_last_line_of_the_file() -> None:
    last = lpr().iloc[-1]
    assert facts()["lpr_one_year"] == {
        "unit": "percent",
        "places": 2,
        "value": last["lpr_1y"],
        "date": last["date"].date().isoformat(),
        "origin": {"kind": "source", "source": "lpr-2026-09"},
    }
    assert (last["lpr_1y"], last["date"].date()) == (0.03, datetime.date(2026, 9, 20))


def test_the_lpr_falls_from_4_25_to_3_percent_and_has_no_gap_of_two_months() -> None:
    history = lpr()
    assert history["lpr_1y"].iloc[0] == 0.0425
    assert history["lpr_5y"].iloc[[0, -1]].tolist() == [0.0485, 0.035]
    assert history["lpr_1y"].is_monotonic_decreasing
    assert history["date"].diff().max() < datetime.timedelta(days=45)


def test_four_times_the_lpr_was_15_40_percent_when_the_line_was_announced() -> None:
    history = lpr().set_index("date")
    times = facts()["private_lending_lpr_multiple"]["value"]
    assert times * history.loc["2020-08-20", "lpr_1y"] == pytest.approx(0.154)


def test_a_products_annual_range_is_its_daily_range_times_365() -> None:
    for product in products().values():
        if product.daily_rate_range is None:
            assert product.nominal_annual_rate_range is None
        else:
            assert product.nominal_annual_rate_range == pytest.approx(
                [nominal_annual_rate(rate) for rate in product.daily_rate_range]
            )


def test_the_figure_of_fenfu_is_the_products_daily_rate() -> None:
    assert products()["fenfu"].daily_rate_range == (facts()["base_daily_rate.fenfu"]["value"],) * 2


def test_a_product_with_an_unknown_rate_prints_none() -> None:
    assert products()["xiaoe"].daily_rate_range is None


def test_every_number_of_the_articles_table_of_rates_has_a_claim() -> None:
    table = article_tables()["rates"]
    cells = [cell for row in table.rows for cell in row[1:]]
    assert [cell.claim for cell in cells] == [
        *("c0-05", "c3-05", "c3-06"),
        *("c1-06", "c3-07", "c3-08"),
        *("c3-09", "c3-10", "c3-11"),
    ]


def test_the_risk_table_lacks_the_cell_that_the_article_lacks() -> None:
    risks = article_table("risks")
    assert risks.isna().sum().sum() == 1
    assert risks.loc["征信受损"].isna()["规避措施"]


def test_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="there is no table 'fees'; there are products"):
        article_table("fees")


def test_every_rule_has_its_content_and_scope_in_chinese() -> None:
    for rule in regulations().values():
        for text in (*rule.says_zh, rule.binds_zh):
            assert re.search("[\u4e00-\u9fff]{4}", text), rule.id
    assert regulations()["all-in-cost-2026"].effective == datetime.date(2026, 8, 1)
    assert regulations()["zhudai-2025"].effective == datetime.date(2025, 10, 1)


def test_chinese_texts_use_full_width_punctuation_and_no_exclamation_marks() -> None:
    texts = [claim.note_zh for claim in claims().values() if claim.note_zh]
    texts += [x.text_zh for x in contradictions().values() if x.text_zh]
    for rule in regulations().values():
        texts += [*rule.says_zh, rule.binds_zh, rule.caution_zh or ""]
    texts += [product.quality_zh for product in products().values()]
    texts += [entry.fact_zh for entry in guidance().values()]
    texts += [text for line in hotlines().values() for text in (line.whose_zh, line.for_zh)]
    for text in texts:
        between_digits_dropped = "".join(
            sign
            for before, sign, after in zip(" " + text, text, text[1:] + " ", strict=False)
            if not (before.isdigit() and after.isdigit())
        )
        assert not set(between_digits_dropped) & set(",;:!?！()"), text


def test_changes_to_returned_data_do_not_leak() -> None:
    history = lpr()
    history.loc[0, "lpr_1y"] = 1.0
    facts()["pay_score_range"]["value"].append(0)
    claims().clear()
    assert lpr()["lpr_1y"].iloc[0] == 0.0425
    assert facts()["pay_score_range"]["value"] == [300, 850]
    assert len(claims()) == 93
    with pytest.raises(ValueError, match="frozen"):
        claims()["c3-05"].status = "supported"


def test_every_source_is_listed_once() -> None:
    known = sources().values()
    assert len({(source.title, source.publisher) for source in known}) == len(known)
    linked = [source.url for source in known if source.url]
    assert len(set(linked)) == len(linked)
