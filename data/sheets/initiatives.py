"""Sheet Initiatives."""

from data.kinds.choice import YES_NO, Choice
from data.kinds.money import MONEY
from data.kinds.text import IDENTIFIER, TEXT, refers_to
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.initiative import Initiative, Theme

SHEET = Sheet(
    title="Initiatives",
    field="initiatives",
    row=Initiative,
    about="The bodies of work, each of one team.",
    by="product teams",
    key=("Initiative",),
    columns=(
        Column(
            "Initiative", "id", IDENTIFIER, "Short name of the initiative.", required=True, width=16
        ),
        Column("Name", "name", TEXT, "Full name.", required=True, width=36),
        Column(
            "Team",
            "team",
            refers_to("Teams", "Team"),
            "The team that does it.",
            required=True,
            width=16,
        ),
        Column("Theme", "theme", Choice(Theme), "Why it is done.", width=16),
        Column(
            "Function",
            "function",
            refers_to("Functions", "Function"),
            "The business function that asked for it.",
            width=16,
        ),
        Column(
            "Must do",
            "must_do",
            YES_NO,
            "Yes if its last stage has to start within the plan.",
            empty=False,
        ),
        Column(
            "Leave out", "leave_out", YES_NO, "Yes if nothing more of it may start.", empty=False
        ),
        Column(
            "Choose one of",
            "group",
            TEXT,
            "Of the initiatives with the same word here at most one is started.",
            width=16,
            offer=Offer(LISTS, "Groups", Alert.NONE),
        ),
        Column(
            "Earliest start",
            "earliest_start",
            refers_to("Periods", "Period"),
            "No stage starts before this period.",
        ),
        Column(
            "Latest finish",
            "latest_finish",
            refers_to("Periods", "Period"),
            "The last stage finishes by the end of this period.",
            not_before="Earliest start",
        ),
        Column(
            "Deadline penalty per period",
            "deadline_penalty",
            MONEY,
            "Price of each period of lateness; empty if it must not be late.",
            width=20,
        ),
    ),
)
