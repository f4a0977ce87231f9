"""The ipywidgets view: the same inputs, sentence, figures, charts and tables as on the page.

No Output widget is used: a notebook that has one hangs now and then when it is executed. Charts
are drawn by the kernel and shown as they are: a few kilobytes each, in the colours of the reader's
theme, where Altair's own widget brings a megabyte of scripts a chart and keeps its light colours.
"""

from html import escape
from typing import Any

import ipywidgets as widgets

from loanlab.page import drawing
from loanlab.page.form import chart_spec
from loanlab.simulations.answering import answer, defaults
from loanlab.simulations.definition import ChoiceField, NumberField, Simulation, constant_texts
from loanlab.simulations.exercise import Exercise, exercise_words, mark

from .style import ROOT_CLASS, style_element

Words = dict[str, Any]


class SimulationForm:
    """A simulation's inputs and results, kept in step.

    Parameters
    ----------
    simulation
        The definition.
    words
        The language's catalogue.
    """

    def __init__(self, simulation: Simulation, words: Words) -> None:
        self.simulation = simulation
        self.words = words
        self.own = words["simulations"][simulation.name]
        self.inputs: dict[str, Any] = {}
        self.errors = {field.name: widgets.HTML() for field in simulation.fields}
        self.sentence = widgets.HTML()
        self.alert = widgets.HTML()
        self.figures = widgets.HTML()
        self.charts: dict[str, widgets.HTML] = {}
        self.tables: dict[str, widgets.HTML] = {}
        self._constants = constant_texts(simulation.constants)
        self._specs: dict[str, drawing.Spec] = {}
        self._drawn_rows: dict[str, Any] = {}
        self._is_resetting = False

    def build(self) -> widgets.VBox:
        """Lay out the widgets and show the default state.

        Returns
        -------
        ipywidgets.VBox
            The whole simulation.
        """
        rows = [self._field(field) for field in self.simulation.fields]
        reset = widgets.Button(description=self.words["interface"]["form"]["reset"])
        reset.on_click(lambda _button: self._reset())
        pictures = [self._picture(picture.name) for picture in self.simulation.pictures]
        self.update()
        title = widgets.HTML(
            f"{style_element()}<b>{escape(self.own['title'])}</b><br>{escape(self.own['intro'])}"
        )
        results = [self.alert, self.sentence, self.figures, *pictures]
        whole = widgets.VBox([title, *rows, reset, *results], layout={"max_width": "760px"})
        whole.add_class(ROOT_CLASS)
        return whole

    def _origins(self, field: NumberField | ChoiceField) -> str:
        """Where a field's figures come from: a bracket a kind, with each claim and its status."""
        statuses = self.words["ledger"]["statuses"]
        brackets: dict[str, list[str]] = {}
        for origin in field.origins:
            named = brackets.setdefault(
                origin["kind"], [self.words["interface"]["origins"][origin["kind"]]]
            )
            if "claim" in origin:
                named.append(f"{origin['claim']} {statuses[origin['status']]['name']}")
        return "".join(f"〔{escape(' '.join(named))}〕" for named in brackets.values())

    def _field(self, field: NumberField | ChoiceField) -> widgets.Widget:
        texts = self.own["fields"][field.name]
        label = widgets.Label(texts["label"], layout={"width": "9em"})
        help_text = escape(texts["help"].format(**self._constants))
        hint = widgets.HTML(f"<small>{help_text}{self._origins(field)}</small>")
        entry: list[widgets.Widget]
        if isinstance(field, ChoiceField):
            options = [(texts["choices"][str(choice)], str(choice)) for choice in field.choices]
            box = widgets.Dropdown(options=options, value=str(field.default))
            entry = [box]
        else:
            default = field.text_of(field.default)
            box = widgets.Text(value=default, layout={"width": "7em"})
            slider = widgets.FloatSlider(
                value=float(default),
                min=float(field.text_of(field.minimum)),
                max=float(field.text_of(field.maximum)),
                step=float(field.text_of(field.step)),
                readout=False,
            )
            self._keep_in_step(field, box, slider)
            suffix = self.words["interface"]["units"][field.unit]["suffix"]
            entry = [slider, box, widgets.Label(suffix)]
        self.inputs[field.name] = box
        box.observe(lambda _change: self.update(), names="value")
        return widgets.VBox([widgets.HBox([label, *entry]), self.errors[field.name], hint])

    def _keep_in_step(
        self, field: NumberField, box: widgets.Text, slider: widgets.FloatSlider
    ) -> None:
        """Let the slider fill the box, and the box move the slider where it holds a good number."""
        step = float(field.text_of(field.step))

        def from_slider(change: dict[str, Any]) -> None:
            value, _refusal = field.read(box.value)
            # The slider only knows its own steps: what was typed between two of them stays.
            typed = None if value is None else float(field.text_of(value))
            if typed is None or abs(typed - change["new"]) > step / 2:
                box.value = field.text_of(field.read(repr(round(change["new"], 9)))[0])

        def from_box(_change: dict[str, Any]) -> None:
            value, refusal = field.read(box.value)
            if refusal is None:
                slider.value = float(field.text_of(value))

        slider.observe(from_slider, names="value")
        box.observe(from_box, names="value")

    def _picture(self, name: str) -> widgets.VBox:
        texts = self.own["pictures"][name]
        self._specs[name] = chart_spec(self.simulation.name, name, texts)
        self.charts[name] = widgets.HTML()
        self.tables[name] = widgets.HTML()
        table = widgets.Accordion([self.tables[name]], selected_index=None)
        table.set_title(0, self.words["interface"]["form"]["table"])
        return widgets.VBox(
            [widgets.HTML(f"<b>{escape(texts['title'])}</b>"), self.charts[name], table]
        )

    def _reset(self) -> None:
        """Put every default back, and compute once, not once a field."""
        self._is_resetting = True
        for name, text in defaults(self.simulation).items():
            self.inputs[name].value = text
        self._is_resetting = False
        self.update()

    def update(self) -> None:
        """Show what the model says to the inputs as they stand."""
        if self._is_resetting:
            return
        typed = {name: box.value for name, box in self.inputs.items()}
        view = answer(self.simulation, typed, self.words)
        for name, place in self.errors.items():
            _warn(place, view["errors"].get(name, ""))
        _warn(self.alert, view["alert"])
        if not view["errors"]:
            self._show(view)

    def _show(self, view: dict[str, Any]) -> None:
        self.sentence.value = f"<p>{escape(view['sentence'])}</p>"
        self.figures.value = _table(
            [[self.own["figures"][figure["name"]], figure["text"]] for figure in view["figures"]]
        )
        for picture in self.simulation.pictures:
            rows = view["rows"][picture.name]
            # Drawing takes most of the time of a move: what stays as it is, is not drawn again.
            if rows == self._drawn_rows.get(picture.name):
                continue
            self._drawn_rows[picture.name] = rows
            texts = self.own["pictures"][picture.name]
            said = f"{texts['title']}。{texts['description'].format(**self._constants)}"
            svg = drawing.picture(drawing.with_rows(self._specs[picture.name], rows))
            chart = f'<div class="chart" role="img" aria-label="{escape(said)}">{svg}</div>'
            self.charts[picture.name].value = chart
            self.tables[picture.name].value = _table(
                [[row[f"{column.name}_text"] for column in picture.columns] for row in rows],
                [texts["columns"][column.name] for column in picture.columns],
            )


