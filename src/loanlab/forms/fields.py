"""The fields of a simulation: what each accepts, and the value that the model gets."""

from collections import namedtuple
from datetime import date, timedelta

from ..model.inputs import as_day, as_number, as_whole
from .numerals import plain_text, typed_text
from .quantities import LONGEST_TEXT, read_quantity
from .units import UNITS

# Why a field does not accept an input: a key of the catalogue's refusals, and its placeholders.
Invalid = namedtuple("Invalid", ("code", "details"))
# The origin of a figure that this book assumes.
OURS = {"kind": "assumption"}
# Amounts over a wide range are chosen among round numbers: hundredths from and to, and their step.
# A step is at most a twentieth of the number.
ROUND = ((100, 200, 5), (200, 500, 10), (500, 1000, 25))
WIDEST_LINEAR = 1000
DATE_SIGNS = "/.年月"


def derived(value: object, *facts: dict) -> dict:
    """Make a default that is computed from figures.

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


def assumed(value: object) -> dict:
    """Make a default that this book assumes.

    Parameters
    ----------
    value : object
        The value.

    Returns
    -------
    dict
        The value with its origin, as `Field` takes it.

    Examples
    --------
    >>> Number("attempts", "times", 1, 5, step=1, default=assumed(3)).origins
    [{'kind': 'assumption'}]
    """
    return {"value": value, "origin": OURS}


class Field:
    """The base class of all fields.

    Parameters
    ----------
    name : str
        Name of the Python parameter and of the page's input.
    default : object
        The initial value in the model's unit; or a figure of `loanlab.data.facts` with its
        ``value`` and its ``origin``. A plain value stands for the reader's own number, of which
        nobody asks where it comes from.
    based_on : list of dict
        Further figures on which the default or the bounds rest.
    when : dict, optional
        Name of an earlier choice to the list of its values for which the field is shown. All
        choices named must match.

    Attributes
    ----------
    origins : list of dict
        Where its figures come from; each is
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
            self.origins = []
        self.origins = self.origins + [fact["origin"] for fact in based_on or []]
        self.when: dict[str, list] = when or {}

    def inputs_of(self, value: object) -> dict[str, str]:
        """Return the texts of the field's inputs.

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
        """Format a value as the field's input holds it.

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
        """Read a typed text.

        Parameters
        ----------
        text : str
            The text of the input.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Invalid)``.
        """
        return self.accept(text)

    def accept(self, value: object) -> tuple:
        """Check a value given from Python.

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
        A key of `UNITS`: the unit of the typed number.
    minimum, maximum : float or int
        The bounds, inclusive, in the model's unit: fractions for percentages, yuan for amounts.
    step : float or int
        The slider's step.
    default : float, int or dict
        As `Field`.
    whole : bool
        Whether only whole numbers are allowed; the value is then an int.

    Examples
    --------
    >>> Number("days", "days", 1, 365, step=1, default=30, whole=True).read("１，０００天")
    (None, Invalid(code='out_of_range', details={}))
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

    def stops(self) -> list[str]:
        """List the round numbers that a slider for a wide range of amounts runs over.

        Returns
        -------
        list of str
            Texts of inputs, rising, from the minimum to the maximum; empty where the slider runs
            evenly over the range by steps.

        Examples
        --------
        >>> Number("amount", "yuan", 0, 2000, step=500, default=500).stops()
        ['0', '500', '1000', '1500', '2000']
        """
        if self.unit != "yuan" or self.maximum <= WIDEST_LINEAR:
            return []
        found = [self.minimum]
        power = 1
        while power <= self.maximum:
            for low, high, step in ROUND:
                for hundredths in range(low, high, step):
                    amount = hundredths * power / 100
                    is_whole = amount / self.step == int(amount / self.step)
                    if is_whole and self.minimum < amount < self.maximum:
                        found.append(amount)
            power *= 10
        found.append(self.maximum)
        return [self.text_of(amount) for amount in found]

    def text_of(self, value: float) -> str:  # type: ignore[override]
        """Format the value in the unit that is typed; as `Field.text_of`."""
        shift, places = UNITS[self.unit]
        return typed_text(value, shift, places)

    def read(self, text: str) -> tuple:
        """Read a typed number; as `Field.read`."""
        value, code = read_quantity(text, self.unit)
        if code:
            return None, Invalid(code, {})
        number, invalid = self.accept(value)
        if invalid is not None and invalid.code == "out_of_range" and self._fits_as_decimal(text):
            return None, Invalid("decimal_comma", {})
        return number, invalid

    def _fits_as_decimal(self, text: str) -> bool:
        """Whether a percentage that is out of range was meant with a decimal comma."""
        plain = plain_text(text)
        if not self.unit.startswith("percent") or plain.count(",") != 1:
            return False
        return self.read(plain.replace(",", "."))[1] is None

    def accept(self, value: object) -> tuple:
        """Check a number, which may be one of NumPy or pandas, or a typed text.

        As `Field.accept`; a text is read as if it were typed, in the typed unit.
        """
        if isinstance(value, str):
            return self.read(value)
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
        """Find the choice that a text names; as `Field.read`."""
        for choice in self.choices:
            if self.text_of(choice) == text:
                return choice, None
        return None, Invalid("not_a_choice", {})

    def accept(self, value: object) -> tuple:
        """Find the choice that equals the value; as `Field.accept`."""
        for choice in self.choices:
            if _is_same(choice, value):
                return choice, None
        return None, Invalid("not_a_choice", {})


class YesNo(Choice):
    """A choice between yes and no, whose texts all simulations share.

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
        """Return ``"yes"`` or ``"no"``, the values of the page's options."""
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
        """Format the day as inputs hold it: ``2027-01-31``."""
        return value.isoformat()

    def read(self, text: str) -> tuple:
        """Read a typed day; as `Field.read`."""
        if not plain_text(text):
            return None, Invalid("empty_date", {})
        day = day_of(text)
        return (None, Invalid("not_a_date", {})) if day is None else self.accept(day)

    def accept(self, value: object) -> tuple:
        """Check a day, without its time if it has one; as `Field.accept`.

        It may be a text, a datetime, a Timestamp of pandas or a datetime64 of NumPy.
        """
        day = day_of(value) if isinstance(value, str) else as_day(value)
        if day is None:
            return None, Invalid("not_a_date", {})
        if not self.minimum <= day <= self.maximum:
            return None, Invalid("out_of_range", {})
        return day, None


