"""Writes the translations of Sphinx's scripts as a script that evaluates no string."""

import json
from pathlib import Path

import sphinx.locale

_CALL = "Documentation.addTranslations("


def plain_translations(script: str) -> str:
    """Turn Sphinx's translations.js into a script whose plural rule is code instead of a string.

    Parameters
    ----------
    script
        The file that Sphinx wrote: one call with a catalogue in JSON.

    Returns
    -------
    str
        A script that sets the same translations.

    Raises
    ------
    ValueError
        If the file is not what Sphinx 7 writes.

    Examples
    --------
    >>> script = plain_translations(
    ...     'Documentation.addTranslations({"locale": "zh", "messages": {}, "plural_expr": "0"});'
    ... )
    >>> "PLURAL_EXPR = (n) => Number(0);" in script
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


def write_translations(destination: Path, locale: str, language: str) -> None:
    """Write the translations of Sphinx's scripts; nothing if Sphinx has none in the language.

    Parameters
    ----------
    destination
        The folder of our own static files.
    locale
        Sphinx's name for the language, such as ``"zh_CN"``.
    language
        The edition's language, such as ``"zh"``.
    """
    source = Path(sphinx.locale.__file__).parent / locale / "LC_MESSAGES" / "sphinx.js"
    if source.exists():
        script = plain_translations(source.read_text(encoding="utf-8"))
        (destination / f"translations.{language}.js").write_text(
            script, encoding="utf-8", newline="\n"
        )
