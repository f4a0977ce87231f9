"""Test that formulas are rendered at build time."""

import atexit
from unittest.mock import Mock

import pytest
from sphinxcontrib.katex import KaTeXServer

from loanlab.site.formulas import set_up_katex


def test_the_build_waits_for_the_formula_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    # monkeypatch restores both; the empty PATH shows that no system Node is needed.
    monkeypatch.setattr(KaTeXServer, "start_server_process", KaTeXServer.start_server_process)
    monkeypatch.setenv("PATH", str(tmp_path))
    set_up_katex(Mock())
    for _time in range(3):
        server = KaTeXServer.start()
        atexit.unregister(KaTeXServer.terminate)
        try:
            assert server.sock.getpeername()[0] == "127.0.0.1"
            reply = server.render({"latex": "r^2", "katex_options": {}})
            assert 'class="katex"' in reply["html"]
        finally:
            server.terminate()
