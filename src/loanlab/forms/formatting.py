"""Format values as text for readers. Only this module formats; the strings are a catalogue's."""

import json

from ..model.money import fen_of, yuan_of
from ..model.refusal import Refusal
from .definition import Picture, RefusedState, Simulation
from .fields import Day, Field, Invalid, Number, Rows
from .numerals import decimal_text, percent_text, signed
from .units import UNITS

# Units in yuan whose sign is a word: a negative saving reads as a loss, a negative rest as missing.
SIGNED_IN_WORDS = ("saving", "cost", "rest")
# Units with a text around the number; `percent_text` appends "%" itself.
SUFFIXED = [unit for unit in UNITS if unit != "percent"]
CHANGE = "_change"

# The true minus sign is that of differences.
SIGNS = ("-", "+", "\u2212")

TYPED_PLACES = 2
YEARLY = "percent_a_year"
YEARLY_PLACES = 2


def format_value(
    value: float | str | None, unit: str, places: int, words: dict, interface: dict
) -> str:
    """Format a value.

    Parameters
    ----------
    value : float, int, bool, str or None
        The raw value; None where there is none.
    unit : str
        ``percent`` (a fraction), ``number``, ``yes_no``, ``text`` (as it is), ``word`` (a key of
        ``words``), ``date`` (a day as ``2027-01-31``), ``saving``, ``cost`` or ``rest`` (yuan
        whose sign is a word of the catalogue) or a key of `UNITS`. The suffix ``_change`` shows
        a number with its sign.
    places : int
        Digits after the decimal point.
    words : dict
        The text of each key of ``word``; under ``none`` the text of a missing value, where it
        differs from the catalogue's.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> interface = {"units": {"yuan": {"value": "{}元"}}, "none": "无", "yes": "是"}
    >>> format_value(0.1825, "percent", 2, {}, interface)
    '18.25%'
    >>> format_value(True, "yes_no", 0, {}, interface)
    '是'
    >>> format_value(1204, "yuan_change", 2, {}, interface)
    '+1,204.00元'
    >>> format_value(None, "yuan", 2, {}, interface)
    '无'
    """
    if value is None:
        return words.get("none", interface["none"])
    if unit == "text":
        return str(value)
    if unit == "word":
        return words[value]
    if unit == "yes_no":
        return interface["yes"] if value else interface["no"]
    if unit == "date":
        year, month, day = str(value).split("-")
        return format_day(int(year), int(month), int(day), interface)
    if unit in SIGNED_IN_WORDS:
        return _format_signed_in_words(float(value), unit, places, interface)
    has_sign = unit.endswith(CHANGE)
    if has_sign:
        unit = unit[: -len(CHANGE)]
    number = float(value)
    text = percent_text(number, places) if unit == "percent" else decimal_text(number, places)
    if has_sign:
        text = signed(text)
    return with_unit(text, unit, interface) if unit in SUFFIXED else text


def with_unit(number: str, unit: str, interface: dict) -> str:
    """Put a formatted number and its unit together.

    Parameters
    ----------
    number : str
        The number, with a sign if it has one.
    unit : str
        A key of `UNITS`.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    str
        The text; a sign stands in front of whatever the language puts before the number.

    Examples
    --------
    >>> days = {"value": "{} days", "one": "{} day"}
    >>> interface = {"units": {"yuan": {"value": "¥{}"}, "days": days}}
    >>> with_unit("-1,204.00", "yuan", interface), with_unit("1", "days", interface)
    ('-¥1,204.00', '1 day')
    """
    texts = interface["units"][unit]
    sign = number[:1] if number[:1] in SIGNS else ""
    bare = number[len(sign) :]
    text = texts.get("one", texts["value"]) if bare == "1" else texts["value"]
    return sign + str(text.format(bare))


def format_day(year: int, month: int, day: int, interface: dict) -> str:
    """Format a day.

    Parameters
    ----------
    year, month, day : int
        The day.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    str
        Such as ``15 December 2026``.

    Examples
    --------
    >>> names = {str(month): f"{month}月" for month in range(1, 13)}
    >>> format_day(2027, 1, 31, {"date": "{year}年{month_name}{day}日", "month_names": names})
    '2027年1月31日'
    """
    name = interface["month_names"][str(month)]
    return str(interface["date"].format(year=year, month_name=name, day=day))


