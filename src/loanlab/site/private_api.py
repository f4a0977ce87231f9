"""Python that reaches into private parts of the packages that build the book.

None of this is documented by its package, so any update may break it. It was tried on the versions
in `TRIED_ON`; a test compares them with the pins of requirements-book.txt. After an update, build
the book, run `tests/site` and `tests/pages`, then change the version here. Outside Python, the
theme's templates are overridden in `theme/`, `theme/search.js` calls Sphinx's search, and
`translations.py` reads Sphinx's translated strings; tests of the built pages cover these.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.executors.utils import single_nb_execution
from jupyter_cache.readers import NbReadError
from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _CascadingStyleSheet, _file_checksum, _JavaScript
from sphinx.environment import BuildEnvironment
from sphinxcontrib.katex import KaTeXServer

TRIED_ON = {
    "jupyter-cache": "1.0.1",
    "myst-nb": "1.4.0",
    "sphinx": "7.4.7",
    "sphinx-thebe": "0.3.1",
    "sphinxcontrib-katex": "0.9.11",
}

# Sphinx puts objects of these classes into the lists `script_files` and `css_files` of a page.
# Its public functions only add to the lists; we build them anew, without what a page does not need.
Script = _JavaScript
StyleSheet = _CascadingStyleSheet


def checksum(app: Sphinx, file: str) -> str:
    """Hash a built file as Sphinx does for the ``?v=`` of its own addresses.

    Parameters
    ----------
    app
        The Sphinx application.
    file
        The file's path below the output folder.

    Returns
    -------
    str
        The checksum; empty if there is no such file.
    """
    return _file_checksum(Path(app.outdir), file)


def disconnect_extension(app: Sphinx, module: str) -> None:
    """Disconnect an extension from all events: Sphinx can only load extensions, not unload them.

    Parameters
    ----------
    app
        The Sphinx application.
    module
        The module in which the extension's handlers stand.
    """
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__ == module:
                app.disconnect(listener.id)


def use_katex_over_network() -> None:
    """Let sphinxcontrib-katex talk to its server over the network instead of a Unix socket.

    It connects to the Unix socket as soon as the socket's file exists. Now and then that is before
    the server listens, and the build ends with "connection refused". Over the network it tries
    again. It chooses by operating system and has no setting for it.
    """
    KaTeXServer.start_server_process = KaTeXServer.start_network_socket


class NotebookCache:
    """The cache of executed notebooks that MyST-NB reads.

    MyST-NB runs the notebooks one after the other. Running them ahead in parallel needs the parts
    of jupyter-cache that MyST-NB itself calls.
    """

    _READER = {"type": "plugin", "name": "myst_nb_md"}  # noqa: RUF012

    def __init__(self, env: BuildEnvironment) -> None:
        path = env.mystnb_config.execution_cache_path  # type: ignore[attr-defined]
        self._cache: JupyterCacheAbstract = get_cache(path)

    def missing(self, paths: list[Path]) -> Iterator[tuple[Path, Any]]:
        """Find the notebooks that have to run.

        Parameters
        ----------
        paths
            The pages' files.

        Yields
        ------
        tuple
            Path and notebook of each page that is a notebook, can be read and is not in the cache.
        """
        for path in paths:
            if not is_myst_markdown_notebook(path.read_text(encoding="utf-8")):
                continue
            record = self._cache.add_nb_to_project(str(path), read_data=self._READER)
            try:
                if self._cache.get_cached_project_nb(record.pk) is None:
                    yield path, self._cache.get_project_notebook(record.pk).nb
            except NbReadError:
                # MyST-NB reads it again and reports what is wrong.
                continue

    def add(self, path: Path, notebook: Any, seconds: float) -> None:
        """Keep an executed notebook.

        Parameters
        ----------
        path
            The page's file.
        notebook
            The notebook with its outputs.
        seconds
            How long it ran.
        """
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": seconds})
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def execute(path: Path, notebook: Any, timeout: int) -> float | None:
    """Run a notebook as MyST-NB does, and put its outputs into it.

    Parameters
    ----------
    path
        The page's file; the notebook runs in its folder.
    notebook
        The notebook, changed in place.
    timeout
        The seconds that a cell may take.

    Returns
    -------
    float or None
        The seconds that it took; None if a cell failed.
    """
    result = single_nb_execution(
        notebook, cwd=str(path.parent), timeout=timeout, allow_errors=False
    )
    return result.time if result.err is None else None
