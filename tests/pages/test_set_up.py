"""Test the buttons in the text that set a simulation on the same page."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loanlab.forms.evaluation import defaults
from tests.conftest import Open, Visit
from tests.pages.forms import SIMULATIONS, assert_shows, expected, selector, show

NAME = "rate-builder"
FORM = selector(NAME)
CHAPTER = "book/zh/rates.html"
SCORE = "#rate-builder?pay_score=600"
RATE = "#rate-builder?pay_score=600&amp;overdue_surcharge=30"
# Puts two buttons above the first heading of the chapter's parts, or a fold around the simulation.
ADD_BUTTONS = """(addresses) => document.querySelector('article h2').insertAdjacentHTML(
  'beforebegin',
  addresses.map((address, place) =>
    `<p><a class="set" id="set-${place}" href="${address}">点这里设好</a></p>`).join(''))"""
FOLD = """(selector) => {
  const fold = document.createElement('details');
  fold.innerHTML = '<summary>更多</summary>';
  const form = document.querySelector(selector);
  form.before(fold);
  fold.append(form);
}"""


@pytest.fixture
def chapter(visit: Open, served: str) -> Visit:
    seen = visit(f"{served}/{CHAPTER}", width=360)
    seen.wait_until_live()
    seen.page.evaluate(ADD_BUTTONS, [SCORE, RATE])
    return seen


def assert_is_set(page: Page, **changes: str) -> None:
    """Check the form's results, and that the sentence is in view."""
    sentence = page.locator(f"{FORM} .simulation-sentence")
    expect(sentence).to_be_in_viewport(ratio=0.99)
    state: dict[str, Any] = {**defaults(SIMULATIONS[NAME]), **changes}
    assert_shows(show(page, NAME, [None])[0], expected(NAME, state))


def test_a_button_sets_the_simulation_and_shows_its_result(chapter: Visit) -> None:
    chapter.page.locator("#set-0").click()
    assert_is_set(chapter.page, pay_score="600")
    chapter.page.locator("#set-1").click()
    assert_is_set(chapter.page, pay_score="600", overdue_surcharge="30")
    assert chapter.complaints == []


def test_a_button_works_again_after_the_reader_has_scrolled_or_changed_a_number(
    chapter: Visit,
) -> None:
    page = chapter.page
    page.locator("#set-0").click()
    page.locator("#set-0").click()
    assert_is_set(page, pay_score="600")
    page.locator(f"{FORM} input[name=pay_score]").fill("850")
    page.locator("#set-0").click()
    assert_is_set(page, pay_score="600")
    assert chapter.complaints == []


def test_a_button_works_by_keyboard_and_opens_the_fold_around_its_simulation(
    chapter: Visit,
) -> None:
    page = chapter.page
    page.evaluate(FOLD, FORM)
    expect(page.locator(FORM)).to_be_hidden()
    page.locator("#set-1").focus()
    page.keyboard.press("Enter")
    assert_is_set(page, pay_score="600", overdue_surcharge="30")


def test_a_button_is_large_enough_for_a_finger_and_fits_a_narrow_screen(
    visit: Open, served: str
) -> None:
    seen = visit(f"{served}/{CHAPTER}", width=360, has_touch=True, is_mobile=True)
    seen.wait_until_live()
    seen.page.evaluate(ADD_BUTTONS, [SCORE])
    button = seen.page.locator("#set-0")
    box = button.bounding_box()
    assert box is not None
    # A tap just outside what is drawn counts.
    seen.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] + 6)
    assert_is_set(seen.page, pay_score="600")
