"""Sheet People."""

from data.kinds.choice import Choice
from data.kinds.money import MONEY
from data.kinds.number import Whole
from data.kinds.people import OWN_FTE
from data.kinds.text import IDENTIFIER, TEXT, refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.person import Lendable, Person

SHEET = Sheet(
    title="People",
    field="people",
    row=Person,
    about="Who works here, and where they are at home.",
    by="delivery office",
    key=("Person",),
    columns=(
        Column("Person", "id", IDENTIFIER, "Short name of the person.", required=True, width=16),
        Column("Name", "name", TEXT, "Full name.", required=True, width=26),
        Column(
            "Home team",
            "home_team",
            refers_to("Teams", "Team"),
            "The team they belong to; or else fill Function.",
            width=16,
        ),
        Column(
            "Function",
            "function",
            refers_to("Functions", "Function"),
            "The business function they belong to; or else fill Home team.",
            width=16,
        ),
        Column(
            "FTE", "slices", OWN_FTE, "Their time in a period without exceptions.", required=True
        ),
        Column(
            "Cost per FTE and period",
            "cost",
            MONEY,
            "Confidential: for the finance view only.",
            width=14,
        ),
        Column(
            "Lendable",
            "lendable",
            Choice(Lendable),
            "How far from home they may work; no if empty.",
        ),
        Column(
            "Longest loan",
            "longest_loan",
            Whole("a number of periods"),
            "Most periods in a row at the same team away from home; empty for no limit.",
        ),
        Column("Location", "location", TEXT, "Where they are.", width=16),
        Column("Leads", "leads", refers_to("Teams", "Team"), "The team that they lead.", width=16),
    ),
)
