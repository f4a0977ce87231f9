"""Compare a page of the two editions: all that is not words must be the same.

``python -m tests.book.editions PAGE…`` prints the differences of pages, by default of all. Another
language than English is named first: ``python -m tests.book.editions fr``.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from tests.written_figures import HAN, differing_figures

BOOK = Path(__file__).parents[2] / "book"
ORIGINAL, TRANSLATION = "zh", "en"

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_OPTION = re.compile(r"^:(?P<name>[a-z-]+): ?(?P<value>.*)$")
_HEADING = re.compile(r"^(?P<level>#{1,6}) (?P<title>.*)$", re.MULTILINE)
_TARGET = re.compile(r"^\((?P<id>[a-z0-9-]+)\)=$", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<role>claim|basis)\}`[〔(](?P<entry>[^〕)]*)[〕)]`")
_LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|(?:href|id|src)=\"(?P<attribute>[^\"]*)\"")
_DIRECTIVE = re.compile(r"^:{3,}\{(?P<name>[a-z-]+)\}", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_LITERAL = re.compile(r"`[^`]*`")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.) ", re.MULTILINE)
_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
# Chinese in an English page: terms in brackets, words with a gloss, and numbers of documents.
_HAN_RUN = re.compile(rf"[{HAN}][{HAN}，。；：、“”？！·\w%]*")
_SENTENCE = re.compile("[，。；？！]")


class Cell(NamedTuple):
    """A code cell."""

    options: dict[str, str]
    code: str


class Section(NamedTuple):
    """A heading and what stands below it, up to the next heading; the first has no heading."""

    title: str
    level: int
    text: str
    cells: list[Cell]


def sections(page: str) -> list[Section]:
    """Split a page at its headings.

    Parameters
    ----------
    page
        MyST Markdown.

    Returns
    -------
    list of Section
        The sections; their texts hold no code cells.
    """
    cells: list[Cell] = []

    def take(found: re.Match[str]) -> str:
        lines = found["body"].splitlines()
        options = {}
        while lines and (option := _OPTION.match(lines[0])):
            options[option["name"]] = option["value"]
            lines.pop(0)
        cells.append(Cell(options, "\n".join(lines)))
        return f"\x00{len(cells) - 1}\x00"

    text = _CELL.sub(take, _FRONT_MATTER.sub("", page))
    # A target belongs to the heading below it.
    text = re.sub(r"^(\([a-z0-9-]+\)=)\n+(#+ .*)$", r"\2\n\1", text, flags=re.MULTILINE)
    headings = list(_HEADING.finditer(text))
    ends = [found.start() for found in headings] + [len(text)]
    parts = [("", 0, text[: ends[0]])]
    parts += [
        (found["title"], len(found["level"]), text[found.end() : end])
        for found, end in zip(headings, ends[1:], strict=True)
    ]
    return [
        Section(
            title,
            level,
            re.sub(r"\x00\d+\x00", "", body),
            [cells[int(number)] for number in re.findall(r"\x00(\d+)\x00", body)],
        )
        for title, level, body in parts
    ]


def differences(original: str, translation: str) -> list[str]:
    """List all differences between a page and its translation.

    Parameters
    ----------
    original, translation
        MyST Markdown, in Chinese and in English.

    Returns
    -------
    list of str
        Each says in which section it is, what differs and how.
    """
    pairs = list(zip_longest(sections(original), sections(translation)))
    found = []
    for number, (one, other) in enumerate(pairs):
        if one is None or other is None:
            found.append(
                f"headings: only one edition has section {number} ({(one or other).title})"
            )
            continue
        where = f"section {number} ({other.title or 'top'})"
        found += [f"{where}, {problem}" for problem in _differences(one, other)]
    return found


def _differences(one: Section, other: Section) -> Iterator[str]:
    if one.level != other.level:
        yield f"headings: level {one.level} and {other.level}"
    for kind, read in _COUNTED.items():
        yield from _counted(kind, read(one), read(other))
    for problem in differing_figures(
        f"{one.title}\n{_prose(one)}", f"{other.title}\n{_prose(other)}"
    ):
        yield f"figures: {problem}"
    if len(one.cells) != len(other.cells):
        yield f"cells: {len(one.cells)} and {len(other.cells)}"
    for number, (cell, translated) in enumerate(zip(one.cells, other.cells, strict=False), start=1):
        for problem in cell_differences(cell, translated):
            yield f"cell {number}: {problem}"
    for badge in re.finditer(r"(?<!”)\{claim\}`([^`]*)`", other.text):
        yield f"claims: {badge[1]} stands behind no quoted words"
    for text in (other.title, _prose(other)):
        yield from (f"Chinese: {run}" for run in leftover_chinese(text))


def _counted(kind: str, one: Counter[str], other: Counter[str]) -> Iterator[str]:
    for name, count in (one - other).items():
        yield f"{kind}: {name} is missing in the translation ({count})"
    for name, count in (other - one).items():
        yield f"{kind}: {name} is only in the translation ({count})"


def _links(section: Section) -> Counter[str]:
    found = (match["to"] or match["attribute"] for match in _LINK.finditer(section.text))
    languages = (f"/{ORIGINAL}/", f"/{TRANSLATION}/")
    return Counter(link.replace(languages[1], languages[0]) for link in found)


_COUNTED: dict[str, Callable[[Section], Counter[str]]] = {
    "targets": lambda each: Counter(_TARGET.findall(each.text)),
    "links": _links,
    "claims": lambda each: Counter(match["entry"] for match in _ROLE.finditer(each.text)),
    "directives": lambda each: Counter(_DIRECTIVE.findall(each.text)),
    "folds": lambda each: Counter(re.findall(r"<!-- fold -->", each.text)),
    "list items": lambda each: Counter("-" for _ in _ITEM.finditer(each.text)),
    "table rows": lambda each: Counter("|" for _ in _ROW.finditer(each.text)),
}


def _prose(section: Section) -> str:
    """Return a section's text without markup."""
    # What a reader says in Chinese stands beside its English.
    text = _ROLE.sub("", re.sub(r'<span lang="zh-CN">.*?</span>', "", section.text))
    text = re.sub(r"\]\([^)\s]+\)", "]", text)
    text = _TARGET.sub("", text)
    text = re.sub(r"^\s*\d+\. ", "", text, flags=re.MULTILINE)
    return _LITERAL.sub("", _TAG.sub(" ", text))