def simulation_widget(simulation: Simulation, words: Words) -> widgets.VBox:
    """A simulation as widgets.

    Parameters
    ----------
    simulation
        The definition.
    words
        The language's catalogue.

    Returns
    -------
    ipywidgets.VBox
        Inputs, sentence, figures, charts and folded tables.
    """
    return SimulationForm(simulation, words).build()


def exercise_widget(exercise: Exercise, words: Words) -> widgets.VBox:
    """An exercise as widgets.

    Parameters
    ----------
    exercise
        The definition.
    words
        The language's catalogue.

    Returns
    -------
    ipywidgets.VBox
        The question, an input, a button and a place for the verdict.
    """
    form = words["interface"]["form"]
    own = exercise_words(exercise, words)
    box = widgets.Text(placeholder=form["answer"], layout={"width": "9em"})
    suffix = widgets.Label(words["interface"]["units"][exercise.unit]["suffix"])
    button = widgets.Button(description=form["commit"] if exercise.is_prediction else form["check"])
    verdict = widgets.HTML()

    def show(_sender: Any) -> None:
        verdict.value = f"<p>{escape(mark(exercise, box.value, words)['text'])}</p>"

    button.on_click(show)
    return widgets.VBox(
        [
            widgets.HTML(f"<p>{escape(own['ask'])}</p>"),
            widgets.HBox([box, suffix, button]),
            verdict,
        ]
    )


def _warn(place: widgets.HTML, text: str) -> None:
    """Show a message; without one the place takes no room."""
    place.value = f'<span class="warning" role="alert">{escape(text)}</span>' if text else ""
    place.layout.display = None if text else "none"


def _table(rows: list[list[str]], heads: list[str] | None = None) -> str:
    """Rows of text as an HTML table; the first column names the row."""
    lines = []
    if heads:
        lines.append("".join(f'<th scope="col">{escape(head)}</th>' for head in heads))
    for row in rows:
        first, *others = row
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        lines.append(f'<th scope="row">{escape(first)}</th>{cells}')
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
