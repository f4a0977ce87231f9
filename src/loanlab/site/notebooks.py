"""Writes every chapter as notebooks to download, which run in any Jupyter.

Each chapter has two: one to practise with, without answers, and one for teachers, with the answers
and the usual mistakes. Both are made from the page's source.
"""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jupytext
import nbformat
from sphinx.application import Sphinx
from sphinx.util.display import progress_message

from loanlab.data import BOOK_CHAPTERS, facts
from loanlab.exercises import exercise
from loanlab.forms.evaluation import evaluate
from loanlab.forms.formatting import format_value
from loanlab.forms.grading import Choice, Exercise, exercise_strings, option_labels
from loanlab.forms.links import state_from_link
from loanlab.simulations import simulation
from loanlab.text import catalogue
from loanlab.text.edition import Edition
from loanlab.views.templating import templates

from .paths import WORK
from .plain_markdown import details, plain_markdown
from .settings import language_of
from .wheel import Wheel, wheel_of_package

# The gallery: it has no exercises, hence no edition with answers.
ALL_SIMULATIONS = "simulations"
# The edition's name in the catalogue -> what a file's name ends with.
EDITIONS = {"practice": "", "answers": "-answers"}
# The tag of a cell with the solution of an exercise; the page folds it.
SOLUTION = "hide-cell"
OLDEST, NEWEST = (3, 11), (3, 13)

_CHECK = re.compile(r'check\("(?P<name>[a-z0-9-]+)"')
_EXERCISE = re.compile(r'^exercise\("(?P<name>[a-z0-9-]+)"\)$', re.MULTILINE)
# A button that sets a simulation on the page, and its form's number if there are several.
_SET_UP = re.compile(
    r'<a class="set" href="(?P<page>[^"#]*)#(?P<name>[a-z-]+?)(?:-\d)?\?(?P<state>[^"]*)">'
    r"(?P<label>.*?)</a>"
)
Cell = Any


def editions_of(page: str) -> tuple[str, ...]:
    """List the notebooks of a page that can be downloaded.

    Parameters
    ----------
    page
        The page's name, such as ``"rates"``.

    Returns
    -------
    tuple of str
        Some of `EDITIONS`; none for a page without a notebook.

    Examples
    --------
    >>> editions_of("rates"), editions_of("simulations"), editions_of("about")
    (('practice', 'answers'), ('practice',), ())
    """
    if page in BOOK_CHAPTERS:
        return tuple(EDITIONS)
    return ("practice",) if page == ALL_SIMULATIONS else ()


def file_name(page: str, edition: str) -> str:
    """Name the file of a notebook to download.

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
    """Write the notebooks beside the pages from which they are made."""
    if problem is not None or app.builder.format != "html":
        return
    language = language_of(app.config)
    with progress_message("writing the notebooks to download"):
        wheel = wheel_of_package(WORK / "wheel", language)
        for docname in sorted(app.env.found_docs):
            folder, _, page = docname.rpartition("/")
            source = Path(app.env.doc2path(docname))
            for edition in editions_of(page):
                written = notebook(source.read_text(encoding="utf-8"), edition, language, wheel)
                text = nbformat.writes(written)
                target = Path(app.outdir, folder, file_name(page, edition))
                target.write_text(text + "\n", encoding="utf-8", newline="\n")


def notebook(source: str, edition: str, language: str, wheel: Wheel) -> Any:
    """Make a notebook from a page; it needs no other file.

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
    maker = _NotebookMaker(edition, language)
    cells = [maker.note(), maker.first_cell(wheel)]
    for cell in jupytext.reads(source, fmt="md:myst").cells:
        cells += maker.cells(cell)
    for number, cell in enumerate(cells):
        # nbformat's ids are random; these keep the file the same while the page is the same.
        cell["id"] = f"cell-{number}"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


