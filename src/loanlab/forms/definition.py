"""What a simulation is made of: fields to fill, figures to read, pictures to look at."""

from collections import namedtuple

from .numerals import decimal_text, percent_text, signed
from .units import UNITS

Figure = namedtuple("Figure", ("name", "kind", "places"))
Column = namedtuple("Column", ("name", "kind", "places"))
# A number that a text of the catalogue names in braces, so that no text holds a figure itself.
Constant = namedtuple("Constant", ("name", "value", "kind", "places"))
# A day worth a reminder; the key tells it from all others and is the same in every plan of one
# loan, so that a calendar replaces it. The texts fill its words.
Event = namedtuple("Event", ("day", "key", "texts"))


class Picture:
    """A chart and its rows.

    Parameters
    ----------
    name : str
        The picture's name in the catalogue and in ``charts``.
    columns : list of Column
        The columns of its table, of what its chart says on hovering, and of its CSV.
    is_long : bool
        Whether there may be so many rows that a chart gets numbers only: their texts are made when
        a table is opened.
    is_table : bool
        Whether the table is the point: it is open from the start, and there is no chart.
    """

    def __init__(
        self, name: str, columns: list, is_long: bool = False, is_table: bool = False
    ) -> None:
        self.name = name
        self.columns = columns
        self.is_long = is_long
        self.is_table = is_table


class Result:
    """What a simulation computed for one state.

    Parameters
    ----------
    figures : dict
        Figure name to raw value; None where there is none in this state.
    rows : dict
        Picture name to a list of dicts, column name to raw value.
    sayings : list of str
        Keys of the catalogue's ``sayings``: the sentences that sum this result up.
    extras : dict
        Further values that the sentences name.
    events : list of Event
        Days worth a reminder.
    cancelled : list of Event
        Days that a calendar saved for another plan of the same loan may remind of, and this plan
        does not have.
    """

    def __init__(
        self,
        figures: dict,
        rows: dict,
        sayings: list,
        extras: dict | None = None,
        events: list | None = None,
        cancelled: list | None = None,
    ) -> None:
        self.figures = figures
        self.rows = rows
        self.sayings = sayings
        self.extras = extras or {}
        self.events = events or []
        self.cancelled = cancelled or []


class Simulation:
    """A simulation's definition, from which page, notebook and tests are made.

    Parameters
    ----------
    name : str
        Such as ``"rate-builder"``.
    fields : list of Field
        In the order shown. A field that depends on another stands after it.
    figures : list of Figure
        What `compute` finds, in the order shown.
    pictures : list of Picture
        Its charts and tables.
    compute : callable
        Takes the fields' values by their names and gives a `Result`; `result` calls it.
    constants : list of Constant
        Numbers that the catalogue's texts name.
    extras : list of Figure
        Values that only the sentences name.
    has_calendar : bool
        Whether its events can be saved as a calendar.
    is_printed : bool
        Whether it is made to be printed on a page of its own.
    """

    def __init__(
        self,
        name: str,
        fields: list,
        figures: list,
        pictures: list,
        compute: object,
        constants: list | None = None,
        extras: list | None = None,
        has_calendar: bool = False,
        is_printed: bool = False,
    ) -> None:
        self.name = name
        self.fields = fields
        self.figures = figures
        self.pictures = pictures
        self._compute = compute
        self.constants = constants or []
        self.extras = extras or []
        self.has_calendar = has_calendar
        self.is_printed = is_printed

    def result(self, values: dict) -> Result:
        """What it computes for one state.

        Parameters
        ----------
        values : dict
            Field name to value, complete.

        Returns
        -------
        Result
            Figures, rows, sentences.

        Raises
        ------
        loanlab.model.refusal.Refusal
            If there is no result; the catalogue's ``refusals`` have the sentence for its reason.
        """
        return self._compute(**values)  # type: ignore[operator]  # MicroPython has no Callable

    def default_values(self) -> dict:
        """The values of the state that nobody has touched.

        Returns
        -------
        dict
            Field name to value.
        """
        return {field.name: field.default for field in self.fields}

    def claims(self) -> list[str]:
        """The article's claims on which its fields rest.

        Returns
        -------
        list of str
            Claim ids, each once.
        """
        found = []
        for field in self.fields:
            # A list has its origins at its columns.
            for each in getattr(field, "columns", [field]):
                for origin in each.origins:
                    if "claim" in origin and origin["claim"] not in found:
                        found.append(origin["claim"])
        return found

    def picture(self, name: str) -> Picture:
        """One of its pictures.

        Parameters
        ----------
        name : str
            The picture's name.

        Returns
        -------
        Picture
            The picture.

        Raises
        ------
        KeyError
            If there is no such picture.
        """
        for picture in self.pictures:
            if picture.name == name:
                return picture
        raise KeyError(name)


