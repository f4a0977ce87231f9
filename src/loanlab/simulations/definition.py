"""What a simulation is made of: fields to fill, figures to read, pictures to look at."""

from collections import namedtuple

from .numerals import decimal_text, number_of, percent_text, signed, typed_text

# unit: (how far the point moves between the typed number and the value, digits when typed)
UNITS = {
    "percent": (2, 4),
    "percent_a_day": (2, 6),
    "percent_a_year": (2, 4),
    "points": (0, 0),
    "basis_points": (0, 2),
    "days": (0, 0),
    "yuan": (0, 2),
}

Figure = namedtuple("Figure", ("name", "kind", "places"))
Column = namedtuple("Column", ("name", "kind", "places"))
Picture = namedtuple("Picture", ("name", "columns"))
Result = namedtuple("Result", ("figures", "rows", "sayings", "extras"))
Refusal = namedtuple("Refusal", ("code", "details"))
Simulation = namedtuple(
    "Simulation", ("name", "fields", "figures", "extras", "pictures", "constants", "compute")
)
# The origin of a figure that is our own assumption.
OURS = {"kind": "assumption"}
# A number that a text of the catalogue names in braces, so that no text holds a figure itself.
Constant = namedtuple("Constant", ("name", "value", "kind", "places"))


class NumberField:
    """A field that takes one number.

    Parameters
    ----------
    name : str
        Name of the Python parameter and of the page's input.
    unit : str
        A key of `UNITS`: what the typed number counts.
    minimum, maximum, step, default : float or int
        Bounds (both allowed), the slider's step and the first value, as the model works with them:
        fractions for percentages, whole fen never.
    origins : list of dict
        Where its figures come from, as the figures of `loanlab.data.facts` say: each
        ``{"kind": "article" | "source" | "assumption", ...}``.
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
        self.name = name
        self.unit = unit
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
        self.default = default
        self.origins = origins
        self.whole = whole

    def text_of(self, value: float) -> str:
        """The value as a reader would type it.

        Parameters
        ----------
        value : float or int
            A value in the model's unit.

        Returns
        -------
        str
            The text, in the field's typed unit.
        """
        shift, places = UNITS[self.unit]
        return typed_text(value, shift, places)

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
        if not text.strip():
            return None, Refusal("empty", {})
        value = number_of(text, UNITS[self.unit][0])
        if value is None:
            return None, Refusal("not_a_number", {})
        return self.accept(value)

    def accept(self, value: object) -> tuple:
        """The value if the field allows it, or why not.

        Parameters
        ----------
        value : float or int
            A value in the model's unit.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Refusal)``.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None, Refusal("not_a_number", {})
        if not self.minimum <= value <= self.maximum:
            bounds = {"minimum": self.text_of(self.minimum), "maximum": self.text_of(self.maximum)}
            return None, Refusal("out_of_range", bounds)
        if self.whole:
            if int(value) != value:
                return None, Refusal("not_whole", {})
            return int(value), None
        return value, None


class ChoiceField:
    """A field that takes one of a few values.

    Parameters
    ----------
    name : str
        Name of the Python parameter and of the page's input.
    choices : list of str or list of int
        The allowed values, in the order shown.
    default : str or int
        The first value.
    origins : list of dict
        Where its figures come from, as in `NumberField`.
    """

    kind = "choice"

    def __init__(self, name: str, choices: list, default: int | str, origins: list) -> None:
        self.name = name
        self.choices = choices
        self.default = default
        self.origins = origins

    def text_of(self, value: object) -> str:
        """The value as the page's option names it.

        Parameters
        ----------
        value : str or int
            One of the choices.

        Returns
        -------
        str
            The option's value.
        """
        return str(value)

    def read(self, text: str) -> tuple:
        """The choice that a text names, or why there is none.

        Parameters
        ----------
        text : str
            An option's value.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Refusal)``.
        """
        for choice in self.choices:
            if str(choice) == text:
                return choice, None
        return None, Refusal("not_a_choice", {})

    def accept(self, value: object) -> tuple:
        """The value if it is one of the choices, or why not.

        Parameters
        ----------
        value : str or int
            A value given from Python.

        Returns
        -------
        tuple
            ``(value, None)`` or ``(None, Refusal)``.
        """
        if value in self.choices:
            return value, None
        return None, Refusal("not_a_choice", {})


def shown(value: float | str, kind: str, places: int, words: dict) -> str:
    """A value as text for readers.

    Parameters
    ----------
    value : float, int, bool or str
        The raw value.
    kind : str
        ``percent`` (a fraction), ``percent_change`` (the same with its sign), ``number``,
        ``yes_no``, ``text`` (as it is) or ``word`` (a key of ``words``).
    places : int
        Digits after the decimal point.
    words : dict
        For ``yes_no`` the keys ``yes`` and ``no``; for ``word`` one text a key.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> shown(0.1825, "percent", 2, {}), shown(True, "yes_no", 0, {"yes": "是", "no": "否"})
    ('18.25%', '是')
    """
    if kind == "percent":
        return percent_text(float(value), places)
    if kind == "percent_change":
        return signed(percent_text(float(value), places))
    if kind == "number":
        return decimal_text(float(value), places)
    if kind == "text":
        return str(value)
    if kind == "yes_no":
        return words["yes"] if value else words["no"]
    return words[value]


def constant_texts(constants: list[Constant]) -> dict[str, str]:
    """The texts that a catalogue's braces stand for.

    Parameters
    ----------
    constants : list of Constant
        Numbers with the way they are shown.

    Returns
    -------
    dict
        Name to text.

    Examples
    --------
    >>> constant_texts([Constant("lpr", 0.03, "percent", 2)])
    {'lpr': '3.00%'}
    """
    return {
        constant.name: shown(constant.value, constant.kind, constant.places, {})
        for constant in constants
    }
