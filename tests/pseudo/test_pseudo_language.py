"""Build the pseudo-language's edition and look, on a phone, for words of no translation."""

import functools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import run
from loanlab.data import frames, lpr
from tests.conftest import _Quiet, visits
from tests.pages.test_pages import settle
from tests.pseudo.language import CLOSE, ENGLISH, LANGUAGE, OPEN, add_language, copy_project, marked
from tests.written_figures import HAN

ROOT = Path(__file__).parents[2]
WIDTH = 360
# The folder's names, and the search, whose results Sphinx's own translations name.
NAMES = sorted(path.stem for path in (ROOT / "book" / ENGLISH).glob("*.md"))

# The descriptions of the package are in English in every language.
REFERENCE = "package"
# Frames that code shows have the names of code over their columns: the data's fields, functions.
COLUMNS = {*lpr().columns, *(name for names in frames.COLUMNS.values() for name in names)}
FUNCTION = re.compile(r"[a-z]+\.[a-z]+")
WORD = re.compile(rf"[A-Za-z]{{2,}}|[{HAN}]+")
# Code, charts, which a test of their own reads, formulas, originals in Chinese, ways to editions,
# and the raw tables of the data: ids, addresses, codes, and the terms in two languages.
ASIDE = (
    "script, style, noscript, template, pre, code, kbd, svg, .katex, [lang='zh-CN'], [hreflang],"
    " .data-table td"
)

# The text of each block and the names that only a screen reader reads. A block ends where another
# begins, so that the words of a sentence stay together over its links and emphasis.
BLOCKS = """(aside) => {
  const inline = new Set(['A', 'B', 'I', 'EM', 'STRONG', 'SPAN', 'SMALL', 'SUP', 'SUB', 'ABBR',
    'MARK', 'OUTPUT', 'DATA', 'TIME', 'DEL', 'INS', 'BUTTON', 'S', 'U']);
  const isShown = (each) => each.tagName === 'OPTION'
    || each.checkVisibility({ visibilityProperty: true });
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const above = text.parentElement;
    if (!text.data.trim() || above.closest(aside) || !isShown(above)) continue;
    let block = above;
    while (inline.has(block.tagName)) block = block.parentElement;
    blocks.set(block, (blocks.get(block) ?? '') + text.data);
  }
  const texts = [...blocks].map(([block, text]) => [name(block), text]);
  for (const named of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (named.closest(aside)) continue;
    for (const attribute of ['aria-label', 'title', 'placeholder', 'alt'])
      if (named.getAttribute(attribute))
        texts.push([`${name(named)} ${attribute}`, named.getAttribute(attribute)]);
  }
  return texts;

  function name(element) {
    const classes = typeof element.className === 'string' ? element.className : '';
    return `${element.tagName.toLowerCase()}.${classes.split(' ').join('.')}`;
  }
}"""
CHART_TEXTS = """() => [...document.querySelectorAll('svg text')]
  .map((text) => [text.closest("[id]")?.id ?? "", text.textContent])"""
# What is wider than the screen, scrolls sideways or is cut off. Rows of buttons and tables of a
# simulation scroll by intent; its sentence is cut after some lines, and can be read in full below.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const aside = 'svg, pre, .katex, .visually-hidden, [popover], figcaption, .rows-scroll, .presets,'
    + ' .tabs, .picture-table, .delta';
  if (each.closest(aside) || !each.checkVisibility({ visibilityProperty: true })) return false;
  const box = each.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) return false;
  const style = getComputedStyle(each);
  return box.right > innerWidth + 1 || box.left < -1
    || style.overflowX !== 'visible' && style.display !== 'inline'
      && each.scrollWidth > each.clientWidth + 1;
}).map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def edition(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pseudo-language's edition in a copy of the project."""
    folder = tmp_path_factory.mktemp("pseudo")
    copy_project(folder)
    add_language(folder)
    command = [sys.executable, "-c", run.JUPYTER_BOOK, "build", *run.edition_arguments(LANGUAGE)]
    built = subprocess.run(
        command,
        cwd=folder,
        # Its pages have the way to all others, so that the bar is as full as on a whole site.
        env={
            **os.environ,
            "PYTHONPATH": str(folder / "src"),
            "LOANLAB_EDITIONS": ",".join((*run.languages(), LANGUAGE)),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stdout[-4000:] + built.stderr[-4000:]
    return folder / run.edition_html(LANGUAGE).relative_to(ROOT)


@pytest.fixture(scope="module")
def address(edition: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(edition))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/book/{LANGUAGE}"
        server.shutdown()


@pytest.fixture(scope="module", params=NAMES)
def seen(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[dict[str, Any]]:
    """Visit a page on a phone and note what it shows with its folds closed and open."""
    with visits(browser) as open_page:
        page = open_page(f"{address}/{request.param}.html", width=WIDTH).page
        page.wait_for_load_state("load")
        noted = {"closed": note(page)}
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((e) => { e.open = true })"
        )
        settle(page)
        yield {"name": request.param, **noted, "open": note(page)}


def note(page: Page) -> dict[str, Any]:
    return {
        "texts": page.evaluate(BLOCKS, ASIDE),
        "charts": page.evaluate(CHART_TEXTS),
        "cut": page.evaluate(CUT_OFF),
        "width": page.evaluate("document.documentElement.scrollWidth"),
    }


def outside(text: str) -> str:
    """Return the part of a text that stands outside the brackets."""
    depth, kept = 0, ""
    for part in re.split(f"([{OPEN}{CLOSE}])", text):
        if part == OPEN:
            depth += 1
        elif part == CLOSE:
            depth -= 1
        elif depth == 0:
            kept += part
    return kept


def untranslated(texts: list[list[str]]) -> list[str]:
    return sorted(
        {
            f"{where}: {left.strip()[:80]}"
            for where, text in texts
            if WORD.search(left := outside(text)) and not _is_column(where, left.strip())
        }
    )


def _is_column(where: str, text: str) -> bool:
    return where.startswith("th.") and (text in COLUMNS or bool(FUNCTION.fullmatch(text)))


def test_every_word_of_a_page_comes_from_the_language(seen: dict[str, Any]) -> None:
    for state in ("closed", "open"):
        texts = seen[state]["texts"]
        if seen["name"] == REFERENCE:
            texts = [text for text in texts if re.match("h[1-6]|nav|header|footer", text[0])]
        assert untranslated(texts) == [], state


def test_every_word_of_a_chart_comes_from_the_language(seen: dict[str, Any]) -> None:
    assert untranslated(seen["open"]["charts"]) == []


def test_texts_a_third_longer_fit_a_phone(seen: dict[str, Any]) -> None:
    for state in ("closed", "open"):
        assert seen[state]["cut"] == [], state
        assert seen[state]["width"] <= WIDTH


def test_a_word_outside_the_brackets_is_found() -> None:
    assert untranslated([["p", f"{marked('Loan amount')} yuan, c3-05"]]) == ["p: yuan, c3-05"]
    assert untranslated([["th.", "lpr_1y"], ["th.", "rate"]]) == ["th.: rate"]
    assert untranslated([["p", marked("Loan *{amount}* of " + marked("two months"))]]) == []
