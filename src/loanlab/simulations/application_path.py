"""application-path: from the first tap to the money, with odds, waiting and enquiries."""

from ..forms.definition import Column, Constant, Figure, Picture, Result, Simulation
from ..forms.fields import OURS, NumberField
from ..forms.numerals import shown_digits
from ..model.odds import application_path

NAME = "application-path"
STAGES = ["entry", "identity", "face_check", "agreement", "card"]
# Nobody publishes how many get through; a reader puts in what they know.
PASSES = {"entry": 0.6, "identity": 0.99, "agreement": 0.95, "card": 0.98}
SECONDS_OF_MINUTE = 60
MOST_ATTEMPTS = 6
ALL = 10000  # hundredths of a percentage point


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
    face_check = facts["face_check_pass"]
    wait = facts["wait_days"]
    shortest, longest = facts["transfer_minutes_range"]["value"]
    seconds = facts["approval_seconds"]

    fields = [
        _pass("entry", PASSES["entry"], [OURS]),
        _pass("identity", PASSES["identity"], [OURS]),
        _pass("face_check", face_check["value"], [face_check["origin"]]),
        NumberField("face_check_tries", "times", 1, 5, 1, 3, [OURS], whole=True),
        _pass("agreement", PASSES["agreement"], [OURS]),
        _pass("card", PASSES["card"], [OURS]),
        NumberField("approval_probability", "percent", 0.0, 1.0, 0.01, 0.5, [OURS]),
        NumberField("attempts", "times", 1, MOST_ATTEMPTS, 1, 2, [OURS], whole=True),
        NumberField("wait_days", "days", 0, 180, 5, wait["value"], [wait["origin"]], whole=True),
        NumberField(
            "approval_seconds",
            "seconds",
            0,
            600,
            1,
            seconds["value"],
            [seconds["origin"]],
            whole=True,
        ),
        NumberField(
            "transfer_minutes",
            "minutes",
            0,
            60,
            0.5,
            longest,
            [facts["transfer_minutes_range"]["origin"]],
        ),
    ]

    def compute(
        entry_pass: float,
        identity_pass: float,
        face_check_pass: float,
        face_check_tries: int,
        agreement_pass: float,
        card_pass: float,
        approval_probability: float,
        attempts: int,
        wait_days: int,
        approval_seconds: int,
        transfer_minutes: float,
    ) -> Result:
        passes = [entry_pass, identity_pass, face_check_pass, agreement_pass, card_pass]
        tries = [face_check_tries if stage == "face_check" else 1 for stage in STAGES]
        minutes = transfer_minutes + approval_seconds / SECONDS_OF_MINUTE
        path = application_path(
            passes, tries, approval_probability, attempts, float(wait_days), minutes
        )
        money = path.money_by_attempt
        figures = {
            "money_at_once": money[0],
            "money_in_the_end": money[-1],
            "expected_applications": path.expected_applications,
            "expected_enquiries": path.expected_enquiries,
            "expected_days": path.expected_days,
            "minutes_when_well": minutes,
        }
        rows = {
            "funnel": [
                {"stage": stage, "reached": reached}
                for stage, reached in zip(STAGES + ["approval", "money"], path.reached)
            ],
            "by_day": [
                {"attempt": number + 1, "day": number * wait_days, "chance": chance}
                for number, chance in enumerate(money)
            ],
        }
        gained = money[-1] - money[0]
        sayings = ["told", "enquiries"]
        if attempts > 1:
            sayings += ["again", "independent"] if gained >= 0.005 else ["again_in_vain"]
        # Differences of the chances that stand beside them, as they are shown.
        once, finally_ = [shown_digits(chance * 100, 2) for chance in (money[0], money[-1])]
        extras = {"gained": (finally_ - once) / 100, "without": 1.0 - finally_ / ALL}
        return Result(figures, rows, sayings, extras)

    return Simulation(
        NAME,
        fields,
        figures=[
            Figure("money_at_once", "percent", 2),
            Figure("money_in_the_end", "percent", 2),
            Figure("expected_applications", "times", 2),
            Figure("expected_enquiries", "times", 2),
            Figure("expected_days", "days", 1),
            Figure("minutes_when_well", "minutes", 1),
        ],
        pictures=[
            Picture("funnel", [Column("stage", "word", 0), Column("reached", "percent", 2)]),
            Picture(
                "by_day",
                [
                    Column("attempt", "number", 0),
                    Column("day", "days", 0),
                    Column("chance", "percent", 2),
                ],
            ),
        ],
        compute=compute,
        constants=[
            Constant("shortest", shortest, "number", 0),
            Constant("longest", longest, "minutes", 0),
        ],
        extras=[Figure("gained", "number", 2), Figure("without", "percent", 2)],
    )


def _pass(stage: str, value: float, origins: list) -> NumberField:
    return NumberField(stage + "_pass", "percent", 0.0, 1.0, 0.005, value, origins)
