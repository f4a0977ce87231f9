"""Lets sphinxcontrib-katex set the formulas during the build, so that pages need no script."""

import os
from pathlib import Path

from sphinx.application import Sphinx

from . import browser_bundle
from .private_api import use_katex_over_network


def set_up_katex(app: Sphinx) -> None:
    """Let sphinxcontrib-katex find our Node and wait until its server listens."""
    use_katex_over_network()
    # It starts "node" by name when it meets the first formula.
    folder = str(Path(browser_bundle.node()).parent)
    os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])
