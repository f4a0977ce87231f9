"""A simulation's inputs as ipywidgets: boxes with sliders, choices, and lists of rows."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from loanlab.forms.definition import Simulation
from loanlab.forms.fields import Choice, Field, Number, Rows
from loanlab.forms.formatting import choice_texts, constant_texts
from loanlab.forms.rows import add_row, remove_row

Strings = dict[str, Any]
LABEL = {"description_width": "12em"}
WIDE = {"width": "26em"}


class Inputs:
    """All inputs of a simulation, with places for their error messages.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.
    changed
        Called after every change.

    Attributes
    ----------
    boxes : dict
        Name of each input, as on the page, to the widget that holds its text.
    errors : dict
        Name of each input to the widget for its error message.
    """

    def __init__(
        self, simulation: Simulation, strings: Strings, changed: Callable[[], None]
    ) -> None:
        self.simulation = simulation
        self.strings = strings
        self.texts = strings["simulations"][simulation.name]["fields"]
        self._form_texts = strings["interface"]["form"]
        self.boxes: dict[str, Any] = {}
        self.errors: dict[str, widgets.HTML] = {}
        self._constants = constant_texts(simulation, strings)
        self._changed = changed
        self._is_entering = False
        self._places: dict[str, widgets.Widget] = {}
        self._rows: dict[str, widgets.VBox] = {}
        self._counts: dict[str, int] = {}

    def build(self) -> list[widgets.Widget]:
        """Create the inputs, at their defaults.

        Returns
        -------
        list of ipywidgets.Widget
            One for each field.
        """
        self._is_entering = True
        for field in self.simulation.fields:
            if isinstance(field, Rows):
                self._places[field.name] = self._list(field)
            else:
                self._places[field.name] = self._field(field)
        self._is_entering = False
        return list(self._places.values())

    @property
    def typed(self) -> dict[str, str]:
        """The texts in the inputs, as `loanlab.forms.evaluation.evaluate` takes them."""
        texts = {name: str(box.value) for name, box in self.boxes.items()}
        return {**texts, **{name: str(count) for name, count in self._counts.items()}}

    def enter(self, typed: dict[str, str]) -> None:
        """Put a whole state into the inputs, as one change.

        Parameters
        ----------
        typed
            Texts like those of `typed`.
        """
        self._is_entering = True
        for field in self.simulation.fields:
            if isinstance(field, Rows):
                self._resize(field, int(typed[field.name]))
        for name, box in self.boxes.items():
            box.value = typed[name]
        self._is_entering = False
        self._changed()

    def show_errors(self, errors: dict[str, str], hidden: list[str]) -> None:
        """Show the error of each input, and hide the fields that do not count.

        Parameters
        ----------
        errors
            Name of an input to message.
        hidden
            Names of the fields that do not count.
        """
        for name, place in self.errors.items():
            warn(place, errors.get(name, ""))
        for name, whole in self._places.items():
            whole.layout.display = "none" if name in hidden else None

    def _notice(self, _change: Any = None) -> None:
        if not self._is_entering:
            self._changed()

    def _origins(self, field: Field) -> str:
        """Name the origins of a field's figures, with claims and their status, by kind."""
        statuses = self.strings["ledger"]["statuses"]
        brackets: dict[str, list[str]] = {}
        for origin in field.origins:
            parts = brackets.setdefault(
                origin["kind"], [self.strings["interface"]["origins"][origin["kind"]]]
            )
            if "claim" in origin:
                claim = f"{origin['claim']} {statuses[origin['status']]['name']}"
                parts += [claim] if claim not in parts else []
        return "".join(
            escape(self._form_texts["origin"].format(text=" ".join(parts)))
            for parts in brackets.values()
        )

    def _help(self, texts: Strings, field: Field) -> str:
        return escape(texts.get("help", "").format(**self._constants)) + self._origins(field)

    def _column_help(self, texts: Strings, column: Field) -> str:
        label = escape(texts["label"])
        text = self._help(texts, column)
        return self._form_texts["labelled"].format(label=label, text=text) if text else label

    def _field(self, field: Field) -> widgets.VBox:
        texts = self.texts[field.name]
        entry = self._entry(field.name, field, texts)
        if isinstance(field, Number):
            entry.children = (*entry.children, self._slider(field, texts["label"]))
        hint = widgets.HTML(f"<small>{self._help(texts, field)}</small>")
        return widgets.VBox([entry, self.errors[field.name], hint])

    def _entry(self, name: str, field: Field, texts: Strings) -> widgets.HBox:
        """Create the box or the list of choices, with its label and its unit."""
        look = {"description": texts["label"], "style": LABEL}
        text = field.text_of(field.default)
        children: list[widgets.Widget]
        if isinstance(field, Choice):
            strings = choice_texts(field, texts, self.strings)
            options = [
                (strings[field.text_of(choice)], field.text_of(choice)) for choice in field.choices
            ]
            box = widgets.Dropdown(options=options, value=text, layout=WIDE, **look)
            children = [box]
        else:
            box = widgets.Text(value=text, layout={"width": "20em"}, **look)
            children = [box]
            if isinstance(field, Number):
                children.append(
                    widgets.Label(self.strings["interface"]["units"][field.unit]["suffix"])
                )
        self.boxes[name] = box
        self.errors[name] = widgets.HTML(layout={"display": "none"})
        box.observe(self._notice, names="value")
        return widgets.HBox(children)

    def _slider(self, field: Number, label: str) -> widgets.FloatSlider:
        """Create a slider that fills the box, and that follows valid numbers typed in the box."""
        box = self.boxes[field.name]
        step = float(field.text_of(field.step))
        slider = widgets.FloatSlider(
            value=float(box.value),
            min=float(field.text_of(field.minimum)),
            max=float(field.text_of(field.maximum)),
            step=step,
            readout=False,
            tooltip=self._form_texts["slider"].format(label=label),
        )

        def from_slider(change: dict[str, Any]) -> None:
            value, _invalid = field.read(box.value)
            # The slider knows only its steps: a number typed between two of them stays.
            typed = None if value is None else float(field.text_of(value))
            if typed is None or abs(typed - change["new"]) > step / 2:
                box.value = field.text_of(field.read(repr(round(change["new"], 9)))[0])

        def from_box(_change: dict[str, Any]) -> None:
            value, invalid = field.read(box.value)
            if invalid is None:
                slider.value = float(field.text_of(value))

        slider.observe(from_slider, names="value")
        box.observe(from_box, names="value")
        return slider

    def _list(self, field: Rows) -> widgets.VBox:
        texts = self.texts[field.name]
        columns = [
            self._column_help(texts["columns"][column.name], column) for column in field.columns
        ]
        hint = widgets.HTML(
            f"<b>{escape(texts['label'])}</b><br>"
            f"<small>{'<br>'.join([self._help(texts, field), *columns])}</small>"
        )
        adder = widgets.Button(description=self._form_texts["add_row"])
        adder.on_click(lambda _button: self._add(field))
        self.errors[field.name] = widgets.HTML(layout={"display": "none"})
        self._rows[field.name] = widgets.VBox()
        self._counts[field.name] = 0
        self._resize(field, len(field.rows))
        for name, text in field.inputs_of(field.rows).items():
            if name in self.boxes:
                self.boxes[name].value = text
        return widgets.VBox([hint, self.errors[field.name], self._rows[field.name], adder])

    def _resize(self, field: Rows, count: int) -> None:
        """Add or remove rows at the end until there are `count`."""
        rows = list(self._rows[field.name].children)
        for number in range(count, len(rows)):
            for column in field.columns:
                for by_name in (self.boxes, self.errors):
                    by_name.pop(field.cell(number, column.name))
        rows = rows[:count]
        rows += [self._row(field, number) for number in range(len(rows), count)]
        self._counts[field.name] = count
        self._rows[field.name].children = tuple(rows)

    def _row(self, field: Rows, number: int) -> widgets.VBox:
        texts = self.texts[field.name]
        title = texts["row"].format(number + 1)
        cells = []
        for column in field.columns:
            name = field.cell(number, column.name)
            entry = self._entry(name, column, texts["columns"][column.name])
            cells.append(widgets.VBox([entry, self.errors[name]]))
        remove = widgets.Button(description=self._form_texts["remove_row"].format(row=title))
        remove.on_click(lambda _button: self._remove(field, number))
        return widgets.VBox([widgets.HTML(f"<b>{escape(title)}</b>"), *cells, remove])

    def _add(self, field: Rows) -> None:
        self.enter(add_row(field, self.typed))

    def _remove(self, field: Rows, number: int) -> None:
        self.enter(remove_row(field, self.typed, number))


def warn(place: widgets.HTML, text: str) -> None:
    """Show a message; an empty one hides the place.

    Parameters
    ----------
    place
        Where to show it.
    text
        The message, or "".
    """
    place.value = f'<span class="warning" role="alert">{escape(text)}</span>' if text else ""
    place.layout.display = None if text else "none"
