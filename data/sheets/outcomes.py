"""Sheet Outcomes."""

from data.kinds.dates import DAY
from data.kinds.number import Number
from data.kinds.text import TEXT, refers_to
from data.sheets.column import Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.objective import Outcome

_PEOPLE = Offer("People", "Name", Alert.NONE)

SHEET = Sheet(
    title="Outcomes",
    field="outcomes",
    row=Outcome,
    about="What was observed.",
    by="product teams",
    columns=(
        Column(
            "Objective",
            "objective",
            refers_to("Objectives", "Objective"),
            "The objective.",
            required=True,
            width=16,
        ),
        Column(
            "Observed",
            "observed",
            Number("in the unit of the metric"),
            "The value observed.",
            required=True,
        ),
        Column(
            "Date", "date", DAY, "The day of the observation.", required=True, past=Alert.WARNING
        ),
        Column(
            "Evidence",
            "evidence",
            TEXT,
            "Where it can be checked: a document, a link, a report.",
            width=36,
        ),
        Column("Reported by", "reported_by", TEXT, "Who reports it.", width=20, offer=_PEOPLE),
        Column(
            "Confirmed by",
            "confirmed_by",
            TEXT,
            "Who else has checked it.",
            width=20,
            offer=_PEOPLE,
        ),
    ),
)
