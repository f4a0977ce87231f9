"""Claims, evidence and rules as HTML: every verdict has its reason, links lead where they may."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

import loanlab
from loanlab.data import (
    article_tables,
    claims,
    contradictions,
    frames,
    omissions,
    regulations,
    sources,
)
from loanlab.views.claims import (
    ArticleTable,
    Contradictions,
    Evidence,
    Omissions,
    UnknownIdError,
    claim_badge,
)
from loanlab.views.datatable import DataTable
from loanlab.views.glossary import Glossary
from loanlab.views.ledger import Ledger
from loanlab.views.rules import Hotlines, Rules, SourceList

ALSO = ("c0-03", "c1-04", "c1-06", "c1-07", "c1-08", "c1-09")
PACKAGE = Path(loanlab.__file__).parent

EVERYTHING = {
    **{f"table {name}": ArticleTable(name) for name in article_tables()},
    "evidence": Evidence("rates", also=ALSO),
    "contradictions": Contradictions(contradictions()),
    "omissions": Omissions(omissions()),
    "rules": Rules(regulations()),
    "sources": SourceList(sources()),
    "hotlines": Hotlines(),
    "glossary": Glossary(),
    "ledger": Ledger(),
    **{f"data {name}": DataTable(name) for name in frames.NAMES},
}
every_display = pytest.mark.parametrize("display", EVERYTHING.values(), ids=EVERYTHING.keys())


def soup(display: object) -> BeautifulSoup:
    return BeautifulSoup(display._repr_html_(), "html.parser")  # type: ignore[attr-defined]


def anchors(page: BeautifulSoup) -> set[str]:
    return {str(element["id"]) for element in page.find_all(id=True)}


def inner_links(page: BeautifulSoup) -> set[str]:
    return {str(a["href"])[1:] for a in page.find_all("a") if str(a["href"]).startswith("#")}


@every_display
def test_the_only_addresses_are_those_of_linkable_sources(display: object) -> None:
    linkable = {source.link for source in sources().values()} - {None}
    html = display._repr_html_()  # type: ignore[attr-defined]
    for a in BeautifulSoup(html, "html.parser").find_all("a"):
        # A place on this page or in another notebook, or a telephone number.
        if not re.match(r"#|[a-z]+\.md#|tel:\d+$", str(a["href"])):
            assert a["href"] in linkable
            assert a["rel"] == ["noopener", "noreferrer"]
            a.decompose()
    addresses = r"(?:src|srcset|action|data|poster)=|url\("
    assert not re.search(addresses, html)


@every_display
def test_no_display_carries_script_or_style_of_its_own(display: object) -> None:
    page = soup(display)
    assert not page.find_all(["script", "style", "link", "iframe", "img"])
    for element in page.find_all(True):
        assert not {name for name in element.attrs if name.startswith("on") or name == "style"}


@every_display
def test_every_tag_that_is_opened_is_closed(display: object) -> None:
    class Nesting(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    nesting = Nesting()
    nesting.feed(display._repr_html_())  # type: ignore[attr-defined]
    assert nesting.open == []


@every_display
def test_an_anchor_stands_once(display: object) -> None:
    found = [element["id"] for element in soup(display).find_all(id=True)]
    assert len(found) == len(set(found))


@every_display
def test_no_placeholder_of_a_text_is_left(display: object) -> None:
    assert not re.search(r"\{\w*\}|None|Undefined", soup(display).get_text())
    assert not re.search(r"\{\w*\}|None|Undefined", repr(display))


def test_every_link_of_the_rates_table_leads_to_a_claim_on_the_page() -> None:
    shown = anchors(soup(Evidence("rates", also=ALSO)))
    assert inner_links(soup(ArticleTable("rates"))) <= shown
    assert inner_links(soup(Evidence("rates", also=ALSO))) <= shown


def test_evidence_links_only_to_claims_that_it_shows() -> None:
    page = soup(Evidence("rates"))
    assert inner_links(page) <= anchors(page)
    assert "c0-05" in page.get_text()


def test_a_table_has_a_caption_and_names_its_rows_and_columns() -> None:
    page = soup(ArticleTable("rates"))
    assert page.caption is not None
    assert [th.get_text() for th in page.find_all("th", scope="col")] == [
        "产品类型",
        "基准利率",
        "费率上限",
        "违约金比例",
    ]
    assert [th.get_text() for th in page.find_all("th", scope="row")] == [
        "微粒贷",
        "WE2000",
        "小鹅花钱",
    ]


def test_every_number_of_the_rates_table_has_its_status_in_words_beside_it() -> None:
    cells = soup(ArticleTable("rates")).find_all("td")
    assert len(cells) == 9
    for cell in cells:
        badge = cell.find("a", class_="claim-badge")
        assert isinstance(badge, Tag)
        assert re.search(r"有来源支持|与来源不符|已过时|文内自相矛盾|查无来源", badge.get_text())


def test_the_cell_that_the_article_misses_is_said_to_be_missing() -> None:
    last_row = soup(ArticleTable("risks")).find_all("tr")[-1]
    assert "原文缺这一格" in last_row.get_text()
    assert "c6-04" in last_row.get_text()


def test_a_provisional_status_is_marked_and_a_sure_one_is_not() -> None:
    page = soup(Evidence("rates", also=ALSO))
    for item in page.find_all("li", class_="evidence-item"):
        claim = claims()[str(item["id"]).removeprefix("claim-")]
        assert ("暂定" in item.get_text()) == claim.provisional, claim.id


def test_a_source_that_may_not_be_linked_stands_as_text_with_its_date_and_tier() -> None:
    page = soup(SourceList(["lpr-file"]))
    assert page.find("a") is None
    assert "2026-08" in page.get_text()
    assert "公开代码库文件" in page.get_text()


def test_a_rule_says_since_when_whom_it_binds_and_what_was_not_verified() -> None:
    text = soup(Rules(["zhudai-2025"])).get_text()
    assert "2025-10-01" in text
    assert "约束谁" in text
    assert "没有在通知本身里读到这个数字" in text


def test_an_obsolete_line_is_not_shown_as_a_rule_in_force() -> None:
    text = soup(Rules(["24-36-history"])).get_text()
    assert "36%已经作废" in text
    assert "施行中" not in text


def test_evidence_without_a_reason_in_the_language_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = claims()
    known["c8-01"] = known["c8-01"].model_copy(update={"note_zh": None})
    monkeypatch.setattr("loanlab.views.claims.claims", lambda: known)
    with pytest.raises(ValueError, match="has no note in 'zh'"):
        Evidence("outlook")


def test_every_claim_contradiction_and_omission_is_told_in_chinese() -> None:
    assert [claim.id for claim in claims().values() if not claim.note_zh] == []
    assert [each.id for each in contradictions().values() if not each.text_zh] == []
    assert [each.id for each in omissions().values() if not each.text_zh] == []


def test_the_evidence_of_simulations_is_what_their_fields_rest_on() -> None:
    shown = repr(Evidence.of_simulations("repayment", "safe-limit"))
    assert [line[:5] for line in shown.splitlines()] == ["c0-05", "c3-09", "c5-04", "c8-12"]
    with pytest.raises(KeyError):
        Evidence.of_simulations("no-such")


def test_a_claim_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        Evidence("rates", also=["c3-01"])
    with pytest.raises(ValueError, match="named twice"):
        Evidence("rates", also=["c1-05", "c1-05"])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: claim_badge("c3-99"),
        lambda: ArticleTable("fees"),
        lambda: Evidence("fees"),
        lambda: Evidence("rates", also=["c0-99"]),
        lambda: Contradictions(["x99"]),
        lambda: Rules(["usury"]),
        lambda: SourceList(["rumour"]),
        lambda: Omissions(["o99"]),
        lambda: DataTable("secrets"),
        lambda: Evidence("introduction"),
    ],
)
def test_an_unknown_id_is_refused_with_those_that_exist(ask: object) -> None:
    with pytest.raises(UnknownIdError, match=r"there is no .*; there are"):
        ask()  # type: ignore[operator]


@given(st.sampled_from(sorted(claims())))
def test_a_badge_says_sign_status_and_id_and_leads_to_the_claim(claim_id: str) -> None:
    badge = BeautifulSoup(claim_badge(claim_id), "html.parser").a
    assert badge is not None
    assert badge["href"] == f"#claim-{claim_id}"
    sign, status, shown = badge.get_text().split()
    assert (len(sign), shown) == (1, claim_id)
    assert status


def test_a_contradiction_leads_to_the_claims_that_it_is_about() -> None:
    links = {str(a["href"]) for a in soup(Contradictions(["x05"])).find_all("a")}
    assert links == {f"ledger.md#claim-{name}" for name in contradictions()["x05"].claims}


def test_every_claim_leads_from_the_ledger_to_the_book_and_back() -> None:
    ledger = soup(Ledger())
    for claim in claims().values():
        entry = ledger.find(id=f"claim-{claim.id}")
        assert isinstance(entry, Tag)
        assert f"{claim.home}.md#claim-{claim.id}" in {a["href"] for a in entry.find_all("a")}
        told = soup(Evidence(claim.home)).find(id=f"claim-{claim.id}")
        assert isinstance(told, Tag)
        assert f"ledger.md#claim-{claim.id}" in {a["href"] for a in told.find_all("a")}


def test_a_rule_or_a_number_that_nobody_may_link_is_provisional() -> None:
    assert "暂定" in soup(Rules(["civil-code"])).get_text()
    assert "暂定" not in soup(Rules(["pboc-2021-3"])).get_text()
    numbers = soup(Hotlines()).find_all("li")
    assert all("暂定" in number.get_text() for number in numbers)


def test_a_day_that_is_not_known_is_not_made_up() -> None:
    for display in (Rules(["micro-2025"]), DataTable("regulations")):
        text = soup(display).get_text()
        assert "2025年1月" in text
        assert "2025-01-01" not in text


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(ll-[\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ll-background", "ll-surface", "ll-accent-soft"])
def test_the_colour_of_every_status_can_be_read_on_every_ground(theme: int, ground: str) -> None:
    palette = (PACKAGE / "charts" / "palette.css").read_text(encoding="utf-8")
    shades = colours(palette.split("html[data-theme")[theme])
    used = set(
        re.findall(
            r"--claim-colour: var\(--([\w-]+)",
            (PACKAGE / "site" / "style" / "claims.css").read_text("utf-8"),
        )
    )
    used |= {"ll-muted", "ll-text"}
    assert len(used) >= 5
    for name in used:
        bright, dark = sorted((luminance(shades[name]), luminance(shades[ground])), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, f"{name} on {ground}"


def test_the_plain_text_of_a_table_says_each_status_in_words() -> None:
    text = repr(ArticleTable("rates"))
    assert "微粒贷 | 日0.02%（✓ 有来源支持，c0-05） | 年化24%（≠ 文内自相矛盾，c3-05）" in text
    assert "原文缺这一格" in repr(ArticleTable("risks"))
