"""Which texts a catalogue has: a missing, surplus or empty one is refused."""

from types import GenericAlias
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, create_model, model_validator

from loanlab.data.records import CHAPTERS, REPOSTS, SourceTier, Status, Tier

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
# Some languages put nothing between two sentences.
Separator = Annotated[str, StringConstraints(strict=True)]


class Section(BaseModel):
    """A mapping whose keys are known."""

    model_config = ConfigDict(extra="forbid")


def section(texts: str = "", base: type[Section] = Section, **parts: Any) -> Any:
    """Define a section.

    Parameters
    ----------
    texts
        The keys of its texts, separated by spaces; those that may be missing end with "?".
    base
        A section with further checks.
    **parts
        The keys of its further entries, and the types of these.

    Returns
    -------
    type
        A model that allows exactly these keys.
    """
    fields: dict[str, Any] = {}
    for key in texts.split():
        # A default is not validated, so that a key without a text is still refused.
        fields[key.removesuffix("?")] = (Text, None if key.endswith("?") else ...)
    for key, kind in parts.items():
        fields[key] = kind if isinstance(kind, tuple) else (kind, ...)
    return create_model("Section", __base__=base, **fields)


def optional(kind: Any) -> Any:
    """Mark an entry of a section that may be missing."""
    return (kind, None)


def each(kind: Any) -> Any:
    """Describe a mapping of any keys to entries of one kind."""
    return GenericAlias(dict, (str, kind))


# The texts of an exercise by its kind: a number, a guess or a choice.
EXERCISE_TEXTS = (
    {"ask", "right", "hint", "hints"},
    {"ask", "close", "low", "high"},
    {"ask", "options", "replies"},
)


class ExerciseSection(Section):
    """An exercise has all the texts of one kind."""

    @model_validator(mode="after")
    def _has_all_texts_of_its_kind(self) -> "ExerciseSection":
        if self.model_fields_set not in EXERCISE_TEXTS:
            raise ValueError(
                "an exercise has ask, right, hint and hints; a prediction ask, close, low and high;"
                " a choice ask, options and replies"
            )
        return self

    @model_validator(mode="after")
    def _explains_every_option(self) -> "ExerciseSection":
        options, replies = (getattr(self, name) or {} for name in ("options", "replies"))
        if options.keys() != replies.keys():
            lone = ", ".join(sorted(options.keys() ^ replies.keys()))
            raise ValueError(f"options and replies must have the same keys; in one only: {lone}")
        return self


Texts = each(Text)

Column = section("label help?", choices=optional(Texts))
Field = section(
    "label help? row? summary?", choices=optional(Texts), columns=optional(each(Column))
)
Picture = section(
    "title description? label? line?"
    " axis? across_axis? amount_axis? days_axis? fee_axis? month_axis?",
    columns=optional(Texts),
    lines=optional(Texts),
    parts=optional(Texts),
    series=optional(Texts),
    words=optional(Texts),
)
Simulation = section(
    "title intro",
    fields=each(Field),
    outputs=Texts,
    words=optional(each(Texts)),
    sentences=Texts,
    refusals=optional(Texts),
    calendar=optional(section("name title note cancelled_title cancelled_note")),
    pictures=each(Picture),
    presets=optional(Texts),
    groups=optional(Texts),
)
Exercise = section(
    "ask right? hint? close? low? high?",
    ExerciseSection,
    hints=optional(Texts),
    options=optional(Texts),
    replies=optional(Texts),
)

Signed = section("above below")

Interface = section(
    "yes no none date cell percentage_points bad_input link_ignored",
    between_sentences=Separator,
    saving=Signed,
    cost=Signed,
    rest=Signed,
    states=section("static loading live error"),
    refusals=section(
        "empty not_a_number out_of_range not_whole decimal_comma wrong_unit rate_a_day rate_a_month"
        " rate_a_year jargon answer_unit not_a_choice empty_date not_a_date row_count row_columns"
    ),
    impossible=section("other"),
    units=each(section("suffix value one?")),
    month_names=section(" ".join(map(str, range(1, 13)))),
    origins=section("article source provisional assumption"),
    form=section(
        "inputs results pictures presets mine more help undo slider reset reset_count share shared"
        " share_manually table table_of tooltip save save_of save_calendar pin_help since"
        " since_pinned difference between_changes origins between_origins origin_of between_labels"
        " tile_chapter in_full"
        " print add_row added remove_row removed pin unpin pinned unpinned comparison pinned_chart"
        " compared_sentence compared_item compared_pinned compared_now compared_difference check"
        " answer guess commit labelled title_and_description origin summary between_values",
        origin_counts=section("article source provisional assumption"),
    ),
    progress=section("count before clear"),
    saved=section("saved copied refused"),
)

ExerciseMarks = section(
    "unreadable not_a_number unanswered unchosen undecided not_an_option option option_name"
    " between_options blank right mistake near wrong fraction_for_percent percent_for_fraction"
)

Ledger = section(
    "claim_reference closing_quote between stop",
    statuses=section(**dict.fromkeys((*get_args(Status), REPOSTS), section("sign name meaning"))),
    tiers=section(" ".join(get_args(SourceTier))),
    tables=Texts,
    table=section("caveat missing cell"),
    figures=section("label said line of_chapter from_elsewhere of_page in_tension in_ledger"),
    basis=section("word reference plain unread", tiers=section(" ".join(get_args(Tier)))),
    contradictions=section("label line concerns"),
    omissions=section("label line"),
    parts=section(" ".join(CHAPTERS)),
    ledger_page=section("label chapter status all reset filter option count said_in treated_in"),
    strips=section(
        "article evidence unknown span description described between",
        columns=section("name article evidence status"),
        groups=each(section("axis title count?")),
    ),
    data_tables=section("caption", titles=Texts, codes=Texts, columns=Texts),
    glossary=section("line"),
    hotlines=section("label caveat line"),
    guidance=section("label line"),
    rule_links=section("label line scope"),
    rules=section(
        "label line from_day status issued effective says binds caution sources",
        statuses=Texts,
    ),
    source_list=section("label line tier date_and_note undated folded further_pages only_pages"),
)

Shell = section(
    "book language_tag language_short read_here skip welcome chapters trouble search"
    " search_in_book search_needs_script theme print toggle_chapters previous next show_code"
    " hide_code footer nothing_found",
    search_first=Texts,
    launch=section(
        "button word binder binder_note no_repository for_publisher notebook_note help",
        notebooks=section("practice answers"),
    ),
    titles=Texts,
)

Documents = section(
    "grounds original",
    paper=section("label mark task no_faults fault action answers line between_cells cell answer"),
    chat=section("label mark other you stop stop_here after reply"),
    letter=section(
        "label blank form private sheet says without_scripts left none_left copy_letter copied"
        " by_hand reset notes kernel"
    ),
)

Takeaway = section(
    "note sign between_signs first_cell package wrong_python installing installed not_installed"
    " write_here set_up_button set_up your_turn your_choice for_teacher answer mistake chosen"
    " guess_close guess_low guess_high",
    editions=section("practice answers"),
)


# A file of a catalogue holds whole sections, or some of the simulations and exercises.
CatalogueFile: type[BaseModel] = section(
    interface=optional(Interface),
    exercise_marks=optional(ExerciseMarks),
    ledger=optional(Ledger),
    shell=optional(Shell),
    takeaway=optional(Takeaway),
    documents=optional(Documents),
    simulations=optional(each(Simulation)),
    exercises=optional(each(Exercise)),
)
