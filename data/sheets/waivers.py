"""Sheet Waivers."""

from data.kinds.dates import DAY
from data.kinds.text import TEXT
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.ledger_extract import Waiver

RULES = (
    "gate",
    "both-natures",
    "committed-has-release",
    "dependency-cycle",
    "dependency-on-release-plan",
    "fund-may-pay",
    "gate-has-objective",
    "must-do-possible",
    "one-contact-per-function",
    "platform-depends-on-product",
    "team-has-leader",
    "team-mix",
)
"""What may be waived: the gates, and the rules by the names that their findings give."""

SHEET = Sheet(
    title="Waivers",
    field="waivers",
    row=Waiver,
    about="Rules and gates that someone with a name has waived, with a reason and an end.",
    by="delivery office",
    columns=(
        Column(
            "Rule",
            "rule",
            TEXT,
            "Name of the rule as the finding gives it, or gate.",
            required=True,
            width=24,
            offer=Offer(LISTS, "Rules"),
        ),
        Column(
            "Subject",
            "subject",
            TEXT,
            "What the finding is about; for gate the initiative and the stage, as in Checkout/2.",
            required=True,
            width=28,
        ),
        Column(
            "Approver",
            "approver",
            TEXT,
            "Who waives it.",
            required=True,
            width=20,
            offer=Offer("People", "Name", Alert.NONE),
        ),
        Column("Reason", "reason", TEXT, "Why.", required=True, width=40),
        Column("Expires", "expires", DAY, "Last day on which it holds.", required=True),
    ),
)
