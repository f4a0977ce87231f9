"""Test the book's wording: no copied sentences; terms are linked at their first use."""

import copy
import hashlib
import re
from pathlib import Path

import pytest

import loanlab.data
from loanlab.data import BOOK_CHAPTERS, ERRANDS, terms
from loanlab.views.glossary import forms
from tests.book.chapters import BOOK, chapter_text
from tests.pages.built import article

RUN = 16
# Names that cannot be paraphrased. Like figures, they are removed before texts are compared.
NAMES = (
    "微信支付分|微信支付|微信|微粒贷|小鹅花钱|支付宝|借呗|京东金条|微众银行|深圳前海|人民银行|中国人民银行"
    "|个人信息保护法|网络小额贷款业务分级管理办法|腾讯金融科技实验室|腾讯客服|银保监会|理财通"
)
FINGERPRINTS = Path(__file__).parent / "article_runs.txt"


def bare(text: str) -> str:
    """Reduce a text to Chinese and Latin letters, without names, figures and punctuation."""
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", re.sub(NAMES, "", text))


def fingerprint(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:12]


@pytest.mark.parametrize("path", sorted(BOOK.glob("zh/*.md")), ids=lambda path: path.stem)
def test_the_book_copies_no_sentence_of_the_article(path: Path) -> None:
    known = set(FINGERPRINTS.read_text(encoding="ascii").split())
    assert known
    letters = bare(path.read_text(encoding="utf-8"))
    runs = [letters[at : at + RUN] for at in range(len(letters) - RUN + 1)]
    assert [run for run in runs if fingerprint(run) in known] == []


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_a_term_is_linked_at_its_first_use_in_a_chapter(name: str, site: Path) -> None:
    chapter = copy.copy(article(site, name))
    links = [str(link["href"]) for link in chapter.select('a[href^="glossary.html#term-"]')]
    assert len(links) >= 10
    assert len(links) == len(set(links)), "a term is linked once in a chapter"
    by_form = {form: term for term in terms().values() for form in forms(term, "zh")}
    pattern = re.compile("|".join(sorted(map(re.escape, by_form), key=len, reverse=True)))
    for basis in chapter.select("[popover]"):
        basis.extract()
    linked: set[str] = set()
    for part in chapter.select("p"):
        if part.find_parent(class_=["admonition", "cell", "sd-dropdown"]) is not None:
            continue
        linked |= {str(link["href"]) for link in part.select('a[href^="glossary"]')}
        for other in part.select('a:not([href^="glossary"])'):
            other.extract()
        for match in pattern.findall(part.get_text()):
            assert f"glossary.html#term-{by_form[match].id}" in linked, match


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_an_english_chapter_links_terms_once_to_its_own_glossary(name: str, site: Path) -> None:
    chapter = article(site, name, "en")
    links = [str(link["href"]) for link in chapter.select('a[href*="glossary.html#term-"]')]
    assert len(links) >= 10
    assert len(links) == len(set(links)), "a term is linked once in a chapter"
    assert all(link.startswith("glossary.html#") for link in links)


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_the_terms_at_the_end_of_a_chapter_match_the_glossary(name: str) -> None:
    line = next(line for line in chapter_text(name).splitlines() if "**本章术语**" in line)
    listed = re.findall(r"([^、。* ]+?)（((?:[^（）])+)）", line.split("**本章术语**")[1])
    known = {term.name_zh: str(term.name_en).replace(", ", "，") for term in terms().values()}
    assert len(listed) >= 5
    assert [(zh, en) for zh, en in listed if known.get(zh) != en] == []


def test_the_book_uses_every_term_in_the_glossary() -> None:
    # Mock papers, chats, rules and guidance stand in the data.
    data = Path(loanlab.data.__file__).parent
    entries = [path for path in data.rglob("*.yml") if path.stem != "glossary"]
    text = "".join(chapter_text(name) for name in (*BOOK_CHAPTERS, *ERRANDS))
    text += "".join(path.read_text("utf-8") for path in entries)
    unused = [
        term.name_zh
        for term in terms().values()
        if not any(form in text for form in (*forms(term, "zh"), f"**{term.name_zh}**"))
    ]
    assert unused == []


@pytest.mark.parametrize("path", sorted(BOOK.glob("zh/*.md")), ids=lambda path: path.stem)
def test_chinese_text_has_chinese_typography(path: Path) -> None:
    text = re.sub(
        r"^```\{code-cell\}.*?^```$|^---$.*?^---$", "", path.read_text("utf-8"), flags=re.S | re.M
    )
    text = re.sub(r"`[^`]*`|\$\$.*?\$\$|\]\([^)]*\)|<[^>]*>", "", text, flags=re.S)
    assert re.findall(r"[\u4e00-\u9fff][,;:?!]", text) == []
    assert (
        re.findall(
            r"[\u4e00-\u9fff，。] [A-Za-z0-9]|[A-Za-z0-9%] [\u4e00-\u9fff]",
            re.sub(r"^[#\d*: -].*$", "", text, flags=re.M),
        )
        == []
    )
    assert "！" not in text
