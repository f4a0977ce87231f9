"""Sphinx's words for its scripts, in a form that makes no code from a string in the page."""

import json
from pathlib import Path

from sphinx.application import Sphinx

_CALL = "Documentation.addTranslations("


def plain_translations(script: str) -> str:
    """Sphinx's translations.js without its rule of plurals as a string, which a page would have to run.

    Parameters
    ----------
    script
        The file that Sphinx wrote: one call with a catalogue in JSON.

    Returns
    -------
    str
        A script that sets the same words, and the rule as code.

    Raises
    ------
    ValueError
        If the file is not what Sphinx 7 writes.

    Examples
    --------
    >>> made = plain_translations(
    ...     'Documentation.addTranslations({"locale": "zh", "messages": {}, "plural_expr": "0"});'
    ... )
    >>> "PLURAL_EXPR = (n) => Number(0);" in made
    True
    """
    text = script.strip().removesuffix(";")
    if not (text.startswith(_CALL) and text.endswith(")")):
        raise ValueError("translations.js is not the one call that Sphinx 7 writes")
    words = json.loads(text.removeprefix(_CALL).removesuffix(")"))
    messages = json.dumps(words["messages"], ensure_ascii=False)
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {messages});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({words['plural_expr']});\n"
        f"Documentation.LOCALE = {json.dumps(words['locale'])};\n"
    )


def rewrite(app: Sphinx, problem: Exception | None) -> None:
    """Rewrite translations.js of the built book.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    path = Path(app.outdir) / "_static" / "translations.js"
    if problem is None and app.builder.format == "html" and path.exists():
        made = plain_translations(path.read_text(encoding="utf-8"))
        path.write_text(made, encoding="utf-8", newline="\n")
