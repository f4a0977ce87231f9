"""The front page leads to the edition, with or without a script, and takes its texts as texts."""

from bs4 import BeautifulSoup

from loanlab.site.landing import landing_page

HOSTILE = "<script>alert(1)</script>\"'"


def test_it_leads_on_by_itself_and_by_a_link() -> None:
    page = BeautifulSoup(landing_page("book/zh/index.html", "zh-CN", "书", "请点"), "html.parser")
    refresh = page.select_one('meta[http-equiv="refresh"]')
    link = page.select_one("a")
    assert refresh is not None
    assert link is not None
    assert refresh["content"] == "0; url=book/zh/index.html"
    assert link["href"] == "book/zh/index.html"
    assert page.select("script") == []


def test_a_hostile_title_or_text_stays_text() -> None:
    page = BeautifulSoup(landing_page("a.html", "zh-CN", HOSTILE, HOSTILE), "html.parser")
    assert page.select("script") == []
    assert page.title is not None
    assert page.title.get_text() == HOSTILE
