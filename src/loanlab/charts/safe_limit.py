"""Charts of safe-limit: how the income divides, and the largest loan by its number of months."""

import altair as alt

from .bars import bar_chart
from .theme import PALETTE, colour_by, money_axis

PART_COLOURS = {"existing": "muted", "new": "accent", "rest": "money"}

PICTURES = {
    # How existing payments, a new loan and the rest divide the income.
    "income": bar_chart(
        name="part_text",
        length="amount",
        axis=money_axis(),
        label="share_of_income_text",
        least=1,
        colour=colour_by("part", PART_COLOURS),
    ),
    # The largest loan whose level payment stays within the limit, by its months, the chosen ones in
    # colour.
    "by_months": bar_chart(
        name="months_text",
        length="loan",
        sort="months",
        least=1,
        axis=money_axis(),
        colour=alt.condition(
            "datum.is_chosen", alt.value(PALETTE["accent"]), alt.value(PALETTE["money"])
        ),
    ),
}
