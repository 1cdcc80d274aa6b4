"""Sheet Funds."""

from decimal import Decimal

from data.kinds.number import PERCENT
from data.kinds.pays_for import PAYS_FOR
from data.kinds.text import IDENTIFIER, TEXT
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.fund import Fund, PaysFor

SHEET = Sheet(
    title="Funds",
    field="funds",
    row=Fund,
    about="The sources of money and what they may pay for.",
    by="finance",
    key=("Fund",),
    columns=(
        Column("Fund", "id", IDENTIFIER, "Short name of the fund.", required=True, width=16),
        Column("Name", "name", TEXT, "Full name.", required=True, width=28),
        Column(
            "Pays for",
            "pays_for",
            PAYS_FOR,
            "What it may pay for; all kinds of terms must fit, empty fits anything.",
            empty=PaysFor(),
            width=40,
            offer=Offer(LISTS, "Terms of funds", Alert.NONE),
        ),
        Column(
            "Carry over %",
            "carry_over",
            PERCENT,
            "Share of what a window leaves over that the next window may use.",
            empty=Decimal(0),
        ),
    ),
)
