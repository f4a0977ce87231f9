"""Define the entries of each data file. Records are frozen, and unknown keys are rejected."""

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from .words import is_further

Status = Literal[
    "supported",
    "contradicted",
    "outdated",
    "inconsistent-within-article",
    "unverifiable",
    "opinion",
]
# What displays show: a status that rests on re-posts alone is neither confirmed nor refuted.
Reposts = Literal["reposts"]
ShownStatus = Status | Reposts
REPOSTS: Reposts = "reposts"
SourceTier = Literal["official", "legal", "news", "repo"]
# reposts: blog-grade pages only, which are counted and never linked.
Tier = Literal["official", "legal", "news", "repo", "reposts", "none"]
Kind = Literal[
    "advice",
    "forecast",
    "limit",
    "probability",
    "procedure",
    "product-fact",
    "rate",
    "regulation",
    "share",
    "weight",
]

Topic = Literal[
    "credit-report",
    "cannot-pay",
    "collection",
    "agents",
    "complaints",
    "emotional-help",
    "switch-off",
    "scams",
    "minors-students",
    "identity",
    "alternatives",
    "cost-rules",
    "misunderstandings",
]

TIERS: tuple[Tier, ...] = get_args(Tier)  # the strongest first
LINKABLE_TIERS: tuple[SourceTier, ...] = ("official", "legal", "news")
# Statuses that need evidence from outside the article; the others need none.
STATUSES_RESTING_ON_EVIDENCE: tuple[Status, ...] = ("supported", "contradicted", "outdated")

BookChapter = Literal[
    "products",
    "eligibility",
    "rates",
    "application",
    "repayment",
    "risks",
    "comparison",
    "outlook",
]
# Chapters of the book in order; their files have these names.
BOOK_CHAPTERS: tuple[str, ...] = get_args(BookChapter)
# Pages for what a reader has to do, in the book's order; their files have these names.
ERRANDS = ("trouble", "papers", "report", "scams", "letters", "alternatives", "accounts")
# Chapters of the article; the index is the number in the ids of claims.
CHAPTERS = ("introduction", *BOOK_CHAPTERS, "closing")

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Number = StrictInt | StrictFloat
Rate = Annotated[float, Field(ge=0, lt=1)]
RateRange = tuple[Rate, Rate]


