"""Sheet Budgets."""

from data.kinds.choice import Choice
from data.kinds.money import MONEY
from data.kinds.number import Number
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.fund import Budget, Counts

SHEET = Sheet(
    title="Budgets",
    field="budgets",
    row=Budget,
    about="How much each fund has in each window.",
    by="finance",
    key=("Fund", "Window"),
    columns=(
        Column("Fund", "fund", refers_to("Funds", "Fund"), "The fund.", required=True, width=16),
        Column(
            "Window",
            "window",
            refers_to("Periods", "Window", listed=False),
            "The budget window.",
            required=True,
        ),
        Column("Amount", "amount", MONEY, "Its money in that window.", required=True, width=16),
        Column(
            "Counts",
            "counts",
            Choice(Counts),
            "When it feels a tranche: at its release (if empty) or as it is spent.",
        ),
        Column(
            "Overrun price",
            "overrun_price",
            Number("a price of each unit above the amount"),
            "What each unit of money above the amount costs; empty for a hard limit.",
        ),
    ),
)
