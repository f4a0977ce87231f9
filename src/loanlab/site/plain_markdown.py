"""Replaces MyST's directives and roles by plain Markdown, for notebooks that are read anywhere.

JupyterLab without extensions, VS Code and Colab show directives as raw text. The directives and
roles that the pages use have a plain equivalent here; any other one fails the build, so that no raw
text reaches a reader.
"""

import re
from collections.abc import Callable, Iterator

from loanlab.text.edition import Edition, current
from loanlab.views.basis import basis_id, basis_text

_FENCE = re.compile(r"^ *(?P<fence>:{3,}|`{3,})(?:\{(?P<name>[a-z-]+)\} *(?P<title>.*))?")
_OPTION = re.compile(r"^ *:[a-z-]+:")
_LABEL = re.compile(r"^\([a-z0-9-]+\)=$")
_ROLE = re.compile(r"\{(?P<name>[a-z:-]+)\}`(?P<text>[^`]+)`")
# A link within the book: a downloaded notebook has no other page beside it.
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?!https?:)[^)]*\)")
# The page folds the section behind it; a notebook has an ordinary one.
_FOLD_MARK = "<!-- fold -->"
_HTML_LINK = re.compile(r'<a href="(?!https?:)[^"]*">(?P<text>.*?)</a>')

Fold = Callable[[str, str], str]


class UnknownMarkupError(ValueError):
    """A directive or role that has no plain equivalent here; the message names it."""


def plain_markdown(text: str, *, fold: Fold, edition: Edition | None = None) -> str:
    r"""Convert MyST Markdown into plain Markdown.

    Parameters
    ----------
    text
        A cell's MyST Markdown.
    fold
        Makes a replacement for a dropdown from its title and its plain body.
    edition
        The edition; the current one if left out.

    Returns
    -------
    str
        CommonMark; links to other pages become their texts.

    Raises
    ------
    UnknownMarkupError
        If a directive or role has no plain equivalent here.
    UnknownIdError
        If a {basis} names no entry of the data.

    Examples
    --------
    >>> text = "“上限年化24%”{claim}`〔c3-05 ≠〕`，见[第六章](risks.md)。"
    >>> plain_markdown(text, fold=details)
    '“上限年化24%”〔c3-05 ≠〕，见第六章。'
    >>> plain_markdown("罚息多收一半到一倍{basis}`〔penalty-2003〕`。", fold=details)
    '罚息多收一半到一倍（依据：法律）。'
    >>> print(plain_markdown(":::{dropdown} 讨论\n21.90%。\n:::", fold=details))
    <details>
    <summary>讨论</summary>
    <BLANKLINE>
    21.90%。
    <BLANKLINE>
    </details>
    """
    chosen = edition or current()

    def role(match: re.Match[str]) -> str:
        if match["name"] == "claim":
            # The text as written: the id and the sign of its status.
            return match["text"]
        entry_id = basis_id(match["text"], chosen) if match["name"] == "basis" else None
        if entry_id is None:
            raise UnknownMarkupError(f"no plain Markdown stands for the role {match[0]}")
        return basis_text(entry_id, edition=chosen)

    def inline(line: str) -> str:
        line = _LINK.sub(r"\g<text>", _ROLE.sub(role, line))
        return _HTML_LINK.sub(r"\g<text>", line)

    def blocks(lines: Iterator[str], end: str | None = None) -> Iterator[str]:
        for line in lines:
            fence = _FENCE.match(line)
            if end and line.strip() == end:
                return
            if _LABEL.match(line) or line.strip() == _FOLD_MARK:
                continue
            if fence is None:
                yield inline(line)
            elif fence["name"] is None:
                # A block of code stays as it is.
                yield line
                yield from _until(lines, fence["fence"])
            else:
                yield from directive(fence, lines)

    def directive(fence: re.Match[str], lines: Iterator[str]) -> Iterator[str]:
        body = "\n".join(blocks(_without_options(lines), fence["fence"])).strip("\n")
        title = inline(fence["title"])
        if fence["name"] == "dropdown":
            yield fold(title, body)
        elif fence["name"] == "admonition":
            yield from (f"> {line}".rstrip() for line in [f"**{title}**", "", *body.split("\n")])
        else:
            raise UnknownMarkupError(f"no plain Markdown stands for the directive {fence[0]}")

    return "\n".join(blocks(iter(text.split("\n"))))


def details(title: str, body: str) -> str:
    """Render a part that opens when its title is pressed.

    Parameters
    ----------
    title
        The line that is always visible.
    body
        Plain Markdown.

    Returns
    -------
    str
        HTML around Markdown, as Jupyter, VS Code and Colab take it.

    Examples
    --------
    >>> details("答案", "14.60%").splitlines()[1]
    '<summary>答案</summary>'
    """
    return f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"


def _until(lines: Iterator[str], end: str) -> Iterator[str]:
    for line in lines:
        yield line
        if line.strip() == end:
            return


def _without_options(lines: Iterator[str]) -> Iterator[str]:
    leading = True
    for line in lines:
        leading = leading and _OPTION.match(line) is not None
        if not leading:
            yield line