class Record(BaseModel):
    """An entry of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _further_words: dict[str, str | tuple[str, ...]] = PrivateAttr(default_factory=dict)

    @property
    def further_words(self) -> dict[str, str | tuple[str, ...]]:
        """Words in languages for which the record has no fields; pages read ``record.name_fr``."""
        return self._further_words

    if not TYPE_CHECKING:  # mypy would take every name for a field

        def __getattr__(self, name: str) -> Any:
            private = self.__pydantic_private__ or {}
            further = private.get("_further_words", {})
            return further[name] if name in further else super().__getattr__(name)

    @model_validator(mode="wrap")
    @classmethod
    def _take_further_words(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(values, dict):
            return handler(values)
        further = {key for key in values if is_further(cls.model_fields, key)}
        record = handler({key: value for key, value in values.items() if key not in further})
        for key in sorted(further):
            words = values[key]
            if words is not None:
                record._further_words[key] = tuple(words) if isinstance(words, list) else str(words)
        return record


class Grounded(Record):
    """An entry that rests on sources, on blog-grade pages, or on nothing.

    ``sources`` are ids; `with_tier` has to be told their tiers. The library does so for every
    entry.
    """

    sources: tuple[Text, ...]
    # Blog-grade pages that agree: counted, never linked, never relied on alone.
    unlinkable_pages: Annotated[int, Field(ge=0)] = 0
    _tier: Tier = PrivateAttr(default="none")

    @property
    def tier(self) -> Tier:
        """Best tier under the entry; ``reposts`` if only blog-grade pages say it."""
        return self._tier

    @property
    def provisional(self) -> bool:
        """Whether no source of any tier confirms the entry."""
        return self.tier in ("reposts", "none")

    def with_tier(self, tiers: Iterable[SourceTier]) -> Self:
        """Return a copy that knows its tier, given those of its sources."""
        graded = self.model_copy()
        graded._tier = self._grade(min(tiers, key=TIERS.index, default=None))
        return graded

    def _grade(self, best: SourceTier | None) -> Tier:
        """Return the tier of the entry, given the best of its sources."""
        return best or ("reposts" if self.unlinkable_pages else "none")


class Source(Record):
    """A source, listed once for all entries that cite it.

    ``date`` is a year, month or day; ``*_zh`` translates the English parts of the citation.
    """

    id: Text
    title: Text
    title_zh: Text | None = None
    title_en: Text | None = None
    publisher: Text
    publisher_zh: Text | None = None
    publisher_en: Text | None = None
    url: Url | None
    tier: SourceTier
    date: PartialDate | None
    date_note_en: Text | None = None
    date_note_zh: Text | None = None

    @property
    def link(self) -> str | None:
        """Address if the book may link to the source: official, legal or news."""
        return self.url if self.tier in LINKABLE_TIERS else None


class Claim(Grounded):
    """A statement of the source article, and how far it can be trusted."""

    id: Annotated[str, StringConstraints(pattern=r"^c\d-\d{2}$")]
    chapter: Annotated[int, Field(ge=0, le=9)]
    told_in: BookChapter | None = None
    claim_zh: Text
    claim_en: Text | None = None
    value: Text | None
    kind: Kind
    status: Status
    note_en: Text | None = None
    note_zh: Text | None = None
    also_at: tuple[Text, ...] = ()
    tension_with: tuple[Text, ...] = ()

    @property
    def home(self) -> str:
        """Chapter of the book that discusses the claim."""
        return self.told_in or CHAPTERS[self.chapter]

    @property
    def provisional(self) -> bool:
        """Whether blog-grade pages are the only evidence for the status."""
        return self.tier == "reposts" and self.status in STATUSES_RESTING_ON_EVIDENCE

    @property
    def shown_status(self) -> ShownStatus:
        """Status that every display shows and counts: blog-grade pages alone decide nothing."""
        return REPOSTS if self.provisional else self.status

    @model_validator(mode="after")
    def _check_chapter_of_id(self) -> "Claim":
        if not self.id.startswith(f"c{self.chapter}-"):
            raise ValueError(f"the id does not belong to chapter {self.chapter}")
        return self

    @model_validator(mode="after")
    def _check_home(self) -> "Claim":
        has_no_chapter = CHAPTERS[self.chapter] in ("introduction", "closing")
        if has_no_chapter != (self.told_in is not None):
            raise ValueError(
                "told_in: the introduction's and the closing's claims need it, no others"
            )
        return self


class Contradiction(Record):
    """Claims of the article that cannot all be true."""

    id: Annotated[str, StringConstraints(pattern=r"^x\d{2}$")]
    title_en: Text | None = None
    title_zh: Text | None = None
    claims: Annotated[tuple[Text, ...], Field(min_length=1)]
    text_en: Text | None = None
    text_zh: Text | None = None


class Omission(Grounded):
    """Information that the article omits and a reader needs."""

    id: Annotated[str, StringConstraints(pattern=r"^o\d{2}$")]
    text_en: Text | None = None
    text_zh: Text | None = None


class Regulation(Grounded):
    """A regulation summarised: what it says, whom it binds, and what was not verified."""

    id: Text
    name_zh: Text
    short_zh: Annotated[str, StringConstraints(min_length=2, max_length=6)]
    short_en: Annotated[str, StringConstraints(max_length=16)] | None = None
    name_en: Text | None = None
    status: Literal["in-force", "history"]
    status_note_zh: Text | None = None
    status_note_en: Text | None = None
    issued_en: Text | None = None
    issued_zh: Text | None = None
    effective: datetime.date | None = None
    effective_note_zh: Text | None = None
    effective_note_en: Text | None = None
    says_en: tuple[Text, ...] = ()
    says_zh: Annotated[tuple[Text, ...], Field(min_length=1)]
    binds_zh: Text
    binds_en: Text | None = None
    caution_zh: Text | None = None
    caution_en: Text | None = None

    @model_validator(mode="after")
    def _check_grounds(self) -> "Regulation":
        if not self.sources and not self.unlinkable_pages:
            raise ValueError("a rule needs a source, or a count of unlinkable pages")
        return self


class Guidance(Grounded):
    """What a borrower can do or should know, as far as a source says it.

    ``since`` says from when it holds, as a date or in words. A ``weak`` entry rests on blog-grade
    pages, though a source may carry a part of it; for ``not_found`` no reliable source was found
    and the fact says what to ask and whom.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    topic: Topic
    fact_zh: Text
    fact_en: Text | None = None
    note_en: Text | None = None
    since: Text | None = None
    since_zh: Text | None = None
    since_en: Text | None = None
    status: Literal["supported", "weak", "not_found"]

    def _grade(self, best: SourceTier | None) -> Tier:
        if self.status == "supported":
            return super()._grade(best)
        return "reposts" if self.status == "weak" else "none"

    @model_validator(mode="after")
    def _check_grounds(self) -> "Guidance":
        if self.status == "supported" and not self.sources:
            raise ValueError("supported guidance needs a source")
        if self.status == "weak" and not self.unlinkable_pages:
            raise ValueError("weak guidance needs a count of unlinkable pages")
        return self


