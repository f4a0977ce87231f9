"""risk-crowd: the article's chances of harm in a crowd of borrowers."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Number, YesNo, assumed
from ..forms.numerals import shown_digits
from ..forms.outputs import in_unit, percent, quantity, word
from ..model.odds import at_least_one, central_interval, crowd, with_precautions

RISKS = ["leak", "collection", "overcharge", "record"]
OF_THE_ARTICLE = RISKS[:3]
# The article's table has no number for the fourth risk; readers replace ours.
RECORD_PROBABILITY = 0.05
# The precaution that is ticked by default.
TAKEN = "overcharge"
DOTS = 100
MIDDLE = 0.9


def define(facts: dict) -> Simulation:
    fields: list = [Number("borrowers", "people", 10, 1000, step=10, default=200, whole=True)]
    for risk in OF_THE_ARTICLE:
        fields.append(_chance("probability_" + risk, facts["risk_probability." + risk]))
    fields.append(_chance("probability_record", assumed(RECORD_PROBABILITY)))
    for risk in RISKS:
        fields.append(YesNo("precaution_" + risk, default=risk == TAKEN))
    fields.append(Number("effect", "percent", 0, 1, step=0.05, default=assumed(0.5)))

    return Simulation(
        "risk-crowd",
        facts,
        fields=fields,
        outputs=[
            percent("at_least_one"),
            in_unit("people", "expected_hit", places=1),
        ]
        + [in_unit("people", "expected_" + risk, places=1) for risk in RISKS]
        + [in_unit("people", "range_low"), in_unit("people", "range_high")],
        pictures=[
            Chart(
                "crowd", [word("state"), in_unit("people", "people", places=1), quantity("dots")]
            ),
            Chart(
                "risks",
                [
                    word("risk"),
                    percent("probability"),
                    in_unit("people", "without", places=1),
                    in_unit("people", "with", places=1),
                ],
            ),
        ],
        compute=compute,
        open_fields=[
            "borrowers",
            "probability_record",
            "precaution_overcharge",
            "precaution_leak",
            "precaution_record",
        ],
        groups=[
            Group("article", ["probability_" + risk for risk in OF_THE_ARTICLE]),
            Group("precautions", ["precaution_collection", "effect"]),
        ],
        presets=[
            Preset("class", borrowers=40, precaution_overcharge=False),
            Preset("acquaintances", borrowers=10),
            Preset("careful", **{"precaution_" + risk: True for risk in RISKS}),
            Preset("empty_cell", probability_record=0.3),
        ],
        key_outputs=["at_least_one", "expected_hit"],
        constants=[percent("middle", MIDDLE, places=0)],
        details=[
            in_unit("people", "spared_by_precautions", places=1),
        ],
    )


def compute(facts: dict, borrowers: int, effect: float, **by_risk: float) -> Result:
    without = [by_risk["probability_" + risk] for risk in RISKS]
    chances = [
        with_precautions(chance, [effect] if by_risk["precaution_" + risk] else [])
        for risk, chance in zip(RISKS, without)
    ]
    any_harm = at_least_one(chances)
    low, high = central_interval(crowd(borrowers, any_harm), MIDDLE)
    outputs = {
        "at_least_one": any_harm,
        "expected_hit": borrowers * any_harm,
        "range_low": low,
        "range_high": high,
    }
    for risk, chance in zip(RISKS, chances):
        outputs["expected_" + risk] = borrowers * chance
    any_without = at_least_one(without)
    spared = borrowers * (any_without - any_harm)
    # Dots out of a hundred borrowers, whatever their number, so that two states can be compared.
    hit, hit_without = [int(DOTS * chance + 0.5) for chance in (any_harm, any_without)]
    rows = {
        "crowd": [
            _group("hit", borrowers * any_harm, 0, hit),
            _group("spared", spared, hit, hit_without - hit),
            _group("unharmed", borrowers * (1.0 - any_without), hit_without, DOTS - hit_without),
        ],
        "risks": [
            {
                "risk": risk,
                "without": borrowers * chance,
                "with": borrowers * reduced,
                "probability": reduced,
            }
            for risk, chance, reduced in zip(RISKS, without, chances)
        ],
    }
    sentences = ["chance"]
    if shown_digits(spared, 1) > 0:
        sentences.append("precautions")
    sentences += ["range", "no_source"]
    return Result(outputs, rows, sentences, {"spared_by_precautions": spared})


def _chance(name: str, default: object) -> Number:
    return Number(name, "percent", 0, 1, step=0.001, default=default)


def _group(state: str, people: float, first: int, dots: int) -> dict:
    return {"state": state, "people": people, "first": first, "dots": dots}
