"""Test the theme's templates and scripts without a browser."""

import json
import math
import re
import subprocess
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from loanlab.data import facts
from loanlab.site import browser_bundle
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


def landing_page(title: str) -> BeautifulSoup:
    # Like Sphinx's template environment, this one does not autoescape.
    environment = Environment(loader=FileSystemLoader(THEME))  # noqa: S701
    html = environment.get_template("landing.html").render(
        language="zh-CN",
        docstitle=title,
        root_doc="book/zh/index",
        strings=catalogue("zh")["shell"],
        pathto=lambda name, resource=False: name if resource else f"{name}.html",
    )
    return BeautifulSoup(html, "html.parser")


def test_the_landing_page_redirects_and_links_to_the_edition() -> None:
    page = landing_page("书")
    refresh = page.select_one('meta[http-equiv="refresh"]')
    link, help_link = page.select("a")
    assert refresh is not None
    assert refresh["content"] == "0; url=book/zh/index.html"
    assert link["href"] == "book/zh/index.html"
    assert "《书》" in link.get_text()
    assert help_link["href"] == "book/zh/trouble.html"
    assert help_link.get_text() == catalogue("zh")["shell"]["trouble"]
    assert page.select("script") == []


def test_a_hostile_title_is_escaped() -> None:
    page = landing_page(HOSTILE)
    assert page.select("script") == []
    assert page.title is not None
    assert page.title.get_text() == HOSTILE


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
