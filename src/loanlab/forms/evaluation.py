"""Evaluate a form: from typed texts to a result as text, for page, notebook and tests alike."""

from ..model.refusal import Refusal
from .definition import Picture, Result, Simulation
from .fields import Field, Invalid, Rows
from .formatting import (
    constant_texts,
    format_field,
    format_fields,
    format_value,
    invalid_text,
    refusal_text,
)
from .outputs import Output

# Stands on both sides of a key number in the catalogue's sentences.
MARK = "*"


class FormState:
    """The values of a form's inputs.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        Name of each input to the text in it; a missing one counts as empty. The input of `Rows`
        holds the number of rows, and each cell has an input.
    strings : dict
        The language's catalogue.

    Attributes
    ----------
    values : dict
        Field name to value, complete if there are no errors.
    errors : dict
        Name of an input to its error message.
    hidden : list of str
        Fields that are hidden in this state; invalid texts in them are ignored.
    """

    def __init__(self, simulation: Simulation, typed: dict, strings: dict) -> None:
        self.simulation = simulation
        self.typed = typed
        self.strings = strings
        self.values: dict = {}
        self.errors: dict[str, str] = {}
        self.hidden: list[str] = []
        for field in simulation.fields:
            if self._is_shown(field):
                self._read(field)
            else:
                self.hidden.append(field.name)
                self.values[field.name] = self._value_if_hidden(field)

    def _is_shown(self, field: Field) -> bool:
        for name in field.when:
            if name in self.hidden or self.values.get(name) not in field.when[name]:
                return False
        return True

    def _value_if_hidden(self, field: Field) -> object:
        """Return the typed value where it is valid, else the default."""
        if isinstance(field, Rows):
            return field.default
        value, invalid = field.read(self.typed.get(field.name, ""))
        return field.default if invalid is not None else value

    def _read(self, field: Field) -> None:
        if not isinstance(field, Rows):
            self.values[field.name] = self._read_cell(field.name, field)
            return
        count, invalid = field.count_of(self.typed.get(field.name, ""))
        if invalid is not None:
            self._add_error(field.name, field, invalid)
            return
        self.values[field.name] = [
            {
                column.name: self._read_cell(field.cell(row, column.name), column, field)
                for column in field.columns
            }
            for row in range(count)
        ]

    def _read_cell(self, name: str, field: Field, within: Rows | None = None) -> object:
        value, invalid = field.read(self.typed.get(name, ""))
        if invalid is not None:
            self._add_error(name, field, invalid, within)
        return value

    def _add_error(
        self, name: str, field: Field, invalid: Invalid, within: Rows | None = None
    ) -> None:
        self.errors[name] = invalid_text(self.simulation, field, invalid, self.strings, within)


