"""List what a language lacks: texts of the catalogue, words of the data, pages.

``python -m tests.pseudo.missing LANGUAGE`` prints them.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

import loanlab
from loanlab.data.documents import Conversation, Document, LetterTemplate, read_folder
from loanlab.data.library import read_library
from loanlab.data.words import FIRST, missing_words
from loanlab.text import CatalogueError, read_catalogue

PACKAGE = Path(loanlab.__file__).parent
BOOK = Path(__file__).parents[2] / "book"
KINDS = (
    *("claims", "contradictions", "omissions", "regulations", "guidance", "hotlines", "terms"),
    *("products", "tables", "comparisons"),
)


def missing(language: str, package: Path = PACKAGE, book: Path = BOOK) -> Iterator[str]:
    """Find everything that a language lacks.

    Parameters
    ----------
    language
        The language.
    package, book
        The folders of the package and of the pages.

    Yields
    ------
    str
        A place, and what is missing there.
    """
    try:
        read_catalogue(package / "text", language)
    except CatalogueError as problem:
        yield f"text: {problem}"
    yield from _missing_words(package / "data", language)
    settings = () if language == FIRST else ("_config.yml", "_toc.yml")
    for name in (*settings, *sorted(path.name for path in (book / FIRST).glob("*.md"))):
        if not (book / language / name).exists():
            yield f"book/{language}/{name} is missing"


def _missing_words(data: Path, language: str) -> Iterator[str]:
    library = read_library(data)
    kinds: dict[str, Mapping[str, BaseModel]] = {kind: getattr(library, kind) for kind in KINDS}
    kinds["papers"] = read_folder(Document, data / "papers")
    kinds["chats"] = read_folder(Conversation, data / "chats")
    kinds["letters"] = read_folder(LetterTemplate, data / "letters")
    for kind, records in kinds.items():
        for name, record in records.items():
            yield from missing_words(record, language, f"{kind}, {name}")


def main(languages: list[str]) -> int:
    """Print what languages lack and return how much it is."""
    found = [problem for language in languages for problem in missing(language)]
    print("\n".join(found) or "nothing is missing")
    return len(found)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
