"""Assert refusals with their reason and a plain message."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from loanlab.model.refusal import Refusal


def assert_plain(words: str) -> None:
    """Fail unless a message is a plain sentence for programmers."""
    assert re.match(r"[a-z0-9]", words), words
    assert not re.search(r"XX|[A-Z]{4}", words), words


def assert_refused(reason: str, function: Callable[..., Any], *args: Any, **named: Any) -> None:
    """Fail unless a call is refused for a reason, with a plain message."""
    with pytest.raises(Refusal) as refusal:
        function(*args, **named)
    assert refusal.value.reason == reason
    assert_plain(str(refusal.value))
