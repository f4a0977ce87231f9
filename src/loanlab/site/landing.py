"""The site's first page, which leads to the edition."""

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from loanlab.text import catalogue

from .settings import language_of

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="icon" href="_static/loanlab/favicon.svg" type="image/svg+xml">
<title>{title}</title>
</head>
<body><p><a href="{target}">{text}</a></p></body>
</html>
"""


def landing_page(target: str, language: str, title: str, text: str) -> str:
    """A page that leads on by itself, from a server, from a disk, and without JavaScript.

    Parameters
    ----------
    target
        Where it leads, relative to it.
    language
        The language tag of its text.
    title
        The book's title.
    text
        What its link says.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> 'url=book/zh/index.html' in landing_page("book/zh/index.html", "zh-CN", "书", "请点这里")
    True
    """
    return PAGE.format(
        target=escape(target), language=escape(language), title=escape(title), text=escape(text)
    )


def write_landing_page(app: Sphinx, problem: Exception | None) -> None:
    """Write index.html beside the edition's folder.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    root = app.config.root_doc
    if problem is not None or app.builder.format != "html" or root == "index":
        return
    title = app.config.html_title
    text = catalogue(language_of(app.config))["shell"]["moved"].format(title=title)
    language = str(app.config.language).replace("_", "-")
    page = landing_page(app.builder.get_target_uri(root), language, title, text)
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8", newline="\n")
