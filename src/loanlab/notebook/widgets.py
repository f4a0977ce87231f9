"""The ipywidgets view: the same inputs, sentence, figures, charts and tables as on the page.

No Output widget is used: a notebook that has one hangs now and then when it is executed.
"""

from html import escape
from typing import Any

import altair as alt
import ipywidgets as widgets
import pandas as pd

from loanlab.charts import draw
from loanlab.simulations.answering import answer, defaults
from loanlab.simulations.definition import ChoiceField, NumberField, Simulation, constant_texts
from loanlab.simulations.exercise import Exercise, exercise_words, mark

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
        self.charts: dict[str, alt.JupyterChart] = {}
        self.tables: dict[str, widgets.HTML] = {}

    def build(self) -> widgets.VBox:
        """Lay out the widgets and show the default state.

        Returns
        -------
        ipywidgets.VBox
            The whole simulation.
        """
        constants = constant_texts(self.simulation.constants)
        rows = [self._field(field, constants) for field in self.simulation.fields]
        reset = widgets.Button(description=self.words["interface"]["form"]["reset"])
        reset.on_click(lambda _button: self._reset())
        pictures = [self._picture(picture.name) for picture in self.simulation.pictures]
        self.update()
        title = widgets.HTML(f"<b>{escape(self.own['title'])}</b><br>{escape(self.own['intro'])}")
        results = [self.alert, self.sentence, self.figures, *pictures]
        return widgets.VBox([title, *rows, reset, *results], layout={"max_width": "760px"})

    def _field(self, field: NumberField | ChoiceField, constants: dict[str, str]) -> widgets.Widget:
        texts = self.own["fields"][field.name]
        label = widgets.Label(texts["label"], layout={"width": "9em"})
        hint = widgets.HTML(f"<small>{escape(texts['help'].format(**constants))}</small>")
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
        alt.JupyterChart.enable_offline(True)
        self.charts[name] = alt.JupyterChart(alt.Chart().mark_point())
        self.tables[name] = widgets.HTML()
        table = widgets.Accordion([self.tables[name]], selected_index=None)
        table.set_title(0, self.words["interface"]["form"]["table"])
        return widgets.VBox(
            [widgets.HTML(f"<b>{escape(texts['title'])}</b>"), self.charts[name], table]
        )

    def _reset(self) -> None:
        for name, text in defaults(self.simulation).items():
            self.inputs[name].value = text

    def update(self) -> None:
        """Show what the model says to the inputs as they stand."""
        typed = {name: box.value for name, box in self.inputs.items()}
        view = answer(self.simulation, typed, self.words)
        for name, place in self.errors.items():
            place.value = _warning(view["errors"].get(name, ""))
        self.alert.value = _warning(view["alert"])
        if not view["errors"]:
            self._show(view)

    def _show(self, view: dict[str, Any]) -> None:
        self.sentence.value = f"<p>{escape(view['sentence'])}</p>"
        self.figures.value = _table(
            [[self.own["figures"][figure["name"]], figure["text"]] for figure in view["figures"]]
        )
        for picture in self.simulation.pictures:
            texts = self.own["pictures"][picture.name]
            rows = view["rows"][picture.name]
            chart = draw(self.simulation.name, picture.name, pd.DataFrame(rows), texts)
            self.charts[picture.name].chart = chart
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
    button = widgets.Button(
        description=form["commit"] if exercise.is_prediction else form["check"]
    )
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


def _warning(text: str) -> str:
    return f'<span role="alert" style="color:#b3261e">{escape(text)}</span>' if text else ""


def _table(rows: list[list[str]], heads: list[str] | None = None) -> str:
    """Rows of text as an HTML table; the first column names the row."""
    lines = []
    if heads:
        lines.append("".join(f'<th scope="col">{escape(head)}</th>' for head in heads))
    for row in rows:
        first, *others = row
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        lines.append(f'<th scope="row" style="text-align:left">{escape(first)}</th>{cells}')
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
