"""group-discount: a group's discount against the shared liability of its members."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Choice, Number, assumed
from ..forms.outputs import percent, quantity, saving, yuan, yuan_change
from ..model.group import (
    EVEN,
    LIABILITIES,
    SEPARATE,
    WHOLE,
    break_even_default_probability,
    discounted_rate,
    expected_share,
)
from ..model.level import level_interest
from ..model.money import fen_of, round_fen, yuan_of
from ..model.odds import at_least_one
from .loan_fields import annual_rate_field

MOST_FRIENDS = 10
MOST_MONTHS = 36
# The probabilities at which the chart's axis may end, and the room beyond the last point.
AXIS_ENDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
ROOM = 1.3
PARTS = 10


def define(facts: dict) -> Simulation:
    announced = facts["group_discount_announced"]
    curves = [saving("saving"), yuan("expected_loss")]

    return Simulation(
        "group-discount",
        facts,
        fields=[
            Number("amount", "yuan", 500, 300000, step=100, default=10000),
            Number("months", "months", 1, MOST_MONTHS, step=1, default=12, whole=True),
            annual_rate_field(facts, 0.36),
            Number(
                "friends",
                "people",
                1,
                MOST_FRIENDS,
                step=1,
                default=4,
                whole=True,
                based_on=[announced],
            ),
            Number("discount_per_friend", "percent", 0, 0.05, step=0.0005, default=assumed(0.005)),
            Number("default_probability", "percent", 0, 0.5, step=0.001, default=assumed(0.02)),
            Choice("shared_liability", list(LIABILITIES), default=assumed(EVEN)),
        ],
        outputs=[
            percent("discounted_annual_rate"),
            saving("saving"),
            yuan("expected_loss"),
            yuan_change("net"),
            percent("break_even_default_probability"),
            percent("chance_of_paying"),
            yuan("loss_of_one"),
        ],
        pictures=[
            Chart("by_probability", [percent("probability")] + curves, is_long=True),
            Chart("by_friends", [quantity("friends")] + curves, is_long=True),
        ],
        compute=compute,
        open_fields=[
            "amount",
            "friends",
            "discount_per_friend",
            "default_probability",
            "shared_liability",
        ],
        groups=[Group("loan", ["months", "nominal_annual_rate"])],
        presets=[
            Preset("reliable", default_probability=0.005),
            Preset("many", friends=9),
            Preset("liable", shared_liability=WHOLE),
            Preset("separate", shared_liability=SEPARATE),
        ],
        key_outputs=["net", "chance_of_paying"],
        details=[yuan("difference")],
    )


def compute(
    facts: dict,
    amount: float,
    months: int,
    nominal_annual_rate: float,
    friends: int,
    discount_per_friend: float,
    default_probability: float,
    shared_liability: str,
) -> Result:
    lent = fen_of(amount)
    alone = level_interest(lent, nominal_annual_rate, months)

    def rate_with(size: int) -> float:
        return discounted_rate(nominal_annual_rate, discount_per_friend, size)

    def saved_with(size: int) -> int:
        return alone - level_interest(lent, rate_with(size), months)

    def loss_with(size: int, probability: float) -> int:
        return round_fen(lent * expected_share(size, probability, shared_liability))

    saved = saved_with(friends)
    expected = loss_with(friends, default_probability)
    # A tiny discount may cost a few fen more by rounding: then there is no break-even probability.
    break_even = None
    if saved > 0:
        break_even = break_even_default_probability(saved / lent, friends, shared_liability)
    is_liable = shared_liability != SEPARATE
    chances = [default_probability] * friends
    one = round_fen(lent / friends) if shared_liability == EVEN else lent
    outputs = {
        "discounted_annual_rate": rate_with(friends),
        "saving": yuan_of(saved),
        "expected_loss": yuan_of(expected),
        "net": yuan_of(saved - expected),
        "break_even_default_probability": break_even,
        "chance_of_paying": at_least_one(chances) if is_liable else 0.0,
        "loss_of_one": yuan_of(one) if is_liable else 0.0,
    }
    axis_end = _axis_end(max(default_probability, break_even or 0.0))
    rows = {
        "by_probability": [
            _row("probability", chance, default_probability, saved, loss_with(friends, chance))
            for chance in [axis_end * part / PARTS for part in range(PARTS + 1)]
        ],
        "by_friends": [
            _row("friends", size, friends, saved_with(size), loss_with(size, default_probability))
            for size in range(1, MOST_FRIENDS + 1)
        ],
    }
    sentences = [_lead(saved, expected, is_liable)]
    if is_liable:
        sentences.append("chance")
    if break_even is not None:
        sentences.append("break_even")
    if saved:
        sentences.append("rate")
        if not is_liable:
            sentences.append("separate")
    details = {"difference": yuan_of(abs(saved - expected))}
    return Result(outputs, rows, sentences, details)


def _lead(saved: int, expected: int, is_liable: bool) -> str:
    """Return the sentence that says whether the group pays, on average."""
    if not saved:
        return "loses_only" if expected else "changes_nothing"
    if not is_liable:
        return "saves_only"
    return "loses" if expected > saved else "gains"


def _axis_end(probability: float) -> float:
    """Choose where the axis of probabilities ends, with room beyond the one given."""
    return min(end for end in AXIS_ENDS if end >= min(1.0, ROOM * probability))


def _row(name: str, value: float, chosen: float, saved: int, expected: int) -> dict:
    return {
        name: value,
        "chosen": chosen,
        "saving": yuan_of(saved),
        "expected_loss": yuan_of(expected),
    }
