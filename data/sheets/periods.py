"""Sheet Periods."""

from data.kinds.dates import DAY
from data.kinds.text import IDENTIFIER
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.period import Period

SHEET = Sheet(
    title="Periods",
    field="periods",
    row=Period,
    about="The steps of the plan, months or quarters; the first one is now.",
    by="finance",
    key=("Period",),
    columns=(
        Column("Period", "id", IDENTIFIER, "Name of the step, as in 2027-Q1.", required=True),
        Column("Start", "start", DAY, "First day.", required=True),
        Column("End", "end", DAY, "Last day.", required=True, not_before="Start"),
        Column(
            "Window",
            "window",
            IDENTIFIER,
            "The budget window it belongs to: a quarter or a year.",
            required=True,
        ),
        Column(
            "Release date",
            "release_date",
            DAY,
            "The common release date, where there is a cadence.",
            not_before="Start",
            not_after="End",
        ),
    ),
)
