"""Sheet Teams."""

from decimal import Decimal

from data.kinds.choice import Choice
from data.kinds.number import PERCENT
from data.kinds.people import FTE
from data.kinds.text import IDENTIFIER, TEXT
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.team import Team, TeamKind

SHEET = Sheet(
    title="Teams",
    field="teams",
    row=Team,
    about="The product, platform and infrastructure teams.",
    by="delivery office",
    key=("Team",),
    columns=(
        Column("Team", "id", IDENTIFIER, "Short name of the team.", required=True, width=16),
        Column("Name", "name", TEXT, "Full name.", required=True, width=28),
        Column(
            "Kind",
            "kind",
            Choice(TeamKind),
            "A product serves users, a platform serves products, infrastructure serves both.",
            required=True,
            width=14,
        ),
        Column(
            "Domain",
            "domain",
            TEXT,
            "The group of teams it belongs to: a journey or a business unit.",
            width=16,
            offer=Offer(LISTS, "Domains", Alert.NONE),
        ),
        Column(
            "Leader",
            "leader",
            TEXT,
            "Who leads it.",
            width=20,
            offer=Offer("People", "Name", Alert.NONE),
        ),
        Column(
            "Reserve %",
            "reserve",
            PERCENT,
            "Share of its own people's time kept for as-a-service work.",
            empty=Decimal(0),
        ),
        Column(
            "Fewest people",
            "fewest",
            FTE,
            "It lends nobody while that would leave less of its own people's time than this.",
        ),
        Column(
            "Most people", "most", FTE, "It can absorb no more people's time than this in a period."
        ),
    ),
)
