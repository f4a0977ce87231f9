"""The content-security policy: a page runs our scripts only and asks no other host for anything."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

_OWN_TAG = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_HEAD = re.compile(r"<head>\s*")
# Scripts of another type are data; a browser does not run them.
_RUN_TYPES = {"", "text/javascript", "application/javascript", "module"}


class _ScriptReader(HTMLParser):
    """Collects a page's inline scripts and the handlers in its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.handlers += [f"<{tag} {name}>" for name in names if name.startswith("on")]
        if tag == "script" and "src" not in names and (names.get("type") or "") in _RUN_TYPES:
            self._inside = True
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False


def script_hash(script: str) -> str:
    """An inline script's hash as a policy names it.

    Parameters
    ----------
    script
        The text between the tags, with line ends as a browser reads them (LF).

    Returns
    -------
    str
        Such as ``'sha256-…='``, quotes included.

    Examples
    --------
    >>> script_hash("alert('Hello, world.');")
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in a page itself, in their order.

    Parameters
    ----------
    page
        A whole HTML page.

    Returns
    -------
    list of str
        The scripts' texts.
    """
    return _read(page).scripts


def inline_handlers(page: str) -> list[str]:
    """The tags that carry a handler such as ``onclick``, which the policy keeps from running.

    Parameters
    ----------
    page
        A whole HTML page.

    Returns
    -------
    list of str
        Tag and attribute of each.
    """
    return _read(page).handlers


def _read(page: str) -> _ScriptReader:
    reader = _ScriptReader()
    reader.feed(page)
    reader.close()
    return reader


def policy_for(page: str) -> str:
    """The policy of one page.

    Parameters
    ----------
    page
        A whole HTML page.

    Returns
    -------
    str
        The policy's text.
    """
    hashes = sorted({script_hash(script) for script in inline_scripts(page)})
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def protected(page: str) -> str:
    """The page with its policy first in the head; a page that has one gets it anew.

    Parameters
    ----------
    page
        A whole HTML page.

    Returns
    -------
    str
        The page.

    Raises
    ------
    ValueError
        If the page has no head.
    """
    bare = _OWN_TAG.sub("", page)
    # First in the head, before anything can load; only the statement of the encoding is data.
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(bare)}">\n'
    whole, count = _HEAD.subn(lambda head: f"<head>\n{tag}", bare, count=1)
    if not count:
        raise ValueError("the page has no <head>")
    return whole


def protect_pages(app: Sphinx, problem: Exception | None) -> None:
    """Put the policy into every built page.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    if problem is not None or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for handler in inline_handlers(page):
            logger.warning("%s: the policy keeps %s from running", path.name, handler)
        whole = protected(page)
        if whole != page:
            path.write_text(whole, encoding="utf-8", newline="\n")