class _NotebookMaker:
    """Makes the cells of one edition."""

    def __init__(self, edition: str, language: str) -> None:
        self.with_answers = edition == "answers"
        self.language = language
        self.catalogue = catalogue(language)
        self.strings = self.catalogue["takeaway"]
        self.edition = self.strings["editions"][edition]

    def note(self) -> Cell:
        """Make the cell that explains the notebook and how to run it."""
        statuses = self.catalogue["ledger"]["statuses"].values()
        signs = [self.strings["sign"].format(**status) for status in statuses]
        text = self.strings["note"].format(
            edition=self.edition, signs=self.strings["between_signs"].join(signs)
        )
        return nbformat.v4.new_markdown_cell(text)

    def first_cell(self, wheel: Wheel) -> Cell:
        """Make the cell that installs the package where it is missing."""
        literals = {name: repr(text) for name, text in self.strings.items()}
        source = (
            templates("site")
            .get_template("first-cell.py.j2")
            .render(
                strings=self.strings, literals=literals, wheel=wheel, oldest=OLDEST, newest=NEWEST
            )
        )
        # The first folds the cell in JupyterLab and VS Code, the second in Colab.
        folding = {"jupyter": {"source_hidden": True}, "cellView": "form"}
        return nbformat.v4.new_code_cell(source.rstrip("\n"), metadata=folding)

    def cells(self, cell: Cell) -> list[Cell]:
        """Make the notebook's cells from a cell of the page."""
        if cell.cell_type == "markdown":
            source = _SET_UP.sub(self._settings, cell.source)
            text = plain_markdown(source, fold=self._fold, edition=Edition(self.language))
            return [nbformat.v4.new_markdown_cell(text)] if text.strip() else []
        source = cell.source
        if SOLUTION in cell.metadata.get("tags", ()) and not self.with_answers:
            name = _CHECK.search(source)
            source = self._missing_answer(name["name"]) if name else ""
        cells = [nbformat.v4.new_code_cell(source)]
        shown = _EXERCISE.search(cell.source)
        if shown:
            question = exercise(shown["name"], facts())
            texts = [self._question(question)] if isinstance(question, Choice) else []
            texts += [self._for_teacher(question)] if self.with_answers else []
            cells += [nbformat.v4.new_markdown_cell(text) for text in texts]
        return cells

    def _missing_answer(self, name: str) -> str:
        is_choice = isinstance(exercise(name, facts()), Choice)
        comment = self.strings["your_choice" if is_choice else "your_turn"]
        return f'# {comment}\ncheck("{name}", ...)'

    def _question(self, choice: Choice) -> str:
        """Write a choice for readers who have not run its cell."""
        ask = exercise_strings(choice, self.catalogue)["ask"]
        return "\n\n".join([ask, *option_labels(choice, self.catalogue)])

    def _settings(self, button: re.Match[str]) -> str:
        """Write what a button of the page sets: a notebook has only the widgets."""
        label = button["label"]
        if label == self.strings["set_up_button"]:
            label = ""
        if button["page"]:
            return label
        pairs = parse_qsl(unescape(button["state"]), keep_blank_values=True)
        own = simulation(button["name"], facts())
        state = state_from_link(own, [list(pair) for pair in pairs], self.catalogue)
        evaluation = evaluate(own, state["typed"], self.catalogue)
        fields = self.catalogue["simulations"][own.name]["fields"]
        form = self.catalogue["interface"]["form"]
        rows = evaluation.row_texts()
        named = {name.partition(".")[0] for name, _text in pairs}
        settings = [
            form["labelled"].format(
                label=fields[field.name]["label"],
                text=form["between_labels"].join(rows.get(field.name, ()))
                or evaluation.texts[field.name],
            )
            for field in own.fields
            if field.name in named
        ]
        text = self.strings["set_up"].format(settings=form["between_changes"].join(settings))
        return f"{label}{text}"

    def _fold(self, title: str, body: str) -> str:
        return details(title, body) if self.with_answers else str(self.strings["write_here"])

    def _for_teacher(self, question: Exercise | Choice) -> str:
        strings = exercise_strings(question, self.catalogue)
        if isinstance(question, Choice):
            answer, why = question.letter(question.right), strings["replies"][question.right]
        else:
            answer, why = self._format(question, question.answer), strings.get("right", "")
        lines = [self.strings["answer"].format(value=answer)] + ([why] if why else [])
        replies = "\n".join(f"- {reply}" for reply in self._replies(question, strings))
        return details(self.strings["for_teacher"], "\n\n".join([*lines, replies]))

    def _replies(self, question: Exercise | Choice, strings: dict[str, Any]) -> list[str]:
        """Say what the book replies to guesses, to the other options or to the usual mistakes."""
        if question.is_prediction:
            return [
                self.strings[f"guess_{key}"].format(reply=strings[key])
                for key in ("close", "low", "high")
            ]
        if isinstance(question, Choice):
            return [
                self.strings["chosen"].format(
                    letter=question.letter(option), reply=strings["replies"][option]
                )
                for option in question.options
                if option != question.right
            ]
        return [
            self.strings["mistake"].format(
                value=self._format(question, answer), hint=strings["hints"][mistake]
            )
            for mistake, answer in question.mistakes.items()
        ]

    def _format(self, question: Exercise, value: float) -> str:
        # The question says of what a percentage is, so "percent a year" becomes "percent".
        unit = "percent" if question.unit.startswith("percent") else question.unit
        places = 2 if unit in ("percent", "yuan") or value != int(value) else 0
        return format_value(value, unit, places, {}, self.catalogue["interface"])
