"""The fields of a simulation: what may be typed into each, and what it means to the model."""

from collections import namedtuple
from datetime import date, timedelta

from ..model.inputs import as_day, as_number, as_whole
from .numerals import ascii_text, number_of, typed_text
from .units import UNITS

# Why a field does not accept an input: a key of the catalogue's refusals, and its placeholders.
Invalid = namedtuple("Invalid", ("code", "details"))
# The origin of a figure that is our own assumption.
OURS = {"kind": "assumption"}


def derived(value: object, *facts: dict) -> dict:
    """A default that is computed from figures.

    Parameters
    ----------
    value : object
        The computed value.
    *facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    dict
        The value with the figures' origins, as `Field` takes it.
    """
    return {"value": value, "origins": [fact["origin"] for fact in facts]}


LONGEST_DATE = 16
DATE_SIGNS = "/.年月"


class Field:
    """What all fields have in common.

    Parameters
    ----------
    name : str
        Name of the Python parameter and of the page's input.
    default : object
        The first value, as the model works with it; or a figure of `loanlab.data.facts` with its
        ``value`` and its ``origin``. A plain value is this book's own assumption.
    based_on : list of dict
        Further figures on which the default or the bounds rest.
    when : dict, optional
        Shows the field only where each field that it names, a choice that stands before it, has
        one of the values listed.

    Attributes
    ----------
    origins : list of dict
        Where its figures come from: each
        ``{"kind": "article" | "source" | "provisional" | "assumption", ...}``.
    """

    kind = ""

    def __init__(
        self, name: str, default: object, based_on: list | None = None, when: dict | None = None
    ) -> None:
        self.name = name
        if isinstance(default, dict):
            self.default: object = default["value"]
            self.origins: list[dict] = default.get("origins") or [default["origin"]]
        else:
            self.default = default
            self.origins = [OURS]
        self.origins = self.origins + [fact["origin"] for fact in based_on or []]
        self.when: dict[str, list] = when or {}

    def inputs_of(self, value: object) -> dict[str, str]:
        """The texts of the field's inputs.

        Parameters
        ----------
        value : object
            A value that the field accepts.

        Returns
        -------
        dict
            Name of each input to its text.
        """
        return {self.name: self.text_of(value)}

    def text_of(self, value: object) -> str:
        """The value as the field's input holds it.

        Parameters
        ----------
        value : object
            A value that the field accepts.

        Returns
        -------
        str
            The text that `read` reads back as the value.
        """
        return str(value)

    def read(self, text: str) -> tuple:
        """The value of a typed text, or why there is none.

        Parameters
        ----------
        text : str
            What was typed.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Invalid)``.
        """
        return self.accept(text)

    def accept(self, value: object) -> tuple:
        """A value given from Python if the field allows it, or why not.

        Parameters
        ----------
        value : object
            A value in the model's unit.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Invalid)``.
        """
        raise NotImplementedError


class Number(Field):
    """A field that takes one number.

    Parameters
    ----------
    name, based_on, when
        As `Field`.
    unit : str
        A key of `UNITS`: what the typed number counts.
    minimum, maximum : float or int
        The bounds, both allowed, as the model works with them: fractions for percentages, yuan for
        amounts.
    step : float or int
        The slider's step.
    default : float, int or dict
        As `Field`.
    whole : bool
        Whether only whole numbers are allowed; the value is then an int.

    Examples
    --------
    >>> Number("days", "days", 1, 365, step=1, default=30, whole=True).read("１，０")
    (None, Invalid(code='not_a_number', details={}))
    >>> rate = {"value": 0.0005, "origin": {"kind": "article", "claim": "c0-05"}}
    >>> Number("daily_rate", "percent_a_day", 0, 0.001, step=1e-5, default=rate).origins
    [{'kind': 'article', 'claim': 'c0-05'}]
    """

    kind = "number"

    def __init__(
        self,
        name: str,
        unit: str,
        minimum: float,
        maximum: float,
        *,
        step: float,
        default: object,
        whole: bool = False,
        based_on: list | None = None,
        when: dict | None = None,
    ) -> None:
        super().__init__(name, default, based_on, when)
        self.unit = unit
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
        self.whole = whole

    def text_of(self, value: float) -> str:  # type: ignore[override]
        """The value in the field's typed unit; else as `Field.text_of`."""
        shift, places = UNITS[self.unit]
        return typed_text(value, shift, places)

    def read(self, text: str) -> tuple:
        """The value of a typed text, or why there is none; as `Field.read`."""
        if not text.strip():
            return None, Invalid("empty", {})
        value = number_of(text, UNITS[self.unit][0])
        if value is None:
            return None, Invalid("not_a_number", {})
        return self.accept(value)

    def accept(self, value: object) -> tuple:
        """The number if the field allows it, or why not; as `Field.accept`.

        A number of NumPy or pandas counts as the plain one that it is.
        """
        number = as_number(value)
        if number is None:
            return None, Invalid("not_a_number", {})
        if not self.minimum <= number <= self.maximum:
            return None, Invalid("out_of_range", {})
        if self.whole:
            number = as_whole(number)
            if number is None:
                return None, Invalid("not_whole", {})
        return number, None


