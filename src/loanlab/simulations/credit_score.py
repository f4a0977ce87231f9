"""credit-score: the article's four weights as a thought experiment."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField, YesNoField
from ..model.scoring import (
    best_next_point,
    contributions,
    lifted_probability,
    reaches,
    shares_of_weights,
    weighted_score,
)

NAME = "credit-score"
DIMENSIONS = ["credit_record", "spending", "social", "documents"]
MARKS = [80, 60, 50, 40]
TIERS = [("platinum", 85), ("gold", 70), ("silver", 55)]
NO_TIER = "none"
# A score that misses a line by its last bit alone has reached it.
CLOSE = 1e-9
MOST_POINTS = 100
MOST_TRANSFERS = 20


def define(facts: dict) -> Simulation:
    """The simulation, with the figures of the article and of the sources put in.

    Parameters
    ----------
    facts : dict
        The figures of `loanlab.data.facts`.

    Returns
    -------
    Simulation
        Fields, figures, pictures and the computation.
    """
    threshold = facts["transfers_threshold"]
    lift = facts["approval_lift"]

    fields: list = [_points(name, mark, [OURS]) for name, mark in zip(DIMENSIONS, MARKS)]
    for name in DIMENSIONS:
        weight = facts["assessment_weight." + name]
        fields.append(
            NumberField(
                name + "_weight", "percent", 0.0, 1.0, 0.05, weight["value"], [weight["origin"]]
            )
        )
    fields += [_points(tier + "_from", line, [OURS]) for tier, line in TIERS]
    fields += [
        NumberField("base_approval", "percent", 0.0, 1.0, 0.05, 0.5, [OURS]),
        NumberField(
            "daily_transfers", "times", 0, MOST_TRANSFERS, 1, 2, [threshold["origin"], OURS]
        ),
        YesNoField("violation", False, [OURS]),
    ]

    def compute(
        credit_record: int,
        spending: int,
        social: int,
        documents: int,
        credit_record_weight: float,
        spending_weight: float,
        social_weight: float,
        documents_weight: float,
        platinum_from: int,
        gold_from: int,
        silver_from: int,
        base_approval: float,
        daily_transfers: float,
        violation: bool,
    ) -> Result:
        marks: list[float] = [credit_record, spending, social, documents]
        weights = [credit_record_weight, spending_weight, social_weight, documents_weight]
        shares = shares_of_weights(weights)
        score = weighted_score(marks, weights)
        best = best_next_point(marks, weights)
        is_lifted = daily_transfers >= threshold["value"]
        approval = lifted_probability(base_approval, lift["value"] if is_lifted else 0.0)

        sayings = ["scored", "next_step" if best is not None else "no_next_step"]
        if violation:
            approval = 0.0
            sayings.append("refused")
        elif not is_lifted:
            sayings.append("assumed")
        else:
            over_all = base_approval * (1.0 + lift["value"]) > 1.0 + CLOSE
            sayings.append("over_all" if over_all else "lifted")
        figures = {
            "score": score,
            "tier": _tier(score, [platinum_from, gold_from, silver_from]),
            "best_next_step": None if best is None else DIMENSIONS[best],
            "approval_probability": approval,
        }
        given = contributions(marks, weights)
        rows = {
            "contributions": [
                {
                    "dimension": DIMENSIONS[place],
                    "mark": marks[place],
                    "share": shares[place],
                    "contribution": given[place],
                    "most": MOST_POINTS * shares[place],
                }
                for place in range(len(DIMENSIONS))
            ],
            "sensitivity": _sensitivity(score, reaches(marks, weights)),
        }
        extras = {"gain": 0.0 if best is None else shares[best]}
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("score", "points", 1),
            Figure("tier", "word", 0),
            Figure("best_next_step", "word", 0),
            Figure("approval_probability", "percent", 1),
        ],
        pictures=[
            Picture(
                "contributions",
                [
                    Column("dimension", "word", 0),
                    Column("mark", "points", 0),
                    Column("share", "percent", 1),
                    Column("contribution", "points", 1),
                    Column("most", "points", 1),
                ],
            ),
            Picture(
                "sensitivity",
                [
                    Column("dimension", "word", 0),
                    Column("at_lowest", "points", 1),
                    Column("at_highest", "points", 1),
                    Column("span", "points", 1),
                ],
            ),
        ],
        compute=compute,
        constants=[
            Constant("threshold", threshold["value"], "times", 0),
            Constant("lift", lift["value"], "percent", 0),
            Constant("most", MOST_POINTS, "points", 0),
        ],
        extras=[Figure("gain", "points", 2)],
    )


def _points(name: str, value: int, origins: list) -> NumberField:
    return NumberField(name, "points", 0, MOST_POINTS, 1, value, origins, whole=True)


def _tier(score: float, lines: list[int]) -> str:
    """The first tier, from the highest, whose line the score has reached."""
    for place, line in enumerate(lines):
        if score >= line - CLOSE:
            return TIERS[place][0]
    return NO_TIER


def _sensitivity(score: float, found: list) -> list[dict]:
    """What each dimension alone could make of the score, the one that matters most first."""
    rows = [
        {
            "dimension": DIMENSIONS[place],
            "at_lowest": reach.at_lowest,
            "score": score,
            "at_highest": reach.at_highest,
            "span": reach.at_highest - reach.at_lowest,
        }
        for place, reach in enumerate(found)
    ]
    # MicroPython's sort does not keep the order of what is alike: the place decides.
    order = sorted([(-rows[place]["span"], place) for place in range(len(rows))])
    return [rows[place] for _, place in order]
