"""The style of the widgets: the book's palette, for JupyterLab's light and dark themes."""

import functools
import re
from importlib.resources import files

# The class of each simulation's outermost box; the rules apply only within it.
ROOT_CLASS = "loanlab"

_RULES = f"""
.{ROOT_CLASS} .warning {{ color: var(--ll-bad); font-weight: 600; }}
.{ROOT_CLASS} .chart svg {{ max-width: 100%; height: auto; }}
.{ROOT_CLASS} small {{ color: var(--ll-muted); }}
.{ROOT_CLASS} table {{ border-collapse: collapse; }}
.{ROOT_CLASS} th, .{ROOT_CLASS} td {{ padding: 0 0.75em 0 0; text-align: left; }}
"""


@functools.cache
def style_element() -> str:
    """Return the widgets' style sheet.

    Returns
    -------
    str
        A ``<style>`` element with the colours of the pages.

    Examples
    --------
    >>> style_element().startswith("<style>.loanlab {--ll-background: #ffffff;")
    True
    """
    palette = (files("loanlab.charts") / "palette.css").read_text(encoding="utf-8")
    light, dark = (
        " ".join(re.findall(r"--ll-[\w-]+: [^;]+;", half)) for half in palette.split("@media")
    )
    # JupyterLab names its theme on the body; other front ends count as light.
    return (
        f"<style>.{ROOT_CLASS} {{{light}}}\n"
        f'body[data-jp-theme-light="false"] .{ROOT_CLASS} {{{dark}}}{_RULES}</style>'
    )
