"""From what was typed to what is shown: one path for the page, the notebook and the tests."""

from ..model.money import fen_of, yuan_of
from ..model.refusal import Refusal as ModelRefusal
from .definition import Picture, Result, Simulation, constant_texts, shown
from .fields import DateField, Field, ListField, NumberField, Refusal

YEARLY = "percent_a_year"
YEARLY_PLACES = 2


class State:
    """What a form's inputs say.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        Name of each input to the text in it; a missing one counts as empty. The input of a list
        field holds the number of its rows, and each cell has an input of its own.
    strings : dict
        The language's catalogue.

    Attributes
    ----------
    values : dict
        Field name to value, complete if there are no errors.
    errors : dict
        Name of an input to what is wrong with it.
    hidden : list of str
        Fields that do not count in this state. What is typed in them may be anything.
    """

    def __init__(self, simulation: Simulation, typed: dict, strings: dict) -> None:
        self.simulation = simulation
        self.typed = typed
        self.strings = strings
        self.values: dict = {}
        self.errors: dict[str, str] = {}
        self.hidden: list[str] = []
        for field in simulation.fields:
            if self._counts(field):
                self._read(field)
            else:
                self.hidden.append(field.name)
                self.values[field.name] = self._whatever(field)

    def _counts(self, field: Field) -> bool:
        for name in field.conditions:
            if name in self.hidden or self.values.get(name) not in field.conditions[name]:
                return False
        return True

    def _whatever(self, field: Field) -> object:
        """The value of a field that does not count: its own if it has one, else its default."""
        if isinstance(field, ListField):
            return field.default
        value, refusal = field.read(self.typed.get(field.name, ""))
        return field.default if refusal is not None else value

    def _read(self, field: Field) -> None:
        if not isinstance(field, ListField):
            self.values[field.name] = self._cell(field.name, field)
            return
        count, refusal = field.count_of(self.typed.get(field.name, ""))
        if refusal is not None:
            self._refuse(field.name, field, refusal)
            return
        self.values[field.name] = [
            {
                column.name: self._cell(field.cell(row, column.name), column, field)
                for column in field.columns
            }
            for row in range(count)
        ]

    def _cell(self, name: str, field: Field, within: ListField | None = None) -> object:
        value, refusal = field.read(self.typed.get(name, ""))
        if refusal is not None:
            self._refuse(name, field, refusal, within)
        return value

    def _refuse(
        self, name: str, field: Field, refusal: Refusal, within: ListField | None = None
    ) -> None:
        self.errors[name] = refusal_text(self.simulation, field, refusal, self.strings, within)


def answer(simulation: Simulation, typed: dict, strings: dict) -> dict:
    """Everything that a reader sees for a form's state.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        As `State`.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        ``hidden`` (fields that do not count). With bad input, or where the model refuses,
        ``errors`` (name of an input to message) and ``alert`` (one sentence). Otherwise
        ``errors`` is empty and ``alert`` is "", and there are ``figures`` (a list of name, value,
        text), ``sentence``, ``rows`` (picture name to a list of dicts: each column's raw value
        under its name and, unless the picture is long, its text under name + "_text").
    """
    return evaluated(simulation, typed, strings)[0]


def evaluated(simulation: Simulation, typed: dict, strings: dict) -> tuple:
    """What a reader sees for a form's state, and the result behind it.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        As `State`.
    strings : dict
        The language's catalogue.

    Returns
    -------
    tuple
        What `answer` gives, and the `Result`, None where there is none.
    """
    state = State(simulation, typed, strings)
    if state.errors:
        alert = strings["interface"]["bad_input"].format(count=len(state.errors))
        return {"errors": state.errors, "alert": alert, "hidden": state.hidden}, None
    try:
        result = simulation.result(state.values)
    except ModelRefusal as refusal:
        alert = impossible_text(simulation, refusal, state.values, strings)
        return {"errors": {}, "alert": alert, "hidden": state.hidden}, None
    view = told(simulation, state.values, result, strings)
    view["hidden"] = state.hidden
    return view, result


def computed(simulation: Simulation, typed: dict, strings: dict) -> Result | None:
    """What a simulation computes for a form's state.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    typed : dict
        As `State`.
    strings : dict
        The language's catalogue.

    Returns
    -------
    Result or None
        None where there is nothing to show.
    """
    state = State(simulation, typed, strings)
    if state.errors:
        return None
    try:
        return simulation.result(state.values)
    except ModelRefusal:
        return None


def impossible_text(
    simulation: Simulation, refusal: ModelRefusal, values: dict, strings: dict
) -> str:
    """Why the model refuses a state whose fields are all well filled.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    refusal : ModelRefusal
        What it raised.
    values : dict
        Field name to value.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The sentence of the simulation's own ``refusals``, or the one that all share.
    """
    own = strings["simulations"][simulation.name].get("refusals", {})
    interface = strings["interface"]
    common = interface["impossible"]
    text = own.get(refusal.reason, common.get(refusal.reason, common["other"]))
    return text.format(**_field_texts(simulation, values, strings))