def _is_same(choice: object, value: object) -> bool:
    """Whether a value equals a choice; arrays and incomparable values do not."""
    try:
        return bool(choice == value)
    except (TypeError, ValueError):
        return False


def day_of(text: str) -> date | None:
    """Read a day.

    Parameters
    ----------
    text : str
        Year, month and day in this order.

    Returns
    -------
    date or None
        The day, or None where the text is no existing day.

    Examples
    --------
    >>> day_of("2028-02-29"), day_of("２０２８年2月29日"), day_of("2027-02-29")
    (datetime.date(2028, 2, 29), datetime.date(2028, 2, 29), None)
    """
    if len(text) > LONGEST_TEXT:
        return None
    plain = plain_text(text)
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
    """A field that takes a list of rows, which all have the same fields.

    Parameters
    ----------
    name, when
        As `Field`.
    columns : list of Field
        The fields of a row. Their defaults fill new rows.
    minimum, maximum : int
        The fewest and the most rows allowed.
    default : list of dict
        The initial rows: column name to value.
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
        """Return the name of a cell's input.

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
        """Read a number of rows.

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

    def typed_count(self, typed: dict) -> int:
        """Return how many rows a state has; none if the number of rows is invalid.

        Parameters
        ----------
        typed : dict
            Name of each input to its text.

        Returns
        -------
        int
            The number of rows.
        """
        # Not int(): CPython reads full-width digits, and MicroPython does not.
        count, _invalid = self.count_of(typed.get(self.name, ""))
        return count or 0

    def inputs_of(self, rows: list[dict]) -> dict[str, str]:  # type: ignore[override]
        """Return the texts of the inputs of some rows.

        Parameters
        ----------
        rows : list of dict
            One dict for each row: column name to value.

        Returns
        -------
        dict
            The field's name to the number of rows, and the name of each cell's input to its text.
        """
        texts = {self.name: str(len(rows))}
        for number, row in enumerate(rows):
            for column in self.columns:
                texts[self.cell(number, column.name)] = column.text_of(row[column.name])
        return texts

    def accept(self, value: object) -> tuple:
        """Check rows given from Python; as `Field.accept`.

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
