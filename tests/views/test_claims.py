"""Test claims, figures, rules and guidance as HTML: reasons for verdicts, and permitted links."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

import loanlab
from loanlab.data import (
    BOOK_CHAPTERS,
    article_tables,
    claims,
    contradictions,
    facts,
    frames,
    guidance,
    hotlines,
    omissions,
    regulations,
    sources,
)
from loanlab.text import catalogue
from loanlab.views.claims import (
    ArticleTable,
    Contradictions,
    Omissions,
    UnknownIdError,
    claim_badge,
    claim_sign,
)
from loanlab.views.datatable import DataTable
from loanlab.views.figures import ArticleFigures, SimulationFigures
from loanlab.views.glossary import Glossary
from loanlab.views.guidance import Guidance, Hotlines
from loanlab.views.ledger import Ledger
from loanlab.views.rules import RuleLinks, Rules, SourceList

ALSO = ("c0-03", "c1-04", "c1-06", "c1-07", "c1-08", "c1-09")
NAMES = {name: status["name"] for name, status in catalogue("zh")["ledger"]["statuses"].items()}
PACKAGE = Path(loanlab.__file__).parent

EVERYTHING = {
    **{f"table {name}": ArticleTable(name) for name in article_tables()},
    **{f"figures of {name}": ArticleFigures(name) for name in BOOK_CHAPTERS},
    "figures with others": ArticleFigures("rates", also=ALSO),
    "figures of simulations": SimulationFigures(),
    "contradictions": Contradictions(contradictions()),
    "omissions": Omissions(omissions()),
    "rules": Rules(regulations()),
    "rule links": RuleLinks(dict.fromkeys(regulations(), 0)),
    "guidance": Guidance(guidance()),
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


def test_figures_link_within_the_page_only_to_claims_that_they_show() -> None:
    for display in (ArticleFigures("rates"), ArticleFigures("rates", also=ALSO)):
        page = soup(display)
        assert inner_links(page) <= anchors(page)
    elsewhere = {a["href"] for a in soup(ArticleFigures("rates")).select(".claim-table a")}
    assert "ledger.md#claim-c1-06" in elsewhere


def test_every_claim_is_in_the_figures_of_its_chapter_once() -> None:
    shown = [
        str(item["id"])
        for name in BOOK_CHAPTERS
        for item in soup(ArticleFigures(name)).find_all("li", class_="evidence-item")
    ]
    assert sorted(shown) == sorted(f"claim-{name}" for name in claims())


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_figures_show_the_articles_table_and_each_claim_with_its_finding(name: str) -> None:
    page = soup(ArticleFigures(name))
    assert len(page.find_all("table")) == (name in article_tables())
    for claim in claims().values():
        if claim.home != name:
            continue
        item = page.find(id=f"claim-{claim.id}")
        assert isinstance(item, Tag)
        text = item.get_text()
        assert f"原文：{claim.claim_zh}" in text
        assert NAMES[claim.shown_status] in text
        assert claim.note_zh is not None
        assert claim.note_zh in text
        # Without its sources a reader could not check the finding.
        assert len(item.select(".evidence-sources .evidence-tier")) == len(claim.sources)


def test_the_sources_of_a_claim_are_folded() -> None:
    page = soup(ArticleFigures("rates"))
    assert page.find_all("details", open=True) == []
    for sources_of_claim in page.find_all(class_="evidence-sources"):
        assert sources_of_claim.find_parent("details") is not None


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
        assert re.search(
            r"有来源支持|与来源不符|已过时|仅见转载|文内自相矛盾|查无来源", badge.get_text()
        )


def test_a_cell_missing_from_the_article_is_labelled_missing() -> None:
    last_row = soup(ArticleTable("risks")).find_all("tr")[-1]
    assert "原文缺这一格" in last_row.get_text()
    assert "c6-04" in last_row.get_text()


def test_no_text_of_a_display_calls_anything_provisional_in_the_old_word() -> None:
    assert "暂定" not in json.dumps(catalogue("zh")["ledger"], ensure_ascii=False)


def test_a_claim_that_rests_on_reposts_alone_has_no_tick_anywhere() -> None:
    on_reposts = [claim for claim in claims().values() if claim.provisional]
    assert len(on_reposts) >= 10
    shown = strings_of_all_displays()
    for claim in on_reposts:
        assert claim_sign(claim.id) == "○"
        assert "○ 仅见转载" in claim_badge(claim.id).striptags()
        for text in shown:
            for line in text.splitlines():
                if claim.id in line and claim.claim_zh in line:
                    assert "仅见转载" in line, line
                    assert not re.search(r"[✓×†]", line.replace(claim.note_zh or "", "")), line
        for name, display in EVERYTHING.items():
            for item in soup(display).select(f"#claim-{claim.id}"):
                status = item.find(class_="claim-status")
                assert isinstance(status, Tag), name
                assert status["class"] == ["claim-status", "claim-reposts"], name
    for page in map(soup, EVERYTHING.values()):
        for badge in page.find_all("a", class_="claim-badge"):
            claim = claims()[str(badge["href"]).partition("#claim-")[2]]
            assert ("claim-reposts" in badge["class"]) == claim.provisional


def strings_of_all_displays() -> list[str]:
    # The plain text of a table of the data has the codes of its file.
    displays = [each for each in EVERYTHING.values() if not isinstance(each, DataTable)]
    return [repr(display) for display in displays]


def test_the_ledger_counts_claims_on_reposts_apart() -> None:
    options = {
        str(option["value"]): option.get_text()
        for option in soup(Ledger()).select('select[name="status"] option[value]')
    }
    supported = [claim for claim in claims().values() if claim.status == "supported"]
    checked = [claim for claim in supported if not claim.provisional]
    assert len(checked) < len(supported)
    assert options["supported"].endswith(f"（{len(checked)}）")
    on_reposts = sum(claim.provisional for claim in claims().values())
    assert options["reposts"] == f"○ 仅见转载（{on_reposts}）"
    for name, text in options.items():
        listed = soup(Ledger()).select(f'li[data-status="{name}"]')
        assert not name or text.endswith(f"（{len(listed)}）")


def test_the_table_of_claims_shows_the_same_status() -> None:
    rows = soup(DataTable("claims")).select("tbody tr")
    for row, claim in zip(rows, claims().values(), strict=True):
        assert NAMES[claim.shown_status] in [cell.get_text() for cell in row.find_all(["td", "th"])]


def test_the_origin_of_a_figure_has_the_shown_status() -> None:
    for name, figure in facts().items():
        if "claim" in figure["origin"]:
            claim = claims()[figure["origin"]["claim"]]
            assert figure["origin"]["status"] == claim.shown_status, name


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


def test_a_claim_without_a_finding_in_the_language_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = claims()
    known["c8-01"] = known["c8-01"].model_copy(update={"note_zh": None})
    monkeypatch.setattr("loanlab.views.figures.claims", lambda: known)
    with pytest.raises(ValueError, match="has no note in 'zh'"):
        ArticleFigures("outlook")


def test_every_claim_contradiction_and_omission_is_in_chinese() -> None:
    assert [claim.id for claim in claims().values() if not claim.note_zh] == []
    assert [each.id for each in contradictions().values() if not each.text_zh] == []
    assert [each.id for each in omissions().values() if not each.text_zh] == []


def test_the_figures_of_simulations_are_those_of_their_fields() -> None:
    shown = repr(SimulationFigures("repayment", "safe-limit"))
    assert [line[:5] for line in shown.splitlines()] == ["c0-05", "c3-09", "c5-04", "c8-12"]
    with pytest.raises(KeyError):
        SimulationFigures("no-such")


def test_a_repeated_claim_is_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        ArticleFigures("rates", also=["c3-01"])
    with pytest.raises(ValueError, match="named twice"):
        ArticleFigures("rates", also=["c1-05", "c1-05"])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: claim_badge("c3-99"),
        lambda: ArticleTable("fees"),
        lambda: ArticleFigures("fees"),
        lambda: ArticleFigures("rates", also=["c0-99"]),
        lambda: Contradictions(["x99"]),
        lambda: Rules(["usury"]),
        lambda: SourceList(["rumour"]),
        lambda: Omissions(["o99"]),
        lambda: DataTable("secrets"),
        lambda: ArticleFigures("introduction"),
        lambda: RuleLinks({"usury": 0}),
        lambda: RuleLinks({"penalty-2003": 99}),
        lambda: RuleLinks({"penalty-2003": -1}),
        lambda: Guidance(["rumour"]),
        lambda: Hotlines(["000"]),
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
        in_chapter = soup(ArticleFigures(claim.home)).find(id=f"claim-{claim.id}")
        assert isinstance(in_chapter, Tag)
        assert f"ledger.md#claim-{claim.id}" in {a["href"] for a in in_chapter.find_all("a")}


def test_rules_guidance_and_numbers_name_their_tier() -> None:
    tiers = catalogue("zh")["ledger"]["basis"]["tiers"]
    for display, records in (
        (Rules(regulations()), regulations()),
        (Guidance(guidance()), guidance()),
        (Omissions(omissions()), omissions()),
        (Hotlines(), hotlines()),
    ):
        items = soup(display).select(".evidence-item")
        for item, record in zip(items, records.values(), strict=True):
            shown = item.find(class_="tier")
            assert isinstance(shown, Tag)
            assert shown.get_text() == tiers[record.tier]
    assert tiers["reposts"] == "仅见转载"


def test_a_choice_of_numbers_keeps_its_order() -> None:
    links = soup(Hotlines(["96110", "12378"])).find_all("a", href=re.compile("^tel:"))
    assert [a["href"] for a in links] == ["tel:96110", "tel:12378"]


def test_a_rule_link_has_one_clause_a_date_and_whom_it_binds() -> None:
    page = soup(RuleLinks({"all-in-cost-2026": 1, "penalty-2003": 0}))
    assert [a["href"] for a in page.find_all("a")] == [
        "references.md#rule-all-in-cost-2026",
        "references.md#rule-penalty-2003",
    ]
    rule = regulations()["all-in-cost-2026"]
    text = page.get_text()
    assert rule.says_zh[1] in text
    assert rule.says_zh[0] not in text
    assert "2026-08-01起施行" in text
    assert rule.binds_zh in text


def test_a_rule_no_longer_in_force_says_so_in_its_link() -> None:
    assert "36%已经作废" in soup(RuleLinks({"24-36-history": 0})).get_text()


def test_every_rule_link_leads_to_a_full_rule() -> None:
    full = {f"references.md#{anchor}" for anchor in anchors(soup(Rules(regulations())))}
    links = soup(RuleLinks(dict.fromkeys(regulations(), 0))).find_all("a")
    assert {a["href"] for a in links} == full


def test_an_unknown_date_is_not_invented() -> None:
    for display in (
        Rules(["micro-cost-2025"]),
        RuleLinks({"micro-cost-2025": 0}),
        DataTable("regulations"),
    ):
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
    assert "微粒贷 | 日0.02%（○ 仅见转载，c0-05） | 年化24%（≠ 文内自相矛盾，c3-05）" in text
    assert "原文缺这一格" in repr(ArticleTable("risks"))
