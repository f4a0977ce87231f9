"""Packs the package as a wheel into a text that a downloaded notebook carries with it."""

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from sphinx.errors import SphinxError

from .fingerprint import fingerprint
from .paths import LICENCES, PACKAGE, ROOT

# Characters a line: long enough for few lines, short enough that editors still highlight the rest.
LINE = 20_000
PROJECT_FILES = ("pyproject.toml", "README.md", *LICENCES)
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
# A fixed date in the wheel, so that the same package gives the same text on any day.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class WheelError(SphinxError):
    """The package could not be packed for the notebooks; the message says why."""

    category = "The package for the notebooks could not be packed"


class Wheel(NamedTuple):
    """The package as a wheel that pip can install.

    Attributes
    ----------
    name : str
        The file's name, which pip reads.
    version : str
        The package's version, with a hash of its content behind a plus sign.
    text : str
        The file, compressed and encoded; `base64.b85decode` and `zlib.decompress` decode it.
    """

    name: str
    version: str
    text: str


def wheel_of_package(work: Path) -> Wheel:
    """Build the package from the project's folder, unless that has been done.

    Parameters
    ----------
    work
        A folder that keeps the wheel for the next build of the site.

    Returns
    -------
    Wheel
        Equal for equal sources.

    Raises
    ------
    WheelError
        If setuptools cannot build it; the message says why.
    """
    digest = hashlib.sha256(fingerprint(PACKAGE).encode())
    for name in PROJECT_FILES:
        digest.update((ROOT / name).read_bytes())
    stamp = digest.hexdigest()[:10]
    kept = work / stamp
    if not any(kept.glob("*.whl")):
        shutil.rmtree(work, ignore_errors=True)
        _build(stamp, kept)
    path = next(kept.glob("*.whl"))
    packed = base64.b85encode(zlib.compress(_stored(path), 9)).decode("ascii")
    lines = [packed[start : start + LINE] for start in range(0, len(packed), LINE)]
    return Wheel(path.name, path.name.split("-")[1], "\n".join(lines))


def _build(stamp: str, target: Path) -> None:
    """Build the wheel from a copy, because setuptools leaves folders behind where it works."""
    source = target / "source"
    shutil.copytree(
        PACKAGE, source / "src" / "loanlab", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in PROJECT_FILES:
        shutil.copyfile(ROOT / name, source / name)
    (source / "setup.cfg").write_text(f"[egg_info]\ntag_build = +{stamp}\n", encoding="utf-8")
    command = [sys.executable, "-c", BUILD, ".."]
    done = subprocess.run(command, cwd=source, check=False, capture_output=True, text=True)
    if done.returncode:
        raise WheelError(f"setuptools could not pack it.\n{done.stderr[-2000:]}")
    shutil.rmtree(source)


def _stored(path: Path) -> bytes:
    """Store the wheel's files uncompressed: all of them together compress much better."""
    whole = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(whole, "w") as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), old.read(name))
    return whole.getvalue()
