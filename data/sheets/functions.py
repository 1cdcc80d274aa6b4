"""Sheet Functions."""

from data.kinds.people import FTE
from data.kinds.text import IDENTIFIER, TEXT
from data.sheets.column import Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.team import Function

SHEET = Sheet(
    title="Functions",
    field="functions",
    row=Function,
    about="The business functions that lend people to product teams.",
    by="delivery office",
    key=("Function",),
    columns=(
        Column(
            "Function",
            "id",
            IDENTIFIER,
            "Short name of the function, such as Marketing.",
            required=True,
            width=18,
        ),
        Column(
            "Contact",
            "contact",
            TEXT,
            "Its one contact in technology.",
            required=True,
            width=22,
            offer=Offer("People", "Name", Alert.NONE),
        ),
        Column(
            "Most FTE lent",
            "most_lent",
            FTE,
            "Most of its people's time lent in one period; empty for no limit.",
        ),
    ),
)
