"""Sphinx's words for its scripts, in a form that makes no code from a string in the page."""

import json
from pathlib import Path

import sphinx.locale

_CALL = "Documentation.addTranslations("


def plain_translations(script: str) -> str:
    """Sphinx's translations.js with its rule of plurals as code: a page runs no string.

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
    strings = json.loads(text.removeprefix(_CALL).removesuffix(")"))
    messages = json.dumps(strings["messages"], ensure_ascii=False)
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {messages});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({strings['plural_expr']});\n"
        f"Documentation.LOCALE = {json.dumps(strings['locale'])};\n"
    )


def write_translations(destination: Path, language: str) -> None:
    """Write Sphinx's words in the edition's language; nothing if Sphinx has none.

    Parameters
    ----------
    destination
        The folder of the book's static files that is ours.
    language
        Sphinx's name of the language, such as ``"zh_CN"``.
    """
    source = Path(sphinx.locale.__file__).parent / language / "LC_MESSAGES" / "sphinx.js"
    if source.exists():
        made = plain_translations(source.read_text(encoding="utf-8"))
        (destination / "translations.js").write_text(made, encoding="utf-8", newline="\n")
