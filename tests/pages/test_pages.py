"""Open every built page in a browser: no outside requests, no errors, no overflow."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from loanlab.data import BOOK_CHAPTERS, ERRANDS, sources
from loanlab.site.paths import WORK
from loanlab.text import catalogue
from tests.book.editions import leftover_chinese
from tests.conftest import ROOT, Open, Visit, visits
from tests.pages.built import LANGUAGES, parsed
from tests.pages.forms import stand_still

# A newly opened page counts as settled after this many frames without movement.
STILL = 12
TAGS = {"zh": "zh-CN", "en": "en"}
LINKED_TIERS = {"official", "legal", "news"}
# This page redirects immediately; test_editions.py tests it.
FRONT = Path("index.html")
# Light and dark differ only in colours, whose contrasts tests/charts/test_theme.py measures. These
# pages have every coloured element: forms, charts, claims with a filter, a search field.
CONTENTS = {"zh": "_toc.yml", "en": "book/en/_toc.yml"}
IN_DARK = ("book/zh/rates.html", "book/en/ledger.html", "book/zh/search.html")


@pytest.fixture(scope="session")
def page_files(site: Path) -> list[Path]:
    """Return every page of the built site."""
    found = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert {FRONT, Path("book/zh/rates.html")} <= set(found)
    return found


def settle(page: Page) -> None:
    """Wait until the scripts have run and every chart is drawn."""
    page.wait_for_load_state("load")
    for form in page.locator("form.simulation, form.exercise").all():
        form.and_(page.locator('[data-state="live"]')).wait_for(state="attached", timeout=20_000)
    # The gallery's simulations are in closed tiles; of a simulation's pictures one is shown.
    page.evaluate(
        "() => { for (const tile of document.querySelectorAll('.tile')) tile.open = true; }"
    )
    for chart in page.locator(".chart:visible").all():
        chart.scroll_into_view_if_needed()
        chart.locator("> div > svg").wait_for(timeout=20_000)


def pages_of(language: str) -> list[str]:
    """List the pages of an edition, as its contents name them, and its search page."""
    named = (ROOT / CONTENTS[language]).read_text("utf-8")
    found = re.findall(r"(?:root|file): (\S+)", named)
    return [*(f"{name}.html" for name in found), f"book/{language}/search.html"]


PAGES = [page for language in LANGUAGES for page in pages_of(language)]


def language_of(path: str | Path) -> str:
    """Return the edition that a page belongs to; the front page is the first one's."""
    parts = Path(path).parts
    return parts[1] if len(parts) > 1 else LANGUAGES[0]


@pytest.fixture(scope="module", params=PAGES)
def read(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Visit]:
    """Open a page and scroll to its end, once for the tests that inspect it."""
    with visits(browser) as open_page:
        seen = open_page(f"{served}/{request.param}")
        settle(seen.page)
        yield seen


def test_the_tested_pages_are_all_pages(page_files: list[Path]) -> None:
    assert {path.as_posix() for path in page_files} == {FRONT.as_posix(), *PAGES}


def test_a_page_requests_no_other_host_and_logs_no_error(read: Visit) -> None:
    assert read.outside == []
    assert read.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_from_a_file_fits_a_phone_and_logs_no_request_or_error(
    visit: Open, site: Path, path: str
) -> None:
    seen = visit(f"{site.as_uri()}/{path}", width=360)
    settle(seen.page)
    wide, window = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window
    cut = seen.page.evaluate(
        """() => [...document.querySelectorAll('.simulation *, .exercise *')].filter((e) => {
          const box = e.getBoundingClientRect();
          const scrolls = '.rows-scroll, svg, .presets, .tabs, .picture-table, .delta';
          return box.width && e.checkVisibility() && !e.closest(scrolls)
            && box.right > innerWidth;
        }).map((e) => e.className || e.tagName)"""
    )
    assert cut == []
    assert seen.outside == []
    assert seen.complaints == []


def broken_rules(page: Page) -> str:
    axe = (WORK / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    # A control that is half under the bar is not a small one.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    broken = page.evaluate(
        """async () => {
          const result = await axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          });
          return result.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160))]);
        }"""
    )
    return json.dumps(broken, ensure_ascii=False, indent=1) if broken else ""


