"""Simulations and exercises as widgets, with the same inputs and results as on the page.

There is no Output widget, because notebooks that have one sometimes hang when they are executed.
The kernel draws the charts as SVG: a few kilobytes each, in the colours of the reader's theme.
Altair's own widget adds a megabyte of scripts for each chart and keeps its light colours.
"""

from datetime import UTC, datetime
from html import escape
from time import monotonic
from typing import Any

import ipywidgets as widgets

from loanlab.forms.calendar_text import calendar_text
from loanlab.forms.comparison import compare
from loanlab.forms.definition import Simulation
from loanlab.forms.evaluation import Evaluation, defaults, evaluate, typed_texts
from loanlab.forms.formatting import constant_texts
from loanlab.forms.grading import (
    Choice,
    Exercise,
    exercise_strings,
    grade_text,
    option_labels,
)
from loanlab.views.simulation import preset_text

from .entry import warn
from .inputs import Inputs
from .markup import file_link, table_html
from .stage import Stage, rows_html
from .style import ROOT_CLASS, style_element

Strings = dict[str, Any]
State = tuple[dict[str, str], Evaluation]
# Changes of one input that follow each other so closely are one move.
MOVE_SECONDS = 1


class SimulationForm:
    """A simulation's inputs and results, kept in step.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.
    start
        The preset that it opens with; its defaults if left out.
    """

    def __init__(self, simulation: Simulation, strings: Strings, start: str | None = None) -> None:
        self.simulation = simulation
        self.strings = strings
        self.texts = strings["simulations"][simulation.name]
        self.form_texts = strings["interface"]["form"]
        self.start = (
            defaults(simulation)
            if start is None
            else typed_texts(simulation, simulation.preset_values(start))
        )
        self.inputs = Inputs(simulation, strings, self.start, self.update)
        self.stage = Stage(simulation, strings)
        self.alert = widgets.HTML(layout={"display": "none"})
        self.outputs = widgets.HTML()
        self.comparison = widgets.HTML()
        self.calendar = widgets.HTML()
        self.tables = {
            picture.name: widgets.HTML() for picture in simulation.pictures if not picture.is_table
        }
        self.rows = widgets.Accordion(list(self.tables.values()), selected_index=None)
        # A preset's button and the texts of its state.
        self.presets: list[tuple[widgets.Button, dict[str, str]]] = []
        self._constants = constant_texts(simulation, strings)
        # The last valid state, the one before the present move, and the pinned one.
        self._valid: State | None = None
        self._before: State | None = None
        self._pinned: State | None = None
        self._mover = ""
        self._moved_at = 0.0

    def build(self) -> widgets.VBox:
        """Lay out the widgets and show the state that the form opens with.

        Returns
        -------
        ipywidgets.VBox
            The whole simulation.
        """
        self.outputs.add_class("figures")
        controls, stage = self.inputs.build(), self.stage.build(self.alert)
        for place, name in enumerate(self.tables):
            title = self.form_texts["table_of"].format(title=self.texts["pictures"][name]["title"])
            self.rows.set_title(place, title)
        self.rows.observe(self._fill_open_table, names="selected_index")
        presets = self._presets()
        self.update("")
        body = widgets.Box(
            [controls, stage],
            layout={"display": "flex", "flex_flow": "row wrap", "align_items": "flex-start"},
        )
        body.add_class("body")
        parts = [self._head(), *presets, body, self.outputs, self.comparison]
        parts += [self.rows] if self.tables else []
        whole = widgets.VBox([*parts, self._actions()], layout={"max_width": "70rem"})
        whole.add_class(ROOT_CLASS)
        return whole

    def _head(self) -> widgets.HTML:
        intro = escape(self.texts["intro"].format(**self._constants))
        title = escape(self.texts["title"])
        return widgets.HTML(f'{style_element()}<b class="title">{title}</b><br>{intro}')

    def _presets(self) -> list[widgets.Widget]:
        """Create a button for each preset, in one row that wraps."""
        for preset in self.simulation.presets:
            text = preset_text(self.simulation, preset, self.strings)
            typed = typed_texts(self.simulation, self.simulation.preset_values(preset.name))
            button = widgets.Button(description=text, layout={"width": "auto"})
            button.add_class("chip")
            self._enter_on_click(button, typed)
            self.presets.append((button, typed))
        if not self.presets:
            return []
        label = widgets.Label(self.form_texts["presets"])
        buttons = [button for button, _typed in self.presets]
        return [widgets.Box([label, *buttons], layout={"display": "flex", "flex_flow": "row wrap"})]

    def _enter_on_click(self, button: widgets.Button, typed: dict[str, str]) -> None:
        button.on_click(lambda _button: self.inputs.enter(typed))

    def _actions(self) -> widgets.HBox:
        pin = widgets.Button(
            description=self.form_texts["pin"],
            tooltip=self.form_texts["pin_help"],
            layout={"width": "auto"},
        )
        pin.on_click(self._pin)
        return widgets.HBox([pin, *([self.calendar] if self.simulation.has_calendar else [])])

    def _pin(self, button: widgets.Button) -> None:
        self._pinned = self._valid if self._pinned is None else None
        button.description = self.form_texts["pin" if self._pinned is None else "unpin"]
        self._show()

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
        self.comparison.value = f"<p>{escape(sentence)}</p>{table_html(rows, heads)}"

    def update(self, mover: str) -> None:
        """Show the results for the present inputs.

        Parameters
        ----------
        mover
            The name of the input that was moved; "" where several changed together.
        """
        typed = self.inputs.typed
        evaluation = evaluate(self.simulation, typed, self.strings)
        now = monotonic()
        if not mover or mover != self._mover or now - self._moved_at > MOVE_SECONDS:
            self._before = self._valid
        self._mover, self._moved_at = mover, now
        self.inputs.show(evaluation)
        warn(self.alert, evaluation.alert)
        for button, preset in self.presets:
            (button.add_class if typed == preset else button.remove_class)("chosen")
        if evaluation.result is not None:
            self._valid = (typed, evaluation)
            self._show()

    def _show(self) -> None:
        """Show the last valid state, compared with the pinned one or the one before the move."""
        if self._valid is None:
            return
        _typed, evaluation = self._valid
        is_pinned = self._pinned is not None
        before = self._pinned or self._before
        self.stage.show(evaluation, before[1] if before else None, is_pinned=is_pinned)
        self.outputs.value = table_html(
            [
                [self.texts["outputs"][each["name"]], each["text"]]
                for each in evaluation.outputs
                if each["value"] is not None
            ]
        )
        self._fill_open_table()
        self._save_calendar(evaluation)
        self._compare()

    def _fill_open_table(self, _change: Any = None) -> None:
        if self.rows.selected_index is None or self._valid is None:
            return
        name = list(self.tables)[self.rows.selected_index]
        self.tables[name].value = rows_html(self.simulation.picture(name), self._valid[1])

    def _save_calendar(self, evaluation: Evaluation) -> None:
        if not self.simulation.has_calendar or evaluation.result is None:
            return
        made = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        text = calendar_text(self.simulation, evaluation.result, made, self.strings)
        name = f"{self.simulation.name}.ics"
        label = self.form_texts["save_calendar"]
        self.calendar.value = file_link(name, text, "text/calendar", label)


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
    return SimulationForm(simulation, strings, start).build()


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


