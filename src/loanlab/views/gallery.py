"""A gallery of simulations: tiles that open the simulation in place."""

from typing import Any, NamedTuple

from markupsafe import Markup

from loanlab.forms.definition import Simulation
from loanlab.forms.evaluation import MARK, Evaluation, defaults, evaluate

from .simulation import draw, simulation_html
from .templating import templates

Strings = dict[str, Any]
# Pixels of a tile's picture.
TILE_WIDTH, TILE_HEIGHT = 320, 150


class Tile(NamedTuple):
    """A simulation's tile."""

    name: str
    chapter: str
    evaluation: Evaluation
    svg: Markup
    form: Markup


def gallery_html(chapters: dict[str, list[Simulation]], strings: Strings) -> str:
    """Render tiles, each with a picture and a sentence, that open their simulations.

    Parameters
    ----------
    chapters
        A chapter's name to the simulations that it has.
    strings
        The language's catalogue.

    Returns
    -------
    str
        One ``<div class="simulation-tiles">`` element.

    Examples
    --------
    >>> from loanlab.data import facts
    >>> from loanlab.simulations import simulation
    >>> from loanlab.text import catalogue
    >>> html = gallery_html({"outlook": [simulation("safe-limit", facts())]}, catalogue("zh"))
    >>> html.startswith('<div class="simulation-tiles">')
    True
    """
    tiles = [
        _tile(simulation, chapter, strings)
        for chapter, simulations in chapters.items()
        for simulation in simulations
    ]
    return (
        templates().get_template("gallery.html.j2").render(tiles=tiles, strings=strings, mark=MARK)
    )


def _tile(simulation: Simulation, chapter: str, strings: Strings) -> Tile:
    evaluation = evaluate(simulation, defaults(simulation), strings)
    svg = draw(evaluation, simulation.pictures[0], (TILE_WIDTH, TILE_HEIGHT))
    # The form is rendered from a template that escapes its values.
    form = Markup(simulation_html(simulation, strings))  # noqa: S704
    return Tile(simulation.name, chapter, evaluation, svg, form)
