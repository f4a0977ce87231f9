"""What a notebook cell shows: one object that is a live widget here and a live form on the page."""

import math
from numbers import Real
from typing import Any

import pandas as pd

from loanlab.data import facts
from loanlab.exercises import exercise as exercise_named
from loanlab.exercises import exercises
from loanlab.forms.definition import Simulation
from loanlab.forms.evaluation import Evaluation, defaults
from loanlab.forms.formatting import invalid_text, refusal_text
from loanlab.forms.grading import Exercise, grade_value
from loanlab.model.refusal import Refusal
from loanlab.simulations import NAMES, simulation
from loanlab.text import catalogue
from loanlab.views.simulation import exercise_html, simulation_html

from .widgets import exercise_widget, simulation_widget

Bundle = tuple[dict[str, Any], dict[str, Any]]
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class LoanLabError(ValueError):
    """Something given from a notebook was refused; the message says what is allowed."""


class Outcome:
    """What a simulation computed for one state.

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
        """The rows behind one of the pictures.

        Parameters
        ----------
        picture
            The picture's name; the first picture's if it is left out.

        Returns
        -------
        pandas.DataFrame
            One row a bar, point or line of the picture.

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
    language
        The edition's language.
    """

    def __init__(self, simulation: Simulation, language: str) -> None:
        self._simulation = simulation
        self._strings = catalogue(language)

    def run(self, **values: Any) -> Outcome:
        """Compute one state from Python.

        Parameters
        ----------
        **values
            Field name to value, as the model works with it (0.0005 for 0.05%, a date or its text,
            a list of dicts for rows); a field that is left out keeps its default.

        Returns
        -------
        Outcome
            Outputs, sentence and rows.

        Raises
        ------
        LoanLabError
            If there is no field of that name, its value is refused, or there is no result.

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
        widget = simulation_widget(self._simulation, self._strings)
        html = simulation_html(self._simulation, self._strings)
        return _both(widget, html, repr(self))

    def __repr__(self) -> str:
        typed = defaults(self._simulation)
        outcome = self.run()
        return f"{self._simulation.name} {typed}: {outcome.sentence}"


class ShownExercise:
    """An exercise as a cell's result.

    Parameters
    ----------
    exercise
        The definition.
    language
        The edition's language.
    """

    def __init__(self, exercise: Exercise, language: str) -> None:
        self._exercise = exercise
        self._strings = catalogue(language)

    def check(self, value: Any) -> str:
        """Mark an answer given from Python.

        Parameters
        ----------
        value
            The answer; percentages as fractions (0.146 for 14.6%). Whatever is no number is told
            so; three dots stand for an answer that is still missing.

        Returns
        -------
        str
            What is said to it.

        Examples
        --------
        >>> exercise("rates-fenfu-year").check(...)
        '还没有填：把三个点换成你的算式。'
        """
        marks = self._strings["exercise_marks"]
        text: str
        if value is ...:
            text = marks["unanswered"]
        else:
            number = _number(value)
            text = (
                marks["not_a_number"]
                if number is None
                else grade_value(self._exercise, number, self._strings)["text"]
            )
        return text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        widget = exercise_widget(self._exercise, self._strings)
        html = exercise_html(self._exercise, self._strings)
        return _both(widget, html, repr(self))

    def __repr__(self) -> str:
        return f"exercise({self._exercise.name!r})"


def _number(value: Any) -> float | None:
    """A number of any kind as a float; None for what is none, or is not finite."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _both(widget: Any, html: str, text: str) -> Bundle:
    """The widget for JupyterLab and the form for the page in one bundle; each takes its own."""
    # Not the widget's own bundle: ipywidgets 7, which Colab has, gives none.
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {WIDGET_VIEW: view, "text/html": html, "text/plain": text}, {}


class _Edition:
    """The language that a notebook's displays speak."""

    language = "zh"


def use_language(language: str) -> None:
    """Choose the language of what the following cells show.

    Parameters
    ----------
    language
        ``"zh"``; whatever has a catalogue.

    Raises
    ------
    ValueError
        If there is no such catalogue; the message lists those that exist.

    Examples
    --------
    >>> use_language("zh")
    """
    catalogue(language)
    _Edition.language = language


def simulate(name: str) -> ShownSimulation:
    """Show a simulation, or compute with it.

    Parameters
    ----------
    name
        The simulation's name, such as ``"rate-builder"``.

    Returns
    -------
    ShownSimulation
        As a cell's result it is live; ``.run(...)`` computes one state.

    Raises
    ------
    LoanLabError
        If there is no such simulation; the message lists those that exist.

    Examples
    --------
    >>> simulate("rate-builder").run(lpr=0.03, lpr_spread_bp=150).outputs["lpr_route_annual_rate"]
    0.045
    """
    if name not in NAMES:
        raise LoanLabError(f"{name!r}: {', '.join(sorted(NAMES))}")
    return ShownSimulation(simulation(name, facts()), _Edition.language)


def exercise(name: str) -> ShownExercise:
    """Show an exercise with a place for the answer.

    Parameters
    ----------
    name
        The exercise's name, such as ``"rates-fenfu-year"``.

    Returns
    -------
    ShownExercise
        As a cell's result it can be answered.

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
    return ShownExercise(defined, _Edition.language)


def check(name: str, value: Any) -> None:
    """Mark an exercise's answer and print what is said to it.

    Parameters
    ----------
    name
        The exercise's name.
    value
        The answer; percentages as fractions (0.146 for 14.6%). Three dots: not answered yet.

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
