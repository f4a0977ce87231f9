"""platform-compare: a loan's cost on every platform; the article's limits and the known ones."""

from ..forms.definition import Chart, Preset, Result, Simulation
from ..forms.fields import Choice, Number, Rows, assumed, derived
from ..forms.outputs import in_unit, word, yuan
from ..model.interest import interest_fen
from ..model.level import level_interest
from ..model.money import fen_of, round_fen, yuan_of
from ..model.rates import daily_rate_of_nominal, nominal_annual_rate
from .lenders import (
    ENDS,
    OF_MICRO_LENDER,
    PRICE_COLUMNS,
    PRICE_OUTPUTS,
    amount_field,
    price_range,
)

PLATFORMS = ["weilidai", "fenfu", "jiebei", "jintiao", "fangxinjie"]
IN_ARTICLE = ["weilidai", "jiebei", "jintiao"]
USES_IN_ARTICLE = ["weilidai", "jintiao"]
OUR_USES = 1.0
MOST_MONTHS = 24
WITHOUT_COST = ("price_unknown", "amount_too_small", "amount_too_large", "above_micro_limit")


def define(facts: dict) -> Simulation:
    daily_rates = [facts["daily_rate_range." + name] for name in PLATFORMS]
    article_uses = [facts["uses_per_year." + name] for name in USES_IN_ARTICLE]
    uses = dict(zip(USES_IN_ARTICLE, [fact["value"] for fact in article_uses]))

    return Simulation(
        "platform-compare",
        facts,
        fields=[
            amount_field(facts, PLATFORMS),
            Choice("term_kind", ["days", "months"], default="days"),
            Number(
                "days", "days", 1, 365, step=1, default=30, whole=True, when={"term_kind": ["days"]}
            ),
            Number(
                "months",
                "months",
                1,
                MOST_MONTHS,
                step=1,
                default=12,
                whole=True,
                when={"term_kind": ["months"]},
            ),
            Rows(
                "platforms",
                [
                    Choice("platform", PLATFORMS, default=derived(PLATFORMS[0], *daily_rates)),
                    Number(
                        "uses_per_year",
                        "times",
                        0,
                        24,
                        step=0.1,
                        default=assumed(OUR_USES),
                        based_on=article_uses,
                    ),
                ],
                minimum=1,
                maximum=len(PLATFORMS),
                default=[
                    {"platform": name, "uses_per_year": uses.get(name, OUR_USES)}
                    for name in PLATFORMS
                ],
            ),
        ],
        outputs=PRICE_OUTPUTS + [yuan("yearly_cost_low"), yuan("yearly_cost_high")],
        pictures=[
            Chart(
                "costs",
                [word("platform")]
                + PRICE_COLUMNS
                + [
                    in_unit("times", "uses", places=1),
                    yuan("year_low"),
                    yuan("year_high"),
                    word("note"),
                ],
            ),
            Chart(
                "limits", [word("platform"), word("series"), yuan("limit", places=0), word("note")]
            ),
        ],
        compute=compute,
        open_fields=["amount", "term_kind", "days", "months", "platforms"],
        presets=[
            Preset("until_payday", amount=1000, days=7),
            Preset("half_a_year", amount=20000, days=180),
            Preset("by_months", amount=10000, term_kind="months"),
            Preset("large", amount=250000),
        ],
        key_outputs=["lowest_cost", "highest_cost"],
        constants=[
            in_unit("times", "uses_" + name, uses[name], places=1) for name in USES_IN_ARTICLE
        ],
    )


