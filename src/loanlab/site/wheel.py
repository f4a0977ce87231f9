"""Packs the package as a wheel into a text that a downloaded notebook carries with it.

The wheel has what a notebook of one language needs: all the code but this room's, the texts of the
language, and the Chinese ones, which letters and papers show in every language. Each of more than
thirty notebooks carries it, so every kilobyte counts.
"""

import base64
import bz2
import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from sphinx.errors import SphinxError

from loanlab.data.words import FIRST

from .fingerprint import fingerprint
from .paths import PACKAGE, ROOT

# Characters a line: long enough for few lines, short enough that editors still highlight the rest.
LINE = 20_000
PROJECT_FILES = ("pyproject.toml", "LICENSE", "LICENSE-TEXT.md")
README = "The helper package of WeChat Loan Lab, as its notebooks carry it.\n"
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
# The list of files in a wheel.
RECORD = ".dist-info/RECORD"
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
        The package's version; behind a plus sign a hash of its content, and the language.
    enough : str
        The start of the versions that serve as well: every wheel has the first language's words.
    text : str
        The file, compressed and encoded; `base64.b85decode` and `bz2.decompress` decode it.
    """

    name: str
    version: str
    enough: str
    text: str


def wheel_of_package(work: Path, language: str) -> Wheel:
    """Build the package from the project's folder, unless that has been done.

    Parameters
    ----------
    work
        A folder that keeps the wheel for the next build of the site.
    language
        The language of the notebooks.

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
    kept = work / language / stamp
    if not any(kept.glob("*.whl")):
        shutil.rmtree(work / language, ignore_errors=True)
        _build(stamp, language, kept)
    path = next(kept.glob("*.whl"))
    packed = base64.b85encode(bz2.compress(_stored(path), 9)).decode("ascii")
    lines = [packed[start : start + LINE] for start in range(0, len(packed), LINE)]
    version = path.name.split("-")[1]
    enough = version.removesuffix(language) if language == FIRST else version
    return Wheel(path.name, version, enough, "\n".join(lines))


def _build(stamp: str, language: str, target: Path) -> None:
    """Build the wheel from a copy, because setuptools leaves folders behind where it works."""
    source = target / "source"
    package = source / "src" / "loanlab"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(package / "site")
    languages = {folder.name for folder in (package / "text").iterdir() if folder.is_dir()}
    others = languages - {FIRST, language}
    for other in others:
        shutil.rmtree(package / "text" / other)
    for path in (package / "data").rglob("*.yml"):
        path.write_text(without_languages(path.read_text("utf-8"), others), encoding="utf-8")
    for name in PROJECT_FILES:
        shutil.copyfile(ROOT / name, source / name)
    (source / "README.md").write_text(README, encoding="utf-8")
    tag = f"[egg_info]\ntag_build = +{stamp}.{language}\n"
    (source / "setup.cfg").write_text(tag, encoding="utf-8")
    command = [sys.executable, "-c", BUILD, ".."]
    done = subprocess.run(command, cwd=source, check=False, capture_output=True, text=True)
    if done.returncode:
        raise WheelError(f"setuptools could not pack it.\n{done.stderr[-2000:]}")
    shutil.rmtree(source)


def without_languages(text: str, languages: Collection[str]) -> str:
    r"""Leave out of a data file the words of languages that a notebook does not show.

    Parameters
    ----------
    text
        A YAML file of `loanlab.data`.
    languages
        The languages to leave out.

    Returns
    -------
    str
        YAML without these words, and without comments.

    Examples
    --------
    >>> without_languages("terms: [{name_zh: 年化, name_en: annual rate}]", {"en"})
    'terms:\n- name_zh: 年化\n'
    """
    endings = tuple(f"_{language}" for language in languages)
    kept = _kept(yaml.safe_load(text), endings)
    dumped: str = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
    return dumped


def _kept(value: Any, endings: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_kept(part, endings) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _kept(part, endings)
        for key, part in value.items()
        if not (isinstance(key, str) and key.endswith(endings))
    }


def _stored(path: Path) -> bytes:
    """Store the wheel's files uncompressed: files of a kind compress much better together."""
    whole = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(whole, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name.rpartition(".")[2], name)):
            content = old.read(name)
            if name.endswith(RECORD):
                content = _without_hashes(content.decode("utf-8")).encode("utf-8")
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return whole.getvalue()


def _without_hashes(record: str) -> str:
    """Leave the hashes out of a wheel's list of files: no installer needs them; they pack badly."""
    return "".join(f"{line.split(',')[0]},,\n" for line in record.splitlines())
