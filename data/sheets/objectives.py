"""Sheet Objectives."""

from data.kinds.choice import Choice
from data.kinds.k_of_n import K_OF_N
from data.kinds.number import Number, Whole
from data.kinds.text import IDENTIFIER, refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.metric import Nature
from models.objective import Comparison, Objective

SHEET = Sheet(
    title="Objectives",
    field="objectives",
    row=Objective,
    about="What the gate at the end of a stage asks for.",
    by="product teams",
    key=("Objective",),
    columns=(
        Column(
            "Objective", "id", IDENTIFIER, "Short name of the objective.", required=True, width=16
        ),
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
            "The stage whose gate it belongs to.",
            stage_of="Initiative",
            required=True,
            width=8,
        ),
        Column(
            "Metric",
            "metric",
            refers_to("Metrics", "Metric"),
            "What is looked at.",
            required=True,
            width=24,
        ),
        Column(
            "Comparison",
            "comparison",
            Choice(Comparison),
            "How the observed value is held against the target.",
            required=True,
        ),
        Column(
            "Target",
            "target",
            Number("in the unit of the metric"),
            "The value to reach.",
            required=True,
        ),
        Column("Nature", "nature", Choice(Nature), "Value or delivery; the metric's own if empty."),
        Column(
            "Required",
            "required",
            K_OF_N,
            "Whether it must be met, or is one of several of which some must.",
            width=14,
        ),
        Column(
            "Amber at",
            "amber",
            Number("in the unit of the metric"),
            "A value that misses the target but is at least this good makes the gate conditional.",
        ),
    ),
)
