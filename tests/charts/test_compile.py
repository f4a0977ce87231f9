"""Test that charts are compiled at build time and drawn by the page's copy of Vega."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from loanlab.charts import draw
from loanlab.charts.compile import named_rows, svg_of, with_rows
from loanlab.charts.theme import PALETTE
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.site import browser_bundle
from tests.charts.pictures import (
    CATALOGUES,
    PICTURES,
    SIMULATIONS,
    STRINGS,
    spec_of,
    strings_of,
    views_of_states,
)

MOST_STATES = 40

# Load the bundled vega.js, which is a classic script, and draw each spec with its rows.
DRAW = """
const fs = require("fs");
const [script, specs] = process.argv.slice(2);
require("vm").runInThisContext(fs.readFileSync(script, "utf8"));
const { View, parse, expressionInterpreter } = globalThis.loanlabVega;
(async () => {
  const drawn = [];
  for (const { spec, rows } of JSON.parse(fs.readFileSync(specs, "utf8"))) {
    const view = new View(parse(spec, null, { ast: true }), { expr: expressionInterpreter });
    drawn.push(await view.data("rows", rows).toSVG());
  }
  process.stdout.write(JSON.stringify(drawn));
})();
"""


def rows_of_states(simulation: str, name: str) -> list[list[dict[str, Any]]]:
    """Return the picture's rows in grid states: first the default state, last the corners."""
    rows = [view["rows"][name] for view in views_of_states(simulation)]
    return [*rows[: MOST_STATES - 6], *rows[-6:]]


@pytest.fixture(scope="module")
def drawings(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Any, list[str]]:
    """Draw every picture in all its states with the page's Vega, in one Node process."""
    folder = tmp_path_factory.mktemp("drawings")
    rows = {picture: rows_of_states(*picture) for picture in PICTURES}
    asked = [
        {"spec": spec_of(*picture), "rows": each} for picture in PICTURES for each in rows[picture]
    ]
    (folder / "specs.json").write_text(json.dumps(asked), encoding="utf-8")
    (folder / "draw.cjs").write_text(DRAW, encoding="utf-8")
    command = [browser_bundle.node(), folder / "draw.cjs", bundle / "vega.js"]
    done = subprocess.run(
        [*map(str, command), str(folder / "specs.json")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    drawn = iter(json.loads(done.stdout))
    found = {picture: [next(drawn) for _rows in rows[picture]] for picture in PICTURES}
    assert next(drawn, None) is None
    return found


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_compiled_chart_uses_the_colours_of_the_page(simulation: str, name: str) -> None:
    text = json.dumps(spec_of(simulation, name))
    assert re.search(r"var\(--ll-(accent|series-1)\)", text)
    assert not [colour for colour in PALETTE.values() if colour in text]
    assert '"background": "transparent"' in text


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_compiled_chart_contains_no_url(simulation: str, name: str) -> None:
    text = json.dumps(spec_of(simulation, name))
    for key in ("http", "url", "href", "$schema"):
        assert key not in text


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_screen_readers_skip_the_marks_of_a_drawing(simulation: str, name: str) -> None:
    view = evaluate(SIMULATIONS[simulation], defaults(SIMULATIONS[simulation]), STRINGS).reply()
    svg = svg_of(with_rows(spec_of(simulation, name), view["rows"][name]))
    # Only groups have roles, and they have no label; bars, lines and texts are one image.
    assert set(re.findall(r"(\w+) mark container", svg)) == {"group"}


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_the_pages_vega_draws_every_picture_in_every_state(
    simulation: str, name: str, drawings: dict[Any, list[str]]
) -> None:
    is_long = SIMULATIONS[simulation].picture(name).is_long
    is_line = any(
        '"type": "line"' in json.dumps(mark) for mark in spec_of(simulation, name)["marks"]
    )
    states = rows_of_states(simulation, name)
    for drawing, rows in zip(drawings[simulation, name], states, strict=True):
        assert "NaN" not in drawing
        assert not rows or drawing.count("<path") >= 2
        # A few bars are all labelled; along a line only some points are.
        written = sum(
            any(text in drawing for key, text in row.items() if key.endswith("_text"))
            for row in rows
        )
        least = min(1, len(rows)) if is_line else len(rows)
        assert is_long or written >= least


def found_below(spec: Any, key: str) -> list[Any]:
    """Find every value of a key anywhere in a spec."""
    if isinstance(spec, list):
        return [value for each in spec for value in found_below(each, key)]
    if not isinstance(spec, dict):
        return []
    below = [value for each in spec.values() for value in found_below(each, key)]
    return [*below, spec[key]] if key in spec else below


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_tooltip_shows_only_existing_columns(simulation: str, name: str) -> None:
    definition = SIMULATIONS[simulation]
    rows = evaluate(definition, defaults(definition), STRINGS).rows(definition.picture(name))
    chart = draw(simulation, name, named_rows(), strings_of(simulation, name)).to_dict()
    known = set(rows[0]) | {name for name in found_below(chart, "as") if isinstance(name, str)}
    tooltips = [line["field"] for each in found_below(chart, "tooltip") for line in each]
    assert tooltips
    assert set(tooltips) <= known


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_description_in_english_is_a_sentence(simulation: str, name: str) -> None:
    text = CATALOGUES["en"]["simulations"][simulation]["pictures"][name]["description"]
    assert re.fullmatch(r"[A-Z].*[a-z}]\.", text)
    assert not re.search(r"[^\x20-\x7e“”’–]", text)
    # The page puts the title, with a full stop, in front of it.
    assert not text.startswith(strings_of(simulation, name, "en")["title"])
