"""Test what notebooks show in other languages than Chinese: widgets, grades, refusals, letters."""

import datetime
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import ipywidgets as widgets
import pytest

from loanlab import Chat, Letter, LoanLabError, Paper, check, exercise, simulate, use_language
from loanlab.data import facts
from loanlab.exercises import exercises
from loanlab.forms.evaluation import defaults, evaluate
from loanlab.notebook.widgets import SimulationForm, exercise_widget
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from tests.book.editions import leftover_chinese
from tests.text.languages import ORIGINAL, languages

TRANSLATIONS = [language for language in languages() if language != ORIGINAL]
SIMULATIONS = simulations(facts())
EXERCISES = exercises(facts())
ENGLISH = catalogue("en")
MARKS = ENGLISH["exercise_marks"]
# What a widget shows or says.
SPOKEN = ("description", "value", "tooltip", "placeholder", "label")


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh")


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip charts, which take most of the time and have tests of their own."""
    monkeypatch.setattr("loanlab.notebook.stage.chart_spec", lambda *_names: {})
    monkeypatch.setattr("loanlab.notebook.stage.with_rows", lambda spec, *_rows: spec)
    monkeypatch.setattr("loanlab.notebook.stage.svg_of", lambda _spec: "<svg></svg>")


def below(widget: Any) -> list[Any]:
    return [widget, *(each for child in getattr(widget, "children", ()) for each in below(child))]


def texts_of(whole: Any) -> list[str]:
    """Every text in some widgets, without markup, styles and the contents of saved files."""
    found: list[str] = []
    for widget in below(whole):
        texts = [getattr(widget, name, "") for name in SPOKEN]
        texts += getattr(widget, "titles", ())
        texts += [label for label, _value in _options(widget)]
        for text in texts:
            if isinstance(text, str):
                bare = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
                spoken = re.findall(r'aria-label="([^"]*)"', bare)
                found += [unescape(part) for part in [*re.split(r"<[^>]*>", bare), *spoken]]
    return [text.strip() for text in found if text.strip()]


def _options(widget: Any) -> list[tuple[str, Any]]:
    options = getattr(widget, "options", ())
    return [each if isinstance(each, tuple) else (str(each), each) for each in options]


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", NAMES)
def test_the_widgets_of_a_simulation_are_in_the_language(name: str, language: str) -> None:
    strings = catalogue(language)
    form = SimulationForm(SIMULATIONS[name], strings)
    texts = texts_of(form.build())
    assert [text for text in texts if leftover_chinese(text)] == []
    section = strings["simulations"][name]
    labels = {field["label"] for field in section["fields"].values() if "columns" not in field}
    assert labels - set(texts) == set()
    assert {section["title"], strings["interface"]["form"]["reset"]} <= set(texts)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_move_is_told_in_the_language(name: str, language: str) -> None:
    strings = catalogue(language)
    simulation = SIMULATIONS[name]
    form = SimulationForm(simulation, strings)
    whole = form.build()
    start = defaults(simulation)
    field = next(
        field
        for field in map(simulation.field, simulation.open_fields)
        if field.kind in ("number", "list")
    )
    if field.kind == "list":
        number = next(column for column in field.columns if column.kind == "number")
        box, field = field.cell(0, number.name), number
    else:
        box = field.name
    moved = field.text_of(field.minimum)
    assert moved != start[box]
    form.inputs.boxes[box].value = moved
    now = evaluate(simulation, {**start, box: moved}, strings)
    if now.result is None:
        assert now.alert in texts_of(whole)
    else:
        assert unescape(re.sub("<[^>]*>", "", form.stage.sentence.value)) == now.sentence
    form.inputs.boxes[box].value = "x"
    refusal = evaluate(simulation, {**start, box: "x"}, strings)
    assert refusal.errors[box] in texts_of(whole)
    assert refusal.alert in texts_of(whole)
    assert [text for text in texts_of(whole) if leftover_chinese(text)] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_asks_and_answers_in_the_language(name: str, language: str) -> None:
    defined = EXERCISES[name]
    whole = exercise_widget(defined, catalogue(language))
    texts = texts_of(whole)
    assert [text for text in texts if leftover_chinese(text)] == []
    buttons = [each for each in below(whole) if isinstance(each, widgets.Button)]
    buttons[-1].click()
    assert len(texts_of(whole)) > len(texts)
    assert [text for text in texts_of(whole) if leftover_chinese(text)] == []


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0004 * 365, MARKS["right"]),
        (0.0004 * 360, MARKS["mistake"]),
        (14.6, MARKS["percent_for_fraction"]),
        ("0.146", MARKS["fraction_for_percent"]),
        ("14.6% a year", MARKS["right"]),
        ("", MARKS["unreadable"]),
        (None, MARKS["not_a_number"]),
        (..., MARKS["unanswered"]),
    ],
)
def test_check_answers_in_english(
    capsys: pytest.CaptureFixture[str], value: Any, said: str
) -> None:
    check("rates-fenfu-year", value)
    out = capsys.readouterr().out
    assert out.startswith(said)
    assert leftover_chinese(out) == []


@pytest.mark.usefixtures("english")
def test_a_choice_is_asked_and_checked_in_english() -> None:
    name, defined = next((n, each) for n, each in EXERCISES.items() if each.is_choice)
    shown = exercise(name)
    wrong = next(option for option in defined.options if option != defined.right)
    assert shown.check(defined.right).startswith(MARKS["right"])
    assert shown.check(wrong).startswith(MARKS["wrong"])
    assert shown.check(...) == MARKS["undecided"]
    refused = shown.check("Z")
    assert refused.startswith(MARKS["not_an_option"].split("{")[0])
    assert f'A ("{defined.options[0]}"), B (' in refused
    assert leftover_chinese(repr(shown)) == []
    assert "\nA. " in repr(shown)


@pytest.mark.usefixtures("english")
def test_a_simulation_run_from_python_answers_in_english() -> None:
    outcome = simulate("late-payment").run(view="in_plan", late_number=3, days_late=1)
    assert repr(outcome).startswith("Payment no. 3, 1 day late: ")
    assert leftover_chinese(repr(simulate("late-payment"))) == []
    with pytest.raises(LoanLabError, match=r"A plan of 2 months does not reach payment no\. 3\."):
        simulate("late-payment").run(view="in_plan", late_number=3, months=2)
    with pytest.raises(LoanLabError, match=r"is out of range\. It can be from 1 month to"):
        simulate("repayment").run(months=10_000)


@pytest.mark.usefixtures("english")
def test_a_letter_filled_in_a_notebook_is_chinese_and_says_below_what_it_says() -> None:
    letter = Letter("refusal-review").fill(lender="甲银行", applied_on=datetime.date(2026, 11, 5))
    chinese, english = repr(letter).split("\n\n")
    assert chinese.startswith("甲银行：")
    assert "2026年11月5日" in chinese
    assert "5 November 2026" in english
    assert "甲银行" in english
    assert leftover_chinese(english.replace("甲银行", "the bank")) == []


@pytest.mark.usefixtures("english")
def test_a_paper_and_a_chat_show_each_chinese_line_before_its_english() -> None:
    for display in (Paper("contract"), Chat("unfreeze")):
        lines = repr(display).splitlines()
        assert sum(bool(re.search("[\u3400-\u9fff].*[(].*[a-z]", line)) for line in lines) > 3