class Choice(Field):
    """A field that takes one of a few values.

    Parameters
    ----------
    name, based_on, when
        As `Field`.
    choices : list of str or list of int
        The allowed values, in the order shown.
    default : str, int or dict
        As `Field`.
    """

    kind = "choice"

    def __init__(
        self,
        name: str,
        choices: list,
        *,
        default: object,
        based_on: list | None = None,
        when: dict | None = None,
    ) -> None:
        super().__init__(name, default, based_on, when)
        self.choices = choices

    def read(self, text: str) -> tuple:
        """The choice that a text names, or why there is none; as `Field.read`."""
        for choice in self.choices:
            if self.text_of(choice) == text:
                return choice, None
        return None, Invalid("not_a_choice", {})

    def accept(self, value: object) -> tuple:
        """The choice that the value is equal to, or why there is none; as `Field.accept`."""
        for choice in self.choices:
            if _is_same(choice, value):
                return choice, None
        return None, Invalid("not_a_choice", {})


class YesNo(Choice):
    """A choice between yes and no, whose texts are the same everywhere.

    Parameters
    ----------
    name, based_on, when
        As `Field`.
    default : bool or dict
        As `Field`.
    """

    def __init__(
        self,
        name: str,
        *,
        default: object,
        based_on: list | None = None,
        when: dict | None = None,
    ) -> None:
        super().__init__(name, [True, False], default=default, based_on=based_on, when=when)

    def text_of(self, value: object) -> str:
        """``"yes"`` or ``"no"``, as the page's options are named."""
        return "yes" if value else "no"


class Day(Field):
    """A field that takes a day.

    Parameters
    ----------
    name, based_on, when
        As `Field`.
    minimum, maximum : date
        First and last day allowed.
    default : date or dict
        As `Field`.
    """

    kind = "date"

    def __init__(
        self,
        name: str,
        minimum: date,
        maximum: date,
        *,
        default: object,
        based_on: list | None = None,
        when: dict | None = None,
    ) -> None:
        super().__init__(name, default, based_on, when)
        self.minimum = minimum
        self.maximum = maximum

    def text_of(self, value: date) -> str:  # type: ignore[override]
        """The day as inputs hold it: ``2027-01-31``."""
        return value.isoformat()

    def read(self, text: str) -> tuple:
        """The day that a text names, or why there is none; as `Field.read`."""
        if not text.strip():
            return None, Invalid("empty_date", {})
        day = day_of(text)
        return (None, Invalid("not_a_date", {})) if day is None else self.accept(day)

    def accept(self, value: object) -> tuple:
        """The day if the field allows it, or why not; as `Field.accept`.

        Of a datetime, a Timestamp of pandas or a datetime64 of NumPy its time is left out.
        """
        day = day_of(value) if isinstance(value, str) else as_day(value)
        if day is None:
            return None, Invalid("not_a_date", {})
        if not self.minimum <= day <= self.maximum:
            return None, Invalid("out_of_range", {})
        return day, None


def _is_same(choice: object, value: object) -> bool:
    """Whether a value is a choice; what cannot be compared, or many at once, is none."""
    try:
        return bool(choice == value)
    except (TypeError, ValueError):
        return False