def leftover_chinese(text: str) -> list[str]:
    """Find Chinese in an English text that is neither a term beside its English nor a name.

    Parameters
    ----------
    text
        English text.

    Returns
    -------
    list of str
        Each run of Chinese that is a sentence, or stands neither in brackets nor before them.
    """
    found = []
    for run in _HAN_RUN.finditer(text):
        before, behind = text[: run.start()], text[run.end() :]
        in_brackets = before.count("(") + before.count("（") > before.count(")") + before.count(
            "）"
        )
        # 金规〔2026〕2号, 《民法典》, “确认” (confirm)
        is_named = (
            behind[:1] in ("〔", "》") or before[-1:] in ("〕", "《") or before[-1:].isdigit()
        )
        has_gloss = re.match(r"[”\"’*]*\s*[(（:=,]", behind) is not None or "|" in behind[:3]
        if _SENTENCE.search(run[0]) or not (in_brackets or is_named or has_gloss):
            found.append(run[0])
    return found


def cell_differences(one: Cell, other: Cell) -> Iterator[str]:
    """List the differences between a cell and its translation.

    Parameters
    ----------
    one, other
        The cells, in Chinese and in English.

    Yields
    ------
    str
        What differs.
    """
    for name in sorted({*one.options, *other.options}):
        values = [cell.options.get(name, "") for cell in (one, other)]
        if not re.search(f"[{HAN}]", values[0]) and values[0] != values[1]:
            yield f"option {name}: {values[0]} and {values[1]}"
        yield from (f"option {name}, Chinese: {run}" for run in leftover_chinese(values[1]))
    pairs: list[tuple[str, str]] = []
    try:
        _compare(ast.parse(one.code), ast.parse(other.code), pairs)
    except _CodeDiffersError as difference:
        yield f"code: {difference}"
    for words, translated in pairs:
        for problem in differing_figures(words, translated):
            yield f"figures of {translated!r}: {problem}"
        yield from (f"Chinese: {run}" for run in leftover_chinese(translated))
    comments = [line for line in other.code.splitlines() if "#" in line]
    yield from (f"Chinese: {run}" for line in comments for run in leftover_chinese(line))


