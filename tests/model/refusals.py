"""That something is refused: with its reason, in plain words."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from loanlab.model.refusal import Refusal


def assert_plain(words: str) -> None:
    """Fail unless a refusal's words are a plain sentence for programmers."""
    assert re.match(r"[a-z0-9]", words), words
    assert not re.search(r"XX|[A-Z]{4}", words), words


def assert_refused(reason: str, function: Callable[..., Any], *args: Any, **named: Any) -> None:
    """Fail unless a call is refused for a reason, in plain words."""
    with pytest.raises(Refusal) as refusal:
        function(*args, **named)
    assert refusal.value.reason == reason
    assert_plain(str(refusal.value))
