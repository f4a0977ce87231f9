"""What a notebook cell shows: a widget in JupyterLab, a form on the page, from one object."""

import math
from numbers import Real
from typing import Any

import pandas as pd

from loanlab.data import facts
from loanlab.data.records import BOOK_CHAPTERS
from loanlab.exercises import exercise as exercise_named
from loanlab.exercises import exercises
from loanlab.forms.definition import Simulation
from loanlab.forms.evaluation import Evaluation, defaults
from loanlab.forms.formatting import invalid_text, refusal_text
from loanlab.forms.grading import (
    Choice,
    Exercise,
    exercise_strings,
    grade_text,
    grade_value,
    option_labels,
)
from loanlab.model.refusal import Refusal
from loanlab.simulations import NAMES, simulation
from loanlab.text.edition import Edition, current
from loanlab.views.gallery import gallery_html
from loanlab.views.simulation import exercise_html, simulation_html

from .widgets import exercise_widget, gallery_widget, simulation_widget

Bundle = tuple[dict[str, Any], dict[str, Any]]
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class LoanLabError(ValueError):
    """An argument from a notebook was refused; the message says what is allowed."""


class Outcome:
    """The result of a simulation for one state.

    Attributes
    ----------
    outputs : dict
        Output name to raw value: fractions for rates, yuan for amounts.
    sentence : str
        The result in words.
    """

    def __init__(self, outputs: dict[str, Any], sentence: str, rows: dict[str, Any]) -> None:
        self.outputs = outputs
        self.sentence = sentence
        self._rows = rows

    def frame(self, picture: str | None = None) -> pd.DataFrame:
        """Return the rows behind one of the pictures.

        Parameters
        ----------
        picture
            The picture's name; the first picture if left out.

        Returns
        -------
        pandas.DataFrame
            One row for each bar, point or line of the picture.

        Raises
        ------
        LoanLabError
            If there is no such picture; the message lists those that exist.
        """
        if picture is None:
            picture = next(iter(self._rows))
        if picture not in self._rows:
            raise LoanLabError(f"{picture!r}: {', '.join(sorted(self._rows))}")
        return pd.DataFrame(self._rows[picture])

    def __repr__(self) -> str:
        return self.sentence


class ShownSimulation:
    """A simulation as a cell's result.

    Parameters
    ----------
    simulation
        The definition.
    edition
        The edition that gives its texts.
    start
        The preset that the form opens with; its defaults if left out.
    """

    def __init__(self, simulation: Simulation, edition: Edition, start: str | None = None) -> None:
        self._simulation = simulation
        self._strings = edition.strings
        self._start = start

    def run(self, **values: Any) -> Outcome:
        """Compute one state from Python.

        Parameters
        ----------
        **values
            Field name to value in the model's units (0.0005 for 0.05%, a date, a list of dicts for
            rows), or to a text as it is typed on the page ("0.05%"); a field that is left out keeps
            its default.

        Returns
        -------
        Outcome
            Outputs, sentence and rows.

        Raises
        ------
        LoanLabError
            If there is no such field, a value is refused, or there is no result.

        Examples
        --------
        >>> outcome = simulate("rate-builder").run(product="we2000", pay_score=600)
        >>> round(outcome.outputs["nominal_annual_rate"], 4)
        0.1825
        """
        fields = {field.name: field for field in self._simulation.fields}
        for name in values:
            if name not in fields:
                raise LoanLabError(f"{name!r}: {', '.join(fields)}")
        accepted = {}
        for name, field in fields.items():
            value, invalid = field.accept(values.get(name, field.default))
            if invalid is not None:
                raise LoanLabError(invalid_text(self._simulation, field, invalid, self._strings))
            accepted[name] = value
        try:
            result = self._simulation.result(accepted)
        except Refusal as refusal:
            message = refusal_text(self._simulation, refusal, accepted, self._strings)
            raise LoanLabError(message) from refusal
        evaluation = Evaluation(self._simulation, self._strings, accepted, result)
        return Outcome(result.outputs, evaluation.sentence, result.rows)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        widget = simulation_widget(self._simulation, self._strings, self._start)
        html = simulation_html(self._simulation, self._strings, self._start)
        return _bundle(widget, html, repr(self))

    def __repr__(self) -> str:
        typed = defaults(self._simulation)
        outcome = self.run()
        return f"{self._simulation.name} {typed}: {outcome.sentence}"


class ShownGallery:
    """Several simulations as a cell's result.

    Parameters
    ----------
    chapters
        A chapter's name to the simulations that it has.
    edition
        The edition that gives its texts.
    """

    def __init__(self, chapters: dict[str, list[Simulation]], edition: Edition) -> None:
        self._chapters = chapters
        self._strings = edition.strings

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        shown = [each for simulations in self._chapters.values() for each in simulations]
        widget = gallery_widget(shown, self._strings)
        return _bundle(widget, gallery_html(self._chapters, self._strings), repr(self))

    def __repr__(self) -> str:
        names = {
            chapter: [simulation.name for simulation in simulations]
            for chapter, simulations in self._chapters.items()
        }
        return f"gallery(**{names})"


