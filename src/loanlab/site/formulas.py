"""Formulas, set by KaTeX when the book is built, so that a page needs no script for them."""

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinxcontrib.katex import KaTeXServer

from . import browser_bundle


def use_waiting_server(app: Sphinx) -> None:
    """Let sphinxcontrib-katex find its Node, and wait until its server listens.

    Over its Unix socket, 0.9.11 connects as soon as the socket's file exists, which now and then is
    before the server listens, and the build ends with "connection refused". Its way for other
    systems tries again.

    Parameters
    ----------
    app
        The Sphinx application.
    """
    KaTeXServer.start_server_process = KaTeXServer.start_network_socket
    # It starts "node" by name when it meets the first formula.
    folder = str(Path(browser_bundle.node()).parent)
    os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])
