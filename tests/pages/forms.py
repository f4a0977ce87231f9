"""A simulation's form on a built page: filled, read, and what CPython says it must show."""

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

# Fills a form as a reader's typing does, one input event at the end, and reads what it shows. With
# tables they are opened first, as a reader must.
FILL_AND_READ = """([selector, states, withTables]) => {
  const form = document.querySelector(selector);
  const text = (found) => found ? found.textContent : null;
  const inputs = () => [...form.querySelectorAll('.simulation-inputs [name]')];
  const find = (name) => form.elements.namedItem(name);
  if (withTables) {
    for (const details of form.querySelectorAll('details.rows')) {
      if (!details.open) details.querySelector('summary').click();
    }
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
      input.name, text(input.closest('[data-field], .field').querySelector('.field-error')),
    ]).filter(([name, message]) => message)),
    hidden: [...form.querySelectorAll('[data-field][hidden]')].map((field) => field.dataset.field),
    typed: Object.fromEntries(inputs().map((input) => [input.name, input.value])),
    tables: withTables ? Object.fromEntries([...form.querySelectorAll('.picture')].map(
      (figure) => [figure.dataset.picture, [...figure.querySelectorAll('tbody tr')].map(
        (row) => [...row.cells].map(text))])) : null,
  });
  return states.map((typed) => {
    if (typed) {
      resize(typed);
      let last = null;
      for (const [name, value] of Object.entries(typed)) {
        const input = find(name);
        if (input.type !== 'hidden') {
          input.value = value;
          last = input;
        }
      }
      last.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return read();
  });
}"""

# Resolves once an element has kept its place for so many frames. A chart that comes near the window
# comes to life in the next frame and may move all that is below it.
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

# Playwright's own wait_for_function makes code of text, which the pages' policy forbids.
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
    """Wait until a function of the page's script says yes to the argument."""
    assert page.evaluate(WAIT_UNTIL.replace("HOLDS", condition), [argument, 20_000]), condition


def stand_still(place: Locator, frames: int = 3) -> None:
    """Wait until nothing moves a place any more."""
    place.evaluate(STAND_STILL, frames)


def steady(place: Locator) -> Locator:
    """A place in sight that nothing moves any more.

    Playwright looks where a place is, scrolls there and clicks; a chart that comes to life between
    two of these takes the place away from under the click, and the click is lost.
    """
    place.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    stand_still(place)
    return place


def selector(name: str) -> str:
    """Where a simulation's form is on a page."""
    return f'form.simulation[data-simulation="{name}"]'


def show(
    page: Page, name: str, states: list[Any], with_tables: bool = False
) -> list[dict[str, Any]]:
    """Fill a form with one state after the other and tell what it shows; None changes nothing."""
    found: list[dict[str, Any]] = page.evaluate(
        FILL_AND_READ, [selector(name), states, with_tables]
    )
    return found


def expected(name: str, typed: dict[str, str], with_tables: bool = False) -> dict[str, Any]:
    """What the form must show for a good state."""
    simulation = SIMULATIONS[name]
    evaluation = evaluate(simulation, typed, STRINGS)
    view = evaluation.reply()
    if evaluation.result is None:
        return {"alert": view["alert"], "errors": view["errors"], "hidden": view["hidden"]}
    return {
        "figures": [
            [each["name"], raw_text(each["value"]), each["text"]] for each in view["outputs"]
        ],
        "sentence": view["sentence"],
        "alert": "",
        "errors": {},
        "hidden": view["hidden"],
        "typed": typed,
        "tables": {picture.name: evaluation.table(picture) for picture in simulation.pictures}
        if with_tables
        else None,
    }


def assert_shows(seen: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Compare what is shown; raw values as numbers, because the two print them differently."""
    for key, value in wanted.items():
        if key == "figures":
            assert [[name, text] for name, _raw, text in seen[key]] == [
                [name, text] for name, _raw, text in value
            ]
            for (name, raw, _text), (_name, raw_wanted, _text_wanted) in zip(
                seen[key], value, strict=True
            ):
                assert number_or_word(raw) == number_or_word(raw_wanted), name
        else:
            assert seen[key] == value, key


def number_or_word(raw: str) -> float | str:
    """A raw value as what it is."""
    try:
        return float(raw)
    except ValueError:
        return raw
