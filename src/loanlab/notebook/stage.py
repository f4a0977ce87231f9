"""What a simulation answers, as ipywidgets: the sentence, what changed, and its pictures."""

from html import escape
from itertools import compress
from typing import Any

import ipywidgets as widgets

from loanlab.charts.compile import Spec, chart_spec, svg_of, with_rows
from loanlab.forms.comparison import changes
from loanlab.forms.csv_text import csv_text
from loanlab.forms.definition import Picture, Simulation
from loanlab.forms.evaluation import Evaluation
from loanlab.forms.formatting import constant_texts, picture_strings

from .markup import changes_html, file_link, marked_html, table_html

Strings = dict[str, Any]
WIDTH = "26rem"


class Stage:
    """The results that stay in sight while a reader moves the inputs.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.

    Attributes
    ----------
    sentence, change : ipywidgets.HTML
        The result in words, and what changed.
    pictures : dict
        Picture name to the widget in its tab.
    tabs : ipywidgets.Tab
        One tab for each picture. Drawing takes most of the time of an update, so only the
        selected one is drawn.
    """

    def __init__(self, simulation: Simulation, strings: Strings) -> None:
        self.simulation = simulation
        self.strings = strings
        self._texts = strings["simulations"][simulation.name]
        self._form_texts = strings["interface"]["form"]
        self._units = strings["interface"]["units"]
        self._constants = constant_texts(simulation, strings)
        self.sentence = widgets.HTML()
        self.change = widgets.HTML()
        self.pictures = {picture.name: widgets.HTML() for picture in simulation.pictures}
        self.tabs = widgets.Tab(list(self.pictures.values()))
        self._specs: dict[str, Spec] = {}
        self._shown: tuple[Evaluation, Evaluation | None] | None = None
        # Picture name to the rows and the older rows that are drawn.
        self._drawn: dict[str, Any] = {}

    def build(self, alert: widgets.HTML) -> widgets.VBox:
        """Lay the stage out.

        Parameters
        ----------
        alert
            The place that says why there is no newer result.

        Returns
        -------
        ipywidgets.VBox
            Sentence, alert, change line and tabs.
        """
        for place, picture in enumerate(self.simulation.pictures):
            # ipywidgets 7 knows no titles=.
            self.tabs.set_title(place, self._texts["pictures"][picture.name]["title"])
        self.sentence.add_class("sentence")
        self.change.add_class("change")
        self.tabs.observe(self._draw_selected, names="selected_index")
        stage = widgets.VBox(
            [self.sentence, alert, self.change, self.tabs],
            layout={"flex": f"1 1 {WIDTH}", "min_width": "0"},
        )
        stage.add_class("stage")
        return stage

    def show(self, evaluation: Evaluation, before: Evaluation | None, *, is_pinned: bool) -> None:
        """Show a result.

        Parameters
        ----------
        evaluation
            The state, which has a result.
        before
            The older state that it is compared with; None if there is none.
        is_pinned
            Whether a reader pinned that state.
        """
        between = self.strings["interface"]["between_sentences"]
        self.sentence.value = (
            f'<span class="lead">{marked_html(evaluation.lead)}</span>{between}'
            f'<span class="rest">{marked_html(evaluation.rest)}</span>'
        )
        since = self._form_texts["since_pinned" if is_pinned else "since"]
        changed = changes(before, evaluation) if before is not None else []
        text = changes_html(changed, since, self._form_texts)
        self.change.value = f'<div class="delta">{text}</div>'
        self._shown = (evaluation, before)
        self._draw_selected()

    def _draw_selected(self, _change: Any = None) -> None:
        if self._shown is None:
            return
        evaluation, before = self._shown
        picture = self.simulation.pictures[self.tabs.selected_index]
        rows = evaluation.rows(picture)
        ghost = None if before is None or picture.is_table else before.rows(picture)
        wanted = (rows, None if ghost == rows else ghost)
        if self._drawn.get(picture.name) == wanted:
            return
        self._drawn[picture.name] = wanted
        self.pictures[picture.name].value = (
            rows_html(picture, evaluation) if picture.is_table else self._chart(picture, *wanted)
        )

    def _chart(
        self, picture: Picture, rows: list[dict[str, Any]], ghost: list[dict[str, Any]] | None
    ) -> str:
        texts = picture_strings(self._texts, picture)
        if picture.name not in self._specs:
            self._specs[picture.name] = chart_spec(
                self.simulation.name, picture.name, texts, self._units
            )
        name = self._form_texts["title_and_description"].format(
            title=texts["title"], description=texts["description"].format(**self._constants)
        )
        svg = svg_of(with_rows(self._specs[picture.name], rows, ghost))
        return f'<div class="chart" role="img" aria-label="{escape(name)}">{svg}</div>'


def rows_html(picture: Picture, evaluation: Evaluation) -> str:
    """Show the rows of a picture as a table, with a link that saves them.

    Parameters
    ----------
    picture
        One of the simulation's pictures.
    evaluation
        The state, which has a result.

    Returns
    -------
    str
        HTML.
    """
    assert evaluation.result is not None  # noqa: S101 - called only where there is a result
    simulation, strings = evaluation.simulation, evaluation.strings
    texts = picture_strings(strings["simulations"][simulation.name], picture)
    rows = evaluation.result.rows[picture.name]
    is_shown = [not is_empty for is_empty in evaluation.empty_columns(picture)]
    heads = compress((texts["columns"][column.name] for column in picture.columns), is_shown)
    lines = [list(compress(line, is_shown)) for line in evaluation.table(picture)]
    csv = csv_text(picture, rows, texts, strings["interface"])
    name = f"{simulation.name}-{picture.name}.csv"
    link = file_link(name, csv, "text/csv", strings["interface"]["form"]["save"])
    return f'<div class="rows">{table_html(lines, list(heads))}</div>{link}'
