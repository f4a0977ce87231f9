"""Make a third language, "xx", out of the English edition: words alone, each text marked.

``python -m tests.pseudo.language FOLDER`` copies the project into an empty folder and adds the
language there. "Loan amount" becomes "⟦Loan amount Lóán⟧": a third longer, as a translation may be,
and between brackets, so that what a page shows outside of them comes from code or is left over.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from loanlab.data.strict_yaml import read_yaml
from tests.written_figures import HAN

ROOT = Path(__file__).parents[2]
ENGLISH, LANGUAGE = "en", "xx"
# The tag that is usual for English with accents and brackets.
TAG = "en-XA"
OPEN, CLOSE = "⟦", "⟧"

_ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
# What is not words: placeholders, roles with what they name, code, HTML, addresses of links.
_NOT_WORDS = re.compile(
    r"\{\w+\}`[^`]*`|`[^`]*`|\{[^{}]*\}|<[^>]*>|\]\([^)]*\)|&\w+;|\$[^$]*\$|https?://\S+"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’']+")
# Texts of the catalogues that are no words, or words that readers type.
_KEPT = re.compile(
    r"shell\.search_first\.|ledger\.closing_quote$|ledger\.strips\.groups\.\w+\.count$"
)
_OWN = {"shell.language_tag": TAG, "shell.language_short": LANGUAGE.upper()}

_FRONT_MATTER = re.compile(r"\A(?:---\n.*?\n---\n)?", re.DOTALL)
_CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r'(?<=code_prompt_show: ")[^"]*')
_BEFORE_TEXT = re.compile(r"^\s*(?:#{1,6} |[-*] |\d+\. |> |:{3,}\{[a-z-]+\} )?")
_BLOCK = re.compile(r"(?P<start></?(?:ul|ol|li|p|div)\b[^>]*>)(?P<text>.*?)(?P<end>(?:</\w+>)?)")
_MARKUP = re.compile(r":|<!--|\([a-z0-9-]+\)=$|\|[-:|]+\|$|>$")
# "annual rate:Q" is a column with its type in Vega-Lite; "datum.payments" is one in Vega.
_TYPED = re.compile(r"(?P<name>.*\S)(?P<type>:[QNOT])")
_DATUM = re.compile(
    r"\bdatum(?:\.(?P<name>[A-Za-z_]\w*)|\['(?P<quoted>[^']*)'\])|'(?P<text>[^']*)'"
)


def marked(text: str) -> str:
    """Lengthen a text by a third and put it between brackets.

    Parameters
    ----------
    text
        English, with placeholders and inline markup, which stay as they are.

    Returns
    -------
    str
        The text; unchanged if it has no word of two letters, nor one in Chinese.
    """
    words = _words(text)
    if not words and not _has_han(_NOT_WORDS.sub(" ", text)):
        return text
    filler = " ".join(words).translate(_ACCENTS) or "é"
    length = max(2, -(-len(text) // 3))
    return f"{OPEN}{text} {filler[:length].strip()}{CLOSE}"


def _words(text: str) -> list[str]:
    return _WORD.findall(_NOT_WORDS.sub(" ", text))


def marked_markdown(text: str) -> str:
    """Mark each paragraph, heading, list item and table cell of Markdown without code cells."""
    lines: list[str] = []
    paragraph: list[str] = []
    fence = ""
    is_directive = False

    def end_paragraph() -> None:
        if paragraph:
            lines.append(marked("\n".join(paragraph)))
            paragraph.clear()

    for line in text.split("\n"):
        mark = re.match(r"\s*(```+|\$\$)", line)
        directive = re.match(r"```\{dropdown\} ", line)
        if directive and not fence:
            end_paragraph()
            lines.append(directive[0] + marked(line[directive.end() :]))
            is_directive = True
            continue
        if is_directive and line == "```":
            end_paragraph()
            lines.append(line)
            is_directive = False
            continue
        if fence or mark:
            end_paragraph()
            lines.append(line)
            if mark and (not fence or fence == mark[1]):
                fence = "" if fence else mark[1]
            continue
        if block := _BLOCK.fullmatch(line):
            end_paragraph()
            lines.append(block["start"] + marked(block["text"]) + block["end"])
            continue
        before = _BEFORE_TEXT.match(line)
        start = before[0] if before else ""
        if not line.strip() or (_MARKUP.match(line) and not start.strip()):
            end_paragraph()
            lines.append(line)
        elif line.startswith("|"):
            end_paragraph()
            lines.append("|".join(_marked_cell(cell) for cell in line.split("|")))
        elif start:
            end_paragraph()
            lines.append(start + marked(line[len(start) :]))
        else:
            paragraph.append(line)
    end_paragraph()
    return "\n".join(lines)


def _marked_cell(cell: str) -> str:
    words = cell.strip()
    return cell.replace(words, marked(words)) if words else cell


def marked_texts(texts: Any, where: str = "") -> Any:
    """Mark all texts of a catalogue."""
    if isinstance(texts, dict):
        return {
            key: marked_texts(value, f"{where}.{key}" if where else str(key))
            for key, value in texts.items()
        }
    if _KEPT.match(where) or not isinstance(texts, str):
        return texts
    if where in _OWN:
        return _OWN[where]
    return marked_markdown(texts) if "\n" in texts else marked(texts)


def with_words(data: Any, shown: frozenset[str] | None = None) -> Any:
    """Give each record of a data file its words in the language, beside the English ones.

    ``shown`` are the fields that records have in Chinese too; a note for us is in English alone.
    """
    if shown is None:
        shown = frozenset(key[:-3] for key in _keys(data) if key.endswith("_zh"))
    if isinstance(data, list):
        return [with_words(each, shown) for each in data]
    if not isinstance(data, dict):
        return data
    record = {key: with_words(value, shown) for key, value in data.items()}
    for name in shown:
        # A citation that is in English already has no second field for it.
        english = data.get(f"{name}_{ENGLISH}", data.get(name))
        if isinstance(english, str):
            record[f"{name}_{LANGUAGE}"] = marked(english)
        elif isinstance(english, list):
            record[f"{name}_{LANGUAGE}"] = [marked(each) for each in english]
    if "means_en" in data:
        # Running text has the words of a term as they are, not between brackets.
        record[f"forms_{LANGUAGE}"] = data.get("forms_en", [data["name_en"]])
    return record


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from map(str, data)
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(each)


def marked_page(page: str, original: str) -> str:
    """Mark the words of a page and of its code cells.

    Parameters
    ----------
    page, original
        The page in English and in Chinese. What is Chinese in the code of one is words in both.

    Returns
    -------
    str
        The page in the language.
    """
    text = _FRONT_MATTER.sub("", page)
    front_matter = page.removesuffix(text)
    cells = [found["body"] for found in _CELL.finditer(text)]
    originals = [found["body"] for found in _CELL.finditer(original)]
    trees = [ast.parse(_code(body)) for body in cells]
    marking = _Marking(_fragments(trees))
    codes = [
        _options(body) + marking.code(tree, ast.parse(_code(chinese)))
        for body, tree, chinese in zip(cells, trees, originals, strict=True)
    ]
    parts = _CELL.split(text)
    # Between the bodies of the cells (1, 3, ...) stands the text.
    prose = [marked_markdown(part) for part in parts[::2]]
    whole = prose[0]
    for code, part in zip(codes, prose[1:], strict=True):
        whole += f"```{{code-cell}} ipython3\n{code}```{part}"
    return front_matter + whole


def _options(body: str) -> str:
    options = "".join(re.findall(r"^:[a-z-]+:.*\n", body, re.MULTILINE))
    return _PROMPT.sub(lambda found: marked(found[0]), options)


def _code(body: str) -> str:
    return re.sub(r"^:[a-z-]+:.*\n", "", body, flags=re.MULTILINE)


def _fragments(trees: list[ast.Module]) -> tuple[str, ...]:
    """Find the pieces of which code puts names of columns together, as in ``low + " end"``."""
    found = set()
    for node in (each for tree in trees for each in ast.walk(tree)):
        sides = (node.left, node.right) if isinstance(node, ast.BinOp) else ()
        texts = [side.value for side in sides if isinstance(side, ast.Constant)]
        found |= {text for text in texts if isinstance(text, str) and text.strip() != text}
    return tuple(found)


class _Marking:
    """Marks the strings of a page's code that are Chinese in the original's."""

    def __init__(self, fragments: tuple[str, ...]) -> None:
        self._fragments = fragments

    def code(self, tree: ast.Module, original: ast.Module) -> str:
        return ast.unparse(ast.fix_missing_locations(self._mark(tree, original))) + "\n"

    def _mark(self, tree: Any, original: Any) -> Any:
        if isinstance(tree, list):
            return [self._mark(*pair) for pair in zip(tree, original, strict=True)]
        if isinstance(tree, ast.JoinedStr):
            return self._joined(tree, original)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            if (original.value, tree.value) == ("zh", ENGLISH):
                return ast.Constant(LANGUAGE)
            return ast.Constant(self._string(tree.value)) if _has_han(original.value) else tree
        if isinstance(tree, ast.keyword) and tree.arg and tree.arg != original.arg:
            # No identifier has brackets.
            value = self._mark(tree.value, original.value)
            return ast.keyword(None, ast.Dict([ast.Constant(self._string(tree.arg))], [value]))
        if isinstance(tree, ast.Attribute) and tree.attr.endswith(f"_{ENGLISH}"):
            tree.attr = tree.attr.removesuffix(ENGLISH) + LANGUAGE
        if isinstance(tree, ast.AST):
            for name in tree._fields:
                value = getattr(tree, name, None)
                if isinstance(value, ast.AST | list):
                    setattr(tree, name, self._mark(value, getattr(original, name)))
        return tree

    def _joined(self, tree: ast.JoinedStr, original: ast.JoinedStr) -> ast.JoinedStr:
        # The order of what is inserted is the language's.
        others = [part.value for part in original.values if isinstance(part, ast.FormattedValue)]
        for part in tree.values:
            if isinstance(part, ast.FormattedValue):
                same = next((each for each in others if _is_like(each, part.value)), None)
                part.value = self._mark(part.value, same) if same else part.value
        words = [part for part in tree.values if isinstance(part, ast.Constant)]
        text = "".join(str(part.value) for part in words)
        if not any(_has_han(getattr(part, "value", None)) for part in original.values):
            return tree
        if "datum" in text or re.search(":[QNOT]$", text):
            for part in words:
                part.value = self._string(str(part.value))
        elif _words(text):
            end = marked(text).removeprefix(OPEN + text)
            tree.values = [ast.Constant(OPEN), *tree.values, ast.Constant(end)]
        return tree

    def _string(self, text: str) -> str:
        if typed := _TYPED.fullmatch(text):
            return self._string(typed["name"]) + typed["type"]
        if "datum" in text:
            return _DATUM.sub(self._datum, text)
        for part in self._fragments:
            if text != part and text.startswith(part):
                return marked(part) + marked(text.removeprefix(part))
            if text != part and text.endswith(part):
                return marked(text.removesuffix(part)) + marked(part)
        return marked(text)

    def _datum(self, found: re.Match[str]) -> str:
        if found["text"] is not None:
            return f"'{self._string(found['text'])}'"
        return f"datum['{self._string(found['name'] or found['quoted'])}']"


def _is_like(one: ast.AST, other: ast.AST) -> bool:
    """Tell whether two expressions are the same but for their words."""
    shapes = (re.sub(r"'[^']*'", "", ast.dump(each)) for each in (one, other))
    return len(set(shapes)) == 1


def _has_han(text: Any) -> bool:
    return isinstance(text, str) and bool(re.search(f"[{HAN}]", text))


def _rewrite_yaml(source: Path, target: Path, change: Callable[[Any], Any]) -> None:
    content = change(read_yaml(source))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        yaml.dump(content, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8"
    )


def _files() -> Iterator[Path]:
    """List the files of the project, the new ones too."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = (Path(name) for name in listed.decode().split("\0") if name)
    return (name for name in names if (ROOT / name).is_file())