class Hotline(Grounded):
    """A telephone number, its owner, and when to call it; provisional without a source."""

    number: Annotated[str, StringConstraints(pattern=r"^\d{3,12}$")]
    whose_zh: Text
    whose_en: Text | None = None
    for_zh: Text
    for_en: Text | None = None
    sources: tuple[Text, ...] = ()


class Term(Record):
    """A glossary term, explained in one sentence.

    ``forms_zh`` and ``forms_en`` list its forms in running text where these differ from the term.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    name_zh: Text
    name_en: Text | None = None
    forms_zh: tuple[Text, ...] = ()
    forms_en: tuple[Text, ...] = ()
    means_zh: Text
    means_en: Text | None = None

    @model_validator(mode="after")
    def _check_sentence(self) -> "Term":
        for text, stop in ((self.means_zh, "。"), (self.means_en or ".", ".")):
            # A decimal point does not end a sentence.
            ends = re.findall(re.escape(stop) + r"(?!\d)", text)
            if len(ends) != 1 or not text.endswith(stop):
                raise ValueError(f"not one sentence: {text}")
        return self


class Product(Grounded):
    """A loan product as far as it is known; rates are fractions, the annual one on 365 days.

    ``limits_unsourced`` means that blog-grade pages are the only evidence for limit and rates,
    though a source may name the lender.
    """

    id: Text
    name_zh: Text
    name_en: Text | None = None
    lender_zh: Text
    lender_en: Text | None = None
    limit_range: tuple[StrictInt, StrictInt] | None
    daily_rate_range: RateRange | None
    nominal_annual_rate_range: RateRange | None
    limits_unsourced: StrictBool
    quality_zh: Text
    quality_en: Text | None = None
    known_on: datetime.date

    def _grade(self, best: SourceTier | None) -> Tier:
        return super()._grade(None if self.limits_unsourced else best)

    @model_validator(mode="after")
    def _check_ranges(self) -> "Product":
        for bounds in (self.limit_range, self.daily_rate_range, self.nominal_annual_rate_range):
            if bounds is not None and bounds[0] > bounds[1]:
                raise ValueError(f"the range {bounds} falls")
        return self


class Cell(Record):
    """A cell of a table of the article; the text is None if the article leaves it empty."""

    text_zh: Text | None
    text_en: Text | None = None
    claim: Text | None = None


class Table(Record):
    """A table of the article. The first cell of a row names the row."""

    id: Text
    columns_zh: Annotated[tuple[Text, ...], Field(min_length=2)]
    columns_en: tuple[Text, ...] = ()
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_cells(self) -> "Table":
        for row in self.rows:
            name = row[0].text_zh if row else None
            if len(row) != len(self.columns_zh):
                raise ValueError(
                    f"row {name!r} has {len(row)} cells for {len(self.columns_zh)} columns"
                )
            for cell in row[1:]:
                if cell.text_zh and cell.claim is None and any(map(str.isdigit, cell.text_zh)):
                    raise ValueError(f"the number {cell.text_zh!r} in row {name!r} has no claim")
        return self


class Comparison(Record):
    """A figure of the article and a better one, both as names of facts."""

    id: Text
    group: Literal["limits", "annual_rates", "users"]
    name_zh: Text
    name_en: Text | None = None
    claim: Text
    article: Annotated[tuple[Text, ...], Field(min_length=1)]
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)] | None


class ArticleOrigin(Record):
    """The number comes from the article."""

    kind: Literal["article"]
    claim: Text


class SourceOrigin(Record):
    """The number comes from a source, a regulation or an omission."""

    kind: Literal["source"]
    source: Text


class AssumptionOrigin(Record):
    """The number is an assumption of the book."""

    kind: Literal["assumption"]


Origin = Annotated[ArticleOrigin | SourceOrigin | AssumptionOrigin, Field(discriminator="kind")]


class NamedFigure(Record):
    """A number, a range or a yes-or-no value, with its origin."""

    value: StrictBool | Number | tuple[Number, Number]
    origin: Origin
    # How texts that name the figure show it.
    unit: Text | None = None
    places: int = 0

    @model_validator(mode="after")
    def _check_range(self) -> "NamedFigure":
        if isinstance(self.value, tuple) and self.value[0] >= self.value[1]:
            raise ValueError(f"the range {self.value} does not rise")
        return self


class PrimeRate(Record):
    """A publication of the LPR; rates are annual fractions."""

    date: datetime.date
    lpr_1y: Annotated[float, Field(gt=0, lt=0.1)]
    lpr_5y: Annotated[float, Field(gt=0, lt=0.1)]
    source: Text
