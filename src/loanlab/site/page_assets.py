"""Chooses the scripts and style sheets of each page: only those that something on it needs."""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from loanlab.text import catalogue

from .private_api import Script, StyleSheet, checksum
from .settings import language_of

# Extensions put a checksum into some names: mystnb.1b39….css.
_CHECKSUM = re.compile(r"\.[0-9a-f]{32,}\.")

FOLDER = "_static/loanlab"
# Loads Vega and the charts by itself, once it needs them.
PAGE_SCRIPT = f"{FOLDER}/loanlab.js"
# Starts while the page is still being read; the scripts that need it wait for it.
ENGINE = f"{FOLDER}/micropython.js"

# HTML that only scripts with the model bring to life ...
NEEDS_MODEL = ('class="simulation"', 'class="exercise"')
# ... and HTML for which our script alone is enough.
NEEDS_SCRIPT = (
    "data-chart=",
    'class="ledger"',
    'class="data-table"',
    'class="letter"',
    'class="basis"',
)
MATH = ('class="katex"',)
CODE = ('class="highlight',)
DESIGN = ("sd-",)
TABS = ("sd-tab-set",)
EVERY_PAGE = ("",)

# Files of the theme and the extensions, each with the HTML that needs it. Pages load no other file,
# and no inline script: the policy forbids them.
THEME_FILES: dict[str, tuple[str, ...]] = {
    "documentation_options.js": EVERY_PAGE,
    "doctools.js": EVERY_PAGE,
    "sphinx_highlight.js": EVERY_PAGE,
    "sphinx-book-theme.js": EVERY_PAGE,
    "clipboard.min.js": CODE,
    "copybutton.js": CODE,
    "design-tabs.js": TABS,
    "translations.js": EVERY_PAGE,
    "sphinx-book-theme.css": EVERY_PAGE,
    "pygments.css": CODE,
    "copybutton.css": CODE,
    "mystnb.css": CODE,
    "sphinx-design.min.css": DESIGN,
    "katex.min.css": MATH,
    "katex-math.css": MATH,
}
# Every page loads the theme's own style sheets first, in the order of its template, and ours last.
FIRST_STYLES = (
    "_static/basic.css",
    "_static/styles/bootstrap.css",
    "_static/styles/pydata-sphinx-theme.css",
)
LAST_STYLE = f"{FOLDER}/loanlab.css"
# The theme's bootstrap.js is left out: shell.js does what the theme needs of it.
LAST_SCRIPT = "_static/scripts/pydata-sphinx-theme.js"
# Files of Sphinx that differ from language to language; ours have the language in their names.
# Sphinx's translations.js makes code from a string, which the policy forbids.
OF_LANGUAGE = {
    f"_static/{name}.js": f"{FOLDER}/{name}.{{}}.js"
    for name in ("documentation_options", "translations")
}


def is_needed(filename: str, body: str) -> bool:
    """Check whether a page needs a file of the theme or an extension.

    Parameters
    ----------
    filename
        The file's address.
    body
        The page's HTML.

    Returns
    -------
    bool
        True if the page should load it.

    Examples
    --------
    >>> is_needed("_static/clipboard.min.js", "<p>no code</p>")
    False
    >>> is_needed("_static/doctools.js", "<p>no code</p>")
    True
    """
    name = _CHECKSUM.sub(".", filename.rpartition("/")[2])
    return _has_any(body, THEME_FILES.get(name, ()))


def scripts_for(body: str) -> list[str]:
    """List our own deferred scripts that a page needs, in the order in which they run.

    Parameters
    ----------
    body
        The page's HTML.

    Returns
    -------
    list of str
        Addresses; none for a page of text alone.

    Examples
    --------
    >>> scripts_for("<p>text</p>")
    []
    """
    return [PAGE_SCRIPT] if _has_any(body, NEEDS_MODEL + NEEDS_SCRIPT) else []


def async_scripts_for(body: str, language: str) -> dict[str, str]:
    """List the scripts that run as soon as they arrive, while the page is still being read.

    Parameters
    ----------
    body
        The page's HTML.
    language
        The edition's language.

    Returns
    -------
    dict
        Address to the global variable that the script sets; empty for a page without the model.

    Examples
    --------
    >>> async_scripts_for("<p>text</p>", "zh")
    {}
    """
    if not _has_any(body, NEEDS_MODEL):
        return {}
    return {
        f"{FOLDER}/words.{language}.js": "loanlabWords",
        f"{FOLDER}/python.js": "loanlabPython",
        ENGINE: "loanlabEngine",
    }


def choose_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Replace the lists of scripts and style sheets of a page."""
    body = context.get("body", "")
    scripts = [str(script.filename or "") for script in context["script_files"]]
    # These run before the page is painted: layout.html puts them before the style sheets.
    context["early_scripts"] = [Script(f"{FOLDER}/shell.js")]
    language = language_of(app.config)
    for name, sets in async_scripts_for(body, language).items():
        tag: dict[str, Any] = {"async": "async", "data-sets": sets}
        context["early_scripts"].append(Script(name, **tag))
    needed = [
        *scripts_for(body),
        *(
            OF_LANGUAGE.get(name, name).format(language)
            for name in scripts
            if is_needed(name, body)
        ),
        LAST_SCRIPT,
    ]
    # Deferred scripts run in the order of this list.
    context["script_files"] = [_deferred_script(app, name, context["pathto"]) for name in needed]
    context["css_files"] = [
        *(StyleSheet(name) for name in FIRST_STYLES),
        *(style for style in context["css_files"] if is_needed(str(style.filename or ""), body)),
        StyleSheet(LAST_STYLE),
    ]


def _has_any(body: str, marks: tuple[str, ...]) -> bool:
    return any(mark in body for mark in marks)


def _deferred_script(app: Sphinx, filename: str, pathto: Callable[..., str]) -> Script:
    """Make a script's tag; that of `PAGE_SCRIPT` says what a page without the model needs too."""
    data: dict[str, Any] = {}
    if filename == PAGE_SCRIPT:
        language = language_of(app.config)
        for part, name in {"charts": f"charts.{language}.js", "vega": "vega.js"}.items():
            file = f"{FOLDER}/{name}"
            data[f"data-{part}"] = f"{pathto(file, resource=True)}?v={checksum(app, file)}"
        data["data-tooltip"] = catalogue(language)["interface"]["form"]["tooltip"]
    return Script(filename, defer="defer", **data)
