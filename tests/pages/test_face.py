"""Test the face of the simulations: effects in view, changes seen, touch, memory, links."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate, typed_texts
from loanlab.simulations import NAMES, simulation
from loanlab.site.page_body import number_repeated
from loanlab.views.simulation import origin_counts, simulation_html
from tests.conftest import Open, Visit
from tests.pages.forms import (
    GALLERY,
    SIMULATIONS,
    STRINGS,
    open_tile,
    selector,
    show,
    wait_until,
)

SIZES = [(360, 740), (390, 844), (768, 1024), (1280, 800)]
FORM_TEXTS = STRINGS["interface"]["form"]
MOST_CONTROLS = 5
MOST_STUCK = 0.46
CHAPTER = "book/zh/repayment.html"
NAME = "repayment"
FORM = selector(NAME)

# Bring each handle of each visible field into view as a person does, and measure how much of the
# sentence and of the shown picture can be seen beside it. Returns what cannot be seen.
UNSEEN = """async (selector) => {
  const form = document.querySelector(selector);
  const frames = async (count) => { while (count--) await new Promise(requestAnimationFrame); };
  const share = (element) => {
    const box = element.getBoundingClientRect();
    let seen = 0;
    for (let row = 0; row < 7; row++) for (let column = 0; column < 9; column++) {
      const x = box.left + (column + 0.5) / 9 * box.width;
      const y = box.top + (row + 0.5) / 7 * box.height;
      const top = document.elementFromPoint(x, y);
      if (top && (element.contains(top) || top.contains(element))) seen++;
    }
    return seen / 63;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const inputs = '[data-slider], .simulation-inputs [name]:not(details)';
  const handles = [...form.querySelectorAll(inputs)]
    .filter((input) => input.type !== 'hidden' && (input.type !== 'radio' || input.checked))
    .map((input) => input.type === 'radio' ? input.closest('label') : input)
    .filter(isShown);
  const names = new Set(handles.map((handle) =>
    handle.dataset.slider ?? handle.name ?? handle.querySelector('input').name));
  const unseen = [];
  for (const block of ['nearest', 'center']) for (const handle of handles) {
    handle.scrollIntoView({ block, behavior: 'instant' });
    await frames(2);
    const picture = [...form.querySelectorAll('.picture')].find(isShown);
    const seen = {
      control: share(handle),
      sentence: share(form.querySelector('.simulation-sentence')),
      picture: share(picture.querySelector('.chart') ?? picture),
    };
    if (seen.control < 0.5 || seen.sentence < 0.6 || seen.picture < 0.5)
      unseen.push([handle.dataset.slider ?? handle.name ?? handle.textContent, block, seen]);
  }
  return { names: [...names], unseen, height: form.getBoundingClientRect().height };
}"""

# The stage's place and height during a drag over the whole range of the first slider.
DRAG = """async (selector) => {
  const form = document.querySelector(selector);
  const slider = form.querySelector('[data-slider]');
  slider.scrollIntoView({ block: 'center', behavior: 'instant' });
  const boxes = new Set();
  for (let share = 0; share <= 1; share += 0.05) {
    slider.value = Number(slider.min) + share * (slider.max - slider.min);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const [words, views] = form.querySelectorAll('.words, .views');
    boxes.add([words, views].flatMap((each) => {
      const box = each.getBoundingClientRect();
      return [box.top, box.bottom];
    }).join());
  }
  return [...boxes];
}"""


# A narrow screen is where longer words may take the room of something else.
FACES = [*((width, height, "zh") for width, height in SIZES), (360, 740, "en")]
faces = pytest.mark.parametrize(
    "sized", [FACES[0], FACES[1], FACES[-1]], ids=["360x740", "390x844", "en"], indirect=True
)


@pytest.fixture(scope="module", params=FACES, ids=lambda face: "{}x{}-{}".format(*face))
def sized(browser: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open the gallery once at each size."""
    width, height, language = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=width < 800, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{served}/book/{language}/simulations.html")
    page.locator('form.simulation[data-state="live"]').last.wait_for(state="attached")
    yield page
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_its_effect_in_view(sized: Page, name: str) -> None:
    open_tile(sized, name)
    found = sized.evaluate(UNSEEN, selector(name))
    assert found["unseen"] == []
    assert 1 <= len(found["names"]) <= MOST_CONTROLS


@pytest.mark.parametrize("name", NAMES)
def test_the_stage_stands_still_while_one_drags(sized: Page, name: str) -> None:
    form = open_tile(sized, name)
    if form.locator("[data-slider]").count():
        assert len(sized.evaluate(DRAG, selector(name))) == 1
    form.locator("button[type=reset]").dispatch_event("click")


def test_what_sticks_leaves_a_phone_half_of_its_screen(visit: Open, served: str) -> None:
    for width, height in SIZES[:2]:
        seen = visit(f"{served}/{CHAPTER}", width=width)
        seen.page.set_viewport_size({"width": width, "height": height})
        seen.wait_until_live()
        bottom = seen.page.evaluate(
            """(selector) => {
              const form = document.querySelector(selector);
              form.querySelectorAll('.field')[3].scrollIntoView({ block: 'center' });
              return form.querySelector('.views').getBoundingClientRect().bottom / innerHeight;
            }""",
            FORM,
        )
        assert 0.3 < bottom <= MOST_STUCK


@pytest.fixture
def chapter(visit: Open, served: str) -> Visit:
    seen = visit(f"{served}/{CHAPTER}")
    seen.wait_until_live()
    seen.page.locator(FORM).evaluate("(form) => form.scrollIntoView()")
    seen.page.locator(f"{FORM} .picture:not([data-folded]) .chart > div > svg").wait_for()
    return seen


def sentence_with(**changes: str) -> str:
    typed = {**defaults(SIMULATIONS[NAME]), **changes}
    sentence: str = evaluate(SIMULATIONS[NAME], typed, STRINGS).reply()["sentence"]
    return sentence


def test_a_change_shows_the_old_values_and_the_old_picture(chapter: Visit) -> None:
    page = chapter.page
    form = page.locator(FORM)
    assert form.locator(".delta").inner_text() == ""
    assert form.locator(".chart [data-ghost] path").count() == 0
    box = form.locator('[name="months"]')
    box.fill("18")
    before = evaluate(SIMULATIONS[NAME], defaults(SIMULATIONS[NAME]), STRINGS)
    struck = form.locator(".delta s").all_inner_texts()
    assert struck
    assert set(struck) <= {output["text"] for output in before.outputs}
    assert form.locator(".delta b").count() == len(struck)
    assert form.locator(".chart [data-ghost] path").count() > 0
    # The next move compares with the state before it.
    form.locator('[name="principal"]').fill("20000")
    middle = evaluate(SIMULATIONS[NAME], {**defaults(SIMULATIONS[NAME]), "months": "18"}, STRINGS)
    struck = form.locator(".delta s").all_inner_texts()
    assert set(struck) <= {output["text"] for output in middle.outputs}


def test_a_pinned_result_stays_the_one_that_is_compared(chapter: Visit) -> None:
    form = chapter.page.locator(FORM)
    form.locator('[data-action="pin"]').click()
    first = {
        output["text"]
        for output in evaluate(SIMULATIONS[NAME], defaults(SIMULATIONS[NAME]), STRINGS).outputs
    }
    for months in ("18", "24"):
        form.locator('[name="months"]').fill(months)
        form.locator('[name="principal"]').fill(f"{months}000")
        assert form.locator(".delta").inner_text().startswith(FORM_TEXTS["since_pinned"])
        assert set(form.locator(".delta s").all_inner_texts()) <= first
    assert form.locator(".chart [data-ghost] path").count() > 0
    form.locator('[data-action="pin"]').click()
    assert form.locator(".delta").inner_text() == ""


def test_a_changed_field_is_marked_and_one_tap_sets_it_back(chapter: Visit) -> None:
    form = chapter.page.locator(FORM)
    field = form.locator('[data-field="months"]')
    undo = field.locator(".undo")
    assert field.get_attribute("data-changed") is None
    assert not undo.is_visible()
    field.locator("[name=months]").fill("24")
    form.locator("[name=principal]").fill("3000")
    assert field.get_attribute("data-changed") is not None
    reset = form.locator("button[type=reset]")
    assert reset.inner_text() == FORM_TEXTS["reset_count"].format(count=2)
    undo.click()
    assert field.locator("[name=months]").input_value() == "12"
    assert field.get_attribute("data-changed") is None
    assert form.locator("[name=principal]").input_value() == "3000"
    reset.click()
    assert reset.is_disabled()
    assert form.locator(".simulation-sentence").inner_text().replace("\n", "") == sentence_with()


def test_screen_readers_hear_the_sentence_once_a_move(chapter: Visit) -> None:
    page = chapter.page
    page.evaluate(
        """(selector) => {
          const sentence = document.querySelector(selector);
          globalThis.heard = [];
          new MutationObserver(() => {
            if (sentence.getAttribute('aria-live') === 'polite') heard.push(sentence.textContent);
          }).observe(sentence, { childList: true, subtree: true, characterData: true });
        }""",
        f"{FORM} .simulation-sentence",
    )
    page.locator(f'{FORM} [name="months"]').press_sequentially("0")
    page.locator(f'{FORM} [name="months"]').fill("")
    page.locator(f'{FORM} [name="months"]').press_sequentially("24", delay=30)
    wait_until(page, "() => heard.length > 0")
    page.wait_for_timeout(900)
    assert page.evaluate("heard") == [sentence_with(months="24")]


def test_help_opens_by_keyboard_and_closes_with_escape(chapter: Visit) -> None:
    page = chapter.page
    mark = page.locator(f'{FORM} [data-field="months"] .help')
    card = page.locator(f'{FORM} [data-field="months"] .help-card')
    assert not card.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    assert card.is_visible()
    assert STRINGS["simulations"][NAME]["fields"]["months"]["help"][:6] in card.inner_text()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert mark.evaluate("(mark) => document.activeElement === mark")


def test_the_form_shows_no_badge_until_help_is_opened(chapter: Visit) -> None:
    form = chapter.page.locator(FORM)
    assert form.locator(".claim-badge").count() > 0
    assert [badge for badge in form.locator(".claim-badge").all() if badge.is_visible()] == []
    form.locator(".origins summary").click()
    assert form.locator(".origins .claim-badge").first.is_visible()


def test_what_a_state_has_no_value_for_is_not_shown(visit: Open, served: str) -> None:
    page = visit(f"{served}/{GALLERY}").page
    form = open_tile(page, "true-cost")
    simulation = SIMULATIONS["true-cost"]
    for preset in simulation.presets:
        typed = typed_texts(simulation, simulation.preset_values(preset.name))
        show(page, "true-cost", [typed])
        evaluation = evaluate(simulation, typed, STRINGS)
        for output in evaluation.outputs:
            figure = form.locator(f'output[name="{output["name"]}"]')
            assert figure.is_visible() == (output["value"] is not None), output["name"]
        origins = form.locator(".origins")
        wanted = origin_counts(simulation, STRINGS, evaluation.hidden)
        assert origins.is_visible() == bool(wanted)
        if wanted:
            assert origins.locator("summary").inner_text() == wanted
        for entry in origins.locator("[data-of]").all():
            is_hidden = entry.get_attribute("data-of") in evaluation.hidden
            assert (entry.get_attribute("hidden") is not None) == is_hidden


def test_a_table_shows_the_articles_charges_only_where_they_are_asked_for(
    visit: Open, served: str
) -> None:
    page = visit(f"{served}/{GALLERY}").page
    form = open_tile(page, "late-payment")
    form.locator('.rows[data-picture="by_days"] > summary').click()
    heads = form.locator('.rows[data-picture="by_days"] th')
    start = defaults(SIMULATIONS["late-payment"])
    for with_article, shown in (("no", 3), ("yes", 5), ("no", 3)):
        show(page, "late-payment", [{**start, "with_article": with_article}])
        assert len([head for head in heads.all() if head.is_visible()]) == shown
        cells = form.locator('.rows[data-picture="by_days"] tbody tr').first.locator("td")
        assert len([cell for cell in cells.all() if cell.is_visible()]) == shown


# Beside the controls, on wide screens, the sentence has room for all its lines.
@faces
@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_sentence_is_cut_in_its_middle(sized: Page, name: str) -> None:
    form = open_tile(sized, name)
    cut = form.locator(".simulation-sentence").evaluate("""(sentence) => {
      const { bottom } = sentence.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(sentence);
      return [...range.getClientRects()].filter((box) => {
        const middle = (box.top + box.bottom) / 2;
        const half = parseFloat(getComputedStyle(sentence).fontSize) / 2;
        return middle - half < bottom - 1 && middle + half > bottom + 1;
      }).length;
    }""")
    assert cut == 0


# In each state that a preset sets up: what is wider than its place, or cut off at its end.
CUT = """async (selector) => {
  const form = document.querySelector(selector);
  const sentence = form.querySelector('.simulation-sentence');
  const frame = () => new Promise(requestAnimationFrame);
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  const found = [];
  for (const fold of form.querySelectorAll('.more, .row:first-child')) fold.open = true;
  for (const preset of form.querySelectorAll('[data-action=preset]')) {
    preset.click();
    await frame();
    const bottom = sentence.getBoundingClientRect().bottom;
    for (const box of form.querySelector('.lead').getClientRects())
      if (box.bottom > bottom + 3) found.push(['lead', preset.textContent]);
    const tabs = form.querySelector('.tabs');
    if (tabs.scrollWidth > tabs.clientWidth) found.push(['tabs', tabs.textContent]);
    for (const each of form.querySelectorAll('label, legend, dt, dd, button, .row > summary')) {
      if (!shown(each) || each.closest('.presets, .visually-hidden')) continue;
      const { overflowX, display } = getComputedStyle(each);
      if (display !== 'inline' && each.scrollWidth > each.clientWidth + 1)
        found.push([overflowX, each.textContent]);
    }
    const pen = document.createElement('canvas').getContext('2d');
    for (const select of [...form.querySelectorAll('select')].filter(shown)) {
      pen.font = getComputedStyle(select).font;
      const room = select.clientWidth - 36; // besides its edges and its arrow
      for (const option of select.options)
        if (pen.measureText(option.text).width > room) found.push(['option', option.text]);
    }
  }
  form.querySelector('button[type=reset]').click();
  return found;
}"""


@faces
@pytest.mark.parametrize("name", NAMES)
def test_every_lead_tab_label_and_option_is_whole(sized: Page, name: str) -> None:
    open_tile(sized, name)
    assert sized.evaluate(CUT, selector(name)) == []


@pytest.mark.parametrize("text", ["1万", "¥10,000.00", "10000\u00a0", "\u200b10000", "10 000"])
def test_a_number_as_people_type_it_is_understood_and_shown_back(chapter: Visit, text: str) -> None:
    form = chapter.page.locator(FORM)
    form.locator('[name="principal"]').fill(text)
    assert form.locator(".simulation-alert").inner_text() == ""
    assert form.locator('[data-field="principal"] .understood').inner_text() == "10,000元"
    assert form.locator(".simulation-sentence").inner_text().replace("\n", "") == sentence_with()
    assert form.locator('[name="principal"]').input_value() == text


def test_a_point_at_the_end_leaves_the_slider_where_it_belongs(chapter: Visit) -> None:
    form = chapter.page.locator(FORM)
    slider = form.locator('[data-slider="principal"]')
    form.locator('[name="principal"]').fill("5000")
    place = slider.input_value()
    form.locator('[name="principal"]').fill("5,000.")
    assert slider.input_value() == place
    form.locator('[name="nominal_annual_rate"]').fill("7.")
    assert form.locator('[data-slider="nominal_annual_rate"]').input_value() == "7"


def swipe(page: Page, x: float, y: float, by: tuple[float, float]) -> None:
    """Move a finger over the screen in ten steps."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, points: list[dict[str, float]]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", [{"x": x, "y": y}])
    for step in range(1, 11):
        send("touchMove", [{"x": x + by[0] * step / 10, "y": y + by[1] * step / 10}])
        page.wait_for_timeout(16)
    send("touchEnd", [])
    page.wait_for_timeout(100)


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{served}/{CHAPTER}")
    page.locator(f'{FORM}[data-state="live"]').wait_for()
    yield page
    context.close()


@pytest.mark.parametrize("field", ["months", "principal"])
def test_a_swipe_that_scrolls_leaves_a_slider_alone(phone: Page, field: str) -> None:
    slider = phone.locator(f'{FORM} [data-slider="{field}"]')
    slider.evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    box = slider.bounding_box()
    assert box is not None
    place, typed = slider.input_value(), show(phone, NAME, [None])[0]["typed"]
    scrolled = phone.evaluate("scrollY")
    swipe(phone, box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2, (0, -165))
    assert phone.evaluate("scrollY") > scrolled + 50
    assert slider.input_value() == place
    assert show(phone, NAME, [None])[0]["typed"] == typed


def test_a_tap_on_a_bar_shows_its_numbers(phone: Page) -> None:
    chart = phone.locator(f"{FORM} .picture:not([data-folded]) .chart")
    chart.evaluate("(chart) => chart.scrollIntoView({ block: 'center' })")
    # The drawing that the page comes with has no numbers to show.
    bar = chart.locator("> div > svg g.mark-rect path").nth(1)
    bar.wait_for()
    box = bar.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = chart.locator(".chart-tip")
    tip.wait_for()
    assert STRINGS["simulations"][NAME]["pictures"]["schedule"]["columns"]["principal"] in (
        tip.inner_text()
    )


def test_a_finger_moves_a_slider_sideways(phone: Page) -> None:
    slider = phone.locator(f'{FORM} [data-slider="months"]')
    slider.evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    box = slider.bounding_box()
    assert box is not None
    at = float(slider.input_value()) / 60
    swipe(phone, box["x"] + at * box["width"], box["y"] + box["height"] / 2, (120, 4))
    months = phone.locator(f'{FORM} [name="months"]').input_value()
    assert int(months) > 20
    assert phone.locator(f"{FORM} .simulation-sentence").inner_text().replace(
        "\n", ""
    ) == sentence_with(months=months)


def test_a_keyboard_on_the_screen_leaves_the_sentence(phone: Page) -> None:
    phone.locator(f'{FORM} [name="months"]').focus()
    phone.set_viewport_size({"width": 390, "height": 420})
    wait_until(phone, "(form) => document.querySelector(form).dataset.stick === 'brief'", FORM)
    phone.locator(f'{FORM} [name="months"]').evaluate("(box) => box.scrollIntoView({block: 'end'})")
    top = phone.locator(f"{FORM} .words").bounding_box()
    picture = phone.locator(f"{FORM} .views").bounding_box()
    assert top is not None
    assert picture is not None
    assert 0 <= top["y"] < 60
    assert picture["y"] + picture["height"] < top["y"] + top["height"] + 400
    phone.set_viewport_size({"width": 390, "height": 844})
    wait_until(phone, "(form) => document.querySelector(form).dataset.stick === 'all'", FORM)


@pytest.mark.parametrize("share", [150, 200])
def test_enlarged_text_stays_on_a_phones_screen(phone: Page, share: int) -> None:
    phone.evaluate("(share) => { document.documentElement.style.fontSize = `${share}%`; }", share)
    phone.wait_for_timeout(300)
    cut = phone.evaluate(
        """(selector) => [...document.querySelectorAll(`${selector} *`)].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width && each.checkVisibility({ visibilityProperty: true })
            && !each.closest('svg, .rows-scroll, .picture-table, .presets, .tabs, .visually-hidden')
            && (box.right > innerWidth + 1 || box.left < -1);
        }).map((each) => each.className || each.tagName)""",
        FORM,
    )
    assert cut == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_works_each_time_it_is_clicked(chapter: Visit) -> None:
    page = chapter.page
    page.evaluate(
        """() => {
          const link = document.createElement('a');
          link.href = '#repayment?principal=20000&months=24';
          link.id = 'again';
          link.textContent = 'x';
          document.querySelector('h1').append(link);
        }"""
    )
    for _click in range(2):
        page.locator("#again").click()
        wait_until(
            page,
            "(form) => document.querySelector(`${form} [name=principal]`).value === '20000'",
            FORM,
        )
        seen = page.evaluate(
            """(selector) => ['.simulation-sentence', '.picture:not([data-folded])'].map((part) => {
              const box = document.querySelector(`${selector} ${part}`).getBoundingClientRect();
              return box.top >= 0 && box.bottom <= innerHeight;
            })""",
            FORM,
        )
        assert seen == [True, True]
        page.locator(f"{FORM} [name=principal]").fill("500")
        page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize(
    "fragment",
    [
        "repayment%3Fprincipal%3D20000",
        "repayment%253Fprincipal%253D20000",
        "repayment?principal=20000&amp;months=12",
        "repayment?principal=2万",
        "repayment?principal%3D20000%26months%3D12",
    ],
)
def test_a_link_that_a_messenger_has_changed_opens_its_state(
    visit: Open, served: str, fragment: str
) -> None:
    seen = visit(f"{served}/{CHAPTER}#{fragment}")
    seen.wait_until_live()
    assert seen.page.locator(f"{FORM} .simulation-sentence").inner_text().replace(
        "\n", ""
    ) == sentence_with(principal="20000")
    assert seen.page.locator(f"{FORM} .simulation-alert").inner_text() == ""


def test_what_is_typed_survives_a_reload_and_another_page(visit: Open, served: str) -> None:
    seen = visit(f"{served}/{CHAPTER}")
    page = seen.page
    seen.wait_until_live()
    typed = {**defaults(SIMULATIONS[NAME]), "principal": "1万2千x", "months": "24"}
    page.locator(f"{FORM} [name=months]").fill("24")
    page.locator(f"{FORM} [name=principal]").fill(typed["principal"])
    page.reload()
    seen.wait_until_live()
    assert show(page, NAME, [None])[0]["typed"] == typed
    # Nothing stays on a shared computer once the tab is closed.
    assert "loanlab" not in str(page.evaluate("Object.keys(localStorage)"))
    page.goto(f"{served}/book/zh/rates.html")
    seen.wait_until_live()
    page.goto(f"{served}/{CHAPTER}")
    seen.wait_until_live()
    assert show(page, NAME, [None])[0]["typed"] == typed
    page.locator(f"{FORM} button[type=reset]").click()
    page.reload()
    seen.wait_until_live()
    assert show(page, NAME, [None])[0]["typed"] == defaults(SIMULATIONS[NAME])
    kept = page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    assert [key for key in kept if "loanlab" in key] == []
    assert seen.complaints == []


def test_an_invalid_number_that_is_restored_stands_beside_the_last_valid_result(
    visit: Open, served: str
) -> None:
    seen = visit(f"{served}/{CHAPTER}")
    seen.wait_until_live()
    form = seen.page.locator(FORM)
    form.locator("[name=months]").fill("24")
    form.locator("[name=principal]").fill("abc")
    seen.page.reload()
    seen.wait_until_live()
    (now,) = show(seen.page, NAME, [None])
    assert now["typed"]["principal"] == "abc"
    assert now["sentence"] == sentence_with(months="24")
    # Nothing has changed since the page was opened.
    assert form.locator(".delta").inner_text() == ""


def test_what_is_typed_after_a_link_survives_a_reload(visit: Open, served: str) -> None:
    seen = visit(f"{served}/{CHAPTER}#repayment?principal=20000")
    seen.wait_until_live()
    seen.page.locator(f"{FORM} [name=months]").fill("24")
    seen.page.reload()
    seen.wait_until_live()
    typed = show(seen.page, NAME, [None])[0]["typed"]
    assert (typed["principal"], typed["months"]) == ("20000", "24")
    # The link itself opens its state again.
    seen.page.goto("about:blank")
    seen.page.goto(f"{served}/{CHAPTER}#repayment?principal=20000")
    seen.wait_until_live()
    assert show(seen.page, NAME, [None])[0]["typed"]["months"] == "12"


@pytest.mark.parametrize("kept", ["{", "[]", '{"typed": {"months": 3}}', '{"typed": {"a": "b"}}'])
def test_a_damaged_memory_is_ignored(visit: Open, served: str, kept: str) -> None:
    seen = visit(f"{served}/{CHAPTER}")
    seen.wait_until_live()
    seen.page.evaluate(
        """(text) => {
          sessionStorage.setItem(`loanlab ${location.pathname} simulation-repayment`, text);
        }""",
        kept,
    )
    seen.page.reload()
    seen.wait_until_live()
    assert show(seen.page, NAME, [None])[0]["typed"] == defaults(SIMULATIONS[NAME])
    assert seen.complaints == []


def test_a_preset_opens_its_state_and_the_readers_numbers_come_back(chapter: Visit) -> None:
    page = chapter.page
    form = page.locator(FORM)
    form.locator("[name=months]").fill("24")
    chips = form.locator('[data-action="preset"]')
    for number, preset in enumerate(SIMULATIONS[NAME].presets):
        chips.nth(number).click()
        wanted = typed_texts(SIMULATIONS[NAME], SIMULATIONS[NAME].preset_values(preset.name))
        assert show(page, NAME, [None])[0]["typed"] == wanted
        assert chips.nth(number).get_attribute("aria-pressed") == "true"
        assert form.locator(".simulation-alert").inner_text() == ""
    form.locator('[data-action="mine"]').click()
    assert show(page, NAME, [None])[0]["typed"] == {
        **defaults(SIMULATIONS[NAME]),
        "months": "24",
    }


def test_one_picture_is_shown_and_drawn_at_a_time(chapter: Visit) -> None:
    page = chapter.page
    form = page.locator(FORM)
    tabs = form.locator("[role=tab]")
    assert form.locator(".picture:visible").count() == 1
    folded = form.locator(".picture[data-folded] .chart")
    drawn = folded.first.inner_html()
    form.locator("[name=months]").fill("30")
    assert folded.first.inner_html() == drawn
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    assert tabs.nth(1).get_attribute("aria-selected") == "true"
    assert form.locator(".picture:visible").count() == 1
    shown = form.locator(".picture:visible")
    assert shown.get_attribute("data-picture") == tabs.nth(1).get_attribute("data-picture")
    shown.locator(".chart > div > svg").wait_for()
    assert shown.locator(".chart").inner_html() != drawn


def test_one_simulation_twice_on_a_page_is_two_forms(visit: Open, served: str) -> None:
    one = simulation_html(simulation("safe-limit", facts()), STRINGS)
    both = number_repeated(one + one)
    seen = visit("about:blank")

    def doubled(route: Any) -> None:
        answer = route.fetch()
        body = answer.text().replace("<h1>", both + "<h1>", 1)
        route.fulfill(response=answer, body=body)

    seen.page.context.unroute("**/*")
    seen.page.route("**/glossary.html*", doubled)
    seen.page.route("**/rates.html*", doubled)
    seen.page.goto(f"{served}/book/zh/rates.html#safe-limit?monthly_income=9000")
    seen.wait_until_live()
    forms = seen.page.locator(selector("safe-limit"))
    assert forms.count() == 2
    ids = seen.page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    boxes = seen.page.locator(f'{selector("safe-limit")} [name="monthly_income"]')
    assert [box.input_value() for box in boxes.all()] == ["9000", "6000"]
    forms.nth(1).get_by_text(
        STRINGS["simulations"]["safe-limit"]["fields"]["monthly_income"]["label"], exact=True
    ).click()
    assert boxes.nth(1).evaluate("(box) => document.activeElement === box")
