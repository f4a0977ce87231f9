"""Simulations and exercises as widgets, with the same inputs and results as on the page.

There is no Output widget, because notebooks that have one sometimes hang when they are executed.
The kernel draws the charts as SVG: a few kilobytes each, in the colours of the reader's theme.
Altair's own widget adds a megabyte of scripts for each chart and keeps its light colours.
"""

import base64
from datetime import UTC, datetime
from html import escape
from typing import Any

import ipywidgets as widgets

from loanlab.charts.compile import Spec, chart_spec, svg_of, with_rows
from loanlab.forms.calendar_text import calendar_text
from loanlab.forms.comparison import compare
from loanlab.forms.csv_text import csv_text
from loanlab.forms.definition import Picture, Simulation
from loanlab.forms.evaluation import Evaluation, defaults, evaluate, typed_texts
from loanlab.forms.formatting import constant_texts, picture_strings
from loanlab.forms.grading import Exercise, exercise_strings, grade_text

from .inputs import Inputs, warn
from .style import ROOT_CLASS, style_element

Strings = dict[str, Any]
State = tuple[dict[str, str], Evaluation]


class SimulationForm:
    """A simulation's inputs and results, kept in step.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.
    """

    def __init__(self, simulation: Simulation, strings: Strings) -> None:
        self.simulation = simulation
        self.strings = strings
        self.texts = strings["simulations"][simulation.name]
        self.form_texts = strings["interface"]["form"]
        self.inputs = Inputs(simulation, strings, self.update)
        self.sentence = widgets.HTML()
        self.alert = widgets.HTML()
        self.outputs = widgets.HTML()
        self.comparison = widgets.HTML()
        self.calendar = widgets.HTML()
        self.charts: dict[str, widgets.HTML] = {}
        self.tables: dict[str, widgets.HTML] = {}
        self._constants = constant_texts(simulation, strings)
        self._specs: dict[str, Spec] = {}
        self._drawn_rows: dict[str, Any] = {}
        # The last valid state and the pinned one.
        self._valid: State | None = None
        self._pinned: State | None = None

    def build(self) -> widgets.VBox:
        """Lay out the widgets and show the default state.

        Returns
        -------
        ipywidgets.VBox
            The whole simulation.
        """
        fields = self.inputs.build()
        pictures = [self._picture(picture) for picture in self.simulation.pictures]
        self.update()
        intro = escape(self.texts["intro"].format(**self._constants))
        title = widgets.HTML(f"{style_element()}<b>{escape(self.texts['title'])}</b><br>{intro}")
        results = [self.alert, self.sentence, self.outputs, self.comparison, *pictures]
        results += [self.calendar] if self.simulation.has_calendar else []
        whole = widgets.VBox(
            [title, *fields, self._buttons(), *results], layout={"max_width": "760px"}
        )
        whole.add_class(ROOT_CLASS)
        return whole

    def _buttons(self) -> widgets.HBox:
        reset = widgets.Button(description=self.form_texts["reset"])
        reset.on_click(lambda _button: self.inputs.enter(defaults(self.simulation)))
        pin = widgets.Button(description=self.form_texts["pin"], layout={"width": "auto"})
        pin.on_click(self._pin)
        return widgets.HBox([reset, pin])

    def _pin(self, button: widgets.Button) -> None:
        self._pinned = self._valid if self._pinned is None else None
        button.description = self.form_texts["pin" if self._pinned is None else "unpin"]
        self._compare()

    def _compare(self) -> None:
        self.comparison.layout.display = "none" if self._pinned is None else None
        self.comparison.value = ""
        if self._pinned is None or self._valid is None:
            return
        pinned, before = self._pinned
        valid, now = self._valid
        comparison = compare(pinned, valid, before, now)
        keys = ("pinned", "now", "difference")
        rows = [
            [each["label"], *(each.get(key, "") for key in keys)]
            for each in [*comparison["inputs"], *comparison["outputs"]]
        ]
        heads = [self.form_texts[f"compared_{key}"] for key in ("item", *keys)]
        sentence = self.form_texts["compared_sentence"].format(sentence=comparison["sentence"])
        self.comparison.value = f"<p>{escape(sentence)}</p>{_table(rows, heads)}"

    def _picture(self, picture: Picture) -> widgets.VBox:
        texts = picture_strings(self.texts, picture)
        parts = [widgets.HTML(f"<b>{escape(texts['title'])}</b>")]
        if not picture.is_table:
            self._specs[picture.name] = chart_spec(self.simulation.name, picture.name, texts)
            self.charts[picture.name] = widgets.HTML()
            parts.append(self.charts[picture.name])
        self.tables[picture.name] = widgets.HTML()
        rows = widgets.Accordion(
            [self.tables[picture.name]], selected_index=0 if picture.is_table else None
        )
        rows.set_title(0, self.form_texts["table"])
        return widgets.VBox([*parts, rows])

    def update(self) -> None:
        """Show the results for the present inputs."""
        typed = self.inputs.typed
        evaluation = evaluate(self.simulation, typed, self.strings)
        self.inputs.show_errors(evaluation.errors, evaluation.hidden)
        warn(self.alert, evaluation.alert)
        if evaluation.result is not None:
            self._valid = (typed, evaluation)
            self._show(evaluation)

    def _show(self, evaluation: Evaluation) -> None:
        self.sentence.value = f"<p>{escape(evaluation.sentence)}</p>"
        self.outputs.value = _table(
            [[self.texts["outputs"][each["name"]], each["text"]] for each in evaluation.outputs]
        )
        for picture in self.simulation.pictures:
            rows = evaluation.rows(picture)
            # Drawing takes most of the time of an update: skip pictures that stay the same.
            if rows == self._drawn_rows.get(picture.name):
                continue
            self._drawn_rows[picture.name] = rows
            if picture.name in self.charts:
                self.charts[picture.name].value = self._chart(picture, rows)
            self.tables[picture.name].value = self._rows(picture, evaluation)
        if self.simulation.has_calendar and evaluation.result is not None:
            made = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
            text = calendar_text(self.simulation, evaluation.result, made, self.strings)
            name = f"{self.simulation.name}.ics"
            self.calendar.value = _file_link(
                name, text, "text/calendar", self.form_texts["save_calendar"]
            )
        self._compare()

    def _chart(self, picture: Picture, rows: list[dict[str, Any]]) -> str:
        texts = self.texts["pictures"][picture.name]
        name = self.form_texts["title_and_description"].format(
            title=texts["title"], description=texts["description"].format(**self._constants)
        )
        svg = svg_of(with_rows(self._specs[picture.name], rows))
        return f'<div class="chart" role="img" aria-label="{escape(name)}">{svg}</div>'

    def _rows(self, picture: Picture, evaluation: Evaluation) -> str:
        assert evaluation.result is not None  # noqa: S101 - `update` shows results only
        texts = picture_strings(self.texts, picture)
        rows = evaluation.result.rows[picture.name]
        lines = evaluation.table(picture)
        heads = [texts["columns"][column.name] for column in picture.columns]
        csv = csv_text(picture, rows, texts, self.strings["interface"])
        name = f"{self.simulation.name}-{picture.name}.csv"
        return _table(lines, heads) + _file_link(name, csv, "text/csv", self.form_texts["save"])


