"""A simulation's inputs as ipywidgets: the open fields, the others folded, and lists of rows."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from loanlab.forms.definition import Group, Simulation
from loanlab.forms.evaluation import Evaluation, FormState
from loanlab.forms.fields import Field, Number, Rows
from loanlab.forms.formatting import constant_texts
from loanlab.forms.rows import add_row, remove_row
from loanlab.views.simulation import origin_counts

from .entry import Entry, warn
from .markup import hint_html

Strings = dict[str, Any]
# With all fields open they scroll in a column of this height: the results stay beside them.
HEIGHT = "36rem"
WIDTH = "21rem"


class Inputs:
    """All inputs of a simulation, with places for their error messages.

    Parameters
    ----------
    simulation
        The definition.
    strings
        The language's catalogue.
    start
        The texts of the inputs that the form opens with and that a reset restores.
    changed
        Called once after every change, with the name of the input that was moved; "" where
        several changed together.

    Attributes
    ----------
    boxes : dict
        Name of each input, as on the page, to the widget that holds its text.
    errors : dict
        Name of each input to the widget for its error message.
    reset : ipywidgets.Button
        Restores the start.
    """

    def __init__(
        self,
        simulation: Simulation,
        strings: Strings,
        start: dict[str, str],
        changed: Callable[[str], None],
    ) -> None:
        self.simulation = simulation
        self.strings = strings
        self.texts = strings["simulations"][simulation.name]
        self._form_texts = strings["interface"]["form"]
        self.boxes: dict[str, Any] = {}
        self.errors: dict[str, widgets.HTML] = {}
        self.reset = widgets.Button(description=self._form_texts["reset"], disabled=True)
        self._start = start
        self._start_values = FormState(simulation, start, strings).values
        self._constants = constant_texts(simulation, strings)
        self._changed = changed
        self._is_entering = False
        self._places: dict[str, widgets.VBox] = {}
        self._undos: dict[str, widgets.Button] = {}
        self._rows: dict[str, widgets.Accordion] = {}
        self._groups: list[tuple[Group, widgets.VBox]] = []
        self._fold = widgets.Accordion([])
        self._folded = widgets.HTML()
        self._origins = widgets.HTML()

    def build(self) -> widgets.VBox:
        """Create the inputs, at the start.

        Returns
        -------
        ipywidgets.VBox
            A column: the open fields, the fold with the others, and a foot.
        """
        self._is_entering = True
        for field in self.simulation.fields:
            if isinstance(field, Rows):
                self._places[field.name] = self._list(field)
            else:
                self._places[field.name] = self._field(field)
            self._places[field.name].add_class("field")
        self._put(self._start)
        self._is_entering = False
        parts = [self._places[name] for name in self.simulation.open_fields]
        fields = widgets.VBox(
            [*parts, *self._folded_fields()], layout={"max_height": HEIGHT, "overflow": "auto"}
        )
        fields.add_class("fields")
        self.reset.on_click(lambda _button: self.enter(self._start))
        return widgets.VBox(
            [fields, widgets.VBox([self.reset, self._origins])],
            layout={"flex": f"0 1 {WIDTH}", "min_width": "0"},
        )

    @property
    def typed(self) -> dict[str, str]:
        """The texts in the inputs, as `loanlab.forms.evaluation.evaluate` takes them."""
        texts = {name: str(box.value) for name, box in self.boxes.items()}
        counts = {name: str(len(rows.children)) for name, rows in self._rows.items()}
        return {**texts, **counts}

    def enter(self, typed: dict[str, str]) -> None:
        """Put a whole state into the inputs, as one change.

        Parameters
        ----------
        typed
            Texts like those of `typed`.
        """
        self._is_entering = True
        self._put(typed)
        self._is_entering = False
        self._changed("")

    def show(self, evaluation: Evaluation) -> None:
        """Show errors and changes beside the inputs, and hide the fields that do not count.

        Parameters
        ----------
        evaluation
            The state that is typed.
        """
        for name, place in self.errors.items():
            warn(place, evaluation.errors.get(name, ""))
        for name, whole in self._places.items():
            whole.layout.display = "none" if name in evaluation.hidden else None
        for group, box in self._groups:
            is_hidden = all(name in evaluation.hidden for name in group.fields)
            box.layout.display = "none" if is_hidden else None
        counts = origin_counts(self.simulation, self.strings, evaluation.hidden)
        self._origins.value = f"<small>{escape(counts)}</small>"
        self._show_changes(evaluation)
        if not evaluation.errors:
            self._show_row_texts(evaluation.row_texts())
        if evaluation.result is not None and self._groups:
            self._show_fold(evaluation.folded())

    def _show_changes(self, evaluation: Evaluation) -> None:
        changed = [
            name for name, value in evaluation.values.items() if value != self._start_values[name]
        ]
        for name, undo in self._undos.items():
            # Keeps its place, so that nothing moves under the reader's finger.
            undo.layout.visibility = "visible" if name in changed else "hidden"
            mark = (
                self._places[name].add_class if name in changed else self._places[name].remove_class
            )
            mark("changed")
        texts = self._form_texts
        self.reset.disabled = not changed
        self.reset.description = (
            texts["reset_count"].format(count=len(changed)) if changed else texts["reset"]
        )

    def _show_row_texts(self, texts: dict[str, list[str]]) -> None:
        for name, lines in texts.items():
            for number, line in enumerate(lines):
                title = self.strings["interface"]["cell"].format(
                    row=self._row_name(name, number), label=line
                )
                self._rows[name].set_title(number, title)

    def _show_fold(self, folded: dict[str, Any]) -> None:
        self._fold.set_title(0, self._form_texts["more"].format(count=folded["count"]))
        self._folded.value = f"<small>{escape(folded['text'])}</small>"
        self._fold.layout.display = None if folded["count"] else "none"

    def _put(self, typed: dict[str, str]) -> None:
        for field in self.simulation.fields:
            if isinstance(field, Rows):
                self._resize(field, int(typed[field.name]))
        for name, box in self.boxes.items():
            box.value = typed[name]

    def _notice(self, name: str) -> None:
        if not self._is_entering:
            self._changed(name)

    def _undo_of(self, field: Field) -> widgets.Button:
        label = self._form_texts["undo"].format(label=self.texts["fields"][field.name]["label"])
        # The style shows the icon alone; screen readers hear the text, not the tooltip.
        undo = widgets.Button(
            description=label, icon="undo", tooltip=label, layout={"visibility": "hidden"}
        )
        undo.add_class("undo")
        undo.on_click(lambda _button: self._restore(field))
        self._undos[field.name] = undo
        return undo

    def _restore(self, field: Field) -> None:
        """Set one field back to the start."""
        own = (field.name, f"{field.name}.")
        others = {name: text for name, text in self.typed.items() if not _is_of(name, *own)}
        start = {name: text for name, text in self._start.items() if _is_of(name, *own)}
        self.enter({**others, **start})

    def _field(self, field: Field) -> widgets.VBox:
        texts = self.texts["fields"][field.name]
        entry = self._entry(field.name, field, texts, self._undo_of(field))
        if not isinstance(field, Number):
            return widgets.VBox(entry.parts)
        line, error = entry.parts
        return widgets.VBox([line, entry.slider(field), error])

    def _entry(self, name: str, field: Field, texts: Strings, *tools: widgets.Widget) -> Entry:
        entry = Entry(
            field, texts, self._constants, self.strings, lambda: self._notice(name), *tools
        )
        self.boxes[name] = entry.box
        self.errors[name] = entry.error
        return entry

    def _folded_fields(self) -> list[widgets.Widget]:
        """Create the fold with the groups, and below it a line that sums it up while closed."""
        for group in self.simulation.groups:
            title = widgets.HTML(f"<b>{escape(self.texts['groups'][group.name])}</b>")
            box = widgets.VBox([title, *[self._places[name] for name in group.fields]])
            self._groups.append((group, box))
        if not self._groups:
            return []
        self._fold.children = (widgets.VBox([box for _group, box in self._groups]),)
        self._fold.selected_index = None

        def sum_up(change: dict[str, Any]) -> None:
            self._folded.layout.display = None if change["new"] is None else "none"

        self._fold.observe(sum_up, names="selected_index")
        return [self._fold, self._folded]

    def _row_name(self, name: str, number: int) -> str:
        text: str = self.texts["fields"][name]["row"].format(number + 1)
        return text

    def _list(self, field: Rows) -> widgets.VBox:
        texts = self.texts["fields"][field.name]
        label = widgets.HTML(f"<b>{escape(texts['label'])}</b>")
        hint = widgets.HTML(hint_html(field, texts, self._constants, self.strings))
        hint.add_class("help")
        line = widgets.HBox([label, self._undo_of(field), hint])
        line.add_class("entry")
        adder = widgets.Button(description=self._form_texts["add_row"])
        adder.on_click(lambda _button: self._add(field))
        self.errors[field.name] = widgets.HTML(layout={"display": "none"})
        self._rows[field.name] = widgets.Accordion([], selected_index=None)
        return widgets.VBox([line, self.errors[field.name], self._rows[field.name], adder])

    def _resize(self, field: Rows, count: int) -> None:
        """Add or remove rows at the end until there are `count`."""
        accordion = self._rows[field.name]
        rows = list(accordion.children)
        if len(rows) == count:
            return
        for number in range(count, len(rows)):
            for column in field.columns:
                for by_name in (self.boxes, self.errors):
                    by_name.pop(field.cell(number, column.name))
        accordion.selected_index = None
        known = len(rows)
        rows = rows[:count]
        rows += [self._row(field, number) for number in range(known, count)]
        accordion.children = tuple(rows)
        for number in range(known, count):
            accordion.set_title(number, self._row_name(field.name, number))

    def _row(self, field: Rows, number: int) -> widgets.VBox:
        texts = self.texts["fields"][field.name]
        cells = []
        for column in field.columns:
            name = field.cell(number, column.name)
            cell = widgets.VBox(self._entry(name, column, texts["columns"][column.name]).parts)
            cell.add_class("field")
            cells.append(cell)
        title = self._row_name(field.name, number)
        remove = widgets.Button(description=self._form_texts["remove_row"].format(row=title))
        remove.on_click(lambda _button: self._remove(field, number))
        return widgets.VBox([*cells, remove])

    def _add(self, field: Rows) -> None:
        typed = add_row(field, self.typed)
        if typed != self.typed:
            self.enter(typed)
            self._rows[field.name].selected_index = int(typed[field.name]) - 1

    def _remove(self, field: Rows, number: int) -> None:
        typed = remove_row(field, self.typed, number)
        if typed != self.typed:
            self.enter(typed)


def _is_of(name: str, field: str, cells: str) -> bool:
    return name == field or name.startswith(cells)
