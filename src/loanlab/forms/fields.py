"""The fields of a simulation: what may be typed into each, and what it means to the model."""

from collections import namedtuple
from datetime import date, timedelta

from ..model.inputs import as_day, as_number, as_whole
from .numerals import ascii_text, number_of, typed_text
from .units import UNITS

Refusal = namedtuple("Refusal", ("code", "details"))
# The origin of a figure that is our own assumption.
OURS = {"kind": "assumption"}

LONGEST_DATE = 16
DATE_SIGNS = "/.年月"


class Field:
    """What all fields have in common.

    Parameters
    ----------
    name : str
        Name of the Python parameter and of the page's input.
    default : object
        The first value, as the model works with it.
    origins : list of dict
        Where its figures come from, as the figures of `loanlab.data.facts` say: each
        ``{"kind": "article" | "source" | "provisional" | "assumption", ...}``.
    """

    kind = ""

    def __init__(self, name: str, default: object, origins: list) -> None:
        self.name = name
        self.default: object = default
        self.origins = origins
        self.conditions: dict[str, list] = {}

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
            ``(value, None)`` or ``(None, Refusal)``.
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
            ``(value, None)`` or ``(None, Refusal)``.
        """
        raise NotImplementedError

    def when(self, name: str, values: list) -> "Field":
        """Show the field only where another field has one of some values.

        Parameters
        ----------
        name : str
            Name of a choice that stands before this field.
        values : list
            Its values with which this field counts.

        Returns
        -------
        Field
            This field.

        Examples
        --------
        >>> YesNoField("deducted", True, []).when("kind", ["terms"]).conditions
        {'kind': ['terms']}
        """
        self.conditions[name] = values
        return self


class NumberField(Field):
    """A field that takes one number.

    Parameters
    ----------
    name : str
        As `Field`.
    unit : str
        A key of `UNITS`: what the typed number counts.
    minimum, maximum, step, default : float or int
        Bounds (both allowed), the slider's step and the first value, as the model works with them:
        fractions for percentages, yuan for amounts.
    origins : list of dict
        As `Field`.
    whole : bool
        Whether only whole numbers are allowed; the value is then an int.
    """

    kind = "number"

    def __init__(
        self,
        name: str,
        unit: str,
        minimum: float,
        maximum: float,
        step: float,
        default: float,
        origins: list,
        whole: bool = False,
    ) -> None:
        super().__init__(name, default, origins)
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
            return None, Refusal("empty", {})
        value = number_of(text, UNITS[self.unit][0])
        if value is None:
            return None, Refusal("not_a_number", {})
        return self.accept(value)

    def accept(self, value: object) -> tuple:
        """The number if the field allows it, or why not; as `Field.accept`.

        A number of NumPy or pandas counts as the plain one that it is.
        """
        number = as_number(value)
        if number is None:
            return None, Refusal("not_a_number", {})
        if not self.minimum <= number <= self.maximum:
            return None, Refusal("out_of_range", {})
        if self.whole:
            number = as_whole(number)
            if number is None:
                return None, Refusal("not_whole", {})
        return number, None


class ChoiceField(Field):
    """A field that takes one of a few values.

    Parameters
    ----------
    name : str
        As `Field`.
    choices : list of str or list of int
        The allowed values, in the order shown.
    default : str or int
        The first value.
    origins : list of dict
        As `Field`.
    """

    kind = "choice"

    def __init__(self, name: str, choices: list, default: object, origins: list) -> None:
        super().__init__(name, default, origins)
        self.choices = choices

    def read(self, text: str) -> tuple:
        """The choice that a text names, or why there is none; as `Field.read`."""
        for choice in self.choices:
            if self.text_of(choice) == text:
                return choice, None
        return None, Refusal("not_a_choice", {})

    def accept(self, value: object) -> tuple:
        """The choice that the value is equal to, or why there is none; as `Field.accept`."""
        for choice in self.choices:
            if _is_same(choice, value):
                return choice, None
        return None, Refusal("not_a_choice", {})


class YesNoField(ChoiceField):
    """A choice between yes and no, whose words are the same everywhere.

    Parameters
    ----------
    name : str
        As `Field`.
    default : bool
        The first value.
    origins : list of dict
        As `Field`.
    """

    def __init__(self, name: str, default: bool, origins: list) -> None:
        super().__init__(name, [True, False], default, origins)

    def text_of(self, value: object) -> str:
        """``"yes"`` or ``"no"``, as the page's options are named."""
        return "yes" if value else "no"


class DateField(Field):
    """A field that takes a day.

    Parameters
    ----------
    name : str
        As `Field`.
    minimum, maximum, default : date
        First and last day allowed, and the first value.
    origins : list of dict
        As `Field`.
    """

    kind = "date"

    def __init__(
        self, name: str, minimum: date, maximum: date, default: date, origins: list
    ) -> None:
        super().__init__(name, default, origins)
        self.minimum = minimum
        self.maximum = maximum

    def text_of(self, value: date) -> str:  # type: ignore[override]
        """The day as inputs hold it: ``2027-01-31``."""
        return value.isoformat()

    def read(self, text: str) -> tuple:
        """The day that a text names, or why there is none; as `Field.read`."""
        if not text.strip():
            return None, Refusal("empty_date", {})
        day = day_of(text)
        return (None, Refusal("not_a_date", {})) if day is None else self.accept(day)

    def accept(self, value: object) -> tuple:
        """The day if the field allows it, or why not; as `Field.accept`.

        Of a datetime, a Timestamp of pandas or a datetime64 of NumPy its time is left out.
        """
        day = day_of(value) if isinstance(value, str) else as_day(value)
        if day is None:
            return None, Refusal("not_a_date", {})
        if not self.minimum <= day <= self.maximum:
            return None, Refusal("out_of_range", {})
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
    # A day that its month does not have would be refused here and there in different ways.
    found = date(year, month, 1) + timedelta(days=day - 1)
    return found if found.month == month else None


class ListField(Field):
    """A field that takes some rows, each with the same few fields.

    Parameters
    ----------
    name : str
        As `Field`.
    columns : list of Field
        The fields of a row. Their defaults fill a row that a reader adds.
    minimum, maximum : int
        How few and how many rows there may be.
    default : list of dict
        The first rows, column name to value.
    """

    kind = "list"

    def __init__(
        self, name: str, columns: list, minimum: int, maximum: int, default: list[dict]
    ) -> None:
        super().__init__(name, default, [])
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
            ``(count, None)`` or ``(None, Refusal)``.
        """
        if not 1 <= len(text) <= 2 or any(sign not in "0123456789" for sign in text):
            return None, Refusal("row_count", {})
        count = int(text)
        if not self.minimum <= count <= self.maximum:
            return None, Refusal("row_count", {})
        return count, None

    def texts_of(self, rows: list[dict]) -> dict[str, str]:
        """The texts of all inputs of some rows.

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
            return None, Refusal("row_count", {})
        rows = []
        for given in value:
            row = {}
            names = [column.name for column in self.columns]
            if not isinstance(given, dict) or any(name not in names for name in given):
                return None, Refusal("row_columns", {"columns": ", ".join(names)})
            for column in self.columns:
                accepted, refusal = column.accept(given.get(column.name, column.default))
                if refusal is not None:
                    return None, Refusal(refusal.code, {"column": column})
                row[column.name] = accepted
            rows.append(row)
        return rows, None
