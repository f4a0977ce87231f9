"""credit-score: the article's four weights as a thought experiment."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Number, YesNo, assumed
from ..forms.outputs import in_unit, percent, word
from ..model.scoring import (
    best_next_point,
    contributions,
    lifted_probability,
    reaches,
    shares_of_weights,
    weighted_score,
)

DIMENSIONS = ["credit_record", "spending", "social", "documents"]
MARKS = [80, 60, 50, 40]
TIERS = [("platinum", 85), ("gold", 70), ("silver", 55)]
NO_TIER = "none"
# A score within rounding error of a line counts as having reached it.
CLOSE = 1e-9
MOST_POINTS = 100
MOST_TRANSFERS = 20


def define(facts: dict) -> Simulation:
    threshold = facts["transfers_threshold"]
    fields: list = [_points(name, mark) for name, mark in zip(DIMENSIONS, MARKS)]
    for name in DIMENSIONS:
        weight = facts["assessment_weight." + name]
        fields.append(Number(name + "_weight", "percent", 0, 1, step=0.05, default=weight))
    fields += [_points(tier + "_from", assumed(line)) for tier, line in TIERS]
    fields += [
        Number("base_approval", "percent", 0, 1, step=0.05, default=assumed(0.5)),
        Number(
            "daily_transfers", "times", 0, MOST_TRANSFERS, step=1, default=2, based_on=[threshold]
        ),
        YesNo("violation", default=False),
    ]

    return Simulation(
        "credit-score",
        facts,
        fields=fields,
        outputs=[
            in_unit("points", "score", places=1),
            word("tier"),
            word("best_next_step"),
            percent("approval_probability", places=1),
        ],
        pictures=[
            Chart(
                "contributions",
                [
                    word("dimension"),
                    in_unit("points", "mark"),
                    percent("share", places=1),
                    in_unit("points", "contribution", places=1),
                    in_unit("points", "most", places=1),
                ],
            ),
            Chart(
                "sensitivity",
                [
                    word("dimension"),
                    in_unit("points", "at_lowest", places=1),
                    in_unit("points", "at_highest", places=1),
                    in_unit("points", "span", places=1),
                ],
            ),
        ],
        compute=compute,
        open_fields=DIMENSIONS + ["daily_transfers"],
        groups=[
            Group("weights", [name + "_weight" for name in DIMENSIONS]),
            Group("tiers", [tier + "_from" for tier, _ in TIERS]),
            Group("approval", ["base_approval", "violation"]),
        ],
        presets=[
            Preset("record", credit_record=100, spending=30, social=30, documents=30),
            Preset("friends", credit_record=30, spending=30, social=100, documents=30),
            Preset("transfers", daily_transfers=6),
            Preset("violation", violation=True),
        ],
        key_outputs=["score", "approval_probability"],
        constants=[in_unit("points", "most", MOST_POINTS)],
        details=[in_unit("points", "gain", places=2)],
    )


def compute(
    facts: dict,
    base_approval: float,
    daily_transfers: float,
    violation: bool,
    **rating: float,
) -> Result:
    lift = facts["approval_lift"]["value"]
    marks = [rating[name] for name in DIMENSIONS]
    weights = [rating[name + "_weight"] for name in DIMENSIONS]
    shares = shares_of_weights(weights)
    score = weighted_score(marks, weights)
    best = best_next_point(marks, weights)
    is_lifted = daily_transfers >= facts["transfers_threshold"]["value"]
    approval = lifted_probability(base_approval, lift if is_lifted else 0.0)

    sentences = ["scored"]
    if violation:
        approval = 0.0
        sentences.append("refused")
    elif not is_lifted:
        sentences.append("assumed")
    else:
        is_impossible = base_approval * (1.0 + lift) > 1.0 + CLOSE
        sentences.append("over_all" if is_impossible else "lifted")
    sentences.append("next_step" if best is not None else "no_next_step")
    sentences.append("unsourced")
    outputs = {
        "score": score,
        "tier": _tier(score, [rating[tier + "_from"] for tier, _ in TIERS]),
        "best_next_step": None if best is None else DIMENSIONS[best],
        "approval_probability": approval,
    }
    rows = {
        "contributions": [
            {
                "dimension": dimension,
                "mark": mark,
                "share": share,
                "contribution": points,
                "most": MOST_POINTS * share,
            }
            for dimension, mark, share, points in zip(
                DIMENSIONS, marks, shares, contributions(marks, weights)
            )
        ],
        "sensitivity": _sensitivity_rows(score, reaches(marks, weights)),
    }
    details = {"gain": 0.0 if best is None else shares[best]}
    return Result(outputs, rows, sentences, details)


def _points(name: str, default: object) -> Number:
    return Number(name, "points", 0, MOST_POINTS, step=1, default=default, whole=True)


def _tier(score: float, lines: list[float]) -> str:
    """Return the highest tier whose line the score has reached."""
    for (tier, _), line in zip(TIERS, lines):
        if score >= line - CLOSE:
            return tier
    return NO_TIER


def _sensitivity_rows(score: float, score_ranges: list) -> list[dict]:
    """List the range of scores that each dimension alone can give, the widest first."""
    rows = [
        {
            "dimension": dimension,
            "at_lowest": reach.at_lowest,
            "score": score,
            "at_highest": reach.at_highest,
            "span": reach.at_highest - reach.at_lowest,
        }
        for dimension, reach in zip(DIMENSIONS, score_ranges)
    ]
    # MicroPython's sort is not stable: of equal spans the place decides.
    order = sorted([(-row["span"], place) for place, row in enumerate(rows)])
    return [rows[place] for _, place in order]