def _format_signed_in_words(yuan: float, unit: str, places: int, interface: dict) -> str:
    amount = format_value(abs(yuan), "yuan", places, {}, interface)
    if decimal_text(yuan, places).strip("0.,") == "":
        return amount
    return interface[unit]["below" if yuan < 0 else "above"].format(amount)


def format_typed(value: float, unit: str, interface: dict, *, is_difference: bool = False) -> str:
    """Format a number with its unit and with no more decimals than it has, as readers type it.

    Parameters
    ----------
    value : float
        The number in the model's unit (a fraction for a percentage).
    unit : str
        A key of `UNITS`.
    interface : dict
        The catalogue's section of that name.
    is_difference : bool
        Whether it lies between two numbers of the unit: percentages differ by percentage points.

    Returns
    -------
    str
        The text, with two decimals at most.

    Examples
    --------
    >>> interface = {"percentage_points": "{} points"}
    >>> format_typed(0.1, "percent_a_year", interface)
    '10%'
    >>> format_typed(0.0825, "percent_a_year", interface, is_difference=True)
    '8.25 points'
    """
    is_share = unit.startswith("percent")
    number = value * 100 if is_share else value
    places = TYPED_PLACES
    while places and decimal_text(number, places).endswith("0"):
        places -= 1
    if not is_share:
        return format_value(value, unit, places, {}, interface)
    if is_difference:
        return str(interface["percentage_points"].format(decimal_text(number, places)))
    return percent_text(value, places)


def format_outputs(outputs: list, interface: dict) -> dict[str, str]:
    """Format outputs that carry their values.

    Parameters
    ----------
    outputs : list of Output
        Numbers with their units.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    dict
        Name to text.

    Examples
    --------
    >>> from .outputs import percent
    >>> format_outputs([percent("lpr", 0.03)], {})
    {'lpr': '3.00%'}
    """
    return {
        output.name: format_value(output.value, output.unit, output.places, {}, interface)
        for output in outputs
    }


def format_facts(facts: dict, texts: dict, interface: dict) -> dict[str, str]:
    """Format the facts that texts of the catalogue name in braces.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.
    texts : dict
        A section of the catalogue.
    interface : dict
        The catalogue's section of that name.

    Returns
    -------
    dict
        Name to text of the facts that have a unit and that the texts name.

    Examples
    --------
    >>> facts = {"line": {"value": 0.24, "unit": "percent", "places": 0}}
    >>> format_facts(facts, {"title": "above {line}"}, {})
    {'line': '24%'}
    """
    named_in = json.dumps(texts)
    return {
        name: format_value(fact["value"], fact["unit"], fact["places"], {}, interface)
        for name, fact in facts.items()
        if "unit" in fact and "{" + name + "}" in named_in
    }


def constant_texts(simulation: Simulation, strings: dict) -> dict[str, str]:
    """Format what fills the placeholders that are the same in every state of a simulation.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        Name to text: the facts that its texts name, and its constants.
    """
    known, texts = simulation.constant_texts
    if known is not strings:
        interface = strings["interface"]
        texts = format_facts(simulation.facts, strings["simulations"][simulation.name], interface)
        texts.update(format_outputs(simulation.constants, interface))
        # Cached for the next key press.
        simulation.constant_texts = (strings, texts)
    return dict(texts)


def format_field(field: Field, value: object, texts: dict, strings: dict) -> str:
    """Format a field's value with its unit, as sentences use it.

    Parameters
    ----------
    field : Field
        The field.
    value : object
        A value that the field accepts.
    texts : dict
        The field's texts.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The text; for `Rows` their number.
    """
    interface = strings["interface"]
    if isinstance(field, Number):
        if field.unit == "yuan":
            # Readers may type fractions of a fen; amounts are whole fen.
            value = yuan_of(fen_of(value))  # type: ignore[arg-type]
        # Grouped by thousands, unlike the text in an input.
        text = field.text_of(value)  # type: ignore[arg-type]
        whole, point, part = text.partition(".")
        if field.unit == YEARLY:
            # Prices have at least two decimals, even if fewer were typed.
            point, part = ".", part + "0" * (YEARLY_PLACES - len(part))
        grouped = decimal_text(float(whole), 0) + point + part
        if whole == "-0":
            grouped = "-" + grouped
        return with_unit(grouped, field.unit, interface)
    if isinstance(field, Rows):
        return str(len(value))  # type: ignore[arg-type]
    if isinstance(field, Day):
        return format_value(field.text_of(value), "date", 0, {}, interface)  # type: ignore[arg-type]
    return choice_texts(field, texts, strings)[field.text_of(value)]


