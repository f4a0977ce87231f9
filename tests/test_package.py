"""The package by its name alone: what is loaded when, and that all its names are there."""

import json
import subprocess
import sys

import pytest

import loanlab

HEAVY = {"ipywidgets", "sphinx", "pandas", "altair", "numpy", "jinja2", "yaml", "IPython"}


def loaded_by(statement: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after a statement."""
    asked = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return {name.partition(".")[0] for name in json.loads(told.stdout)}


@pytest.mark.parametrize(
    "statement",
    [
        "import loanlab",
        "import loanlab.model",
        "from loanlab.model.cashflow import irr",
        "from loanlab.model import cashflow, schedule\ncashflow.irr([-1.0, 2.0])",
        "from loanlab.simulations import NAMES",
    ],
)
def test_the_model_loads_neither_widgets_nor_sphinx_nor_pandas(statement: str) -> None:
    assert loaded_by(statement) & HEAVY == set()


def test_the_simulations_of_a_notebook_load_what_they_need() -> None:
    assert {"ipywidgets", "pandas"} <= loaded_by("from loanlab import simulate")


def test_every_name_of_the_package_is_there() -> None:
    assert set(loanlab.__all__) <= set(dir(loanlab))
    for name in loanlab.__all__:
        assert getattr(loanlab, name) is not None


def test_a_name_is_the_thing_of_its_home() -> None:
    from loanlab.data import facts
    from loanlab.notebook.displays import simulate

    assert loanlab.simulate is simulate
    assert loanlab.facts is facts


def test_a_name_that_is_not_there_is_missing_as_anywhere() -> None:
    with pytest.raises(AttributeError, match="module 'loanlab' has no attribute 'simulation'"):
        loanlab.simulation  # noqa: B018
    with pytest.raises(ImportError):
        from loanlab import simulation  # noqa: F401


def test_a_star_takes_all_names() -> None:
    names: dict[str, object] = {}
    exec("from loanlab import *", names)  # noqa: S102
    assert set(loanlab.__all__) <= set(names)


def test_each_name_has_one_home() -> None:
    assert sorted(loanlab._HOME_OF) == sorted(loanlab.__all__)
    assert sum(map(len, loanlab._HOMES.values())) == len(loanlab.__all__)