def exercise_widget(exercise: Exercise | Choice, strings: Strings) -> widgets.VBox:
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
        The question, an input or options, a button and a place for the verdict.
    """
    form = strings["interface"]["form"]
    texts = exercise_strings(exercise, strings)
    button = widgets.Button(description=form["commit"] if exercise.is_prediction else form["check"])
    verdict = widgets.HTML()
    box: Any
    if isinstance(exercise, Choice):
        labels = option_labels(exercise, strings)
        options = list(zip(labels, exercise.options, strict=True))
        box = widgets.RadioButtons(options=options, value=None, layout={"width": "100%"})
        entry = [widgets.HTML(style_element()), box, button]
        # A reply belongs to the option that was checked.
        box.observe(lambda _change: verdict.set_trait("value", ""), names="value")
    else:
        box = widgets.Text(placeholder=form["answer"], layout={"width": "9em"})
        suffix = widgets.Label(strings["interface"]["units"][exercise.unit]["suffix"])
        entry = [widgets.HBox([box, suffix, button])]

    def show(_sender: Any) -> None:
        reply = grade_text(exercise, box.value or "", strings)
        verdict.value = f"<p>{escape(reply['text'])}</p>"

    button.on_click(show)
    question = widgets.HTML(f"<p>{escape(texts['ask'])}</p>")
    whole = widgets.VBox([question, *entry, verdict])
    whole.add_class(ROOT_CLASS)
    return whole