def day_of(text: str) -> date | None:
    """The day that a text names.

    Parameters
    ----------
    text : str
        Year, month and day in this order.

    Returns
    -------
    date or None
        The day, or None where the text is none that exists.

    Examples
    --------
    >>> day_of("2028-02-29"), day_of("２０２８年2月29日"), day_of("2027-02-29")
    (datetime.date(2028, 2, 29), datetime.date(2028, 2, 29), None)
    """
    if len(text) > LONGEST_DATE:
        return None
    plain = ascii_text(text).strip()
    if plain.endswith("日"):
        plain = plain[:-1]
    for sign in DATE_SIGNS:
        plain = plain.replace(sign, "-")
    parts = plain.split("-")
    if len(parts) != 3 or len(parts[0]) != 4:
        return None
    for part in parts:
        if not 1 <= len(part) <= 4 or any(sign not in "0123456789" for sign in part):
            return None
    year, month, day = int(parts[0]), int(parts[1]), int(parts[2])
    if not (1 <= year < 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    # CPython and MicroPython reject 30 February differently: compute the date, compare months.
    found = date(year, month, 1) + timedelta(days=day - 1)
    return found if found.month == month else None


class Rows(Field):
    """A field that takes some rows, each with the same few fields.

    Parameters
    ----------
    name, when
        As `Field`.
    columns : list of Field
        The fields of a row. Their defaults fill a row that a reader adds.
    minimum, maximum : int
        The fewest and the most rows allowed.
    default : list of dict
        The first rows, column name to value.
    """

    kind = "list"

    def __init__(
        self,
        name: str,
        columns: list,
        *,
        minimum: int,
        maximum: int,
        default: list[dict],
        when: dict | None = None,
    ) -> None:
        super().__init__(name, default, None, when)
        self.origins = []
        self.rows = default
        self.columns = columns
        self.minimum = minimum
        self.maximum = maximum

    def cell(self, row: int, column: str) -> str:
        """Name of the input of a cell.

        Parameters
        ----------
        row : int
            Number of the row, from 0.
        column : str
            Name of the column.

        Returns
        -------
        str
            Such as ``debts.0.balance``.
        """
        return self.name + "." + str(row) + "." + column

    def count_of(self, text: str) -> tuple:
        """How many rows a text asks for, or why that cannot be.

        Parameters
        ----------
        text : str
            A whole number in digits.

        Returns
        -------
        tuple
            ``(count, None)`` or ``(None, Invalid)``.
        """
        if not 1 <= len(text) <= 2 or any(sign not in "0123456789" for sign in text):
            return None, Invalid("row_count", {})
        count = int(text)
        if not self.minimum <= count <= self.maximum:
            return None, Invalid("row_count", {})
        return count, None

    def inputs_of(self, rows: list[dict]) -> dict[str, str]:  # type: ignore[override]
        """The texts of the inputs of some rows.

        Parameters
        ----------
        rows : list of dict
            Column name to value, a dict a row.

        Returns
        -------
        dict
            The field's name to the number of rows, and each cell's name to its text.
        """
        texts = {self.name: str(len(rows))}
        for number, row in enumerate(rows):
            for column in self.columns:
                texts[self.cell(number, column.name)] = column.text_of(row[column.name])
        return texts

    def accept(self, value: object) -> tuple:
        """Rows given from Python if the field allows them, or why not; as `Field.accept`.

        Rows may come as a list or a tuple of dicts, such as a DataFrame's ``to_dict("records")``.
        """
        if not isinstance(value, (list, tuple)) or not self.minimum <= len(value) <= self.maximum:
            return None, Invalid("row_count", {})
        rows = []
        for given in value:
            row = {}
            names = [column.name for column in self.columns]
            if not isinstance(given, dict) or any(name not in names for name in given):
                return None, Invalid("row_columns", {"columns": ", ".join(names)})
            for column in self.columns:
                accepted, invalid = column.accept(given.get(column.name, column.default))
                if invalid is not None:
                    return None, Invalid(invalid.code, {"column": column})
                row[column.name] = accepted
            rows.append(row)
        return rows, None
