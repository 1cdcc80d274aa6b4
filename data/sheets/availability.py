"""Sheet Availability."""

from data.kinds.people import OWN_FTE
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.person import Availability

SHEET = Sheet(
    title="Availability",
    field="availability",
    row=Availability,
    about="Exceptions: periods in which someone has another amount of time than usual.",
    by="delivery office",
    key=("Person", "Period"),
    columns=(
        Column(
            "Person",
            "person",
            refers_to("People", "Person"),
            "The person.",
            required=True,
            width=16,
        ),
        Column("Period", "period", refers_to("Periods", "Period"), "The period.", required=True),
        Column(
            "FTE",
            "slices",
            OWN_FTE,
            "Their time in that period; 0 if they are away.",
            required=True,
        ),
    ),
)
