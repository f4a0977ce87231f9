"""Every chapter as a notebook to take away, which runs wherever there is a Jupyter.

Two are made of each: one to practise with, without answers, and one for whoever teaches, with the
answers and the usual mistakes. Both come from the page's own source.
"""

import re
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from sphinx.application import Sphinx
from sphinx.util.display import progress_message

from loanlab.data import BOOK_CHAPTERS, facts
from loanlab.exercises import exercise
from loanlab.forms.formatting import format_value
from loanlab.forms.grading import Exercise, exercise_strings
from loanlab.text import catalogue
from loanlab.views.templating import templates

from .paths import WORK
from .plain_markdown import folded, plain_markdown
from .settings import language_of
from .wheel import Wheel, wheel_of_package

# Beside the chapters; it asks nothing and answers nothing.
ALL_SIMULATIONS = "simulations"
# The edition's name in the catalogue -> what a file's name ends with.
EDITIONS = {"practice": "", "answers": "-answers"}
# A cell that works an exercise out is folded on the page.
WORKED_OUT = "hide-cell"
OLDEST, NEWEST = (3, 11), (3, 13)

_CHECK = re.compile(r'check\("(?P<name>[a-z0-9-]+)"')
_ASKED = re.compile(r'^exercise\("(?P<name>[a-z0-9-]+)"\)$', re.MULTILINE)
Cell = Any


def editions_of(page: str) -> tuple[str, ...]:
    """Which notebooks of a page can be taken away.

    Parameters
    ----------
    page
        The page's name, such as ``"rates"``.

    Returns
    -------
    tuple of str
        Some of `EDITIONS`; none for a page that stays.

    Examples
    --------
    >>> editions_of("rates"), editions_of("simulations"), editions_of("about")
    (('practice', 'answers'), ('practice',), ())
    """
    if page in BOOK_CHAPTERS:
        return tuple(EDITIONS)
    return ("practice",) if page == ALL_SIMULATIONS else ()


def file_name(page: str, edition: str) -> str:
    """The name of a notebook to take away.

    Parameters
    ----------
    page
        The page's name, such as ``"rates"``.
    edition
        One of `EDITIONS`.

    Returns
    -------
    str
        Such as ``"rates-answers.ipynb"``.

    Examples
    --------
    >>> file_name("rates", "practice")
    'rates.ipynb'
    """
    return f"{page}{EDITIONS[edition]}.ipynb"


def write_notebooks(app: Sphinx, problem: Exception | None) -> None:
    """Write the notebooks beside the pages that they are made of.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    if problem is not None or app.builder.format != "html":
        return
    language = language_of(app.config)
    with progress_message("writing the notebooks to take away"):
        wheel = wheel_of_package(WORK / "wheel")
        for docname in sorted(app.env.found_docs):
            folder, _, page = docname.rpartition("/")
            source = Path(app.env.doc2path(docname))
            for edition in editions_of(page):
                made = notebook(source.read_text(encoding="utf-8"), edition, language, wheel)
                text = nbformat.writes(made)
                target = Path(app.outdir, folder, file_name(page, edition))
                target.write_text(text + "\n", encoding="utf-8", newline="\n")


def notebook(source: str, edition: str, language: str, wheel: Wheel) -> Any:
    """A page as a notebook that needs nothing beside it.

    Parameters
    ----------
    source
        The page's MyST Markdown.
    edition
        One of `EDITIONS`.
    language
        The page's language.
    wheel
        The package that the notebook carries.

    Returns
    -------
    nbformat.NotebookNode
        Without outputs.

    Raises
    ------
    UnknownMarkupError
        If the page uses MyST that has no plain equivalent.
    """
    made = _Maker(edition, language)
    cells = [made.note(), made.first_cell(wheel)]
    for cell in jupytext.reads(source, fmt="md:myst").cells:
        cells += made.cells(cell)
    for number, cell in enumerate(cells):
        # nbformat makes them up at random; a page that did not change gives the same file.
        cell["id"] = f"cell-{number}"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


class _Maker:
    """Makes the cells of one edition."""

    def __init__(self, edition: str, language: str) -> None:
        self.with_answers = edition == "answers"
        self.catalogue = catalogue(language)
        self.strings = self.catalogue["takeaway"]
        self.edition = self.strings["editions"][edition]

    def note(self) -> Cell:
        """What the notebook is and how it is run."""
        statuses = self.catalogue["ledger"]["statuses"].values()
        signs = [self.strings["sign"].format(**status) for status in statuses]
        text = self.strings["note"].format(
            edition=self.edition, signs=self.strings["between_signs"].join(signs)
        )
        return nbformat.v4.new_markdown_cell(text)

    def first_cell(self, wheel: Wheel) -> Cell:
        """The code that installs what is missing."""
        said = {name: repr(text) for name, text in self.strings.items()}
        source = (
            templates("site")
            .get_template("first-cell.py.j2")
            .render(strings=self.strings, said=said, wheel=wheel, oldest=OLDEST, newest=NEWEST)
        )
        # Folded in JupyterLab and VS Code; the second is Colab's word for it.
        folded_away = {"jupyter": {"source_hidden": True}, "cellView": "form"}
        return nbformat.v4.new_code_cell(source.rstrip("\n"), metadata=folded_away)

    def cells(self, cell: Cell) -> list[Cell]:
        """What stands for a cell of the page."""
        if cell.cell_type == "markdown":
            text = plain_markdown(cell.source, fold=self._fold)
            return [nbformat.v4.new_markdown_cell(text)] if text.strip() else []
        source = cell.source
        if WORKED_OUT in cell.metadata.get("tags", ()) and not self.with_answers:
            name = _CHECK.search(source)
            source = f'# {self.strings["your_turn"]}\ncheck("{name["name"]}", ...)' if name else ""
        made = [nbformat.v4.new_code_cell(source)]
        asked = _ASKED.search(cell.source)
        if asked and self.with_answers:
            made.append(nbformat.v4.new_markdown_cell(self._for_teacher(asked["name"])))
        return made

    def _fold(self, title: str, body: str) -> str:
        return folded(title, body) if self.with_answers else str(self.strings["write_here"])

    def _for_teacher(self, name: str) -> str:
        asked = exercise(name, facts())
        own = exercise_strings(asked, self.catalogue)
        why = own["reveal" if asked.is_prediction else "right"]
        lines = [self.strings["answer"].format(value=self._shown(asked, asked.answer)), "", why, ""]
        lines += [
            "- "
            + self.strings["slip"].format(
                value=self._shown(asked, answer), hint=own["hints"][mistake]
            )
            for mistake, answer in asked.mistakes.items()
        ]
        return folded(self.strings["for_teacher"], "\n".join(lines).rstrip())

    def _shown(self, asked: Exercise, value: float) -> str:
        # A percentage of a year is told as a percentage: the question says of what.
        unit = "percent" if asked.unit.startswith("percent") else asked.unit
        places = 2 if unit in ("percent", "yuan") or value != int(value) else 0
        return format_value(value, unit, places, {}, self.catalogue["interface"])
