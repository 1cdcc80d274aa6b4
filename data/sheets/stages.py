"""Sheet Stages."""

from decimal import Decimal

from data.kinds.choice import Choice
from data.kinds.dates import DAY
from data.kinds.listing import WEIGHTS
from data.kinds.money import MONEY
from data.kinds.number import PERCENT, Whole
from data.kinds.text import TEXT, refers_to
from data.sheets.column import Alert, Column
from data.sheets.sheet import Sheet
from models.stage import Stage, StageStatus

SHEET = Sheet(
    title="Stages",
    field="stages",
    row=Stage,
    about="The steps of initiatives, each with its money and a gate at its end.",
    by="product teams",
    key=("Initiative", "Stage"),
    columns=(
        Column(
            "Initiative",
            "initiative",
            refers_to("Initiatives", "Initiative"),
            "The initiative.",
            required=True,
            width=16,
        ),
        Column(
            "Stage",
            "stage",
            Whole("1, 2, … without holes"),
            "Number of the stage.",
            required=True,
            width=8,
        ),
        Column("Name", "name", TEXT, "What is done in it.", required=True, width=28),
        Column(
            "Tranche",
            "tranche",
            MONEY,
            "Money released at its start, all or nothing.",
            required=True,
            width=16,
        ),
        Column(
            "Periods", "periods", Whole("a number of periods"), "How long it takes.", required=True
        ),
        Column(
            "Capex %",
            "capex",
            PERCENT,
            "Share of the tranche that is capital expenditure.",
            empty=Decimal(0),
        ),
        Column(
            "Spend profile",
            "spend_profile",
            WEIGHTS,
            "Weights of the spend, one per period; even if empty.",
            empty=(),
            width=16,
        ),
        Column(
            "Chance of passing %",
            "chance",
            PERCENT,
            "Chance that the gate at its end is passed; 100 if empty.",
        ),
        Column(
            "Status",
            "status",
            Choice(StageStatus),
            "Where it stands today; not started if empty.",
            width=14,
        ),
        Column(
            "Started",
            "started",
            DAY,
            "Day of its start, for active and done stages.",
            past=Alert.STOP,
        ),
        Column(
            "Fund",
            "fund",
            refers_to("Funds", "Fund"),
            "The only fund that pays it; empty for any fund that may.",
            width=16,
        ),
    ),
)
