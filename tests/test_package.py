"""Test the top-level package: its lazy imports and its exported names."""

import json
import subprocess
import sys

import pytest

import loanlab

HEAVY = {"ipywidgets", "sphinx", "pandas", "altair", "numpy", "jinja2", "yaml", "IPython"}


def loaded_by(statement: str) -> set[str]:
    """Return the packages that a new interpreter has loaded after running a statement."""
    script = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return {name.partition(".")[0] for name in json.loads(result.stdout)}


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
def test_the_model_loads_no_heavy_package(statement: str) -> None:
    assert loaded_by(statement) & HEAVY == set()


def test_simulate_loads_widgets_and_pandas() -> None:
    assert {"ipywidgets", "pandas"} <= loaded_by("from loanlab import simulate")


def test_every_exported_name_exists() -> None:
    assert set(loanlab.__all__) <= set(dir(loanlab))
    for name in loanlab.__all__:
        assert getattr(loanlab, name) is not None


def test_an_exported_name_is_the_object_in_its_module() -> None:
    from loanlab.data import facts
    from loanlab.notebook.displays import simulate

    assert loanlab.simulate is simulate
    assert loanlab.facts is facts


def test_an_unknown_name_raises_the_usual_errors() -> None:
    with pytest.raises(AttributeError, match="module 'loanlab' has no attribute 'simulation'"):
        loanlab.simulation  # noqa: B018
    with pytest.raises(ImportError):
        from loanlab import simulation  # noqa: F401


def test_a_star_import_gets_every_exported_name() -> None:
    names: dict[str, object] = {}
    exec("from loanlab import *", names)  # noqa: S102
    assert set(loanlab.__all__) <= set(names)


def test_each_exported_name_comes_from_one_module() -> None:
    assert sorted(loanlab._HOME_OF) == sorted(loanlab.__all__)
    assert sum(map(len, loanlab._HOMES.values())) == len(loanlab.__all__)
