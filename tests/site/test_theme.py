"""Test the theme's templates and scripts without a browser."""

import json
import math
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from loanlab.data import facts
from loanlab.site import browser_bundle
from loanlab.site.editions import SiteEdition, edition
from loanlab.site.paths import THEME
from loanlab.text import catalogue

HOSTILE = "<script>alert(1)</script>\"'"
SCRIPTS = [*browser_bundle.SOURCES.glob("*.js"), *THEME.glob("*.js")]
TEMPLATES = list(THEME.rglob("*.html"))


def run(script: str, *arguments: str) -> list[str]:
    """Run a script in Node and parse the JSON that it prints."""
    done = subprocess.run(
        [str(browser_bundle.node()), "-e", script, "-", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed: list[str] = json.loads(done.stdout)
    return printed


def rendered(template: str, *built: SiteEdition, **context: Any) -> BeautifulSoup:
    """Render a template of a site with these editions."""
    # Like Sphinx's template environment, this one does not autoescape.
    loader = FileSystemLoader([THEME, THEME / "components"])
    html = (
        Environment(loader=loader)  # noqa: S701
        .get_template(template)
        .render(
            editions=built,
            edition=built[0],
            strings=built[0].strings,
            pathto=lambda name, resource=False: name if resource else f"{name}.html",
            **context,
        )
    )
    return BeautifulSoup(html, "html.parser")


def test_the_landing_page_offers_each_edition_with_its_help() -> None:
    both = [edition("zh"), edition("en")]
    page = rendered("landing.html", *both)
    addresses = [link["href"] for link in page.select("a")]
    names = [link.get_text() for link in page.select("a")]
    languages = [line["lang"] for line in page.select("p")]
    assert addresses == [
        f"{each.folder}/{name}.html" for each in both for name in ("index", "trouble")
    ]
    assert names == [each.strings[key] for each in both for key in ("book", "trouble")]
    assert languages == ["zh-CN", "en"]
    assert [script["src"] for script in page.select("script")] == ["_static/loanlab/landing.js"]
    # The choice is the reader's: without scripts the page waits for it.
    assert page.select('meta[http-equiv="refresh"]') == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_landing_page_of_a_single_edition_leads_to_it(language: str) -> None:
    page = rendered("landing.html", edition(language))
    refresh = page.select_one('meta[http-equiv="refresh"]')
    assert refresh is not None
    assert refresh["content"] == f"0; url=book/{language}/index.html"
    assert len(page.select("p")) == 1


def test_a_hostile_title_is_escaped() -> None:
    chinese = edition("zh")
    page = rendered("landing.html", chinese._replace(strings={**chinese.strings, "book": HOSTILE}))
    assert [script.get_text() for script in page.select("script")] == [""]
    assert page.title is not None
    assert page.title.get_text() == HOSTILE


def bar(*built: SiteEdition) -> BeautifulSoup:
    """Render the bar of a page of the first of these editions."""
    alternates = [(each, f"../{each.language}/rates.html") for each in built]
    return rendered(
        "components/header-bar.html",
        *built,
        root_doc=f"{built[0].folder}/index",
        docstitle="x",
        alternates=alternates,
    )


def test_the_bar_leads_to_the_same_page_in_the_other_language() -> None:
    (link,) = bar(edition("zh"), edition("en")).select("[data-language]")
    assert (link["href"], link["lang"], link["hreflang"]) == ("../en/rates.html", "en", "en")
    # What is seen is a part of what is heard.
    shell = catalogue("en")["shell"]
    assert link.get_text() == f"{shell['language_short']} {shell['read_here']}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_edition_that_is_built_alone_has_no_switch(language: str) -> None:
    assert bar(edition(language)).select("[data-language]") == []


def test_the_arc_of_the_mark_is_a_year_of_the_high_daily_rate() -> None:
    mark = BeautifulSoup((THEME / "favicon.svg").read_text(encoding="utf-8"), "html.parser")
    arc = mark.select_one("path.mark-arc")
    assert arc is not None
    # Move to the start; radii, rotation, less than half, clockwise; the end.
    path = re.fullmatch(
        r"M([\d.]+) ([\d.]+)A([\d.]+) ([\d.]+) 0 0 1 ([\d.]+) ([\d.]+)", str(arc["d"])
    )
    assert path is not None
    x0, y0, radius, other_radius, x1, y1 = map(float, path.groups())
    centre = 16
    assert (x0, y0) == (centre, centre - radius)
    assert radius == other_radius == pytest.approx(math.hypot(x1 - centre, y1 - centre), rel=1e-4)
    share = math.atan2(x1 - centre, centre - y1) / math.tau
    assert share == pytest.approx(facts()["daily_rate_high"]["value"] * 365, abs=1e-5)


# A minimal browser stub for Node: event listeners by type, and one input field.
BROWSER = """
const listeners = {};
const field = { value: "" };
const element = { dataset: {}, classList: { add() {} } };
globalThis.addEventListener = (type, listener) => (listeners[type] ??= []).push(listener);
globalThis.document = {
  documentElement: element,
  addEventListener: globalThis.addEventListener,
  querySelectorAll: () => [field],
  getElementById: () => element,
};
globalThis.MutationObserver = class { observe() {} };
globalThis.matchMedia = () => ({ matches: false });
globalThis.localStorage = { getItem: () => null };
"""


@pytest.mark.parametrize("opened", ["", "#", "#q=LPR", "?q=LPR#"])
def test_the_search_form_keeps_the_query_out_of_requests(opened: str) -> None:
    shell = (THEME / "shell.js").read_text(encoding="utf-8")
    (address,) = run(
        f"""{BROWSER}
globalThis.location = {{}};
{shell}
const form = {{ action: process.argv[3], q: {{ value: process.argv[2] }} }};
let sent = true;
const event = {{ target: {{ closest: () => form }}, preventDefault: () => (sent = false) }};
for (const listener of listeners.submit) listener(event);
console.log(JSON.stringify([sent ? "sent" : location.href]));
""",
        "年化 & 罚息",
        f"https://book.example/search.html{opened}",
    )
    request, _, fragment = address.partition("#")
    assert request == "https://book.example/search.html"
    assert parse_qs(fragment) == {"q": ["年化 & 罚息"]}


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [("#q=%E5%B9%B4%E5%8C%96%20%26%20LPR", "年化 & LPR"), ("", None), ("#q=", None)],
)
def test_the_search_page_reads_the_query_from_the_fragment(
    fragment: str, expected: str | None
) -> None:
    search = (THEME / "search.js").read_text(encoding="utf-8")
    printed = run(
        f"""{BROWSER}
element.dataset = {{ first: "{{}}", none: "" }};
globalThis.Documentation = {{ TRANSLATIONS: {{}} }};
const searched = [];
globalThis.Search = {{ performSearch: (query) => searched.push(query) }};
globalThis.location = {{ hash: process.argv[2] }};
{search}
console.log(JSON.stringify([...searched, field.value]));
""",
        fragment,
    )
    assert printed == ([expected, expected] if expected else [""])


def test_a_second_search_reloads_the_search_page() -> None:
    search = (THEME / "search.js").read_text(encoding="utf-8")
    printed = run(
        f"""{BROWSER}
let reloads = 0;
globalThis.location = {{ hash: "", reload: () => (reloads += 1) }};
{search}
for (const listener of listeners.hashchange) listener();
console.log(JSON.stringify([String(reloads)]));
"""
    )
    assert printed == ["1"]


@pytest.mark.parametrize("path", SCRIPTS + TEMPLATES, ids=lambda path: path.name)
def test_no_script_or_template_contains_chinese(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"^\s*//.*|\s//.*", "", text, flags=re.MULTILINE)
    wide = {character for character in text if unicodedata.east_asian_width(character) in "WF"}
    assert wide == set()
