"""Sheet Releases."""

from data.kinds.choice import Choice
from data.kinds.dates import DAY
from data.kinds.money import MONEY
from data.kinds.number import Whole
from data.kinds.text import refers_to
from data.sheets.column import Alert, Column
from data.sheets.sheet import Sheet
from models.ledger_extract import Release, ReleaseState

SHEET = Sheet(
    title="Releases",
    field="releases",
    row=Release,
    about="Tranches that were released already: facts, from the ledger.",
    by="finance",
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
            Whole("the number of a stage"),
            "Number of the stage.",
            stage_of="Initiative",
            required=True,
            width=8,
        ),
        Column("Amount", "amount", MONEY, "What was released.", required=True, width=16),
        Column("Date", "date", DAY, "The day of the release.", required=True, past=Alert.STOP),
        Column("Fund", "fund", refers_to("Funds", "Fund"), "The fund that paid it.", width=16),
        Column("State", "state", Choice(ReleaseState), "Where it stands; released if empty."),
    ),
)