def test_a_page_passes_the_accessibility_rules(read: Visit) -> None:
    assert broken_rules(read.page) == ""


@pytest.mark.parametrize("path", IN_DARK)
def test_the_accessibility_rules_hold_in_dark_mode(visit: Open, served: str, path: str) -> None:
    seen = visit(f"{served}/{path}", dark=True)
    settle(seen.page)
    seen.page.locator('html[data-theme="dark"]').wait_for(state="attached")
    # Wait for colour transitions to finish.
    seen.page.evaluate(
        "Promise.allSettled(document.getAnimations().map((fading) => fading.finished))"
    )
    assert broken_rules(seen.page) == ""


def test_no_accessible_name_is_in_another_language(read: Visit) -> None:
    names = read.page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [title], button, summary')]
          .filter((e) => !e.closest('[lang]:not(html)') && !e.querySelector('[lang]'))
          .map((e) => (e.getAttribute('aria-label') || e.title || e.textContent).trim())"""
    )
    if "/book/zh/" in read.page.url:
        assert [name for name in names if re.fullmatch(r"[A-Za-z][A-Za-z ]{6,}", name)] == []
    else:
        assert [name for name in names if leftover_chinese(name)] == []


def test_every_character_on_a_page_has_a_glyph(read: Visit) -> None:
    missing = read.page.evaluate(
        r"""() => {
          const context = document.createElement('canvas').getContext('2d', {
            willReadFrequently: true,
          });
          const drawn = (character) => {
            context.clearRect(0, 0, 60, 60);
            context.font = `32px ${getComputedStyle(document.body).fontFamily}`;
            context.fillText(character, 4, 40);
            return context.getImageData(0, 0, 60, 60).data.join();
          };
          const box = drawn('\u{10ffff}');
          const copy = document.body.cloneNode(true);
          copy.querySelectorAll('script, style, .katex').forEach((e) => e.remove());
          return [...new Set(copy.textContent)].filter(
            (c) => !/[\s\u200b\ufeff]/.test(c) && drawn(c) === box);
        }"""
    )
    assert missing == []


@pytest.mark.parametrize("claim", ["c3-01", "c3-13"])
def test_a_link_within_a_page_scrolls_to_its_target_on_a_phone(
    visit: Open, served: str, claim: str
) -> None:
    seen = visit(f"{served}/book/zh/rates.html#claim-{claim}", width=360)
    place = seen.page.locator(f"#claim-{claim}")
    place.wait_for()
    # Forms become live first, then charts near the viewport; both may move the target.
    seen.page.locator('form[data-state="live"]').last.wait_for(state="attached")
    stand_still(place, STILL)
    top = place.evaluate("(element) => element.getBoundingClientRect().top")
    assert 0 <= top < 200


def test_a_page_keeps_its_height_when_its_charts_are_drawn(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/repayment.html", width=360)
    seen.page.locator('form.simulation[data-state="live"]').last.wait_for()
    before = seen.page.evaluate("document.documentElement.scrollHeight")
    settle(seen.page)
    after = seen.page.evaluate("document.documentElement.scrollHeight")
    assert abs(after - before) < 60


def test_links_on_the_welcome_page_open_simulations_in_their_state(
    visit: Open, served: str
) -> None:
    home = visit(f"{served}/book/zh/index.html")
    links = [str(link.get_attribute("href")) for link in home.page.locator("article a").all()]
    states = [link for link in links if "?" in link]
    assert states
    for link in states:
        name, _, asked = link.partition("#")[2].partition("?")
        seen = visit(f"{served}/book/zh/{link}", width=360)
        form = seen.page.locator(f'form.simulation[data-simulation="{name}"]')
        form.and_(seen.page.locator('[data-state="live"]')).wait_for()
        for pair in asked.split("&"):
            field, _, value = pair.partition("=")
            chosen = form.locator(f'[name="{field}"]:not([type=radio]:not(:checked))')
            assert chosen.input_value() == value
        assert form.locator(".simulation-alert").inner_text() == ""
        stand_still(form, STILL)
        assert 0 <= form.evaluate("(element) => element.getBoundingClientRect().top") < 300
        assert seen.complaints == []


def test_every_page_declares_its_language(site: Path, page_files: list[Path]) -> None:
    for path in page_files:
        html = parsed(site / path).html
        assert html is not None
        assert html["lang"] == TAGS[language_of(path)], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_of_its_own_and_the_name_of_the_book(
    site: Path, language: str
) -> None:
    titles = []
    for path in pages_of(language):
        head = parsed(site / path).head
        assert head is not None
        assert head.title is not None
        titles.append(head.title.get_text())
    assert len(set(titles)) == len(titles)
    assert all(catalogue(language)["shell"]["book"] in title for title in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_and_errands_describe_themselves_in_their_language(
    site: Path, language: str
) -> None:
    told = {}
    for name in ("index", *BOOK_CHAPTERS, *ERRANDS):
        tag = parsed(site / "book" / language / f"{name}.html").select_one('[name="description"]')
        assert tag is not None, name
        told[name] = str(tag["content"])
    assert len(set(told.values())) == len(told)
    for name, text in told.items():
        assert 20 <= len(text) <= 160, name
        if language == "en":
            assert leftover_chinese(text) == [], name
        else:
            assert re.search(r"[\u4e00-\u9fff]{4}", text), name


def test_every_page_names_itself_in_all_editions(site: Path, page_files: list[Path]) -> None:
    for path in page_files:
        if path.name == "search.html":
            continue  # which no search engine should list
        links = parsed(site / path).select('link[rel="alternate"]')
        named = {
            str(link["hreflang"]): (site / path.parent / str(link["href"]))
            .resolve()
            .relative_to(site.resolve())
            for link in links
        }
        name = "index.html" if path == FRONT else path.name
        wanted = {TAGS[language]: Path("book", language, name) for language in LANGUAGES}
        if path != FRONT:
            wanted["x-default"] = FRONT
        assert named == wanted, path


def test_every_page_has_a_policy_that_blocks_outside_requests(
    visit: Open, site: Path, page_files: list[Path], served: str
) -> None:
    for path in page_files:
        tag = parsed(site / path).find("meta", {"http-equiv": "Content-Security-Policy"})
        assert tag is not None, path
        policy = str(tag["content"])
        assert "default-src 'self'" in policy
        assert "'unsafe-eval'" not in policy
        script_sources = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "'unsafe-inline'" not in script_sources
        assert "http" not in policy
    seen = visit(f"{served}/book/zh/rates.html")
    seen.wait_until_live()
    asked = seen.page.evaluate(
        """() => fetch('http://127.0.0.2:9/').then(() => 'sent', (error) => error.name)"""
    )
    assert asked == "TypeError"
    assert seen.outside == []
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_every_internal_link_has_a_target(site: Path, page_files: list[Path]) -> None:
    ids = {
        path: {str(tag["id"]) for tag in parsed(site / path).select("[id]")} for path in page_files
    }
    for path in page_files:
        for tag in parsed(site / path).select("[href], [src]"):
            link = str(tag.get("href") or tag.get("src"))
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = path
            if parts.path:
                target = Path(unquote((path.parent / parts.path).as_posix()))
                file = (site / target).resolve()
                assert file.is_file(), f"{path}: {link}"
                target = file.relative_to(site.resolve())
            if parts.fragment and target.suffix == ".html":
                name, asked, _state = unquote(parts.fragment).partition("?")
                # A state link of a simulation: #NAME?field=text
                place = f"simulation-{name}" if asked else name
                assert place in ids[target], f"{path}: {link}"


def test_outside_links_are_linkable_sources_in_the_ledger(
    site: Path, page_files: list[Path]
) -> None:
    allowed = {source.link for source in sources().values() if source.tier in LINKED_TIERS}
    for path in page_files:
        # The launch button links to Binder if a repository is configured; test_launch.py tests it.
        for tag in parsed(site / path).select("a[href]:not(.launch a)"):
            if urlsplit(str(tag["href"])).scheme in {"http", "https"}:
                assert tag["href"] in allowed, f"{path}: {tag['href']}"
                assert "noopener" in tag["rel"], f"{path}: {tag['href']}"


def test_no_page_contains_a_static_widget_or_its_state(site: Path, page_files: list[Path]) -> None:
    for path in page_files:
        text = (site / path).read_text(encoding="utf-8")
        assert "jupyter-widgets" not in text, path
        assert "widget-view" not in text, path
        assert "vnd.jupyter" not in text, path


def results(visit: Open, served: str, query: str, language: str = "zh") -> list[str]:
    """Search, and return the pages of the results in their order."""
    seen = visit(f"{served}/book/{language}/search.html#{urlencode({'q': query})}")
    # Sphinx shows the number of results when the search is complete.
    told = seen.page.locator("#search-results .search-summary")
    expect(told).not_to_be_empty(timeout=20_000)
    assert seen.complaints == []
    assert seen.outside == []
    links = seen.page.locator("#search-results li > a").all()
    found = [Path(link.evaluate("(link) => link.pathname")) for link in links]
    # The index of an edition holds its own pages, and each result leads to one.
    assert {path.parent.as_posix() for path in found} <= {f"/book/{language}"}
    return [path.stem for path in found]


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("年化", "rates"),
        ("催收", "risks"),
        ("分付", "products"),
        ("征信", "eligibility"),
        ("弹窗", "application"),
        ("等额本息", "repayment"),
        ("借呗", "comparison"),
        ("雪球", "outlook"),
        ("基点", "glossary"),
        ("LPR", "data"),
        # As borrowers say it, ...
        ("砍头息", "rates"),
        ("日万五", "rates"),
        ("套路", "scams"),
        ("爆通讯录", "risks"),
        ("停息挂账", "trouble"),
        ("解冻费", "scams"),
        # ... and numbers: of a telephone, a price, a payment.
        ("96110", "scams"),
        ("24%", "rates"),
        ("１８．２５％", "rates"),
        ("917.99", "rates"),
        ("10,000元", "rates"),
    ],
)
def test_search_finds_what_borrowers_type(visit: Open, served: str, query: str, page: str) -> None:
    assert_found_before_the_package(results(visit, served, query), page)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("all-in annual rate", "rates"),
        ("penalty interest", "repayment"),
        ("credit report", "report"),
        ("debt collectors", "trouble"),
        # Another form of a word of the page, ...
        ("loans", "outlook"),
        ("loan", "outlook"),
        ("lending", "products"),
        # ... a Chinese name, ...
        ("微粒贷", "products"),
        ("砍头息", "rates"),
        # ... and numbers.
        ("96110", "scams"),
        ("24%", "rates"),
        ("18.25", "rates"),
        ("917.99", "repayment"),
        ("1,750", "rates"),
        ("¥1,750", "rates"),
    ],
)
def test_search_finds_what_readers_of_english_type(
    visit: Open, served: str, query: str, page: str
) -> None:
    assert_found_before_the_package(results(visit, served, query, "en"), page)


def assert_found_before_the_package(found: list[str], page: str) -> None:
    assert page in found
    # The reference of the package is for programmers.
    assert "package" not in found[: found.index(page)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["龙凤呈祥", "24.9999%", "zygomorphic"])
def test_search_finds_nothing_where_nothing_is(
    visit: Open, served: str, query: str, language: str
) -> None:
    assert results(visit, served, query, language) == []


def test_search_lists_titles_first(visit: Open, served: str) -> None:
    assert results(visit, served, "额度与利率")[0] == "rates"
    assert results(visit, served, "还不上")[0] == "trouble"
    assert results(visit, served, "骗局")[0] == "scams"
    assert results(visit, served, "Limits and interest", "en")[0] == "rates"
    assert results(visit, served, "glossary", "en")[0] == "glossary"


@pytest.mark.parametrize(
    ("query", "page", "language"),
    [
        *(
            (word, page, "zh")
            for page, words in catalogue("zh")["shell"]["search_first"].items()
            for word in words.split()[:3]
        ),
        *(
            (phrase, page, "en")
            for page, words in catalogue("en")["shell"]["search_first"].items()
            for phrase in words.split(", ")[:3]
        ),
        ("cannot repay", "trouble", "en"),
        ("Can't repay", "trouble", "en"),
        ("SCAM", "scams", "en"),
        ("自杀", "trouble", "en"),
        ("被骗", "scams", "en"),
    ],
)
def test_a_borrowers_word_leads_to_the_page_that_is_meant(
    visit: Open, served: str, query: str, page: str, language: str
) -> None:
    assert results(visit, served, query, language)[0] == page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_without_results_says_what_to_try(visit: Open, served: str, language: str) -> None:
    seen = visit(f"{served}/book/{language}/search.html#{urlencode({'q': '龙凤呈祥'})}")
    told = seen.page.locator("#search-results .search-summary")
    expect(told).to_have_text(catalogue(language)["shell"]["nothing_found"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_from_a_page_shows_results(visit: Open, site: Path, language: str) -> None:
    seen = visit((site / "book" / language / "index.html").as_uri())
    seen.page.keyboard.press("Control+k")
    field = seen.page.locator("input[type=search]:visible").first
    field.fill({"zh": "罚息", "en": "penalty interest"}[language])
    field.press("Enter")
    seen.page.locator('#search-results li a[href*="rates.html"]').first.wait_for()
    assert seen.outside == []


def test_dark_mode_persists_across_pages(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/index.html")
    button = seen.page.locator("button.theme-switch-button:visible").first
    while seen.page.evaluate("document.documentElement.dataset.mode") != "dark":
        button.click()
    seen.page.goto(f"{served}/book/zh/rates.html")
    assert seen.page.evaluate("document.documentElement.dataset.theme") == "dark"
    background = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", background))) < 60


def test_the_contents_on_a_phone_close_after_a_choice(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/workshop.html", width=360).page
    drawer = page.locator("#pst-primary-sidebar-checkbox")
    page.locator(".bar .primary-toggle").click()
    page.locator('.bd-sidebar-primary a[href^="#"]', has_text="八个常见的错").click()
    assert not drawer.is_checked()
    chosen = page.evaluate("scrollY")
    assert chosen > 1000
    for _ in range(2):
        page.evaluate("document.querySelector('.bar .primary-toggle').click()")
    assert page.evaluate("scrollY") == chosen
    page.evaluate("document.querySelector('.bar .primary-toggle').click()")
    # The theme moves the focus into the contents with a delay.
    page.locator(".bd-sidebar-primary a:focus").wait_for()
    page.mouse.click(340, 450)
    assert not drawer.is_checked()
    assert page.evaluate("scrollY") == chosen


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize(
    "path", ["book/zh/index.html", "book/zh/search.html", "book/en/rates.html"]
)
def test_a_page_has_one_bar_that_stays_and_holds_nothing_empty(
    visit: Open, served: str, path: str, width: int
) -> None:
    page = visit(f"{served}/{path}", width=width).page
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    bar = page.locator("header")
    box = bar.bounding_box()
    assert box is not None
    # 2.875rem, the height that --bar tells to all that sticks below the bar.
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, width, 46)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--bar')")
    for part in bar.locator("> *, button, summary").all():
        if part.is_visible():
            inside = part.bounding_box()
            assert inside is not None
            assert inside["width"] >= 44
            assert inside["height"] >= 44
            assert inside["x"] + inside["width"] <= width
            assert part.locator("svg, i").count() or part.get_attribute("data-language")


def test_simulations_are_wider_than_the_text(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/rates.html").page
    wide, form, text = page.evaluate(
        """['.bd-article-container', 'form.simulation', '.bd-article section > p'].map(
          (name) => document.querySelector(name).getBoundingClientRect().width / 16)"""
    )
    assert wide == form == 61
    assert text == 40


@pytest.mark.parametrize("path", ["index", "rates", "simulations"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_sticks_inside_a_simulation_sticks_to_the_window(
    visit: Open, served: str, path: str, width: int
) -> None:
    page = visit(f"{served}/book/zh/{path}.html", width=width).page
    scrolling = page.evaluate(
        """() => {
          const found = new Set();
          for (const form of document.querySelectorAll('form.simulation'))
            for (let box = form.parentElement; box; box = box.parentElement) {
              const { overflowX, overflowY } = getComputedStyle(box);
              for (const overflow of [overflowX, overflowY])
                if (!['visible', 'clip'].includes(overflow))
                  found.add(`${box.className || box.tagName}: ${overflow}`);
            }
          return [...found];
        }"""
    )
    assert scrolling == []
    top = page.evaluate(
        """() => {
          const form = document.querySelector('form.simulation');
          const stuck = document.createElement('div');
          stuck.style.cssText = 'position: sticky; top: var(--bar); height: 10px';
          form.prepend(stuck);
          scrollBy(0, form.getBoundingClientRect().top + 300);
          return stuck.getBoundingClientRect().top;
        }"""
    )
    assert top == 46


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_navigation_shows_the_sections_of_the_page(
    visit: Open, served: str, language: str
) -> None:
    page = visit(f"{served}/book/{language}/rates.html").page
    chapter = page.locator(".bd-links [aria-current=page]")
    assert chapter.inner_text() == page.locator("h1").inner_text().removesuffix("#")
    linked = [str(link.get_attribute("href")) for link in page.locator(".bd-links a").all()]
    others = [f"../{other}/" for other in LANGUAGES if other != language]
    assert not [address for address in linked if address.startswith(tuple(others))]
    sections = page.locator(".bd-links .toctree-l2 > a")
    headings = page.locator("article h2").all_inner_texts()
    assert sections.all_inner_texts() == [heading.removesuffix("#") for heading in headings]
    section = sections.nth(3)
    section.click()
    expect(section).to_have_attribute("aria-current", "true")
    assert page.locator(".bd-links [aria-current=true]").count() == 1


def test_without_a_script_the_contents_stand_at_the_end_on_a_phone(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/book/zh/rates.html", width=360, java_script_enabled=False).page
    page.locator('.bar a[href="#contents"]').click()
    expect(page.locator("nav#contents a").first).to_be_in_viewport()
    assert page.locator(".bar button:visible").count() == 0


def test_the_welcome_page_is_short_besides_its_simulation(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/index.html", width=390).page
    page.locator('form.simulation[data-state="live"]').wait_for()
    rest = page.evaluate(
        """document.documentElement.scrollHeight
          - document.querySelector('form.simulation').offsetHeight"""
    )
    assert rest <= 5 * 844


def test_typing_sends_no_request(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/rates.html")
    settle(seen.page)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url))
    seen.page.locator('form.simulation [name="received"]').fill("4900")
    seen.page.locator("form.exercise input").first.fill("18.25")
    seen.page.locator("form.exercise button").first.click()
    expect(seen.page.locator("form.exercise .exercise-verdict").first).not_to_be_empty()
    stand_still(seen.page.locator("form.exercise").first, STILL)
    assert asked == []


def test_every_control_is_reachable_by_keyboard(visit: Open, served: str) -> None:
    seen = visit(f"{served}/book/zh/rates.html")
    settle(seen.page)
    form = seen.page.locator("form.simulation").first
    controls = "input:not([type=radio]), input:checked, select, button:enabled, summary"
    wanted = form.locator(controls).and_(form.locator(":visible:not([tabindex='-1'])")).count()
    # On a wide screen the presets come first, then the controls, then the results.
    form.locator('[data-action="preset"]').first.focus()
    reached = 1
    while reached < wanted + 40:
        seen.page.keyboard.press("Tab")
        if not seen.page.evaluate("!!document.activeElement.closest('form.simulation')"):
            break
        reached += 1
    assert reached >= wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_expands_everything_and_hides_the_buttons(
    visit: Open, served: str, language: str
) -> None:
    seen = visit(f"{served}/book/{language}/rates.html")
    settle(seen.page)
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("details:not([open]):visible").count() == 0
    assert seen.page.locator("form.simulation button:visible").count() == 0
    shown = seen.page.locator("form.simulation .simulation-sentence:visible").count()
    assert shown == seen.page.locator("form.simulation").count()
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("details.rows:not([open])").count() > 0
