"""Writes our static files into the site, and removes those of others that no page loads."""

import os
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.display import progress_message

from . import browser_bundle, browser_data, translations
from .paths import PALETTE, STYLE, THEME, WORK, static_folder
from .settings import language_of

# Copied as they are.
THEME_FILES = ("favicon.svg", "landing.js", "search.js", "shell.js")
# Scripts of Sphinx that differ from language to language.
LANGUAGE_FILES = ("documentation_options.js", "language_data.js")
SEARCH_INDEX = "searchindex.js"
# Files and folders that Sphinx, the themes and the extensions write and no page loads.
LEFTOVERS = (
    "objects.inv",
    # Each edition has its own, with the language in its name.
    "search.html",
    "_static/*.html",
    "_static/**/*.map",
    "_static/check-solid.svg",
    "_static/copy-button.svg",
    "_static/copybutton_funcs.js",
    "_static/images",
    "_static/locales",
    "_static/scripts/bootstrap.js*",
    "_static/styles/theme.css",
    "_static/togglebutton.*",
    "_static/translations.js",
    "_static/vendor",
)


def style_sheet() -> str:
    """Join all style sheets of site/style, the charts' palette first.

    Returns
    -------
    str
        CSS.
    """
    files = [PALETTE, *sorted(STYLE.glob("*.css"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def write_static_files(app: Sphinx) -> None:
    """Write what the pages load, before the pages are written."""
    if app.builder.format != "html":
        return
    destination = static_folder(app)
    # Nothing of an older build may stay: whatever lies here is published.
    shutil.rmtree(destination, ignore_errors=True)
    destination.mkdir(parents=True)
    with progress_message("writing the pages' own scripts and styles"):
        browser_bundle.build_runtime(destination, WORK)
        browser_data.write_python(destination, language_of(app.config))
        translations.write_translations(destination, app.config.language, language_of(app.config))
        (destination / "loanlab.css").write_text(style_sheet(), encoding="utf-8", newline="\n")
        for name in THEME_FILES:
            shutil.copyfile(THEME / name, destination / name)


def name_language_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Copy the scripts that Sphinx writes for a language to names with the language in them.

    Sphinx has written them when the first page is; all editions share one folder of scripts.
    """
    for name in LANGUAGE_FILES:
        _copy_for_language(app, Path(app.outdir, "_static", name))


def name_search_index(app: Sphinx, problem: Exception | None) -> None:
    """Copy the search index likewise. Sphinx itself reads the first copy in its next build.

    The scripts are copied again: a build in which no page has changed writes none of them.
    """
    if problem is None and app.builder.format == "html":
        for name in (SEARCH_INDEX, *(f"_static/{each}" for each in LANGUAGE_FILES)):
            _copy_for_language(app, Path(app.outdir, name))


def _copy_for_language(app: Sphinx, file: Path) -> None:
    own = static_folder(app) / f"{file.stem}.{language_of(app.config)}{file.suffix}"
    # Pages are written by several processes: never a moment without the file.
    if not own.exists() or own.read_bytes() != file.read_bytes():
        half = own.with_suffix(f".{os.getpid()}")
        shutil.copyfile(file, half)
        half.replace(own)


def remove_leftovers(app: Sphinx, problem: Exception | None) -> None:
    """Remove built files that no page loads."""
    if problem is not None or app.builder.format != "html":
        return
    for pattern in LEFTOVERS:
        for path in list(Path(app.outdir).glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
