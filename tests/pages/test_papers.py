"""Test the pages of papers, scams and letters in a browser, with scripts and without."""

import math
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loanlab.data.documents import conversations, documents, letter_templates
from loanlab.text import catalogue
from tests.conftest import Open
from tests.pages.built import LANGUAGES, article
from tests.pages.test_pages import broken_rules

PAGES = ("papers", "scams", "letters")
every_page = pytest.mark.parametrize("name", PAGES)
in_both = pytest.mark.parametrize("language", LANGUAGES)
OPEN_ALL = "document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })"


@in_both
def test_every_paper_chat_and_letter_stands_on_its_page(site: Path, language: str) -> None:
    for page, kind, known in (
        ("papers", "paper", documents()),
        ("scams", "chat", conversations()),
        ("letters", "letter", letter_templates()),
    ):
        shown = [
            str(each["id"]) for each in article(site, page, language).select(f"section.{kind}")
        ]
        assert sorted(shown) == sorted(f"{kind}-{name}" for name in known)


# How long the pages are, tests/pages/test_reader.py measures.
@every_page
def test_a_page_says_how_long_it_takes(visit: Open, served: str, name: str) -> None:
    page = visit(f"{served}/book/zh/{name}.html", width=360).page
    text = re.sub(r"\s", "", page.locator("article").inner_text())
    to_read = len(text) / 350 + page.locator("section:is(.paper, .chat)").count()
    said = re.search(r"约(\d+)分钟", text)
    assert said is not None
    assert int(said[1]) == math.ceil(to_read / 5) * 5


@every_page
@in_both
@pytest.mark.parametrize("share", [100, 200])
def test_opened_lines_and_enlarged_text_fit_a_phone(
    visit: Open, served: str, name: str, share: int, language: str
) -> None:
    page = visit(f"{served}/book/{language}/{name}.html", width=360).page
    page.evaluate(OPEN_ALL)
    page.add_style_tag(content=f"html {{ font-size: {share}% }}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cut = page.evaluate(
        """() => [...document.querySelectorAll(':is(.paper, .chat, .letter) *')]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > 360)
          .map((e) => e.className)"""
    )
    assert cut == []


@every_page
@in_both
@pytest.mark.parametrize("dark", [False, True])
def test_opened_lines_pass_the_accessibility_rules(
    visit: Open, served: str, name: str, dark: bool, language: str
) -> None:
    page = visit(f"{served}/book/{language}/{name}.html", dark=dark).page
    page.wait_for_load_state("load")
    if dark:
        page.locator('html[data-theme="dark"]').wait_for(state="attached")
    page.evaluate(OPEN_ALL)
    assert broken_rules(page) == ""


def test_a_fault_is_marked_when_its_line_is_opened_without_scripts(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/book/zh/papers.html", java_script_enabled=False).page
    line = page.locator("#paper-contract details[data-fault]").first
    expect(line.locator(".paper-fault")).to_be_hidden()
    line.locator("summary").click()
    expect(line.locator(".paper-fault")).to_be_visible()
    expect(line.locator(".paper-fault")).to_contain_text("问题1")


def test_a_line_and_a_bubble_open_by_keyboard(visit: Open, served: str) -> None:
    for name, summary, comment in (
        ("papers", ".paper-line summary", ".paper-comment"),
        ("scams", ".chat-bubble summary", ".chat-reply"),
    ):
        page = visit(f"{served}/book/zh/{name}.html").page
        page.locator(summary).first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(comment).first).to_be_visible()


