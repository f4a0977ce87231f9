"""Altair charts: one module per simulation, one theme for all.

A module is named after its simulation and lists its charts in ``PICTURES``. A chart is a function
of the rows and of the picture's strings. For bars with labels, `bars.bar_chart` makes it; this is
all of a ``charts/day_price.py``::

    from .bars import bar_chart
    from .theme import money_axis

    PICTURES = {"by_days": bar_chart(name="days_text", length="interest", axis=money_axis())}
"""

import sys
from importlib import import_module
from typing import Any

import altair as alt

from .theme import theme

# The data of a chart: a DataFrame in a notebook, a name on the page, whose script adds the rows.
Rows = Any
Strings = dict[str, Any]

__all__ = ["draw", "theme"]

# Altair's default renderer loads scripts from another host. JupyterLab, VS Code and the book's
# build render Vega-Lite's MIME type themselves; Colab does not, so it gets SVG.
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
        Data for Altair: a DataFrame, ``alt.Data`` with values, or ``alt.NamedData``. The columns
        are those of the ``rows`` in the reply of ``loanlab.forms.evaluation.evaluate``.
    strings
        The picture's words in the catalogue, and its ``units`` where labels have some.

    Returns
    -------
    altair.LayerChart
        The chart in the book's theme. It has no title: the page shows the caption beside it.

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