def copy_project(folder: Path, *, packages: bool = True) -> None:
    """Copy the project, and the packages that a build needs, into a folder."""
    for name in _files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    if packages:
        # Hundreds of small files, which a build reads and never changes.
        web = folder / "_build" / "web"
        shutil.copytree(ROOT / "_build" / "web", web, symlinks=True)


def add_language(folder: Path) -> None:
    """Add the language to a copy of the project; its code stays as it is."""
    texts = folder / "src" / "loanlab" / "text"
    for path in (texts / ENGLISH).glob("*.yml"):
        _rewrite_yaml(path, texts / LANGUAGE / path.name, marked_texts)
    for path in (folder / "src" / "loanlab" / "data").rglob("*.yml"):
        _rewrite_yaml(path, path, with_words)
    book = folder / "book"
    for path in (book / ENGLISH).glob("*.md"):
        original = (book / "zh" / path.name).read_text(encoding="utf-8")
        page = marked_page(path.read_text(encoding="utf-8"), original)
        (book / LANGUAGE).mkdir(exist_ok=True)
        (book / LANGUAGE / path.name).write_text(page, encoding="utf-8")
    _rewrite_yaml(book / ENGLISH / "_config.yml", book / LANGUAGE / "_config.yml", _settings)
    _rewrite_yaml(book / ENGLISH / "_toc.yml", book / LANGUAGE / "_toc.yml", _contents)


def _settings(settings: dict[str, Any]) -> dict[str, Any]:
    settings["title"] = marked(settings["title"])
    settings["sphinx"]["config"]["language"] = LANGUAGE
    return settings


def _contents(contents: dict[str, Any]) -> dict[str, Any]:
    contents["root"] = f"book/{LANGUAGE}/index"
    for part in contents["parts"]:
        part["caption"] = marked(part["caption"])
        for chapter in part["chapters"]:
            chapter["file"] = chapter["file"].replace(f"book/{ENGLISH}/", f"book/{LANGUAGE}/")
    return contents


def main(arguments: list[str]) -> int:
    """Copy the project and add the language."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    copy_project(folder)
    add_language(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
