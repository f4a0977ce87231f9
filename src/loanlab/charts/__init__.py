"""Altair charts: one file a simulation's pictures, one theme for all."""

import sys
from importlib import import_module
from typing import Any

import altair as alt

from .theme import theme

# What a chart draws: rows as a table in a notebook, a name to be filled later on the page.
Rows = Any
Strings = dict[str, Any]

__all__ = ["draw", "theme"]

# Altair's default asks another host for scripts. JupyterLab, VS Code and the book's build draw
# Vega's own kind; Colab does not, and gets drawings.
if "google.colab" in sys.modules:
    alt.renderers.enable("svg")
else:
    alt.renderers.enable("mimetype", embed_options={"actions": False})


def draw(simulation: str, picture: str, rows: Rows, strings: Strings) -> alt.LayerChart:
    """Draw a simulation's picture.

    Parameters
    ----------
    simulation
        Name of the simulation, such as ``"rate-builder"``.
    picture
        Name of one of its pictures, such as ``"waterfall"``.
    rows
        What Altair takes as data: a DataFrame, ``alt.Data`` with values, or ``alt.NamedData``.
        The columns are those of ``loanlab.forms.evaluation.answer``.
    strings
        The picture's words in the catalogue.

    Returns
    -------
    altair.LayerChart
        The chart in the book's theme, without a title: captions are text beside it.

    Raises
    ------
    ModuleNotFoundError
        If there is no such simulation.
    KeyError
        If it has no such picture.

    Examples
    --------
    >>> strings = {"axis": "年化", "columns": {"route": "算法", "annual_rate": "年化"}}
    >>> draw("rate-builder", "routes", alt.NamedData("rows"), strings).to_dict()["data"]
    {'name': 'rows'}
    """
    module = import_module(f"{__name__}.{simulation.replace('-', '_')}")
    chart: alt.LayerChart = module.PICTURES[picture](rows, strings)
    return chart
