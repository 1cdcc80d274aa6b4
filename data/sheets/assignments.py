"""Sheet Assignments."""

from data.kinds.choice import YES_NO
from data.kinds.people import FTE
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.person import InForce

SHEET = Sheet(
    title="Assignments",
    field="assignments",
    row=InForce,
    about="The plan in force: who works where today.",
    by="delivery office",
    columns=(
        Column(
            "Person",
            "person",
            refers_to("People", "Person"),
            "The person.",
            required=True,
            width=16,
        ),
        Column(
            "Team",
            "team",
            refers_to("Teams", "Team"),
            "Where they work today.",
            required=True,
            width=16,
        ),
        Column("FTE", "slices", FTE, "How much of their time.", required=True),
        Column("Until", "until", refers_to("Periods", "Period"), "Last period; empty for no end."),
        Column("Locked", "locked", YES_NO, "Yes if the plan must not change it.", empty=False),
    ),
)
