"""The chapters' own text, for the tests that hold what they tell against the model and the data."""

from pathlib import Path
from typing import Any

from loanlab import simulate
from loanlab.forms.numerals import percent_text

BOOK = Path(__file__).parents[2] / "book"


def chapter_text(name: str, language: str = "zh") -> str:
    """The source of a chapter.

    Parameters
    ----------
    name
        The file's name without its ending.
    language
        The edition's language.

    Returns
    -------
    str
        The MyST text.
    """
    return (BOOK / language / f"{name}.md").read_text(encoding="utf-8")


def percent(rate: float, places: int = 2) -> str:
    """A rate as the book shows it, rounded half up regardless of its last bits.

    Parameters
    ----------
    rate
        A fraction.
    places
        Digits after the point.

    Returns
    -------
    str
        Such as ``"5.48%"``.
    """
    return percent_text(rate, places)


def yuan(amount: float, places: int = 2) -> str:
    """An amount as the book tells it.

    Parameters
    ----------
    amount
        Yuan.
    places
        Digits after the point.

    Returns
    -------
    str
        Such as ``"1,155.00元"``.
    """
    return f"{amount:,.{places}f}元"


def figures(simulation: str, **values: Any) -> dict[str, Any]:
    """A simulation's figures for one state.

    Parameters
    ----------
    simulation
        Its name.
    **values
        As `simulate(...).run` takes them.

    Returns
    -------
    dict
        Figure name to raw value.
    """
    return simulate(simulation).run(**values).outputs