def compute(
    facts: dict, amount: float, term_kind: str, days: int, months: int, platforms: list[dict]
) -> Result:
    highest = daily_rate_of_nominal(facts["all_in_cost_line"]["value"])
    periods = None if term_kind == "days" else months
    costs, limits = [], []
    for name in PLATFORMS:
        uses = [row["uses_per_year"] for row in platforms if row["platform"] == name]
        if uses:
            note = _note(facts, name, fen_of(amount), highest)
            daily_rates = facts["daily_rate_range." + name]["value"]
            capped = None if daily_rates is None else [min(rate, highest) for rate in daily_rates]
            costs.append(_cost_row(name, note, fen_of(amount), capped, sum(uses), days, periods))
            limits += _limit_rows(facts, name)
    priced = [row for row in costs if row["interest_high"] is not None]
    outputs = price_range(priced)
    for end in ENDS:
        yearly = [row["year_" + end] for row in priced]
        outputs["yearly_cost_" + end] = None if None in yearly or not yearly else sum(yearly)
    return Result(outputs, {"costs": costs, "limits": limits}, _sentences(priced, term_kind))


def _note(facts: dict, platform: str, lent: int, highest: float) -> str:
    """Return the key of the note on a platform's price for an amount in fen."""
    limits = facts["limit_range." + platform]["value"]
    daily_rates = facts["daily_rate_range." + platform]["value"]
    micro_limit = fen_of(facts["micro_lender_consumer_limit"]["value"])
    if platform == OF_MICRO_LENDER and lent > micro_limit:
        return "above_micro_limit"
    if daily_rates is None:
        return "price_unknown"
    if limits is None:
        return "limit_unknown"
    if lent < fen_of(limits[0]):
        return "amount_too_small"
    if lent > fen_of(limits[1]):
        return "amount_too_large"
    return "held" if daily_rates[1] > highest else "known"


def _cost_row(
    platform: str,
    note: str,
    lent: int,
    daily_rates: list | None,
    uses: float,
    days: int,
    months: int | None,
) -> dict:
    row: dict = {"platform": platform, "note": note, "uses": uses}
    for end, rate in zip(ENDS, daily_rates or [None, None]):
        row["annual_" + end] = row["interest_" + end] = row["year_" + end] = None
        if rate is not None:
            row["annual_" + end] = nominal_annual_rate(rate)
        if note not in WITHOUT_COST:
            cost = _cost(lent, rate, days, months)
            row["interest_" + end] = yuan_of(cost)
            # A loan of months, taken several times a year, would overlap itself.
            if months is None:
                row["year_" + end] = yuan_of(round_fen(cost * uses))
    return row


def _cost(lent: int, daily_rate: float, days: int, months: int | None) -> int:
    """Compute the interest in fen: of one sum after some days, or of level payments."""
    if months is None:
        return interest_fen(lent, daily_rate, days)
    return level_interest(lent, nominal_annual_rate(daily_rate), months)


def _limit_rows(facts: dict, platform: str) -> list[dict]:
    """List the article's highest limit of a platform and the one that is known now."""
    in_article = None
    if platform in IN_ARTICLE:
        in_article = facts["article_highest_limit." + platform]["value"]
    limits = facts["limit_range." + platform]["value"]
    return [
        {
            "platform": platform,
            "series": series,
            "limit": limit,
            "note": missing if limit is None else "known",
        }
        for series, limit, missing in (
            ("article", in_article, "not_in_article"),
            ("now", limits[1] if limits else None, "limit_unknown"),
        )
    ]


def _sentences(priced: list[dict], term_kind: str) -> list[str]:
    if not priced:
        return ["no_price"]
    has_one_price = all(
        row[price + "_low"] == priced[0][price + "_high"] == row[price + "_high"]
        for row in priced
        for price in ("annual", "interest")
    )
    sentences = ["one_price_by_" + term_kind if has_one_price else "by_" + term_kind]
    highest_low = max(row["interest_low"] for row in priced)
    if len(priced) > 1 and highest_low <= min(row["interest_high"] for row in priced):
        sentences.append("overlap")
    if term_kind == "days" and any(row["uses"] > 0 for row in priced):
        sentences.append("yearly")
    if any(row["note"] == "held" for row in priced):
        sentences.append("held")
    return sentences
