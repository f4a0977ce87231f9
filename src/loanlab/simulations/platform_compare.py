"""platform-compare: the same loan on every platform; the article's limits and the known ones."""

from ..forms.definition import Chart, Result, Simulation
from ..forms.fields import Choice, Number, Rows, derived
from ..forms.outputs import in_unit, percent, word, yuan
from ..model.interest import interest_fen
from ..model.level import level_interest
from ..model.money import fen_of, round_fen, yuan_of
from ..model.rates import daily_rate_of_nominal, nominal_annual_rate

PLATFORMS = ["weilidai", "fenfu", "jiebei", "jintiao", "fangxinjie"]
IN_ARTICLE = ["weilidai", "jiebei", "jintiao"]
USES_IN_ARTICLE = ["weilidai", "jintiao"]
OUR_USES = 1.0
MOST_MONTHS = 24
ENDS = ("low", "high")
WITHOUT_COST = ("price_unknown", "amount_too_small", "amount_too_large", "above_micro_limit")
# Its limit is not known; a micro-lender's is known to end somewhere.
OF_MICRO_LENDER = "fenfu"


def define(facts: dict) -> Simulation:
    limits = {name: facts["limit_range." + name] for name in PLATFORMS}
    daily_rates = {name: facts["daily_rate_range." + name] for name in PLATFORMS}
    micro_limit = facts["micro_lender_consumer_limit"]
    article_uses = {name: facts["uses_per_year." + name] for name in USES_IN_ARTICLE}

    return Simulation(
        "platform-compare",
        facts,
        fields=[
            Number(
                "amount",
                "yuan",
                500,
                300000,
                step=100,
                default=2000,
                based_on=[micro_limit] + [limits[name] for name in PLATFORMS],
            ),
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
                    Choice(
                        "platform",
                        PLATFORMS,
                        default=derived(PLATFORMS[0], *[daily_rates[name] for name in PLATFORMS]),
                    ),
                    Number(
                        "uses_per_year",
                        "times",
                        0,
                        24,
                        step=0.1,
                        default=OUR_USES,
                        based_on=[article_uses[name] for name in USES_IN_ARTICLE],
                    ),
                ],
                minimum=1,
                maximum=len(PLATFORMS),
                default=[
                    {
                        "platform": name,
                        "uses_per_year": article_uses.get(name, {"value": OUR_USES})["value"],
                    }
                    for name in PLATFORMS
                ],
            ),
        ],
        outputs=[
            percent("lowest_annual_rate"),
            percent("highest_annual_rate"),
            yuan("lowest_cost"),
            yuan("highest_cost"),
            yuan("yearly_cost_low"),
            yuan("yearly_cost_high"),
        ],
        pictures=[
            Chart(
                "costs",
                [
                    word("platform"),
                    percent("annual_low"),
                    percent("annual_high"),
                    yuan("interest_low"),
                    yuan("interest_high"),
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
        constants=[
            in_unit("times", "uses_weilidai", article_uses["weilidai"]["value"], places=1),
            in_unit("times", "uses_jintiao", article_uses["jintiao"]["value"], places=1),
        ],
    )


def compute(
    facts: dict, amount: float, term_kind: str, days: int, months: int, platforms: list[dict]
) -> Result:
    line = facts["all_in_cost_line"]["value"]
    highest_daily_rate = daily_rate_of_nominal(line)
    limits = {name: facts["limit_range." + name] for name in PLATFORMS}
    daily_rates = {name: facts["daily_rate_range." + name] for name in PLATFORMS}
    article_limits = {name: facts["article_highest_limit." + name] for name in IN_ARTICLE}
    micro_limit = facts["micro_lender_consumer_limit"]
    lent = fen_of(amount)
    periods = None if term_kind == "days" else months
    costs, shown_limits = [], []
    for name in PLATFORMS:
        uses = [row["uses_per_year"] for row in platforms if row["platform"] == name]
        if not uses:
            continue
        limit = limits[name]["value"]
        ends = daily_rates[name]["value"]
        note = _note(lent, limit, ends, highest_daily_rate)
        if name == OF_MICRO_LENDER and lent > fen_of(micro_limit["value"]):
            note = "above_micro_limit"
        row: dict = {"platform": name, "note": note, "uses": sum(uses)}
        for place, end in enumerate(ENDS):
            rate = min(ends[place], highest_daily_rate) if ends else 0.0
            row["annual_" + end] = nominal_annual_rate(rate) if ends else None
            cost = None if note in WITHOUT_COST else _cost(lent, rate, days, periods)
            row["interest_" + end] = None if cost is None else yuan_of(cost)
            row["year_" + end] = None if cost is None else _times(cost, sum(uses))
        costs.append(row)
        in_article = article_limits.get(name, {"value": None})["value"]
        shown_limits.append(_limit(name, "article", in_article, "not_in_article"))
        shown_limits.append(_limit(name, "now", limit[1] if limit else None, "limit_unknown"))
    priced = [row for row in costs if row["interest_high"] is not None]
    outputs = {
        "lowest_annual_rate": _end(min, priced, "annual_low"),
        "highest_annual_rate": _end(max, priced, "annual_high"),
        "lowest_cost": _end(min, priced, "interest_low"),
        "highest_cost": _end(max, priced, "interest_high"),
        "yearly_cost_low": _end(sum, priced, "year_low"),
        "yearly_cost_high": _end(sum, priced, "year_high"),
    }
    rows = {"costs": costs, "limits": shown_limits}
    return Result(outputs, rows, _sentences(priced, term_kind))


def _note(lent: int, limits: list | None, daily_rates: list | None, highest: float) -> str:
    """What is to be said of a platform's price for an amount in fen."""
    if daily_rates is None:
        return "price_unknown"
    if limits is None:
        return "limit_unknown"
    if lent < fen_of(limits[0]):
        return "amount_too_small"
    if lent > fen_of(limits[1]):
        return "amount_too_large"
    return "held" if daily_rates[1] > highest else "known"


def _cost(lent: int, daily_rate: float, days: int, months: int | None) -> int:
    """Interest in fen: repaid in one sum after some days, or in level payments over months."""
    if months is None:
        return interest_fen(lent, daily_rate, days)
    return level_interest(lent, nominal_annual_rate(daily_rate), months)


def _times(cost: int, uses: float) -> float:
    return yuan_of(round_fen(cost * uses))


def _limit(platform: str, series: str, limit: float | None, missing: str) -> dict:
    note = missing if limit is None else "known"
    return {"platform": platform, "series": series, "limit": limit, "note": note}


def _end(choose: object, rows: list[dict], column: str) -> float | None:
    """The least, the most or the sum of a column, None where there are no rows."""
    return choose([row[column] for row in rows]) if rows else None  # type: ignore[operator]


def _sentences(priced: list[dict], term_kind: str) -> list[str]:
    if not priced:
        return ["no_price"]
    sentences = ["by_" + term_kind]
    highest_low = max(row["interest_low"] for row in priced)
    if len(priced) > 1 and highest_low <= min(row["interest_high"] for row in priced):
        sentences.append("overlap")
    if any(row["uses"] > 0 for row in priced):
        sentences.append("yearly")
    if any(row["note"] == "held" for row in priced):
        sentences.append("held")
    return sentences
