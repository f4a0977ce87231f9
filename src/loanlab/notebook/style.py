"""The style of the widgets: the book's palette, for JupyterLab's light and dark themes."""

import functools
import re
from importlib.resources import files

# The class of each simulation's outermost box; the rules apply only within it.
ROOT_CLASS = "loanlab"

_RULES = """
:root .warning { color: var(--ll-bad); font-weight: 600; }
:root small { display: block; color: var(--ll-muted); line-height: 1.5; }
:root table { border-collapse: collapse; }
:root th, :root td { padding: 0 0.75em 0 0; text-align: left; }
:root .title { font-size: 1.125rem; }
:root .body { gap: 0.5rem 1.5rem; }

:root .chip { border-radius: 1rem; background: var(--ll-accent-soft); color: var(--ll-text); }
:root .chip.chosen { background: var(--ll-accent); color: var(--ll-on-accent); }

/* A field: its label above it, and beside the box what belongs to it. */
:root .field { padding: 0.25rem 0 0.25rem 0.5rem; border-left: 3px solid transparent; }
:root .field.changed { border-left-color: var(--ll-accent); }
/* Nothing shrinks in the column that scrolls. */
:root .fields > *, :root .field > *, :root .fields .widget-vbox > * { flex-shrink: 0; }
:root .entry { position: relative; flex-wrap: wrap; align-items: flex-end; overflow: visible; }
:root .entry > :is(.widget-text, .widget-dropdown, .widget-toggle-buttons) {
  flex: 1 1 8rem; flex-wrap: wrap; width: auto; min-width: 0; height: auto;
}
:root .entry > * > .widget-label {
  flex: 1 0 100%; height: auto; padding-right: 4rem;
  text-align: left; white-space: normal; line-height: 1.5rem;
}
:root .widget-toggle-buttons .widget-toggle-button { min-width: 0; padding: 0 0.75em; }
/* Beside the label, where they take no place from the box. */
:root .undo, :root .hint > summary { position: absolute; top: 0.125rem; height: 1.5rem; }
:root .undo {
  right: 2rem; width: 1.75rem; margin: 0; padding: 0;
  background: none; color: var(--ll-accent); font-size: 0; line-height: 1.5rem;
}
:root .undo > i { margin: 0; font-size: 1rem; }
:root .hint > summary {
  right: 0.125rem; box-sizing: border-box; width: 1.5rem; list-style: none;
  border: 1px solid var(--ll-border); border-radius: 50%;
  line-height: 1.375rem; text-align: center; cursor: pointer;
}
:root .help {
  position: static; flex: 1 0 100%; height: auto; min-height: 0; margin: 0; overflow: visible;
}
:root .help > .widget-html-content { position: static; height: auto; min-height: 0; }
:root .hint { color: var(--ll-muted); font-size: 0.875em; line-height: 1.5; }
/* The slider's label is for screen readers: the same name stands over the box. */
:root .slide { width: auto; }
:root .slide > .widget-label {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}

/* Options are whole sentences: they wrap. */
:root .widget-radio-box { margin: 0; }
:root .widget-radio-box label {
  display: block; height: auto; padding: 0.35rem 0 0.35rem 1.5rem;
  line-height: 1.5; text-indent: -1.5rem; white-space: normal;
}
:root .widget-radio-box input {
  float: none; height: auto; margin: 0 0.5rem 0 0; vertical-align: middle;
}

/* The sentence with its key numbers, the line that tells changes, and the pictures. */
:root .lead, :root .rest { display: block; line-height: 1.4; }
:root .lead { font-size: 1.3125rem; font-weight: 500; }
:root .lead strong { color: var(--ll-cost-text); font-weight: 700; }
:root .rest { margin-top: 0.25rem; color: var(--ll-muted); line-height: 1.5; }
:root .rest strong { color: var(--ll-text); font-weight: 650; }
/* Both keep their places: the pictures below must not move while a reader looks at them. */
:root .sentence { min-height: 7.5rem; }
:root .change > .widget-html-content { min-width: 0; }
:root .delta {
  height: 1.5rem; overflow: hidden; color: var(--ll-muted);
  line-height: 1.5rem; text-overflow: ellipsis; white-space: nowrap;
}
:root .delta b { color: var(--ll-text); }
:root .chart svg { max-width: 100%; height: auto; }
/* The figures fill the width: each name with its number, in as many columns as fit. */
:root .figures tbody {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0 1.5rem;
}
:root .figures tr { display: flex; justify-content: space-between; gap: 1rem; }
:root .figures tr { padding: 0.25rem 0; border-bottom: 1px solid var(--ll-border); }
:root .figures th { color: var(--ll-muted); font-weight: 400; }
:root .figures th, :root .figures td { padding: 0; line-height: 1.5; }
:root .figures table { display: block; width: 100%; }
:root .rows { max-height: 24rem; overflow: auto; }
""".replace(":root", f".{ROOT_CLASS}")


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
