"""Formulas are set when the book is built."""

import atexit
from unittest.mock import Mock

import pytest
from sphinxcontrib.katex import KaTeXServer

from loanlab.site.formulas import set_up_katex


def test_the_formulas_server_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    # Both are put back afterwards; the empty PATH shows that no Node of the machine is needed.
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
