"""The chapters' own text, for the tests that hold what they tell against the model and the data."""

from pathlib import Path

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
