"""Sheet Metrics."""

from decimal import Decimal

from data.kinds.choice import Choice
from data.kinds.number import Number
from data.kinds.text import IDENTIFIER, TEXT
from data.sheets.column import Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.metric import Better, Metric, Nature

SHEET = Sheet(
    title="Metrics",
    field="metrics",
    row=Metric,
    about="What initiatives improve and gates look at.",
    by="product teams",
    key=("Metric",),
    columns=(
        Column("Metric", "id", IDENTIFIER, "Short name of the metric.", required=True, width=24),
        Column("Unit", "unit", TEXT, "What it is counted in.", required=True, width=18),
        Column("Better", "better", Choice(Better), "Which direction is good.", required=True),
        Column(
            "Worth per unit per period",
            "worth",
            Number("units of the currency"),
            "What one unit of improvement is worth in one period; empty for nothing.",
            empty=Decimal(0),
            width=16,
        ),
        Column(
            "Nature",
            "nature",
            Choice(Nature),
            "Whether it shows value for the business or delivery by the team; value if empty.",
        ),
        Column(
            "Owner",
            "owner",
            TEXT,
            "Who answers for it.",
            width=20,
            offer=Offer("People", "Name", Alert.NONE),
        ),
    ),
)
