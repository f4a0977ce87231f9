"""The frame of each page: only the scripts and styles that something on it needs."""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from loanlab.text import catalogue

from .private_api import Script, StyleSheet, checksum
from .settings import language_of

_CHECKSUM = re.compile(r"\.[0-9a-f]{32,}\.")

# Asks for Vega and the charts itself, once it needs them.
OWN_SCRIPT = "loanlab.js"
# Starts while the page is still being read; the scripts that need it wait for it.
ENGINE = "_static/loanlab/micropython.js"
ENGINE_TAG: dict[str, Any] = {"async": "async", "data-sets": "loanlabMicroPython"}
# In place of Sphinx's own, which makes code from a string.
TRANSLATIONS = "_static/loanlab/translations.js"
# How togglebutton.js is told its words. Other inline scripts hold the widgets' state, dead here.
TOGGLE_WORDS = re.compile(r"(let|var) toggle")

LIVE = ('class="simulation"', 'class="exercise"')
CHART = ("data-chart=",)
# What our script alone makes live, without the model.
SCRIPTED = ('class="ledger"', 'class="data-table"')
# A display links to other notebooks by their files' names, as JupyterLab opens them.
NOTEBOOK_LINK = re.compile(r'(href="[a-z-]+)\.md(#[^"]*)?"')
MATH = ('class="katex"',)
CODE = ('class="highlight',)
TOGGLE = ("dropdown admonition", "admonition dropdown", "toggle admonition", "admonition toggle")
DESIGN = ("sd-",)
TABS = ("sd-tab-set",)
EVERY_PAGE = ("",)

# File of the theme or an extension -> what must be on the page for it to be of use.
# A file that is not named here is loaded by no page.
THEME_FILES: dict[str, tuple[str, ...]] = {
    "documentation_options.js": EVERY_PAGE,
    "doctools.js": EVERY_PAGE,
    "sphinx_highlight.js": EVERY_PAGE,
    "sphinx-book-theme.js": EVERY_PAGE,
    "clipboard.min.js": CODE,
    "copybutton.js": CODE,
    "togglebutton.js": TOGGLE,
    "design-tabs.js": TABS,
    "sphinx-book-theme.css": EVERY_PAGE,
    "pygments.css": CODE,
    "copybutton.css": CODE,
    "mystnb.css": CODE,
    "togglebutton.css": TOGGLE,
    "sphinx-design.min.css": DESIGN,
    "katex.min.css": MATH,
    "katex-math.css": MATH,
}
# Loaded by every page: the theme's own before all others, in the order of its template ...
FIRST_STYLES = (
    "_static/basic.css",
    "_static/styles/bootstrap.css",
    "_static/styles/pydata-sphinx-theme.css",
)
# ... and ours after all others.
LAST_STYLE = "_static/loanlab/loanlab.css"
# bootstrap.js is left out: what the theme needs of it is in shell.js.
LAST_SCRIPT = "_static/scripts/pydata-sphinx-theme.js"


def wanted(filename: str, body: str) -> bool:
    """Whether a page has a use for a file of the theme or an extension.

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
    >>> wanted("_static/clipboard.min.js", "<p>no code</p>")
    False
    >>> wanted("_static/doctools.js", "<p>no code</p>")
    True
    """
    # Some extensions put a checksum into the name: mystnb.1b39….css.
    name = _CHECKSUM.sub(".", filename.rpartition("/")[2])
    return any(mark in body for mark in THEME_FILES.get(name, ()))


def own_scripts(body: str, language: str) -> list[str]:
    """Our own scripts that a page needs once it has been read, in the order in which they run.

    Parameters
    ----------
    body
        The page's HTML.
    language
        The edition's language.

    Returns
    -------
    list of str
        Addresses; none for a page of mere text.

    Examples
    --------
    >>> own_scripts("<p>text</p>", "zh")
    []
    """
    names: list[str] = []
    live = any(mark in body for mark in LIVE)
    scripted = any(mark in body for mark in CHART + SCRIPTED)
    if live:
        names.append(f"python.{language}.js")
    if live or scripted:
        names.append(OWN_SCRIPT)
    return [f"_static/loanlab/{name}" for name in names]


def prepare(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Leave a page the scripts and styles that it needs, and no English in its permanent links.

    Parameters
    ----------
    app, pagename, templatename, context, doctree
        As Sphinx hands them over; the context is changed.
    """
    body = context.get("body", "")
    for title, translated in context["strings"]["titles"].items():
        body = body.replace(f'title="{title}"', f'title="{translated}"')
    body = NOTEBOOK_LINK.sub(r'\1.html\2"', body)
    # It would hide from screen readers what the button says.
    context["body"] = body.replace(' aria-label="Toggle hidden content"', "")

    language = language_of(app.config)
    scripts, styles = context["script_files"], context["css_files"]
    # By their text, because some are added twice.
    inline = {str(script.attributes.get("body", "")): script for script in scripts}
    needs_toggle = wanted("togglebutton.js", body)
    context["early_scripts"] = [Script("_static/loanlab/shell.js")]
    if any(mark in body for mark in LIVE):
        context["early_scripts"].append(Script(ENGINE, **ENGINE_TAG))
    # Deferred scripts run in the order of the page: ours first.
    context["script_files"] = [
        *(_own(app, name, context["pathto"]) for name in own_scripts(body, language)),
        # The words of togglebutton.js; the page's policy names each inline script by its hash.
        *(script for text, script in inline.items() if needs_toggle and TOGGLE_WORDS.match(text)),
        *(_deferred(script.filename) for script in scripts if wanted(_address(script), body)),
        *(_deferred(TRANSLATIONS) for script in scripts if "translations.js" in _address(script)),
        _deferred(LAST_SCRIPT),
    ]
    context["css_files"] = [
        *(StyleSheet(name) for name in FIRST_STYLES),
        *(style for style in styles if wanted(_address(style), body)),
        StyleSheet(LAST_STYLE),
    ]


def _deferred(filename: Any) -> Script:
    return Script(filename, defer="defer")


def _own(app: Sphinx, filename: str, pathto: Callable[..., str]) -> Script:
    if not filename.endswith(OWN_SCRIPT):
        return _deferred(filename)
    parts: dict[str, Any] = {}
    for part, name in (("charts", f"charts.{language_of(app.config)}.js"), ("vega", "vega.js")):
        file = f"_static/loanlab/{name}"
        parts[f"data-{part}"] = f"{pathto(file, resource=True)}?v={checksum(app, file)}"
    interface = catalogue(language_of(app.config))["interface"]
    parts["data-tooltip"] = interface["form"]["tooltip"]
    return Script(filename, defer="defer", **parts)


def _address(asset: Script | StyleSheet) -> str:
    return str(asset.filename or "")
