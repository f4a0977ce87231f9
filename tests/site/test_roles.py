"""Test the claim role: its badge on the page and its text in a notebook."""

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from loanlab.data import claims
from loanlab.site.roles import WORD_JOINER, claim
from loanlab.views.claims import claim_sign


def parse_role(text: str) -> tuple[list[Any], list[Any]]:
    document = new_document("page.md")
    document.reporter.report_level = 5
    document.settings.env = SimpleNamespace(config=SimpleNamespace(language="zh_CN"))
    inliner: Any = SimpleNamespace(
        document=document,
        reporter=document.reporter,
        problematic=lambda text, raw, warning: nodes.problematic(raw, text),
    )
    return claim("claim", f"{{claim}}`{text}`", text, 1, inliner)


@pytest.mark.parametrize("name", sorted(claims()))
def test_a_claim_with_its_sign_becomes_a_badge(name: str) -> None:
    (badge,), warnings = parse_role(f"〔{name} {claim_sign(name)}〕")
    assert warnings == []
    assert f'href="#claim-{name}"' in badge.astext()
    assert badge.astext().endswith(WORD_JOINER)


@pytest.mark.parametrize("text", ["〔c3-06 ✓〕", "c3-06", "〔c3-06〕", "〔c3-06 ×"])
def test_a_wrong_or_missing_sign_warns_with_the_right_form(text: str) -> None:
    _nodes, (warning,) = parse_role(text)
    if "〔c3-06 ✓" in text or text == "c3-06":
        assert "write it as 〔c3-06 ×〕" in warning.astext()
    else:
        assert "no claim has the id" in warning.astext()


def test_an_unknown_id_warns() -> None:
    _nodes, (warning,) = parse_role("〔c9-99 ✓〕")
    assert "no claim has the id 'c9-99'" in warning.astext()