class ShownExercise:
    """An exercise as a cell's result.

    Parameters
    ----------
    exercise
        The definition.
    edition
        The edition that gives its texts.
    """

    def __init__(self, exercise: Exercise | Choice, edition: Edition) -> None:
        self._exercise = exercise
        self._strings = edition.strings

    def check(self, value: Any) -> str:
        """Grade an answer given from Python.

        Parameters
        ----------
        value
            The answer; percentages as fractions (0.146 for 14.6%), or a text as on the page
            ("14.6%", "14.6"). Of a choice the option's letter, name or whole text. Three dots for
            an answer that is still missing.

        Returns
        -------
        str
            The verdict with a hint, or what can be answered.

        Examples
        --------
        >>> exercise("rates-fenfu-year").check(...)
        '还没有填：把三个点换成你的算式。'
        """
        marks: dict[str, str] = self._strings["exercise_marks"]
        if isinstance(self._exercise, Choice):
            if value is ...:
                return marks["undecided"]
            return str(grade_text(self._exercise, str(value), self._strings)["text"])
        if value is ...:
            return marks["unanswered"]
        if isinstance(value, str):
            return str(grade_text(self._exercise, value, self._strings)["text"])
        number = _finite_number(value)
        if number is None:
            return marks["not_a_number"]
        return str(grade_value(self._exercise, number, self._strings)["text"])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        widget = exercise_widget(self._exercise, self._strings)
        html = exercise_html(self._exercise, self._strings)
        return _bundle(widget, html, repr(self))

    def __repr__(self) -> str:
        if not isinstance(self._exercise, Choice):
            return f"exercise({self._exercise.name!r})"
        ask = exercise_strings(self._exercise, self._strings)["ask"]
        return "\n".join([ask, *option_labels(self._exercise, self._strings)])


def _finite_number(value: Any) -> float | None:
    """Convert a number of any kind to a float; None for anything else, and for inf and nan."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _bundle(widget: Any, html: str, text: str) -> Bundle:
    """Bundle the widget for JupyterLab with the form for the page.

    Both are made every time: a kernel does not know which front end will show the output, and a
    saved notebook that is opened without a kernel shows the form.
    """
    # Not the widget's own bundle: ipywidgets 7, which Colab has, gives none.
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {WIDGET_VIEW: view, "text/html": html, "text/plain": text}, {}


def simulate(
    name: str, *, start: str | None = None, edition: Edition | None = None
) -> ShownSimulation:
    """Show a simulation, or compute with it.

    Parameters
    ----------
    name
        The simulation's name, such as ``"rate-builder"``.
    start
        The preset that the form opens with, such as ``"hidden"`` of true-cost; the defaults if
        left out.
    edition
        The edition; the current one if left out.

    Returns
    -------
    ShownSimulation
        The result of a cell, live; its ``run(...)`` computes one state.

    Raises
    ------
    LoanLabError
        If there is no such simulation or preset; the message lists those that exist.

    Examples
    --------
    >>> simulate("rate-builder").run(lpr=0.03, lpr_spread_bp=150).outputs["lpr_route_annual_rate"]
    0.045
    """
    if name not in NAMES:
        raise LoanLabError(f"{name!r}: {', '.join(sorted(NAMES))}")
    defined = simulation(name, facts())
    presets = [preset.name for preset in defined.presets]
    if start is not None and start not in presets:
        raise LoanLabError(f"{start!r}: {', '.join(presets)}")
    return ShownSimulation(defined, edition or current(), start)


def gallery(*, edition: Edition | None = None, **chapters: list[str]) -> ShownGallery:
    """Show tiles that open simulations in place.

    Parameters
    ----------
    edition
        The edition; the current one if left out.
    **chapters
        A chapter's name, such as ``rates``, to the names of the simulations that it has.

    Returns
    -------
    ShownGallery
        The result of a cell.

    Raises
    ------
    LoanLabError
        If there is no such chapter or simulation; the message lists those that exist.

    Examples
    --------
    >>> gallery(outlook=["safe-limit"])
    gallery(**{'outlook': ['safe-limit']})
    """
    for chapter, names in chapters.items():
        if chapter not in BOOK_CHAPTERS:
            raise LoanLabError(f"{chapter!r}: {', '.join(BOOK_CHAPTERS)}")
        for name in names:
            if name not in NAMES:
                raise LoanLabError(f"{name!r}: {', '.join(sorted(NAMES))}")
    defined = {
        chapter: [simulation(name, facts()) for name in names]
        for chapter, names in chapters.items()
    }
    return ShownGallery(defined, edition or current())


def exercise(name: str, *, edition: Edition | None = None) -> ShownExercise:
    """Show an exercise with an input for the answer, or with its options.

    Parameters
    ----------
    name
        The exercise's name, such as ``"rates-fenfu-year"``.
    edition
        The edition; the current one if left out.

    Returns
    -------
    ShownExercise
        The result of a cell, which readers can answer.

    Raises
    ------
    LoanLabError
        If there is no such exercise; the message lists those that exist.

    Examples
    --------
    >>> exercise("rates-fenfu-year")
    exercise('rates-fenfu-year')
    """
    try:
        defined = exercise_named(name, facts())
    except KeyError:
        raise LoanLabError(f"{name!r}: {', '.join(sorted(exercises(facts())))}") from None
    return ShownExercise(defined, edition or current())


def check(name: str, value: Any) -> None:
    """Grade an answer to an exercise and print the verdict.

    Parameters
    ----------
    name
        The exercise's name.
    value
        The answer; percentages as fractions (0.146 for 14.6%), or a text as on the page
        ("14.6%", "14.6"). Of a choice the option's letter, name or whole text. Three dots for an
        answer that is still missing.

    Raises
    ------
    LoanLabError
        If there is no such exercise.

    Examples
    --------
    >>> check("rates-fenfu-year", 0.0004 * 365)
    对。0.04% × 365 = 14.60%。
    """
    print(exercise(name).check(value))
