"""Charts for the page: compiled when the book is built, and drawn by the page's own Vega."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from loanlab.charts.theme import PALETTE
from loanlab.data import facts
from loanlab.page import bundle
from loanlab.page.drawing import picture, with_rows
from loanlab.page.form import chart_spec
from loanlab.page.places import WORK
from loanlab.simulations import simulations
from loanlab.simulations.answering import answer, defaults
from loanlab.text import catalogue

WORDS = catalogue("zh")
SIMULATIONS = simulations(facts())
PICTURES = [(name, each.name) for name in SIMULATIONS for each in SIMULATIONS[name].pictures]

# Runs the finished vega.js, which is a classic script, and draws each spec with its rows.
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


def spec_of(simulation: str, name: str) -> dict[str, Any]:
    return chart_spec(simulation, name, WORDS["simulations"][simulation]["pictures"][name])


def states(simulation: str) -> list[dict[str, str]]:
    """The default state, and one with each field at each of its ends."""
    definition = SIMULATIONS[simulation]
    found = [defaults(definition)]
    for field in definition.fields:
        ends = field.choices if field.kind == "choice" else [field.minimum, field.maximum]
        found += [{**found[0], field.name: field.text_of(end)} for end in ends]
    return found


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_compiled_chart_takes_its_colours_from_the_page(simulation: str, name: str) -> None:
    text = json.dumps(spec_of(simulation, name))
    assert "var(--ll-accent)" in text
    assert not [colour for colour in PALETTE.values() if colour in text]
    assert '"background": "transparent"' in text


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_a_compiled_chart_asks_for_nothing(simulation: str, name: str) -> None:
    text = json.dumps(spec_of(simulation, name))
    for word in ("http", "url", "href", "$schema"):
        assert word not in text


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_the_marks_of_a_drawing_are_not_read_aloud(simulation: str, name: str) -> None:
    view = answer(SIMULATIONS[simulation], defaults(SIMULATIONS[simulation]), WORDS)
    svg = picture(with_rows(spec_of(simulation, name), view["rows"][name]))
    # The root group alone: the charts within it are one picture.
    assert re.findall(r"(\w+) mark container", svg) == ["group"]


@pytest.mark.parametrize(("simulation", "name"), PICTURES)
def test_the_pages_vega_draws_every_state(simulation: str, name: str, tmp_path: Path) -> None:
    bundle.build_runtime(tmp_path / "built", WORK)
    asked = [
        {
            "spec": spec_of(simulation, name),
            "rows": answer(SIMULATIONS[simulation], typed, WORDS)["rows"][name],
        }
        for typed in states(simulation)
    ]
    (tmp_path / "specs.json").write_text(json.dumps(asked), encoding="utf-8")
    (tmp_path / "draw.cjs").write_text(DRAW, encoding="utf-8")
    command = [bundle.node(), tmp_path / "draw.cjs", tmp_path / "built" / "vega.js"]
    done = subprocess.run(
        [*map(str, command), str(tmp_path / "specs.json")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    drawings = json.loads(done.stdout)
    assert len(drawings) == len(asked)
    for drawing, state in zip(drawings, asked, strict=True):
        assert "NaN" not in drawing
        for row in state["rows"]:
            shown = [text for key, text in row.items() if key.endswith("_text")]
            assert sum(text in drawing for text in shown) >= 2
