"""The definition of a simulation, which page, notebook and tests share."""

from collections import namedtuple

from ..model.refusal import Refusal

# A day worth a reminder. The key is unique, and the same in every plan of one loan, so that a
# calendar replaces the event. The outputs fill the placeholders of its texts.
Event = namedtuple("Event", ("day", "key", "outputs"))
# Folded fields that belong together; the catalogue has a title for each group.
Group = namedtuple("Group", ("name", "fields"))
MOST_OPEN_FIELDS = 5


class Preset:
    """A real situation that a reader can open with one tap.

    Parameters
    ----------
    name : str
        The preset's name in the catalogue.
    **values : object
        Field name to value in the model's unit, as `Field.accept` takes it. The other fields have
        their defaults.
    """

    def __init__(self, name: str, **values: object) -> None:
        self.name = name
        self.values = values


class Picture:
    """Rows of a result, shown as a chart or as a table.

    Parameters
    ----------
    name : str
        The picture's name in the catalogue and in ``charts``.
    columns : list of Output
        The columns of its table, of its chart's tooltips, and of its CSV.
    is_long : bool
        Whether it may have many rows. Its chart then gets numbers only; texts are made when the
        table is opened.
    """

    # Whether it has no chart and its table is open from the start.
    is_table = False

    def __init__(self, name: str, columns: list, *, is_long: bool = False) -> None:
        self.name = name
        self.columns = columns
        self.is_long = is_long


class Chart(Picture):
    """A chart with its rows in a folded table below."""


class Table(Picture):
    """A table without a chart."""

    is_table = True


class Result:
    """The result of a simulation in one state.

    Parameters
    ----------
    outputs : dict
        Output name to raw value, None where there is no value in this state.
    rows : dict
        Picture name to a list of dicts, column name to raw value.
    sentences : list of str
        Keys of the catalogue's ``sentences`` that sum this result up. The first is the lead, which
        is shown large.
    details : dict
        Further values that the sentences name.
    calendar : callable, optional
        Makes the two attributes below, a list each, when a reader saves a calendar: a key press
        does without them.

    Attributes
    ----------
    events : list of Event
        Days worth a reminder.
    cancelled : list of Event
        Reminders that a calendar saved for another plan of the same loan may hold, and that this
        plan lacks.
    """

    def __init__(
        self,
        outputs: dict,
        rows: dict,
        sentences: list,
        details: dict | None = None,
        calendar: object = None,
    ) -> None:
        self.outputs = outputs
        self.rows = rows
        self.sentences = sentences
        self.details = details or {}
        self._calendar = calendar

    @property
    def events(self) -> list:
        """Make the events, as the class says."""
        return self._calendar()[0] if self._calendar else []  # type: ignore[operator]

    @property
    def cancelled(self) -> list:
        """Make the cancelled events, as the class says."""
        return self._calendar()[1] if self._calendar else []  # type: ignore[operator]


class RefusedState(Refusal):
    """A refusal whose sentence names values that are no fields.

    Parameters
    ----------
    reason, words : str
        As `Refusal`.
    values : dict
        Name of an output or a detail of the simulation to its raw value.
    """

    def __init__(self, reason: str, words: str, values: dict) -> None:
        super().__init__(reason, words)
        self.values = values


class Simulation:
    """A simulation's definition.

    Parameters
    ----------
    name : str
        Such as ``"rate-builder"``.
    facts : dict
        The figures of `loanlab.data.facts`. Texts of the catalogue may name those with a unit.
    fields : list of Field
        In the order shown. A field follows those that its ``when`` names.
    outputs : list of Output
        The values of a result, in the order shown.
    pictures : list of Picture
        Its charts and tables. The first is the main one, which is shown until a reader chooses
        another.
    compute : callable
        Takes the facts and, by name, the fields' values; returns a `Result`.
    open_fields : list of str
        Names of the fields that are always open, in the order shown: in no state are there more
        than `MOST_OPEN_FIELDS`.
    presets : list of Preset
        In the order shown.
    key_outputs : list of str
        Names of the outputs that a change is told by first.
    groups : list of Group
        The other fields, which are folded together.
    constants : list of Output
        Further numbers that the catalogue's texts name.
    details : list of Output
        Values that only the sentences name.
    has_calendar : bool
        Whether its events can be saved as a calendar.
    is_printed : bool
        Whether it has a button that prints it alone.
    """

    def __init__(
        self,
        name: str,
        facts: dict,
        *,
        fields: list,
        outputs: list,
        pictures: list,
        compute: object,
        open_fields: list,
        presets: list,
        key_outputs: list,
        groups: list | None = None,
        constants: list | None = None,
        details: list | None = None,
        has_calendar: bool = False,
        is_printed: bool = False,
    ) -> None:
        self.name = name
        self.facts = facts
        self.fields = fields
        self.outputs = outputs
        self.pictures = pictures
        self._compute = compute
        self.open_fields = open_fields
        self.presets = presets
        self.key_outputs = key_outputs
        self.groups = groups or []
        self.constants = constants or []
        self.details = details or []
        self.has_calendar = has_calendar
        self.is_printed = is_printed
        # A cache of `formatting.constant_texts`: the catalogue and the texts made of it.
        self.constant_texts: tuple = (None, {})

    def result(self, values: dict) -> Result:
        """Compute one state.

        Parameters
        ----------
        values : dict
            Field name to value, complete.

        Returns
        -------
        Result
            The result.

        Raises
        ------
        loanlab.model.refusal.Refusal
            If there is no result. The catalogue's ``refusals`` have a sentence for each reason.
        """
        # MicroPython has no Callable for annotations.
        return self._compute(self.facts, **values)  # type: ignore[operator]

    def default_values(self) -> dict:
        """Return the values of the default state.

        Returns
        -------
        dict
            Field name to value.
        """
        return {field.name: field.default for field in self.fields}

    def preset_values(self, name: str) -> dict:
        """Return the values of a preset's state.

        Parameters
        ----------
        name : str
            The preset's name.

        Returns
        -------
        dict
            Field name to value, complete.

        Raises
        ------
        KeyError
            If there is no such preset.
        """
        for preset in self.presets:
            if preset.name == name:
                values = self.default_values()
                values.update(preset.values)
                return values
        raise KeyError(name)

    def field(self, name: str):  # type: ignore[no-untyped-def]
        """Find a field by its name.

        Parameters
        ----------
        name : str
            The field's name.

        Returns
        -------
        loanlab.forms.fields.Field
            The field.

        Raises
        ------
        KeyError
            If there is no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def claims(self) -> list[str]:
        """List the article's claims on which its fields rest.

        Returns
        -------
        list of str
            Claim ids, each once.
        """
        found = []
        for field in self.fields:
            # Rows have the origins of their columns.
            for each in getattr(field, "columns", [field]):
                for origin in each.origins:
                    if "claim" in origin and origin["claim"] not in found:
                        found.append(origin["claim"])
        return found

    def picture(self, name: str) -> Picture:
        """Find a picture by its name.

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