class _CodeDiffersError(Exception):
    """Two cells differ in more than their words."""


def _compare(one: Any, other: Any, pairs: list[tuple[str, str]]) -> None:
    """Walk two syntax trees in step and collect the strings that are words.

    A string without Chinese is code, such as the name of a simulation, and must be the same.
    """
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for part, translated in zip(one, other, strict=True):
            _compare(part, translated, pairs)
    elif isinstance(one, ast.Constant) and isinstance(one.value, str):
        if not isinstance(other, ast.Constant) or not isinstance(other.value, str):
            raise _CodeDiffersError(f"{ast.unparse(one)} and {ast.unparse(other)}")
        _compare_strings(one.value, other.value, pairs)
    elif isinstance(one, ast.JoinedStr) and isinstance(other, ast.JoinedStr):
        # The order of what is inserted is the language's.
        inserted = [sorted(_inserted(part)) for part in (one, other)]
        if inserted[0] != inserted[1]:
            raise _CodeDiffersError(f"{ast.unparse(one)} and {ast.unparse(other)}")
        _compare_strings(_words(one), _words(other), pairs)
    elif type(one) is type(other) and isinstance(one, ast.AST):
        for name in one._fields:
            if isinstance(one, ast.keyword) and name == "arg" and not (one.arg or "").isascii():
                continue
            try:
                _compare(getattr(one, name, None), getattr(other, name, None), pairs)
            except _CodeDiffersError as difference:
                # The innermost statement or expression says enough.
                text = str(difference) or f"{ast.unparse(one)} and {ast.unparse(other)}"
                raise _CodeDiffersError(text[:200]) from None
    elif isinstance(one, str) and isinstance(other, str):
        # A field of words has its language in its name.
        if one != re.sub(f"_{TRANSLATION}$", f"_{ORIGINAL}", other):
            raise _CodeDiffersError
    elif one != other:
        raise _CodeDiffersError


def _compare_strings(one: str, other: str, pairs: list[tuple[str, str]]) -> None:
    if re.search(f"[{HAN}，。；：、（）]", one):
        pairs.append((one, other))
    elif one != other and other != _in_translation(one):
        raise _CodeDiffersError(f"{one!r} and {other!r}")


def _in_translation(code: str) -> str:
    """Return what stands for ``"zh"`` and for ``name_zh`` in the translation's code."""
    return re.sub(rf"(\A|_){ORIGINAL}\Z", rf"\1{TRANSLATION}", code)


def _inserted(text: ast.JoinedStr) -> Iterator[str]:
    for part in text.values:
        if isinstance(part, ast.FormattedValue):
            yield re.sub(r"Constant\(value='[^']*'\)", "words", ast.dump(part))


def _words(text: ast.JoinedStr) -> str:
    parts = (part.value for part in text.values if isinstance(part, ast.Constant))
    return " ".join(map(str, parts))


def main(names: list[str]) -> int:
    """Print the differences of pages and return how many there are."""
    global TRANSLATION
    if names and (BOOK / names[0]).is_dir():
        TRANSLATION, *names = names
    count = 0
    for name in names or sorted(path.stem for path in (BOOK / ORIGINAL).glob("*.md")):
        one, other = (
            (BOOK / language / f"{name}.md").read_text(encoding="utf-8")
            for language in (ORIGINAL, TRANSLATION)
        )
        found = differences(one, other)
        count += len(found)
        for problem in found:
            print(f"{name}.md, {problem}")
    return count


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