class Evaluation:
    """A simulation's state: its result as text, or the reason for which there is none.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    strings : dict
        The language's catalogue.
    values : dict
        Field name to value.
    result : Result or None
        The result, None where there is none.
    hidden : list of str
        Fields that are hidden in this state.
    errors : dict
        Name of an input to its error message.
    alert : str
        One sentence where there is no result, else "".

    Attributes
    ----------
    outputs : list of dict
        Each output's ``name``, ``value`` and ``text``; empty where there is no result. One whose
        value is None is not shown.
    values : dict
        Field name to value.
    texts : dict
        What fills the placeholders of the catalogue's texts in this state.
    lead, rest : str
        The first sentence and the others, with `MARK` around their key numbers; "" where there is
        no result.
    sentence : str
        Both without marks.
    """

    def __init__(
        self,
        simulation: Simulation,
        strings: dict,
        values: dict,
        result: Result | None = None,
        hidden: list | None = None,
        errors: dict | None = None,
        alert: str = "",
    ) -> None:
        self.simulation = simulation
        self.strings = strings
        self.result = result
        self.hidden = hidden or []
        self.errors = errors or {}
        self.alert = alert
        self.values = values
        self.outputs: list[dict] = []
        self.texts: dict[str, str] = {}
        self.lead = ""
        self.rest = ""
        self.sentence = ""
        if result is not None:
            self._describe(values, result)

    def _describe(self, values: dict, result: Result) -> None:
        strings = self.strings["simulations"][self.simulation.name]
        interface = self.strings["interface"]
        words = strings.get("words", {})

        def text_of(output: Output, value: float | str | None) -> str:
            keys = words.get(output.name, {})
            return format_value(value, output.unit, output.places, keys, interface)

        texts = constant_texts(self.simulation, self.strings)
        texts.update(format_fields(self.simulation, values, self.strings))
        for output in self.simulation.outputs:
            value = result.outputs[output.name]
            texts[output.name] = text_of(output, value)
            self.outputs.append({"name": output.name, "value": value, "text": texts[output.name]})
        for detail in self.simulation.details:
            texts[detail.name] = text_of(detail, result.details[detail.name])
        self.texts = texts
        between = interface["between_sentences"]
        sentences = [strings["sentences"][key].format(**texts) for key in result.sentences]
        self.lead = sentences[0]
        self.rest = between.join(sentences[1:])
        self.sentence = between.join(sentences).replace(MARK, "")

    def folded(self) -> dict:
        """Sum up the folded fields.

        Returns
        -------
        dict
            ``count`` of those that matter in this state, and their values as one ``text``.
        """
        strings = self.strings["simulations"][self.simulation.name]["fields"]
        form = self.strings["interface"]["form"]
        parts = []
        for group in self.simulation.groups:
            for name in group.fields:
                if name in self.hidden:
                    continue
                summary = form["summary"]
                # The summary of rows describes one row.
                if not isinstance(self.simulation.field(name), Rows):
                    summary = strings[name].get("summary", summary)
                parts.append(summary.format(label=strings[name]["label"], value=self.texts[name]))
        return {"count": len(parts), "text": form["between_values"].join(parts)}

    def conditions(self) -> str:
        """Describe all inputs that matter, for print and for pages without scripts.

        Returns
        -------
        str
            One line.
        """
        strings = self.strings["simulations"][self.simulation.name]["fields"]
        form = self.strings["interface"]["form"]
        rows = self.row_texts()
        parts = []
        for field in self.simulation.fields:
            if field.name in self.hidden or rows.get(field.name) == []:
                continue
            value = self.texts[field.name]
            if field.name in rows:
                value = form["between_labels"].join(rows[field.name])
            parts.append(form["labelled"].format(label=strings[field.name]["label"], text=value))
        return form["between_changes"].join(parts)

    def row_texts(self) -> dict:
        """Describe the rows of the fields that have rows.

        Returns
        -------
        dict
            Field name to a list with one text for each row.
        """
        strings = self.strings["simulations"][self.simulation.name]["fields"]
        between = self.strings["interface"]["form"]["between_values"]
        found = {}
        for field in self.simulation.fields:
            if not isinstance(field, Rows) or field.name in self.hidden:
                continue
            texts = strings[field.name]
            lines = []
            for row in self.values[field.name]:
                cells = {
                    column.name: format_field(
                        column, row[column.name], texts["columns"][column.name], self.strings
                    )
                    for column in field.columns
                }
                if "summary" in texts:
                    lines.append(texts["summary"].format(**cells))
                else:
                    lines.append(between.join([cells[column.name] for column in field.columns]))
            found[field.name] = lines
        return found

    def rows(self, picture: Picture) -> list[dict]:
        """Return the rows of a picture.

        Parameters
        ----------
        picture : Picture
            One of the simulation's pictures.

        Returns
        -------
        list of dict
            Each column's raw value under its name and, unless the picture is long, its text under
            name + ``_text``.
        """
        assert self.result is not None  # noqa: S101 - called only where there is a result
        rows = self.result.rows[picture.name]
        if picture.is_long:
            return rows
        words, interface = self._words_of(picture), self.strings["interface"]
        with_texts = []
        for row in rows:
            row = dict(row)
            for column in picture.columns:
                row[column.name + "_text"] = format_value(
                    row[column.name], column.unit, column.places, words, interface
                )
            with_texts.append(row)
        return with_texts

    def table(self, picture: Picture) -> list[list[str]]:
        """Format the rows of a picture.

        Parameters
        ----------
        picture : Picture
            One of the simulation's pictures.

        Returns
        -------
        list of list of str
            One list for each row, one text for each column.
        """
        assert self.result is not None  # noqa: S101 - called only where there is a result
        words, interface = self._words_of(picture), self.strings["interface"]
        return [
            [
                format_value(row[column.name], column.unit, column.places, words, interface)
                for column in picture.columns
            ]
            for row in self.result.rows[picture.name]
        ]

    def empty_columns(self, picture: Picture) -> list[bool]:
        """Say which columns of a picture's table have no value in any row.

        Parameters
        ----------
        picture : Picture
            One of the simulation's pictures.

        Returns
        -------
        list of bool
            One for each column. Such columns are not shown.
        """
        assert self.result is not None  # noqa: S101 - called only where there is a result
        rows = self.result.rows[picture.name]
        return [
            bool(rows) and all(row[column.name] is None for row in rows)
            for column in picture.columns
        ]

    def _words_of(self, picture: Picture) -> dict:
        pictures = self.strings["simulations"][self.simulation.name]["pictures"]
        return pictures[picture.name].get("words", {})

    def reply(self, pictures: list | None = None) -> dict:
        """Return everything that a page shows of this state, ready for JSON.

        Parameters
        ----------
        pictures : list of str, optional
            Names of the pictures whose rows are wanted; all by default.

        Returns
        -------
        dict
            ``errors``, ``alert``, ``hidden`` and, where there is a result, ``outputs``, ``lead``,
            ``rest``, ``sentence``, ``folded``, ``row_texts`` and ``rows`` (picture name to rows).
        """
        reply: dict = {"errors": self.errors, "alert": self.alert, "hidden": self.hidden}
        if self.result is not None:
            reply["outputs"] = self.outputs
            reply["lead"] = self.lead
            reply["rest"] = self.rest
            reply["sentence"] = self.sentence
            reply["folded"] = self.folded()
            reply["row_texts"] = self.row_texts()
            reply["rows"] = {
                picture.name: self.rows(picture)
                for picture in self.simulation.pictures
                if pictures is None or picture.name in pictures
            }
        return reply


