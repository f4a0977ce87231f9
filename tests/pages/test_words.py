"""The book's words: its own, and its terms explained where they are first used."""

import copy
import hashlib
import re
from pathlib import Path

import pytest

from loanlab.data import BOOK_CHAPTERS, terms
from loanlab.views.glossary import forms
from tests.book.chapters import BOOK, chapter_text
from tests.pages.built import article

RUN = 16
# Names that nobody can say otherwise; they are left out before runs are compared, as figures are.
NAMES = (
    "微信支付分|微信支付|微信|微粒贷|小鹅花钱|支付宝|借呗|京东金条|微众银行|深圳前海|人民银行|中国人民银行"
    "|个人信息保护法|网络小额贷款业务分级管理办法|腾讯金融科技实验室|腾讯客服|银保监会|理财通"
)
FINGERPRINTS = Path(__file__).parent / "article_runs.txt"


def bare(text: str) -> str:
    """The Chinese and Latin letters of a text, without names, figures and punctuation."""
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", re.sub(NAMES, "", text))


def fingerprint(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:12]


@pytest.mark.parametrize("path", sorted(BOOK.glob("zh/*.md")), ids=lambda path: path.stem)
def test_no_sentence_of_the_article_stands_in_the_book(path: Path) -> None:
    known = set(FINGERPRINTS.read_text(encoding="ascii").split())
    assert known
    letters = bare(path.read_text(encoding="utf-8"))
    runs = [letters[at : at + RUN] for at in range(len(letters) - RUN + 1)]
    assert [run for run in runs if fingerprint(run) in known] == []


@pytest.mark.parametrize("name", BOOK_CHAPTERS)
def test_a_term_is_linked_where_a_chapter_first_uses_it(name: str, site: Path) -> None:
    chapter = copy.copy(article(site, name))
    links = [str(link["href"]) for link in chapter.select('a[href^="glossary.html#term-"]')]
    assert len(links) >= 10
    assert len(links) == len(set(links)), "a term is linked once in a chapter"
    by_form = {form: term for term in terms().values() for form in forms(term, "zh")}
    pattern = re.compile("|".join(sorted(map(re.escape, by_form), key=len, reverse=True)))
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
def test_the_terms_at_a_chapters_end_are_the_glossarys_in_both_languages(name: str) -> None:
    line = next(line for line in chapter_text(name).splitlines() if "**本章术语**" in line)
    listed = re.findall(r"([^、。* ]+?)（((?:[^（）])+)）", line.split("**本章术语**")[1])
    known = {term.zh: term.en.replace(", ", "，") for term in terms().values()}
    assert len(listed) >= 5
    assert [(zh, en) for zh, en in listed if known.get(zh) != en] == []


def test_every_term_of_the_glossary_is_used_by_a_chapter() -> None:
    text = "".join(chapter_text(name) for name in BOOK_CHAPTERS)
    unused = [
        term.zh
        for term in terms().values()
        if not any(form in text for form in (*forms(term, "zh"), f"**{term.zh}**"))
    ]
    assert unused == []


@pytest.mark.parametrize("path", sorted(BOOK.glob("zh/*.md")), ids=lambda path: path.stem)
def test_the_chinese_text_is_set_as_chinese(path: Path) -> None:
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
