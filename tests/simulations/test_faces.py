"""The face of every simulation: what is open and folded, presets, leads, tabs, their lengths.

What words decide is tested in every language, what a definition decides once.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from loanlab.data import facts
from loanlab.forms.definition import MOST_OPEN_FIELDS
from loanlab.forms.evaluation import MARK, Evaluation, defaults, evaluate, typed_texts
from loanlab.forms.formatting import constant_texts
from loanlab.simulations import NAMES, simulations
from loanlab.text import catalogue
from loanlab.views.simulation import preset_text
from tests.simulations import states
from tests.text.languages import ORIGINAL, languages

CATALOGUES = {language: catalogue(language) for language in languages()}
STRINGS = CATALOGUES[ORIGINAL]
SIMULATIONS = simulations(facts())


class Limits(NamedTuple):
    """The lengths for which the face has room.

    All are in characters as read, a placeholder counting as what fills it; ``chip`` and ``summary``
    are in full-width characters: Latin letters and digits are half as wide.
    """

    title: int
    intro: int
    lead: int
    default_lead: int
    label: int
    output: int
    tab: int
    group: int
    option: int
    unit: int
    chip: int
    summary: int


LIMITS = {
    "zh": Limits(18, 32, 57, 46, 10, 12, 8, 10, 16, 5, 12, 14),
    # Other languages in Latin letters have the same room.
    "en": Limits(36, 64, 110, 92, 22, 26, 16, 22, 44, 8, 12, 18),
}
PRESETS = range(2, 10)
MOST_SENTENCES = 5
KEY_OUTPUTS = 2
KEY_NUMBERS = range(1, 4)
KEY_NUMBER = re.compile(r"\*[^*]*\{\w+\}[^*]*\*")


@pytest.fixture(params=NAMES)
def simulation(request: pytest.FixtureRequest) -> Any:
    return SIMULATIONS[request.param]


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def strings(language: str) -> dict[str, Any]:
    return CATALOGUES[language]


@pytest.fixture
def limits(language: str) -> Limits:
    return LIMITS.get(language, LIMITS["en"])


def strings_of(simulation: Any, language: str = ORIGINAL) -> Any:
    return CATALOGUES[language]["simulations"][simulation.name]


def default_of(simulation: Any, strings: dict[str, Any]) -> Evaluation:
    return evaluate(simulation, defaults(simulation), strings)


def of_preset(simulation: Any, name: str) -> dict[str, str]:
    return typed_texts(simulation, simulation.preset_values(name))


def starts(simulation: Any) -> list[dict[str, str]]:
    """The states that a reader reaches with one tap: the default and the presets."""
    names = [preset.name for preset in simulation.presets]
    return [defaults(simulation), *(of_preset(simulation, name) for name in names)]


@cache
def tried(name: str) -> list[Evaluation]:
    """Evaluations of the grid and of the states reached with one tap, those refused included."""
    simulation = SIMULATIONS[name]
    typed = states.grid(simulation) + starts(simulation)
    return [evaluate(simulation, each, STRINGS) for each in typed]


@cache
def with_result(name: str, language: str = ORIGINAL) -> list[Evaluation]:
    """Those that are not refused, in words of a language; the results are computed only once."""
    found = [each for each in tried(name) if each.result is not None]
    if language == ORIGINAL:
        return found
    return [
        Evaluation(each.simulation, CATALOGUES[language], each.values, each.result, each.hidden)
        for each in found
    ]


def width(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in text)


def texts_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a section, with its keys."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(each, (*path, str(key)))
    else:
        yield path, value


def test_every_field_is_open_or_in_one_group(simulation: Any) -> None:
    placed = list(simulation.open_fields)
    for group in simulation.groups:
        assert group.fields, group.name
        placed += group.fields
    assert sorted(placed) == sorted(field.name for field in simulation.fields)


def test_no_more_fields_are_open_than_one_can_survey(simulation: Any) -> None:
    for each in tried(simulation.name):
        shown = [name for name in simulation.open_fields if name not in each.hidden]
        assert 1 <= len(shown) <= MOST_OPEN_FIELDS, shown


def test_groups_and_presets_have_their_strings_and_none_is_unused(simulation: Any) -> None:
    strings = strings_of(simulation)
    assert list(strings.get("groups", {})) == [group.name for group in simulation.groups]
    assert list(strings.get("presets", {})) == [preset.name for preset in simulation.presets]


def test_a_preset_is_a_state_of_its_own_that_has_a_result(simulation: Any) -> None:
    assert len(simulation.presets) in PRESETS
    for preset in simulation.presets:
        for name, value in preset.values.items():
            assert simulation.field(name).accept(value)[1] is None, (preset.name, name)
        view = evaluate(simulation, of_preset(simulation, preset.name), STRINGS).reply()
        assert view["errors"] == {}, preset.name
        assert view["alert"] == "", preset.name
    reached = starts(simulation)
    shown = [evaluate(simulation, typed, STRINGS) for typed in reached]
    for place, typed in enumerate(reached):
        assert typed not in reached[:place]
        earlier = [(each.lead, tables_of(each)) for each in shown[:place]]
        assert (shown[place].lead, tables_of(shown[place])) not in earlier


def test_a_preset_changes_only_fields_that_are_shown_in_it(simulation: Any) -> None:
    for preset in simulation.presets:
        hidden = evaluate(simulation, of_preset(simulation, preset.name), STRINGS).hidden
        assert not set(preset.values) & set(hidden), preset.name


def test_a_chip_tells_its_own_numbers_and_is_short(
    simulation: Any, strings: dict[str, Any], limits: Limits
) -> None:
    for preset in simulation.presets:
        chip = preset_text(simulation, preset, strings)
        assert not re.search("[{}]", chip)
        assert width(chip) <= limits.chip, chip


def test_the_lead_is_short_and_marks_its_key_numbers(
    simulation: Any, language: str, limits: Limits
) -> None:
    for each in with_result(simulation.name, language):
        assert len(each.lead.replace(MARK, "")) <= limits.lead, each.lead
        assert each.lead.count(MARK) / 2 in KEY_NUMBERS, each.lead
    default = default_of(simulation, CATALOGUES[language]).lead
    assert len(default.replace(MARK, "")) <= limits.default_lead, default


def test_no_state_gets_more_sentences_than_one_reads(simulation: Any) -> None:
    for each in with_result(simulation.name):
        assert each.result is not None
        assert len(each.result.sentences) <= MOST_SENTENCES, each.result.sentences


def test_marks_stand_around_numbers_of_sentences_and_nowhere_else(
    simulation: Any, language: str
) -> None:
    for path, text in texts_in(strings_of(simulation, language)):
        rest = KEY_NUMBER.sub("", text) if path[0] == "sentences" else text
        assert MARK not in rest, path
    for each in with_result(simulation.name, language):
        assert MARK not in each.sentence


def test_key_outputs_are_outputs(simulation: Any) -> None:
    assert len(set(simulation.key_outputs)) == KEY_OUTPUTS
    assert set(simulation.key_outputs) <= {output.name for output in simulation.outputs}


def test_the_head_of_the_fold_sums_up_the_folded_fields_in_short(
    simulation: Any, language: str, strings: dict[str, Any], limits: Limits
) -> None:
    names = [name for group in simulation.groups for name in group.fields]
    between = strings["interface"]["form"]["between_values"]
    for each in with_result(simulation.name, language):
        folded = each.folded()
        parts = folded["text"].split(between) if folded["text"] else []
        assert folded["count"] == len(parts) == len([n for n in names if n not in each.hidden])
        for part in parts:
            assert part
            assert not re.search("[{}]", part)
    for part in default_of(simulation, strings).folded()["text"].split(between):
        assert width(part) <= limits.summary, part


def test_every_row_has_a_text(simulation: Any, language: str) -> None:
    for each in with_result(simulation.name, language):
        for name, texts in each.row_texts().items():
            assert len(texts) == len(each.values[name])
            assert all(text and not re.search("[{}]", text) for text in texts)


def test_titles_tabs_and_labels_fit_their_places(
    simulation: Any, language: str, limits: Limits
) -> None:
    strings = strings_of(simulation, language)
    constants = constant_texts(simulation, CATALOGUES[language])
    found = [("title", strings["title"]), ("intro", strings["intro"])]
    found += [("label", strings["fields"][name]["label"]) for name in simulation.open_fields]
    found += [("output", label) for label in strings["outputs"].values()]
    found += [("group", title) for title in strings.get("groups", {}).values()]
    pictures = [strings["pictures"][picture.name] for picture in simulation.pictures]
    found += [("tab", picture["title"]) for picture in pictures]
    found += [("option", text) for path, text in texts_in(strings) if "choices" in path]
    for place, text in found:
        assert len(text.format(**constants)) <= getattr(limits, place), text
    # A short title leaves it to the description to say what is drawn.
    assert all("description" in picture for picture in pictures)


def test_units_fit_behind_an_input(strings: dict[str, Any], limits: Limits) -> None:
    for texts in strings["interface"]["units"].values():
        assert len(texts["suffix"]) <= limits.unit


def tables_of(evaluation: Evaluation) -> list[list[str]]:
    """The main picture's rows as they are shown."""
    return evaluation.table(evaluation.simulation.pictures[0])


def moves_of(field: Any) -> Iterator[dict[str, str]]:
    """Changes of one field, through its range and along its slider's stops."""
    yield from states.changes_of(field)
    if field.kind == "number":
        yield from ({field.name: stop} for stop in field.stops())


def test_every_open_field_moves_the_lead_or_the_main_picture(simulation: Any) -> None:
    for name in simulation.open_fields:
        field = simulation.field(name)
        own = [states.shown_with(simulation, name), states.lively(simulation, name)]
        tried_here = []
        for start in own + starts(simulation):
            before = evaluate(simulation, states.without_rows(simulation, start), STRINGS)
            if name in before.hidden or before.result is None:
                continue
            for change in moves_of(field):
                typed = states.without_rows(simulation, {**start, **change})
                now = evaluate(simulation, typed, STRINGS)
                if now.result is not None:
                    shown = (now.lead, tables_of(now))
                    tried_here.append(shown != (before.lead, tables_of(before)))
        assert True in tried_here, name