def shown(value: float | str | None, kind: str, places: int, strings: dict, interface: dict) -> str:
    """A value as text for readers.

    Parameters
    ----------
    value : float, int, bool, str or None
        The raw value; None where there is none.
    kind : str
        ``percent`` (a fraction), ``number``, ``yes_no``, ``text`` (as it is), ``word`` (a key of
        ``strings``), ``date`` (a day as ``2027-01-31``), ``saving``, ``cost`` or ``rest`` (yuan
        whose sign is told by a word of the catalogue) or a key of `UNITS`. With ``_change``
        behind it a number has its sign.
    places : int
        Digits after the decimal point.
    strings : dict
        For ``word`` one text a key; ``none`` where a missing value has a word of its own.
    interface : dict
        The catalogue's words that all simulations share.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> interface = {"units": {"yuan": {"value": "{}元"}}, "none": "无", "yes": "是"}
    >>> shown(0.1825, "percent", 2, {}, interface), shown(True, "yes_no", 0, {}, interface)
    ('18.25%', '是')
    >>> shown(1204, "yuan_change", 2, {}, interface), shown(None, "yuan", 2, {}, interface)
    ('+1,204.00元', '无')
    """
    if value is None:
        return strings.get("none", interface["none"])
    if kind == "text":
        return str(value)
    if kind == "word":
        return strings[value]
    if kind == "yes_no":
        return interface["yes"] if value else interface["no"]
    if kind == "date":
        year, month, day = str(value).split("-")
        return interface["date"].format(year=year, month=str(int(month)), day=str(int(day)))
    if kind in SIGNED_IN_WORDS:
        return _signed_in_words(float(value), kind, places, interface)
    has_sign = kind.endswith("_change")
    unit = kind[: -len("_change")] if has_sign else kind
    number = float(value)
    text = percent_text(number, places) if unit == "percent" else decimal_text(number, places)
    if has_sign:
        text = signed(text)
    return interface["units"][unit]["value"].format(text) if unit in UNIT_KINDS else text


# Yuan whose sign is told by a word: a loss is no saving, and what is missing no rest.
SIGNED_IN_WORDS = ("saving", "cost", "rest")


def _signed_in_words(yuan: float, kind: str, places: int, interface: dict) -> str:
    amount = shown(abs(yuan), "yuan", places, {}, interface)
    if decimal_text(yuan, places).strip("0.,") == "":
        return amount
    return interface[kind]["below" if yuan < 0 else "above"].format(amount)


# A share has its sign already.
UNIT_KINDS = [unit for unit in UNITS if unit != "percent"]


def constant_texts(constants: list, interface: dict) -> dict[str, str]:
    """The texts that a catalogue's braces stand for.

    Parameters
    ----------
    constants : list of Constant
        Numbers with the way they are shown.
    interface : dict
        The catalogue's words that all simulations share.

    Returns
    -------
    dict
        Name to text.

    Examples
    --------
    >>> constant_texts([Constant("lpr", 0.03, "percent", 2)], {})
    {'lpr': '3.00%'}
    """
    return {
        constant.name: shown(constant.value, constant.kind, constant.places, {}, interface)
        for constant in constants
    }