def evaluate(simulation: Simulation, typed: dict, strings: dict) -> Evaluation:
    """Evaluate the texts typed in a form.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        As `FormState`.
    strings : dict
        The language's catalogue.

    Returns
    -------
    Evaluation
        With ``errors`` and an ``alert`` for invalid input, an ``alert`` where the model refuses,
        else with a ``result``.
    """
    state = FormState(simulation, typed, strings)
    if state.errors:
        alert = strings["interface"]["bad_input"].format(count=len(state.errors))
        return Evaluation(
            simulation, strings, state.values, None, state.hidden, state.errors, alert
        )
    try:
        result = simulation.result(state.values)
    except Refusal as refusal:
        alert = refusal_text(simulation, refusal, state.values, strings)
        return Evaluation(simulation, strings, state.values, None, state.hidden, {}, alert)
    return Evaluation(simulation, strings, state.values, result, state.hidden)


def defaults(simulation: Simulation) -> dict[str, str]:
    """Return the texts of the inputs in the default state.

    Parameters
    ----------
    simulation : Simulation
        The simulation.

    Returns
    -------
    dict
        Name of each input to its text.
    """
    return typed_texts(simulation, simulation.default_values())


def typed_texts(simulation: Simulation, values: dict) -> dict[str, str]:
    """Return the texts of the inputs in a state.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    values : dict
        Field name to value, complete.

    Returns
    -------
    dict
        Name of each input to its text.
    """
    typed = {}
    for field in simulation.fields:
        typed.update(field.inputs_of(values[field.name]))
    return typed