def format_fields(simulation: Simulation, values: dict, strings: dict) -> dict[str, str]:
    """Format the values of all fields.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    values : dict
        Field name to value.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        Field name to text.
    """
    texts = strings["simulations"][simulation.name]["fields"]
    return {
        field.name: format_field(field, values[field.name], texts[field.name], strings)
        for field in simulation.fields
    }


def choice_texts(field: Field, texts: dict, strings: dict) -> dict[str, str]:
    """Return the texts of a choice's options.

    Parameters
    ----------
    field : Choice
        The field.
    texts : dict
        The field's texts.
    strings : dict
        The language's catalogue.

    Returns
    -------
    dict
        Option to text.
    """
    interface = strings["interface"]
    return texts.get("choices", {"yes": interface["yes"], "no": interface["no"]})


def picture_strings(section: dict, picture: Picture) -> dict:
    """Return a picture's strings with a heading for each of its columns.

    Parameters
    ----------
    section : dict
        The simulation's section of the catalogue.
    picture : Picture
        One of the simulation's pictures.

    Returns
    -------
    dict
        The picture's section. A column without a heading there gets the label of the output or of
        the field that has its name.
    """
    strings = dict(section["pictures"][picture.name])
    headings = {name: texts["label"] for name, texts in section["fields"].items()}
    headings.update(section["outputs"])
    headings.update(strings.get("columns", {}))
    strings["columns"] = {column.name: headings[column.name] for column in picture.columns}
    return strings


def invalid_text(
    simulation: Simulation,
    field: Field,
    invalid: Invalid,
    strings: dict,
    within: Rows | None = None,
) -> str:
    """Say what is wrong with a field's input and what is allowed.

    Parameters
    ----------
    simulation : Simulation
        The simulation that has the field.
    field : Field
        The field.
    invalid : Invalid
        Why the input was refused.
    strings : dict
        The language's catalogue.
    within : Rows, optional
        The rows whose column the field is.

    Returns
    -------
    str
        One sentence.
    """
    column = invalid.details.get("column")
    if isinstance(field, Rows) and column is not None:
        return invalid_text(simulation, column, Invalid(invalid.code, {}), strings, field)
    interface = strings["interface"]
    fields = strings["simulations"][simulation.name]["fields"]
    texts = fields[field.name] if within is None else fields[within.name]["columns"][field.name]
    details = dict(invalid.details)
    details["label"] = texts["label"]
    if isinstance(field, (Number, Day)):
        details["minimum"] = format_field(field, field.minimum, texts, strings)
        details["maximum"] = format_field(field, field.maximum, texts, strings)
    elif isinstance(field, Rows):
        details["minimum"] = str(field.minimum)
        details["maximum"] = str(field.maximum)
    return interface["refusals"][invalid.code].format(**details)


def refusal_text(simulation: Simulation, refusal: Refusal, values: dict, strings: dict) -> str:
    """Say why the model refuses a state whose fields are all valid.

    Parameters
    ----------
    simulation : Simulation
        The simulation.
    refusal : loanlab.model.refusal.Refusal
        The exception raised.
    values : dict
        Field name to value.
    strings : dict
        The language's catalogue.

    Returns
    -------
    str
        The sentence of the simulation's ``refusals``, or of those that all simulations share.
    """
    specific = strings["simulations"][simulation.name].get("refusals", {})
    common = strings["interface"]["impossible"]
    text = specific.get(refusal.reason, common.get(refusal.reason, common["other"]))
    texts = constant_texts(simulation, strings)
    texts.update(format_fields(simulation, values, strings))
    if isinstance(refusal, RefusedState):
        named = [
            output
            for output in simulation.outputs + simulation.details
            if output.name in refusal.values
        ]
        interface = strings["interface"]
        for output in named:
            value = refusal.values[output.name]
            texts[output.name] = format_value(value, output.unit, output.places, {}, interface)
    return text.format(**texts)
