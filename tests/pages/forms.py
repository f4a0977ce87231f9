"""Fill and read a simulation's form on a built page; compute the expected output in CPython."""

from typing import Any

from playwright.sync_api import Locator, Page

from loanlab.data import facts
from loanlab.forms.evaluation import evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue
from loanlab.views.simulation import raw_text

STRINGS = catalogue("zh")
SIMULATIONS = simulations(facts())
GALLERY = "book/zh/simulations.html"

# Fill a form as typing does, dispatch one input event at the end, and read the displayed results.
# With tables, open them first: only open tables are filled.
FILL_AND_READ = """([selector, states, withTables]) => {
  const form = document.querySelector(selector);
  const text = (found) => found ? found.textContent : null;
  const inputs = () => [...form.querySelectorAll('.simulation-inputs [name]:not(details)')]
    .filter((input) => input.type !== 'radio' || input.checked);
  const find = (name) => form.elements.namedItem(name);
  if (withTables) {
    for (const details of form.querySelectorAll('details.rows')) {
      if (!details.open) details.querySelector('summary').click();
    }
    // A table that is a picture is filled while it is the one that is shown.
    form.querySelector(`[role=tab][data-picture="${
      form.querySelector('.picture:not(:has(.chart))')?.dataset.picture}"]`)?.click();
  }
  const resize = (typed) => {
    for (const list of form.querySelectorAll('[data-list]')) {
      const wanted = Number(typed[list.dataset.list]);
      const count = () => list.querySelectorAll('.row').length - 0;
      while (count() < wanted) list.querySelector('[data-action="add-row"]').click();
      while (count() > wanted) {
        [...list.querySelectorAll('[data-action="remove-row"]')].pop().click();
      }
    }
  };
  const read = () => ({
    figures: [...form.querySelectorAll('output')].map(
      (output) => [output.name, output.dataset.value, output.textContent]),
    sentence: text(form.querySelector('.simulation-sentence')),
    alert: text(form.querySelector('.simulation-alert')),
    errors: Object.fromEntries(inputs().map((input) => [
      input.name, text(input.closest('.field').querySelector(':scope > .field-error')),
    ]).filter(([name, message]) => message)),
    hidden: [...form.querySelectorAll('[data-field][hidden]')]
      .map((field) => field.dataset.field).sort(),
    typed: Object.fromEntries(inputs().map((input) => [input.name, input.value])),
    tables: withTables ? Object.fromEntries([...form.querySelectorAll('.picture')].map(
      ({ dataset: { picture } }) => [picture, [...form.querySelectorAll(
        `[data-picture="${picture}"]:is(.rows, .picture) tbody tr`)].map(
        (row) => [...row.cells].map(text))])) : null,
  });
  return states.map((typed) => {
    if (typed) {
      resize(typed);
      let last = null;
      for (const [name, value] of Object.entries(typed)) {
        const input = find(name);
        if (input instanceof RadioNodeList) {
          input.value = value;
          last = input[0];
        } else if (input.type !== 'hidden') {
          input.value = value;
          last = input;
        }
      }
      last.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return read();
  });
}"""

# Resolve when an element has not moved for the given number of frames. A chart near the viewport is
# drawn in the next frame and may move everything below it.
STAND_STILL = """(element, wanted) => new Promise((done) => {
  let last = '';
  let frames = 0;
  const look = () => {
    const { top, left, width, height } = element.getBoundingClientRect();
    const now = [top, left, width, height, document.documentElement.scrollHeight].join();
    frames = now === last ? frames + 1 : 0;
    last = now;
    if (frames < wanted) requestAnimationFrame(look);
    else done();
  };
  requestAnimationFrame(look);
})"""

# Playwright's wait_for_function evaluates a string, which the pages' security policy forbids.
WAIT_UNTIL = """([argument, milliseconds]) => new Promise((done) => {
  const holds = HOLDS;
  const end = performance.now() + milliseconds;
  const look = () => {
    if (holds(argument)) done(true);
    else if (performance.now() > end) done(false);
    else requestAnimationFrame(look);
  };
  look();
})"""


def wait_until(page: Page, condition: str, argument: Any = None) -> None:
    """Wait until a JavaScript predicate holds for the argument."""
    assert page.evaluate(WAIT_UNTIL.replace("HOLDS", condition), [argument, 20_000]), condition


def stand_still(place: Locator, frames: int = 3) -> None:
    """Wait until an element has stopped moving."""
    place.evaluate(STAND_STILL, frames)


def steady(place: Locator) -> Locator:
    """Scroll to an element and wait until it has stopped moving.

    Playwright locates an element, scrolls to it and clicks. If a chart is drawn between these
    steps, the element moves and the click misses it.
    """
    place.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    stand_still(place)
    return place


def selector(name: str) -> str:
    """Return the CSS selector of a simulation's form."""
    return f'form.simulation[data-simulation="{name}"]'


def show(
    page: Page, name: str, states: list[Any], with_tables: bool = False
) -> list[dict[str, Any]]:
    """Enter each state in a form and return what it then shows; None only reads the form."""
    found: list[dict[str, Any]] = page.evaluate(
        FILL_AND_READ, [selector(name), states, with_tables]
    )
    return found


def expected(name: str, typed: dict[str, str], with_tables: bool = False) -> dict[str, Any]:
    """Return what the form must show for a state, as computed by CPython."""
    simulation = SIMULATIONS[name]
    evaluation = evaluate(simulation, typed, STRINGS)
    view = evaluation.reply()
    if evaluation.result is None:
        hidden = sorted(view["hidden"])
        return {"alert": view["alert"], "errors": view["errors"], "hidden": hidden}
    return {
        "figures": [
            [each["name"], raw_text(each["value"]), each["text"]] for each in view["outputs"]
        ],
        "sentence": view["sentence"],
        "alert": "",
        "errors": {},
        "hidden": sorted(view["hidden"]),
        "typed": typed,
        "tables": {picture.name: evaluation.table(picture) for picture in simulation.pictures}
        if with_tables
        else None,
    }


def assert_shows(seen: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Compare results; compare raw values as numbers, because both sides print them differently."""
    for key, value in wanted.items():
        if key == "figures":
            assert [[name, text] for name, _raw, text in seen[key]] == [
                [name, text] for name, _raw, text in value
            ]
            for (name, raw, _text), (_name, raw_wanted, _text_wanted) in zip(
                seen[key], value, strict=True
            ):
                assert number_or_text(raw) == number_or_text(raw_wanted), name
        else:
            assert seen[key] == value, key


def number_or_text(raw: str) -> float | str:
    """Convert a raw value to a number if it is one."""
    try:
        return float(raw)
    except ValueError:
        return raw


def open_tile(page: Page, name: str) -> Locator:
    """Open a simulation's tile alone, and return its form once its chart is drawn."""
    page.evaluate(
        """(name) => {
          for (const tile of document.querySelectorAll('.tile')) tile.open = false;
          const tile = document.getElementById(`tile-${name}`);
          tile.open = true;
          tile.querySelector('[role=tab]').click();
        }""",
        name,
    )
    form = page.locator(selector(name))
    form.evaluate("(form) => form.scrollIntoView()")
    form.locator(".picture:not([data-folded]) .chart > div > svg").wait_for()
    return form