def test_the_stop_of_a_chat_is_shown_without_scripts_and_the_rest_is_folded(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/book/zh/scams.html", width=360, java_script_enabled=False).page
    chat = page.locator("#chat-unfreeze")
    expect(chat.locator(".chat-stop-mark")).to_be_visible()
    expect(chat.locator(".chat-do")).to_contain_text("到这里停。")
    expect(chat.locator(".chat-after .chat-turn").first).to_be_hidden()


def test_what_to_do_after_a_transfer_is_on_the_first_screen(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/scams.html", width=360).page
    expect(page.locator("article li").first).to_be_in_viewport()
    expect(page.locator('article a[href="tel:110"]').first).to_be_in_viewport()


def test_a_letter_stands_with_its_blanks_without_scripts(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html", java_script_enabled=False).page
    letter = page.locator("#letter-complaint")
    expect(letter.locator(".letter-sheet")).to_contain_text("______")
    assert letter.locator(":is(input, select, textarea, button):visible").count() == 0
    expect(letter.get_by_text("长按选字，复制以后自己填。")).to_be_visible()
    expect(letter.locator(".letter-left")).to_have_text("")


def fill_complaint(page: Page) -> None:
    letter = page.locator("#letter-complaint")
    letter.locator('[name="lender"]').fill("甲银行")
    letter.locator('[name="item"]').fill("服务费")
    letter.locator('[name="amount"]').fill("240")
    letter.locator('[name="paid_on"]').fill("2026-11-05")
    letter.locator('[name="table"]').select_option("differs")


def test_a_letter_fills_live_copies_and_sends_nothing(visit: Open, served: str) -> None:
    seen = visit(
        f"{served}/book/zh/letters.html", permissions=["clipboard-read", "clipboard-write"]
    )
    page = seen.page
    page.locator(".letter-copy:visible").first.wait_for()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_complaint(page)
    letter = page.locator("#letter-complaint")
    expect(letter.locator(".letter-sheet")).to_contain_text(
        "2026年11月5日，我被收取240元，名目是“服务费”"
    )
    expect(letter.locator(".letter-sheet")).to_contain_text("数额和实际收的不一样")
    letter.locator(".letter-copy").click()
    expect(letter.locator("output")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == letter.locator(".letter-sheet p:visible").all_inner_texts()
    assert copied.startswith("甲银行：\n我叫______")
    letter.locator('button[type="reset"]').click()
    expect(letter.locator(".letter-sheet")).not_to_contain_text("甲银行")
    assert asked == []
    assert seen.complaints == []


def test_a_translation_stands_below_its_chinese_and_is_quieter(visit: Open, served: str) -> None:
    for name, pair in (("papers", ".paper-text"), ("scams", ".chat-bubble")):
        page = visit(f"{served}/book/en/{name}.html", width=360).page
        boxes = page.evaluate(
            """(pair) => [...document.querySelectorAll(`${pair} .translation`)]
              .filter((each) => each.checkVisibility()).map((each) => {
                const chinese = each.parentElement.querySelector('.original');
                const size = (part) => parseFloat(getComputedStyle(part).fontSize);
                const range = document.createRange();
                range.selectNodeContents(each);
                const lines = [...range.getClientRects()].filter((line) => line.width > 1);
                return [chinese.lang, lines[0].top - chinese.getBoundingClientRect().bottom,
                  size(each) / size(chinese)];
              })""",
            pair,
        )
        assert len(boxes) > 10
        for language, gap, share in boxes:
            assert language == "zh-CN"
            assert gap > -6
            assert share <= 1


def test_the_chinese_letter_fills_and_is_copied_and_the_english_one_follows(
    visit: Open, served: str
) -> None:
    seen = visit(
        f"{served}/book/en/letters.html", permissions=["clipboard-read", "clipboard-write"]
    )
    letter = seen.page.locator("#letter-complaint")
    letter.locator(".letter-copy").wait_for()
    fill_complaint(seen.page)
    chinese, english = letter.locator(".letter-sheet").all()
    expect(chinese).to_contain_text("2026年11月5日，我被收取240元，名目是“服务费”")
    expect(english).to_contain_text("On 5 November 2026 I was charged ¥240")
    assert english.get_attribute("lang") == "en"
    letter.locator(".letter-copy").click()
    expect(letter.locator("output")).to_have_text(catalogue("en")["documents"]["letter"]["copied"])
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == chinese.locator("p:visible").all_inner_texts()
    # The button stands below the letter that it copies.
    order = [part.bounding_box() for part in (chinese, letter.locator(".letter-copy"), english)]
    tops = [box["y"] for box in order if box is not None]
    assert tops == sorted(tops)
    assert seen.complaints == []


def test_a_letter_says_how_many_fields_are_empty(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html").page
    letter = page.locator("#letter-refusal-review")
    expect(letter.locator(".letter-left")).to_have_text("还有6格空着。")
    letter.locator('[name="phone"]').fill("1")
    expect(letter.locator(".letter-left")).to_have_text("还有5格空着。")
    for name in ("lender", "name", "product"):
        letter.locator(f'[name="{name}"]').fill("甲")
    for name in ("applied_on", "today"):
        letter.locator(f'[name="{name}"]').fill("2026-11-05")
    expect(letter.locator(".letter-left")).to_have_text("每一格都填了。")


def test_a_field_is_shown_with_its_option_only(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html").page
    letter = page.locator("#letter-extension")
    sheet = letter.locator(".letter-sheet")
    expect(letter.locator('[name="until"]')).to_be_visible()
    expect(letter.locator('[name="monthly"]')).to_be_hidden()
    expect(sheet).not_to_contain_text("附：")
    letter.locator('[name="ask"]').select_option("split")
    letter.locator('[name="monthly"]').fill("200")
    expect(sheet).to_contain_text("每月还200元")
    letter.locator('[name="proof"]').select_option("attached")
    expect(sheet).to_contain_text("附：收入和支出的证明。")


def test_a_letter_warns_of_days_in_the_wrong_order(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html").page
    letter = page.locator("#letter-extension")
    early, late = (letter.get_by_text(text) for text in ("请求的日子早于", "已经过了到期日"))
    letter.locator('[name="due_on"]').fill("2026-12-05")
    letter.locator('[name="until"]').fill("2026-12-01")
    expect(early).to_be_visible()
    letter.locator('[name="until"]').fill("2027-01-05")
    expect(early).to_be_hidden()
    expect(late).to_be_hidden()
    letter.locator('[name="today"]').fill("2026-12-06")
    expect(late).to_be_visible()


def test_the_copy_button_keeps_its_colours_after_a_tap(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html", width=360, has_touch=True, is_mobile=True).page
    button = page.locator("#letter-complaint .letter-copy")
    colours = "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    button.wait_for()
    before = button.evaluate(colours)
    button.tap()
    expect(page.locator("#letter-complaint output")).not_to_be_empty()
    assert button.evaluate(colours) == before
    assert before[0] != before[1]


def test_a_letter_is_selected_where_copying_is_refused(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html").page
    page.locator(".letter-copy:visible").first.wait_for()
    page.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
          document.execCommand = () => false;
        }"""
    )
    letter = page.locator("#letter-complaint")
    letter.locator(".letter-copy").click()
    expect(letter.locator("output")).to_contain_text("自己按“复制”")
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("______：")
    assert "我要求" in selected


def test_what_is_typed_into_a_letter_is_stored_nowhere(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/letters.html").page
    page.locator(".letter-copy:visible").first.wait_for()
    fill_complaint(page)
    kept = page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"
    )
    assert "甲银行" not in kept
    page.reload()
    page.locator(".letter-copy:visible").first.wait_for()
    assert page.locator('#letter-complaint [name="lender"]').input_value() == ""
    expect(page.locator("#letter-complaint .letter-sheet")).not_to_contain_text("甲银行")


def test_the_link_to_the_simulation_gives_the_price_that_the_page_says(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/book/zh/papers.html").page
    link = page.locator('article a[href*="true-cost?"]').first
    said = re.search(r"[\d.]+%", link.locator("xpath=..").inner_text())
    assert said is not None
    link.click()
    sentence = page.locator("#simulation-true-cost .simulation-sentence").first
    expect(sentence).to_contain_text(said[0], timeout=20_000)
