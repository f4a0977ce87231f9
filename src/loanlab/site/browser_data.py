"""Writes the data of the page's script into files: Python sources, facts, strings and charts."""

import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from loanlab.charts.compile import Spec, chart_spec
from loanlab.data import facts
from loanlab.forms.formatting import picture_strings
from loanlab.simulations import simulations
from loanlab.text import catalogue

# The plain-Python rooms; the page runs their files unchanged.
ROOMS = ("model", "forms", "simulations", "exercises")
# The parts of the catalogue that a page's Python and script read.
STRINGS = ("interface", "simulations", "exercises", "exercise_marks")


def python_sources() -> dict[str, str]:
    """Read the files of the package that run in the browser.

    Returns
    -------
    dict
        Path below the import root, such as ``loanlab/model/rates.py``, to the file's text.
    """
    package = resources.files("loanlab")
    sources: dict[str, str] = {}
    for room in ROOMS:
        for path, text in _python_files(package / room, f"loanlab/{room}"):
            sources[path] = text
    return sources


def _python_files(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_file() and item.name.endswith(".py"):
            found.append((f"{path}/{item.name}", item.read_text(encoding="utf-8")))
        elif item.is_dir() and item.name != "__pycache__":
            found += _python_files(item, f"{path}/{item.name}")
    return found


def write_python(destination: Path, language: str) -> None:
    """Write the file with the Python sources and facts, and that with one edition's words.

    The first is the same for all editions, so that a reader's browser keeps it.

    Parameters
    ----------
    destination
        The folder of our own static files.
    language
        The edition's language, such as ``"zh"``.

    Raises
    ------
    ValueError
        If there is no catalogue in that language.
    """
    strings = catalogue(language)
    python = {
        "files": python_sources(),
        "facts": json.dumps(facts(), ensure_ascii=False),
    }
    words = {
        "strings": json.dumps({key: strings[key] for key in STRINGS}, ensure_ascii=False),
        "interface": strings["interface"],
    }
    _write_script(destination / "python.js", "loanlabPython", python)
    _write_script(destination / f"words.{language}.js", "loanlabWords", words)


def write_charts(destination: Path, language: str, specs: dict[str, Spec]) -> None:
    """Write the file with all compiled charts of one edition.

    Parameters
    ----------
    destination
        The folder of our own static files.
    language
        The edition's language.
    specs
        The charts of the chapters' cells: key to Vega spec. The simulations' charts are added.

    Raises
    ------
    ValueError
        If there is no catalogue in that language.
    """
    strings = catalogue(language)
    drawn = {
        f"{simulation.name}/{picture.name}": chart_spec(
            simulation.name,
            picture.name,
            picture_strings(strings["simulations"][simulation.name], picture),
            strings["interface"]["units"],
        )
        for simulation in simulations(facts()).values()
        for picture in simulation.pictures
        if not picture.is_table
    }
    _write_script(destination / f"charts.{language}.js", "loanlabCharts", {**drawn, **specs})


def _write_script(path: Path, name: str, value: Any) -> None:
    """Write a script that sets a global to a JSON value; unlike JSON it loads from file:// too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"globalThis.{name}={text};\n", encoding="utf-8", newline="\n")
