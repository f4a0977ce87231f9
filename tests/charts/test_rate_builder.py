"""Test rate-builder's pictures: their fields and the catalogue strings in them."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from loanlab.charts import draw
from loanlab.data import facts
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.simulations import simulations
from loanlab.text import catalogue

STRINGS = catalogue("zh")
SIMULATION = simulations(facts())["rate-builder"]
PICTURES = [picture.name for picture in SIMULATION.pictures]


def chart_of(name: str) -> dict[str, Any]:
    rows = evaluate(SIMULATION, defaults(SIMULATION), STRINGS).reply()["rows"][name]
    own = STRINGS["simulations"]["rate-builder"]["pictures"][name]
    spec: dict[str, Any] = draw("rate-builder", name, pd.DataFrame(rows), own).to_dict()
    return spec


@pytest.mark.parametrize("name", PICTURES)
def test_every_field_that_a_picture_uses_is_in_its_rows(name: str) -> None:
    spec = chart_of(name)
    (rows,) = spec["datasets"].values()
    made = {
        step["as"]
        for layer in spec["layer"]
        for step in layer.get("transform", [])
        if "calculate" in step
    }
    for layer in spec["layer"]:
        for channel in layer["encoding"].values():
            for drawn in channel if isinstance(channel, list) else [channel]:
                assert drawn["field"] in made | set(rows[0]), drawn


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_uses_the_catalogues_strings(name: str) -> None:
    own = STRINGS["simulations"]["rate-builder"]["pictures"][name]
    spec = chart_of(name)
    titles = {
        tip["title"] for layer in spec["layer"] for tip in layer["encoding"].get("tooltip", [])
    }
    assert titles == set(own["columns"].values())
    assert any(
        layer["encoding"].get("x", {}).get("title") == own["axis"] for layer in spec["layer"]
    )


def test_each_direction_of_a_step_has_its_own_colour() -> None:
    scale = chart_of("waterfall")["layer"][1]["encoding"]["color"]["scale"]
    assert scale["domain"] == ["total", "rise", "fall", "none"]
    assert len(set(scale["range"])) == len(scale["domain"])


def test_an_unknown_picture_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("rate-builder", "pie", alt.NamedData("rows"), {})
