"""risk-crowd: what the article's chances of harm would mean in a crowd of borrowers."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField, YesNoField
from ..forms.numerals import shown_digits
from ..model.odds import at_least_one, crowd, middle_range, with_precautions

NAME = "risk-crowd"
RISKS = ["leak", "collection", "overcharge", "record"]
OF_THE_ARTICLE = RISKS[:3]
# The article leaves the fourth cell of its table empty; this is where a reader's own number starts.
RECORD_PROBABILITY = 0.05
# What the book teaches is done from the start.
TAKEN = "overcharge"
MOST_DOTS = 200
MIDDLE = 0.9


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
    fields: list = [NumberField("borrowers", "people", 10, 1000, 10, 200, [OURS], whole=True)]
    for risk in OF_THE_ARTICLE:
        figure = facts["risk_probability." + risk]
        fields.append(_chance("probability_" + risk, figure["value"], [figure["origin"]]))
    fields.append(_chance("probability_record", RECORD_PROBABILITY, [OURS]))
    for risk in RISKS:
        fields.append(YesNoField("precaution_" + risk, risk == TAKEN, [OURS]))
    fields.append(NumberField("effect", "percent", 0.0, 1.0, 0.05, 0.5, [OURS]))

    def compute(
        borrowers: int,
        probability_leak: float,
        probability_collection: float,
        probability_overcharge: float,
        probability_record: float,
        precaution_leak: bool,
        precaution_collection: bool,
        precaution_overcharge: bool,
        precaution_record: bool,
        effect: float,
    ) -> Result:
        without = [
            probability_leak,
            probability_collection,
            probability_overcharge,
            probability_record,
        ]
        taken = [precaution_leak, precaution_collection, precaution_overcharge, precaution_record]
        chances = [
            with_precautions(chance, [effect] if is_taken else [])
            for chance, is_taken in zip(without, taken)
        ]
        any_harm = at_least_one(chances)
        low, high = middle_range(crowd(borrowers, any_harm), MIDDLE)
        figures: dict = {"at_least_one": any_harm, "expected_hit": borrowers * any_harm}
        for risk, chance in zip(RISKS, chances):
            figures["expected_" + risk] = borrowers * chance
        figures["range_low"] = low
        figures["range_high"] = high
        people_a_dot = (borrowers + MOST_DOTS - 1) // MOST_DOTS
        dots = borrowers // people_a_dot
        hit = int(dots * any_harm + 0.5)
        rows = {
            "crowd": [
                _group("hit", borrowers * any_harm, 0, hit),
                _group("spared", borrowers * (1.0 - any_harm), hit, dots - hit),
            ],
            "risks": [
                {
                    "risk": risk,
                    "without": borrowers * chance,
                    "with": borrowers * mended,
                    "probability": mended,
                }
                for risk, chance, mended in zip(RISKS, without, chances)
            ],
        }
        sayings = ["told", "range"]
        spared = borrowers * (at_least_one(without) - any_harm)
        if shown_digits(spared, 1) > 0:
            sayings.append("precautions")
        if borrowers > MOST_DOTS:
            sayings.append("dots")
        sayings.append("no_source")
        extras = {
            "spared_by_precautions": spared,
            "people_a_dot": people_a_dot,
        }
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("at_least_one", "percent", 2),
            Figure("expected_hit", "people", 1),
            Figure("expected_leak", "people", 1),
            Figure("expected_collection", "people", 1),
            Figure("expected_overcharge", "people", 1),
            Figure("expected_record", "people", 1),
            Figure("range_low", "people", 0),
            Figure("range_high", "people", 0),
        ],
        pictures=[
            Picture(
                "crowd",
                [
                    Column("state", "word", 0),
                    Column("people", "people", 1),
                    Column("dots", "number", 0),
                ],
            ),
            Picture(
                "risks",
                [
                    Column("risk", "word", 0),
                    Column("probability", "percent", 2),
                    Column("without", "people", 1),
                    Column("with", "people", 1),
                ],
            ),
        ],
        compute=compute,
        constants=[Constant("middle", MIDDLE, "percent", 0)],
        extras=[
            Figure("spared_by_precautions", "people", 1),
            Figure("people_a_dot", "people", 0),
        ],
    )


def _chance(name: str, value: float, origins: list) -> NumberField:
    return NumberField(name, "percent", 0.0, 1.0, 0.001, value, origins)


def _group(state: str, people: float, first: int, dots: int) -> dict:
    return {"state": state, "people": people, "first": first, "dots": dots}