def simulation_widget(
    simulation: Simulation, strings: Strings, start: str | None = None
) -> widgets.VBox:
    """Build a simulation's widgets.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.
    start
        The preset that it opens with; its defaults if left out.

    Returns
    -------
    ipywidgets.VBox
        Inputs, sentence, figures, charts and folded tables.
    """
    form = SimulationForm(simulation, strings)
    whole = form.build()
    if start is not None:
        form.inputs.enter(typed_texts(simulation, simulation.preset_values(start)))
    return whole


def gallery_widget(simulations: list[Simulation], strings: Strings) -> widgets.Accordion:
    """Build an accordion of simulations; each is built when it is opened.

    Parameters
    ----------
    simulations
        The definitions.
    strings
        The language's catalogue.

    Returns
    -------
    ipywidgets.Accordion
        One closed place for each simulation.
    """
    places = [widgets.VBox() for _simulation in simulations]
    whole = widgets.Accordion(places, selected_index=None)
    for number, simulation in enumerate(simulations):
        whole.set_title(number, strings["simulations"][simulation.name]["title"])

    def fill(change: dict[str, Any]) -> None:
        number = change["new"]
        if number is not None and not places[number].children:
            places[number].children = (simulation_widget(simulations[number], strings),)

    whole.observe(fill, names="selected_index")
    return whole


def exercise_widget(exercise: Exercise, strings: Strings) -> widgets.VBox:
    """Build an exercise's widgets.

    Parameters
    ----------
    exercise
        The definition.
    strings
        The language's catalogue.

    Returns
    -------
    ipywidgets.VBox
        The question, an input, a button and a place for the verdict.
    """
    form = strings["interface"]["form"]
    texts = exercise_strings(exercise, strings)
    box = widgets.Text(placeholder=form["answer"], layout={"width": "9em"})
    suffix = widgets.Label(strings["interface"]["units"][exercise.unit]["suffix"])
    button = widgets.Button(description=form["commit"] if exercise.is_prediction else form["check"])
    verdict = widgets.HTML()

    def show(_sender: Any) -> None:
        verdict.value = f"<p>{escape(grade_text(exercise, box.value, strings)['text'])}</p>"

    button.on_click(show)
    return widgets.VBox(
        [
            widgets.HTML(f"<p>{escape(texts['ask'])}</p>"),
            widgets.HBox([box, suffix, button]),
            verdict,
        ]
    )


def _file_link(name: str, text: str, kind: str, label: str) -> str:
    """Make a link that saves a text as a file; it needs no server, so it works on Binder too."""
    content = base64.b64encode(text.encode()).decode()
    address = f"data:{kind};charset=utf-8;base64,{content}"
    return f'<a download="{escape(name)}" href="{address}">{escape(label)}</a>'


def _table(rows: list[list[str]], heads: list[str] | None = None) -> str:
    """Make an HTML table of texts; the first column names the row."""
    lines = []
    if heads:
        lines.append("".join(f'<th scope="col">{escape(head)}</th>' for head in heads))
    for row in rows:
        first, *others = row
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        lines.append(f'<th scope="row">{escape(first)}</th>{cells}')
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
