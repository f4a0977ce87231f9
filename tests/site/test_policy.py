"""The policy of each page: our scripts by their hash, and no other host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.site.policy import inline_handlers, inline_scripts, policy_for, protected, script_hash

PAGE = "<!DOCTYPE html>\n<html><head>\n<title>t</title></head><body>{}</body></html>"


def test_an_inline_script_is_named_by_its_hash_and_nothing_else_runs() -> None:
    page = PAGE.format("<script>let a = 1 < 2;</script>")
    policy = policy_for(page)
    assert script_hash("let a = 1 < 2;") in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in policy


def test_data_in_a_script_tag_and_scripts_of_their_own_file_need_no_hash() -> None:
    page = PAGE.format('<script type="application/json">{}</script><script src="a.js"></script>')
    assert inline_scripts(page) == []
    assert "sha256" not in policy_for(page)


def test_a_handler_in_a_tag_is_found() -> None:
    assert inline_handlers(PAGE.format('<p onclick="x()">a</p>')) == ["<p onclick>"]


def test_the_policy_is_first_in_the_head() -> None:
    head = protected(PAGE.format("")).split("<head>")[1]
    assert head.lstrip().startswith('<meta http-equiv="Content-Security-Policy"')


@given(st.sampled_from(["", "<script>1</script>", "<p>年化</p>"]))
def test_protecting_twice_is_protecting_once(body: str) -> None:
    once = protected(PAGE.format(body))
    assert protected(once) == once


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="head"):
        protected("<p>bare</p>")
