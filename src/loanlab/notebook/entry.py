"""One input as ipywidgets: a box with a slider, or a choice, and what is said beside it."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from loanlab.forms.fields import Choice, Field, Number
from loanlab.forms.formatting import choice_texts, format_field
from loanlab.forms.numerals import is_plain
from loanlab.views.simulation import is_segmented

from .markup import help_of, hint_html

Strings = dict[str, Any]
LABEL = {"description_width": "auto"}


class Entry:
    """The input of a field, or of a cell of a row.

    Parameters
    ----------
    field
        The field.
    texts
        Its texts.
    constants
        What fills the placeholders in its help text.
    strings
        The language's catalogue.
    moved
        Called once after every change.
    tools
        Widgets that stand beside the input.

    Attributes
    ----------
    box : ipywidgets.Widget
        The widget that holds the text of the input as its value.
    error : ipywidgets.HTML
        The place for the error message.
    parts : list of ipywidgets.Widget
        All of it, from top to bottom.
    """

    def __init__(
        self,
        field: Field,
        texts: Strings,
        constants: dict[str, str],
        strings: Strings,
        moved: Callable[[], None],
        *tools: widgets.Widget,
    ) -> None:
        self.field = field
        self._texts = texts
        self._strings = strings
        self._look = {
            "description": texts["label"],
            "tooltip": help_of(texts, constants),
            "style": LABEL,
        }
        self.box = self._choice(field) if isinstance(field, Choice) else self._text_box()
        self.error = widgets.HTML(layout={"display": "none"})
        self._understood = widgets.HTML()
        beside = []
        if isinstance(field, Number):
            unit = strings["interface"]["units"][field.unit]["suffix"]
            beside = [widgets.Label(unit)]
        if not isinstance(field, Choice):
            beside.append(self._understood)
        hint = widgets.HTML(hint_html(field, texts, constants, strings))
        hint.add_class("help")
        line = widgets.HBox([self.box, *beside, *tools, hint])
        line.add_class("entry")
        self.parts = [line, self.error]
        self.box.observe(lambda _change: moved(), names="value")
        self.box.observe(self._say_what_was_understood, names="value")

    def _text_box(self) -> widgets.Text:
        return widgets.Text(value=self.field.text_of(self.field.default), **self._look)

    def _choice(self, field: Choice) -> widgets.Widget:
        strings = choice_texts(field, self._texts, self._strings)
        options = [
            (strings[field.text_of(choice)], field.text_of(choice)) for choice in field.choices
        ]
        shown: dict[str, Any] = {"options": options, "value": field.text_of(field.default)}
        if not is_segmented({value: text for text, value in options}):
            return widgets.Dropdown(**shown, **self._look)
        look = {**self._look, "style": {**LABEL, "button_width": "auto"}}
        return widgets.ToggleButtons(**shown, **look)

    def slider(self, field: Number) -> widgets.Widget:
        """Create a slider that fills the box, and that follows valid numbers typed in the box.

        Parameters
        ----------
        field
            The entry's field.

        Returns
        -------
        ipywidgets.Widget
            A slider over the range, or over the round numbers of `Number.stops`.
        """
        stops = field.stops()
        step = float(field.text_of(field.step))
        label = self._strings["interface"]["form"]["slider"].format(label=self._texts["label"])
        look = {"description": label, "tooltip": label, "readout": False}

        def position_of(value: float) -> float | str:
            number = float(field.text_of(value))
            if not stops:
                return number
            return min(stops, key=lambda stop: abs(float(stop) - number))

        slider: Any
        if stops:
            options = [
                (format_field(field, field.read(stop)[0], self._texts, self._strings), stop)
                for stop in stops
            ]
            slider = widgets.SelectionSlider(
                options=options, value=position_of(field.read(self.box.value)[0]), **look
            )
        else:
            slider = widgets.FloatSlider(
                value=float(self.box.value),
                min=float(field.text_of(field.minimum)),
                max=float(field.text_of(field.maximum)),
                step=step,
                **look,
            )
        slider.add_class("slide")

        def from_slider(change: dict[str, Any]) -> None:
            value, _invalid = field.read(self.box.value)
            new = change["new"]
            # The slider knows only its stops: a number typed between two of them stays.
            if value is not None:
                at = position_of(value)
                if at == new or (not stops and abs(float(at) - new) <= step / 2):
                    return
            text = new if stops else repr(round(new, 9))
            self.box.value = field.text_of(field.read(text)[0])

        def from_box(_change: dict[str, Any]) -> None:
            value, invalid = field.read(self.box.value)
            if invalid is None:
                slider.value = position_of(value)

        slider.observe(from_slider, names="value")
        self.box.observe(from_box, names="value")
        return slider

    def _say_what_was_understood(self, _change: Any) -> None:
        """Show the value beside the box where the text is not the plain number or day."""
        typed = self.box.value
        value, invalid = self.field.read(typed)
        text = ""
        if invalid is None and not is_plain(typed) and typed != self.field.text_of(value):
            text = format_field(self.field, value, self._texts, self._strings)
        self._understood.value = f"<small>{escape(text)}</small>" if text else ""


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
