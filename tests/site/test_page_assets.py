"""Test that a page loads only the scripts and style sheets that it needs."""

from pathlib import Path

import pytest

from loanlab.site.fingerprint import fingerprint
from loanlab.site.page_assets import async_scripts_for, is_needed, scripts_for
from loanlab.site.translations import plain_translations

TEXT = "<p>只有文字</p>"
LIVE = '<form class="simulation" data-simulation="x"></form>'


def test_a_text_only_page_loads_none_of_our_scripts() -> None:
    assert scripts_for(TEXT) == []
    assert async_scripts_for(TEXT, "zh") == {}


def test_a_page_with_a_simulation_loads_the_python_and_our_script() -> None:
    assert scripts_for(LIVE) == ["_static/loanlab/loanlab.js"]
    assert list(async_scripts_for(LIVE, "zh")) == [
        "_static/loanlab/words.zh.js",
        "_static/loanlab/python.js",
        "_static/loanlab/micropython.js",
    ]


def test_a_page_with_only_a_chart_loads_no_python() -> None:
    chart = '<div class="chart" data-chart="a"></div>'
    assert scripts_for(chart) == ["_static/loanlab/loanlab.js"]
    assert async_scripts_for(chart, "zh") == {}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("_static/katex-math.css", '<span class="katex">x</span>'),
        ("_static/clipboard.min.js", '<div class="highlight-python">x</div>'),
        (
            f"_static/mystnb.{'1b39' * 16}.css",
            '<div class="highlight">',
        ),
    ],
)
def test_a_file_is_loaded_only_by_pages_that_need_it(name: str, body: str) -> None:
    assert is_needed(name, body)
    assert not is_needed(name, TEXT)


@pytest.mark.parametrize("name", ["_static/sphinx-thebe.js", "_static/embed-amd.js", "mathjax.js"])
def test_an_unlisted_file_is_loaded_by_no_page(name: str) -> None:
    assert not is_needed(name, LIVE + '<span class="katex highlight">')


def test_sphinxs_translations_are_set_without_evaluating_a_string() -> None:
    made = plain_translations(
        'Documentation.addTranslations({"locale": "x", "messages": {"Search": "搜索"}, '
        '"plural_expr": "(n > 1)"});'
    )
    assert '{"Search": "搜索"}' in made
    assert "Number((n > 1))" in made
    assert "Function" not in made


def test_an_unknown_format_of_sphinxs_translations_is_refused() -> None:
    with pytest.raises(ValueError, match="Sphinx 7"):
        plain_translations("Documentation.addMore({});")


def test_any_changed_source_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    (tmp_path / "b").mkdir()
    first = fingerprint(tmp_path)
    (tmp_path / "b" / "c.yml").write_text("x", encoding="utf-8")
    second = fingerprint(tmp_path)
    (tmp_path / "b" / "c.yml").write_text("y", encoding="utf-8")
    third = fingerprint(tmp_path)
    (tmp_path / "b" / "notes.txt").write_text("no source", encoding="utf-8")
    assert len({first, second, third}) == 3
    assert fingerprint(tmp_path) == third
