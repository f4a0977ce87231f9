"""Test claims, evidence and rules as HTML: reasons for verdicts, and permitted links."""

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
    hotlines,
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
def test_external_links_are_linkable_sources(display: object) -> None:
    linkable = {source.link for source in sources().values()} - {None}
    html = display._repr_html_()  # type: ignore[attr-defined]
    for a in BeautifulSoup(html, "html.parser").find_all("a"):
        # An anchor on this page or in another notebook, or a telephone number.
        if not re.match(r"#|[a-z]+\.md#|tel:\d+$", str(a["href"])):
            assert a["href"] in linkable
            assert a["rel"] == ["noopener", "noreferrer"]
            a.decompose()
    addresses = r"(?:src|srcset|action|data|poster)=|url\("
    assert not re.search(addresses, html)


@every_display
def test_no_display_contains_scripts_or_styles(display: object) -> None:
    page = soup(display)
    assert not page.find_all(["script", "style", "link", "iframe", "img"])
    for element in page.find_all(True):
        assert not {name for name in element.attrs if name.startswith("on") or name == "style"}


@every_display
def test_every_tag_is_closed(display: object) -> None:
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
def test_every_anchor_is_unique(display: object) -> None:
    found = [element["id"] for element in soup(display).find_all(id=True)]
    assert len(found) == len(set(found))


@every_display
def test_no_placeholder_is_left_unfilled(display: object) -> None:
    assert not re.search(r"\{\w*\}|None|Undefined", soup(display).get_text())
    assert not re.search(r"\{\w*\}|None|Undefined", repr(display))


def test_every_link_in_the_rates_table_targets_a_claim_on_the_page() -> None:
    shown = anchors(soup(Evidence("rates", also=ALSO)))
    assert inner_links(soup(ArticleTable("rates"))) <= shown
    assert inner_links(soup(Evidence("rates", also=ALSO))) <= shown


def test_evidence_links_only_to_claims_it_shows() -> None:
    page = soup(Evidence("rates"))
    assert inner_links(page) <= anchors(page)
    assert "c0-05" in page.get_text()


def test_a_table_has_a_caption_and_row_and_column_headers() -> None:
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


def test_every_number_in_the_rates_table_has_its_status_name() -> None:
    cells = soup(ArticleTable("rates")).find_all("td")
    assert len(cells) == 9
    for cell in cells:
        badge = cell.find("a", class_="claim-badge")
        assert isinstance(badge, Tag)
        assert re.search(r"有来源支持|与来源不符|已过时|文内自相矛盾|查无来源", badge.get_text())


def test_a_cell_missing_from_the_article_is_labelled_missing() -> None:
    last_row = soup(ArticleTable("risks")).find_all("tr")[-1]
    assert "原文缺这一格" in last_row.get_text()
    assert "c6-04" in last_row.get_text()


def test_only_a_provisional_status_is_labelled_provisional() -> None:
    page = soup(Evidence("rates", also=ALSO))
    for item in page.find_all("li", class_="evidence-item"):
        claim = claims()[str(item["id"]).removeprefix("claim-")]
        assert ("暂定" in item.get_text()) == claim.provisional, claim.id


def test_an_unlinkable_source_is_text_with_its_date_and_tier() -> None:
    page = soup(SourceList(["lpr-file"]))
    assert page.find("a") is None
    assert "2026-08" in page.get_text()
    assert "公开代码库文件" in page.get_text()


def test_a_rule_shows_its_date_scope_and_unverified_parts() -> None:
    text = soup(Rules(["zhudai-2025"])).get_text()
    assert "2025-10-01" in text
    assert "约束谁" in text
    assert "没有在通知本身里读到这个数字" in text


def test_an_obsolete_threshold_is_not_shown_as_a_rule_in_force() -> None:
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


def test_every_claim_contradiction_and_omission_is_in_chinese() -> None:
    assert [claim.id for claim in claims().values() if not claim.note_zh] == []
    assert [each.id for each in contradictions().values() if not each.text_zh] == []
    assert [each.id for each in omissions().values() if not each.text_zh] == []


def test_the_evidence_of_simulations_covers_their_fields() -> None:
    shown = repr(Evidence.of_simulations("repayment", "safe-limit"))
    assert [line[:5] for line in shown.splitlines()] == ["c0-05", "c3-09", "c5-04", "c8-12"]
    with pytest.raises(KeyError):
        Evidence.of_simulations("no-such")


def test_a_repeated_claim_is_refused() -> None:
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
def test_an_unknown_id_is_refused_with_the_known_ones(ask: object) -> None:
    with pytest.raises(UnknownIdError, match=r"there is no .*; there are"):
        ask()  # type: ignore[operator]


@given(st.sampled_from(sorted(claims())))
def test_a_badge_shows_sign_status_and_id_and_links_to_the_claim(claim_id: str) -> None:
    badge = BeautifulSoup(claim_badge(claim_id), "html.parser").a
    assert badge is not None
    assert badge["href"] == f"#claim-{claim_id}"
    sign, status, shown = badge.get_text().split()
    assert (len(sign), shown) == (1, claim_id)
    assert status


def test_a_contradiction_links_to_its_claims() -> None:
    links = {str(a["href"]) for a in soup(Contradictions(["x05"])).find_all("a")}
    assert links == {f"ledger.md#claim-{name}" for name in contradictions()["x05"].claims}


def test_the_ledger_and_the_chapters_link_each_claim_to_each_other() -> None:
    ledger = soup(Ledger())
    for claim in claims().values():
        entry = ledger.find(id=f"claim-{claim.id}")
        assert isinstance(entry, Tag)
        assert f"{claim.home}.md#claim-{claim.id}" in {a["href"] for a in entry.find_all("a")}
        in_chapter = soup(Evidence(claim.home)).find(id=f"claim-{claim.id}")
        assert isinstance(in_chapter, Tag)
        assert f"ledger.md#claim-{claim.id}" in {a["href"] for a in in_chapter.find_all("a")}


def test_a_rule_or_number_without_a_linkable_source_is_provisional() -> None:
    assert "暂定" in soup(Rules(["marketing-2026"])).get_text()
    assert "暂定" not in soup(Rules(["pboc-2021-3"])).get_text()
    for hotline, item in zip(hotlines().values(), soup(Hotlines()).find_all("li"), strict=True):
        assert "暂定" in item.get_text() or not hotline.provisional, hotline.number


def test_an_unknown_date_is_not_invented() -> None:
    for display in (Rules(["micro-cost-2025"]), DataTable("regulations")):
        assert "2025-12-19印发" in soup(display).get_text()
    rows = frames.frame("regulations").set_index("id")
    assert rows.loc["micro-cost-2025", "effective"] is None


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(ll-[\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ll-background", "ll-surface", "ll-accent-soft"])
def test_every_status_colour_is_legible_on_every_background(theme: int, ground: str) -> None:
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


def test_the_plain_text_of_a_table_names_each_status() -> None:
    text = repr(ArticleTable("rates"))
    assert "微粒贷 | 日0.02%（✓ 有来源支持，c0-05） | 年化24%（≠ 文内自相矛盾，c3-05）" in text
    assert "原文缺这一格" in repr(ArticleTable("risks"))
