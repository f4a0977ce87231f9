"""Test the built ledger page: it is complete, and its filter works without a kernel."""

import io
from collections import Counter
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from bs4 import Tag

from loanlab.data import CHAPTERS, Status, claims, contradictions, lpr, omissions
from loanlab.data.records import REPOSTS
from tests.conftest import Open, Visit
from tests.pages.built import article


@pytest.fixture(scope="module")
def ledger(site: Path) -> Tag:
    return article(site, "ledger")


@pytest.fixture
def opened(visit: Open, served: str) -> Visit:
    seen = visit(f"{served}/book/zh/ledger.html")
    seen.page.locator(".ledger-filter").wait_for()
    return seen


def shown(seen: Visit) -> list[str]:
    return [
        str(item.get_attribute("id")).removeprefix("claim-")
        for item in seen.page.locator(".ledger .evidence-item:visible").all()
    ]


def test_the_ledger_has_every_claim_contradiction_and_omission_once(ledger: Tag) -> None:
    for kind, known in (
        ("claim", claims()),
        ("contradiction", contradictions()),
        ("omission", omissions()),
    ):
        told = [str(item["id"]) for item in ledger.select(f'li[id^="{kind}-"]')]
        assert told == [f"{kind}-{key}" for key in known]


def test_a_claim_links_to_a_chapter_that_links_back(ledger: Tag, site: Path) -> None:
    for key, claim in claims().items():
        entry = ledger.select_one(f"#claim-{key}")
        assert entry is not None
        assert entry.select_one(f'a[href="{claim.home}.html#claim-{key}"]') is not None
        told = article(site, claim.home).select_one(f"#claim-{key}")
        assert told is not None, key
        assert told.select_one(f'a[href="ledger.html#claim-{key}"]') is not None


@pytest.mark.parametrize("status", [*get_args(Status), REPOSTS])
def test_the_ledger_filters_by_status(opened: Visit, status: str) -> None:
    opened.page.locator('select[name="status"]').select_option(status)
    expected = [key for key, claim in claims().items() if claim.shown_status == status]
    assert shown(opened) == expected
    assert str(len(expected)) in opened.page.locator(".ledger-count").inner_text()


@pytest.mark.parametrize("number", [0, 3, 9])
def test_the_ledger_filters_by_chapter_and_by_both(opened: Visit, number: int) -> None:
    opened.page.locator('select[name="chapter"]').select_option(CHAPTERS[number])
    own = {key: claim for key, claim in claims().items() if claim.chapter == number}
    assert shown(opened) == list(own)
    opened.page.locator('select[name="status"]').select_option("supported")
    assert shown(opened) == [key for key, claim in own.items() if claim.shown_status == "supported"]
    opened.page.locator(".ledger-filter button").click()
    opened.page.locator("#claim-c9-01").wait_for()
    assert len(shown(opened)) == len(claims())


def test_a_link_to_a_filtered_out_claim_shows_the_claim(opened: Visit) -> None:
    opened.page.locator('select[name="status"]').select_option("opinion")
    assert "c3-05" not in shown(opened)
    opened.page.evaluate("location.hash = '#claim-c3-05'")
    opened.page.locator("#claim-c3-05").wait_for()
    assert opened.complaints == []


def test_without_javascript_all_claims_are_shown_without_a_filter(ledger: Tag) -> None:
    form = ledger.select_one(".ledger-filter")
    assert form is not None
    assert form.has_attr("hidden")
    assert not [item for item in ledger.select(".evidence-item") if item.has_attr("hidden")]


def test_the_ledger_says_how_many_claims_are_supported_and_how_many_have_no_source(
    ledger: Tag,
) -> None:
    counts = Counter(claim.shown_status for claim in claims().values())
    assert "有可靠来源支持的约占一成，查无来源的有四成" in ledger.get_text()
    assert 0.08 < counts["supported"] / len(claims()) < 0.12
    assert 0.38 < counts["unverifiable"] / len(claims()) < 0.44


def test_a_data_table_is_saved_unchanged(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/data.html")
    block = seen.page.locator('.data-table[data-file="lpr.csv"]')
    with seen.page.expect_download() as download:
        block.locator(".data-table-save").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "lpr.csv"
    saved = pd.read_csv(io.StringIO(text), parse_dates=["date"])
    pd.testing.assert_frame_equal(saved, lpr(), check_dtype=False)
    assert block.locator("output").inner_text() != ""
    assert seen.complaints == []
