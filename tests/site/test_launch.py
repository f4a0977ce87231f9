"""Test the launch button with and without a configured repository."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from jinja2 import Environment, FileSystemLoader

from loanlab.data import BOOK_CHAPTERS
from loanlab.site import launch
from loanlab.site.launch import (
    SETTINGS,
    Repository,
    add_launch_ways,
    binder_address,
    read_repository,
    repository,
)
from loanlab.site.paths import ROOT, THEME
from loanlab.text import catalogue

SET = "repository: {url: 'https://github.com/someone/book.git/', branch: v1/2026}\n"


def test_the_books_own_repository_setting_is_valid() -> None:
    setting = SETTINGS.read_text(encoding="utf-8")
    assert "\nrepository:\n" in setting
    where = repository(setting)
    assert where is None or binder_address(where, "book/zh/rates.md").startswith(where.hub)


def test_branch_and_hub_are_read_with_the_repository_address() -> None:
    where = repository(SET + "launch_buttons: {binderhub_url: 'https://hub.example/'}")
    assert where == Repository(
        "https://github.com/someone/book.git", "v1/2026", "https://hub.example"
    )


@pytest.mark.parametrize(
    "url",
    [
        "someone/book",
        "https://github.com/someone",
        "ftp://a.b/c/d",
        "https://someone:secret@git.example/someone/book",
        "https://github.com/someone/book/tree/main",
        "https://gitlab.com/group/book/-/tree/main",
        "https://gitlab.com/group/book/-",
        "https://github.com/someone/book?token=secret",
        "https://GitHub.com/someone/book/tree/main",
    ],
)
def test_an_invalid_repository_address_fails_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match=r"https://github\.com/OWNER/NAME"):
        repository(f"repository: {{url: '{url}'}}")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://github.com/someone/book.git", "gh/someone/book"),
        ("https://gitlab.com/group/part/book", "gl/group%2Fpart%2Fbook"),
        ("https://git.example/someone/book", "git/https%3A%2F%2Fgit.example%2Fsomeone%2Fbook"),
    ],
)
def test_the_binder_address_names_the_repository_in_binders_form(url: str, place: str) -> None:
    address = binder_address(Repository(url, "v1/2026", "https://hub.example"), "book/zh/a.md")
    assert address.startswith(f"https://hub.example/v2/{place}/v1%2F2026?")


def shown(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: str,
    page: str,
    language: str = "zh",
) -> Any:
    """Render the template and return the launch button of a page."""
    path = tmp_path / "_config.yml"
    path.write_text(settings, encoding="utf-8")
    monkeypatch.setattr(launch, "SETTINGS", path)
    config: Any = {}
    env = SimpleNamespace(doc2path=lambda name: str(ROOT / f"{name}.md"))
    context: dict[str, Any] = {
        "strings": catalogue(language)["shell"],
        "generate_toc_html": lambda: "",
    }
    app: Any = SimpleNamespace(env=env, config=config)
    read_repository(app, config)
    add_launch_ways(
        app, f"book/{language}/{page}", "page.html", context, nodes.document(None, None)
    )
    template = "components/article-header-buttons.html"
    html = Environment(
        loader=FileSystemLoader([THEME, THEME / "components"]), autoescape=True
    ).get_template(template)
    return BeautifulSoup(html.render(**context), "html.parser").select_one("details.launch")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [*BOOK_CHAPTERS, "simulations"])
def test_the_button_opens_its_own_chapter_in_jupyterlab(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, language: str
) -> None:
    button = shown(monkeypatch, tmp_path, SET, page, language)
    (link,) = button.select('a[href^="https:"]')
    parts = urlsplit(str(link["href"]))
    assert parts.path == "/v2/gh/someone/book/v1%2F2026"
    assert parse_qs(parts.query) == {"urlpath": [f"lab/tree/book/{language}/{page}.md"]}
    assert (ROOT / "book" / language / f"{page}.md").exists()
    assert "noreferrer" in link["rel"]
    assert catalogue(language)["shell"]["launch"]["no_repository"] not in button.get_text()


def test_without_a_repository_the_button_explains_what_to_configure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    button = shown(monkeypatch, tmp_path, "repository: {url: ''}", "rates")
    strings = catalogue("zh")["shell"]["launch"]
    assert strings["no_repository"] in button.get_text()
    assert strings["for_publisher"] in button.get_text()
    assert [link["href"] for link in button.select("a")] == [
        "rates.ipynb",
        "rates-answers.ipynb",
        "running.html",
    ]


def test_a_page_without_a_notebook_has_no_button(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert shown(monkeypatch, tmp_path, SET, "about") is None
