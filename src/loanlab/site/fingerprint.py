"""A hash of the package's sources: a build and a wheel are stale when it has changed."""

import hashlib
from pathlib import Path

# What can change a page: code, words, figures, templates, scripts, styles.
SUFFIXES = {".css", ".csv", ".html", ".j2", ".js", ".json", ".py", ".svg", ".yaml", ".yml"}


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
