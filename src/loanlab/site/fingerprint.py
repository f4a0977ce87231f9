"""Hashes the package's sources: builds and wheels with another hash are stale."""

import hashlib
from pathlib import Path

# Files that can change a page: code, strings, data, templates, scripts, styles.
SUFFIXES = {".css", ".csv", ".html", ".j2", ".js", ".json", ".py", ".svg", ".yaml", ".yml"}


def fingerprint(folder: Path) -> str:
    """Hash the names and contents of all sources in a folder.

    Parameters
    ----------
    folder
        The folder; its subfolders are read too.

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
