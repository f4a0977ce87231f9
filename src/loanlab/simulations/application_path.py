"""application-path: from the first tap to the money, with odds, waiting and enquiries."""

from ..forms.definition import Chart, Group, Preset, Result, Simulation
from ..forms.fields import Number, assumed, derived
from ..forms.numerals import shown_digits
from ..forms.outputs import in_unit, percent, quantity, word
from ..model.odds import application_path

STAGES = ["entry", "identity", "face_check", "agreement", "card"]
# Nobody publishes how many get through; a reader puts in what they know.
PASSES = {"entry": 0.6, "identity": 0.99, "agreement": 0.95, "card": 0.98}
SECONDS_OF_MINUTE = 60
MOST_ATTEMPTS = 6
# A smaller gain of further applications is told as none.
SMALLEST_GAIN = 0.005


def define(facts: dict) -> Simulation:
    minutes = facts["transfer_minutes_range"]
    shortest, longest = minutes["value"]
    transfer = derived(longest, minutes)
    wait, seconds = facts["wait_days"], facts["approval_seconds"]

    return Simulation(
        "application-path",
        facts,
        fields=[
            _pass("entry", assumed(PASSES["entry"])),
            _pass("identity", assumed(PASSES["identity"])),
            _pass("face_check", facts["face_check_pass"]),
            Number("face_check_tries", "times", 1, 5, step=1, default=assumed(3), whole=True),
            _pass("agreement", assumed(PASSES["agreement"])),
            _pass("card", assumed(PASSES["card"])),
            Number("approval_probability", "percent", 0, 1, step=0.01, default=assumed(0.5)),
            Number("attempts", "times", 1, MOST_ATTEMPTS, step=1, default=2, whole=True),
            Number("wait_days", "days", 0, 180, step=5, default=wait, whole=True),
            Number("approval_seconds", "seconds", 0, 600, step=1, default=seconds, whole=True),
            Number("transfer_minutes", "minutes", 0, 60, step=0.5, default=transfer),
        ],
        outputs=[
            percent("money_at_once"),
            percent("money_in_the_end"),
            in_unit("times", "expected_applications", places=2),
            in_unit("times", "expected_enquiries", places=2),
            in_unit("times", "most_enquiries", places=2),
            in_unit("days", "expected_days", places=1),
            in_unit("minutes", "minutes_when_well", places=1),
        ],
        pictures=[
            Chart("by_day", [quantity("attempt"), in_unit("days", "day"), percent("chance")]),
            Chart("funnel", [word("stage"), percent("reached")]),
        ],
        compute=compute,
        open_fields=["entry_pass", "approval_probability", "attempts", "wait_days"],
        groups=[
            Group(
                "steps",
                [
                    "identity_pass",
                    "face_check_pass",
                    "face_check_tries",
                    "agreement_pass",
                    "card_pass",
                ],
            ),
            Group("times", ["approval_seconds", "transfer_minutes"]),
        ],
        presets=[
            Preset("visible", entry_pass=1.0),
            Preset("often", attempts=6, wait_days=5),
            Preset("once", attempts=1),
        ],
        key_outputs=["money_in_the_end", "expected_enquiries"],
        constants=[quantity("shortest", shortest), in_unit("minutes", "longest", longest)],
        details=[quantity("gained", places=2), percent("without")],
    )


def compute(
    facts: dict,
    face_check_tries: int,
    approval_probability: float,
    attempts: int,
    wait_days: int,
    approval_seconds: int,
    transfer_minutes: float,
    **pass_by_stage: float,
) -> Result:
    passes = [pass_by_stage[stage + "_pass"] for stage in STAGES]
    tries = [face_check_tries if stage == "face_check" else 1 for stage in STAGES]
    minutes = transfer_minutes + approval_seconds / SECONDS_OF_MINUTE
    path = application_path(
        passes, tries, approval_probability, attempts, float(wait_days), minutes
    )
    money = path.money_by_attempt
    outputs = {
        "money_at_once": money[0],
        "money_in_the_end": money[-1],
        "expected_applications": path.expected_applications,
        "expected_enquiries": path.expected_enquiries,
        # Where viewing the limit is an enquiry already, each application leaves one.
        "most_enquiries": path.expected_applications,
        "expected_days": path.expected_days,
        "minutes_when_well": minutes,
    }
    rows = {
        "by_day": [
            {"attempt": number + 1, "day": number * wait_days, "chance": chance}
            for number, chance in enumerate(money)
        ],
        "funnel": [
            {"stage": stage, "reached": reached}
            for stage, reached in zip(STAGES + ["approval", "money"], path.reached)
        ],
    }
    gained = money[-1] - money[0]
    fewest, most = [
        shown_digits(outputs[name], 2) for name in ("expected_enquiries", "most_enquiries")
    ]
    enquiries = "enquiries" if fewest < most else "enquiries_alike"
    if attempts == 1:
        sentences = ["once", enquiries]
    elif gained < SMALLEST_GAIN:
        sentences = ["again_in_vain", enquiries]
    else:
        sentences = ["again", "waiting", enquiries, "independent"]
    # In hundredths of a percentage point, so that differences fit the chances shown beside them.
    first, last = [shown_digits(chance * 100, 2) for chance in (money[0], money[-1])]
    details = {"gained": (last - first) / 100, "without": 1.0 - last / 10000}
    return Result(outputs, rows, sentences, details)


def _pass(stage: str, default: object) -> Number:
    return Number(stage + "_pass", "percent", 0, 1, step=0.005, default=default)
