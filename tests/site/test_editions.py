"""Test which editions a page knows of, and what it says of itself."""

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from loanlab.site.editions import LONGEST_DESCRIPTION, VARIABLE, add_editions, description
from loanlab.site.editions import read_languages as read

CHINESE = SimpleNamespace(language="zh_CN")
APP: Any = None


class Settings(dict[str, Any]):
    """Sphinx's configuration: values by name, and the language as an attribute."""

    language = "zh_CN"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (None, ["zh"]),
        ("", ["zh"]),
        ("zh,en", ["zh", "en"]),
        ("en,zh", ["en", "zh"]),
        ("en", ["zh"]),
    ],
)
def test_an_edition_knows_those_that_run_py_builds_with_it(
    monkeypatch: pytest.MonkeyPatch, named: str | None, expected: list[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if named is not None:
        monkeypatch.setenv(VARIABLE, named)
    config: Any = Settings()
    read(APP, config)
    assert config["loanlab_editions"] == expected


def context_of(page: str, languages: list[str]) -> dict[str, Any]:
    config = Settings(loanlab_editions=languages)
    context: dict[str, Any] = {"hasdoc": lambda name: True}
    app: Any = SimpleNamespace(config=config)
    add_editions(app, page, "page.html", context, new_document("page"))
    return context


def test_a_page_names_itself_in_all_editions() -> None:
    context = context_of("book/zh/rates", ["zh", "en"])
    addresses = [(each.code, address) for each, address in context["alternates"]]
    assert addresses == [("zh-CN", "../zh/rates.html"), ("en", "../en/rates.html")]
    assert context["edition"].language == "zh"


def test_a_page_outside_the_editions_has_no_other_language() -> None:
    assert "alternates" not in context_of("index", ["zh", "en"])


def page(*texts: str | nodes.Node) -> nodes.document:
    document = new_document("page")
    for text in texts:
        document += nodes.paragraph("", "", nodes.Text(text) if isinstance(text, str) else text)
    return document


def test_a_page_is_described_by_its_first_paragraph_that_says_something() -> None:
    links = nodes.reference("", "a link to another page of this book")
    said = "A fee of 1.2% a month over 6 payments is 24.28% a year."
    facts = "About 20 minutes · percentages are enough"
    assert description(page("Short.", links, facts, said, "And more of the same.")) == said
    assert description(page("Short.")) == ""


def test_links_and_marks_in_a_sentence_leave_its_description_plain() -> None:
    sentence = nodes.inline("", "Ask the ")
    sentence += nodes.reference("", "lender")
    sentence += nodes.Text(" for the all-in annual rate")
    sentence += nodes.raw("", '<button class="basis">basis</button>', format="html")
    sentence += nodes.Text(".")
    assert description(page(sentence)) == "Ask the lender for the all-in annual rate."


@pytest.mark.parametrize("word", ["amount ", "年"])
def test_a_long_description_is_cut(word: str) -> None:
    cut = description(page(word * 200))
    assert LONGEST_DESCRIPTION - 10 < len(cut) <= LONGEST_DESCRIPTION
    assert cut.endswith(f"{word.strip()}…")
