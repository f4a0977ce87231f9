"""Rebuilds every page when the package changed.

Neither Sphinx nor the notebooks' cache sees a change in src/: the one looks at the pages, the other
at the cells.
"""

import hashlib
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .places import PACKAGE

# What can change a page: code, words, figures, templates, scripts, styles.
SUFFIXES = {".css", ".csv", ".html", ".j2", ".js", ".json", ".py", ".svg", ".yaml", ".yml"}
RECORD = "loanlab.sha256"


def fingerprint(folder: Path) -> str:
    """A hash of all sources in a folder, by name and content.

    Parameters
    ----------
    folder
        The folder, read with all its subfolders.

    Returns
    -------
    str
        Hexadecimal SHA-256.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _record(app: Sphinx) -> Path:
    return Path(app.doctreedir) / RECORD


def _changed(app: Sphinx) -> bool:
    record = _record(app)
    return not record.exists() or record.read_text(encoding="utf-8") != fingerprint(PACKAGE)


def compare(app: Sphinx) -> None:
    """Drop the notebooks' cache if the package changed since the last good build.

    Parameters
    ----------
    app
        The Sphinx application.
    """
    if _changed(app):
        own = Path(app.outdir).parent / ".jupyter_cache"
        shutil.rmtree(app.config["nb_execution_cache_path"] or own, ignore_errors=True)


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """All pages if the package changed since the last good build, else none.

    Parameters
    ----------
    app
        The Sphinx application.
    env
        Its environment, which knows the pages.
    added, changed, removed
        What Sphinx found itself.

    Returns
    -------
    set of str
        Pages to read again.
    """
    return env.found_docs - added if _changed(app) else set()


def remember(app: Sphinx, problem: Exception | None) -> None:
    """Keep the package's hash when the build came to a good end.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    if problem is None:
        _record(app).write_text(fingerprint(PACKAGE), encoding="utf-8")