def told(simulation: Simulation, values: dict, result: Result, strings: dict) -> dict:
    """A result in words, as `answer` gives it for good input.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    values : dict
        Field name to value.
    result : Result
        What ``simulation.result(values)`` gave.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        As `answer`, without ``hidden``.
    """
    own = strings["simulations"][simulation.name]
    interface = strings["interface"]
    texts = _field_texts(simulation, values, strings)
    figures = []
    for figure in simulation.figures:
        value = result.figures[figure.name]
        choices = own.get("figure_words", {}).get(figure.name, {})
        text = shown(value, figure.kind, figure.places, choices, interface)
        texts[figure.name] = text
        figures.append({"name": figure.name, "value": value, "text": text})
    for extra in simulation.extras:
        choices = own.get("extra_words", {}).get(extra.name, {})
        value = result.extras[extra.name]
        texts[extra.name] = shown(value, extra.kind, extra.places, choices, interface)
    sentences = [own["sayings"][key].format(**texts) for key in result.sayings]
    rows = {}
    for picture in simulation.pictures:
        found = result.rows[picture.name]
        if not picture.is_long:
            found = _with_texts(picture, found, own, interface)
        rows[picture.name] = found
    return {
        "errors": {},
        "alert": "",
        "figures": figures,
        "sentence": interface["between_sentences"].join(sentences),
        "rows": rows,
    }


def table(simulation: Simulation, picture: Picture, rows: list[dict], strings: dict) -> list:
    """The texts of a picture's rows.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    picture : Picture
        One of its pictures.
    rows : list of dict
        The picture's rows of a `Result`.
    strings : dict
        The language's catalogue.

    Returns
    -------
    list of list of str
        A text a column, a list a row.
    """
    own = strings["simulations"][simulation.name]
    told_rows = _with_texts(picture, rows, own, strings["interface"])
    return [[row[column.name + "_text"] for column in picture.columns] for row in told_rows]


def _with_texts(picture: Picture, rows: list[dict], own: dict, interface: dict) -> list[dict]:
    """A picture's rows, each column's text beside its raw value."""
    strings = own["pictures"][picture.name].get("words", {})
    told_rows = []
    for row in rows:
        told_row = dict(row)
        for column in picture.columns:
            text = shown(row[column.name], column.kind, column.places, strings, interface)
            told_row[column.name + "_text"] = text
        told_rows.append(told_row)
    return told_rows


def _field_texts(simulation: Simulation, values: dict, strings: dict) -> dict[str, str]:
    """What a sentence may name: the simulation's constants and the fields with their units."""
    own = strings["simulations"][simulation.name]
    texts = constant_texts(simulation.constants, strings["interface"])
    for field in simulation.fields:
        texts[field.name] = field_text(
            field, values[field.name], own["fields"][field.name], strings
        )
    return texts


def field_text(field: Field, value: object, texts: dict, strings: dict) -> str:
    """A field's value with its unit, as a sentence may use it.

    Parameters
    ----------
    field : Field
        The field.
    value : object
        A value that the field accepts.
    texts : dict
        The field's own words.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The text; of a list field the number of its rows.
    """
    interface = strings["interface"]
    if isinstance(field, NumberField):
        if field.unit == "yuan":
            # Parts of a fen are typed, but never counted.
            value = yuan_of(fen_of(value))  # type: ignore[arg-type]
        # Grouped by thousands, unlike what an input holds.
        text = field.text_of(value)  # type: ignore[arg-type]
        whole, point, part = text.partition(".")
        if field.unit == YEARLY:
            # A price is told with two decimals at least, however it was typed.
            point, part = ".", part + "0" * (YEARLY_PLACES - len(part))
        grouped = shown(float(whole), "number", 0, {}, interface) + point + part
        if whole == "-0":
            grouped = "-" + grouped
        return interface["units"][field.unit]["value"].format(grouped)
    if isinstance(field, ListField):
        return str(len(value))  # type: ignore[arg-type]
    if field.kind == "date":
        return shown(field.text_of(value), "date", 0, {}, interface)
    return choice_texts(field, texts, strings)[field.text_of(value)]


def choice_texts(field: Field, texts: dict, strings: dict) -> dict[str, str]:
    """The words of a choice's options.

    Parameters
    ----------
    field : ChoiceField
        The field.
    texts : dict
        The field's own words.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        Option to text.
    """
    interface = strings["interface"]
    return texts.get("choices", {"yes": interface["yes"], "no": interface["no"]})


def refusal_text(
    simulation: Simulation,
    field: Field,
    refusal: Refusal,
    strings: dict,
    within: ListField | None = None,
) -> str:
    """What was wrong with a field's input and what is allowed, in the reader's language.

    Parameters
    ----------
    simulation : Simulation
        The simulation that has the field.
    field : Field
        The field.
    refusal : Refusal
        Why the input was refused.
    strings : dict
        The language's catalogue.
    within : ListField, optional
        The list whose column the field is.

    Returns
    -------
    str
        One sentence.
    """
    column = refusal.details.get("column")
    if isinstance(field, ListField) and column is not None:
        return refusal_text(simulation, column, Refusal(refusal.code, {}), strings, field)
    interface = strings["interface"]
    own = strings["simulations"][simulation.name]["fields"]
    texts = own[field.name] if within is None else own[within.name]["columns"][field.name]
    details = dict(refusal.details)
    details["label"] = texts["label"]
    if isinstance(field, (NumberField, DateField)):
        details["minimum"] = field_text(field, field.minimum, texts, strings)
        details["maximum"] = field_text(field, field.maximum, texts, strings)
    elif isinstance(field, ListField):
        details["minimum"] = str(field.minimum)
        details["maximum"] = str(field.maximum)
    return interface["refusals"][refusal.code].format(**details)


def defaults(simulation: Simulation) -> dict[str, str]:
    """The texts that the inputs hold before anybody touches them.

    Parameters
    ----------
    simulation : Simulation
        The simulation.

    Returns
    -------
    dict
        Name of each input to its text.
    """
    typed = {}
    for field in simulation.fields:
        if isinstance(field, ListField):
            typed.update(field.texts_of(field.rows))
        else:
            typed[field.name] = field.text_of(field.default)
    return typed
