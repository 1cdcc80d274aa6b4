"""Sheet Demand."""

from data.kinds.number import Whole
from data.kinds.people import FTE
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.stage import Demand

SHEET = Sheet(
    title="Demand",
    field="demand",
    row=Demand,
    about="People's time that each stage needs, by skill, in each of its periods.",
    by="product teams",
    key=("Initiative", "Stage", "Skill", "Lowest level"),
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
        Column(
            "Skill",
            "skill",
            refers_to("Skills", "Skill", listed=False),
            "The skill it needs.",
            required=True,
            width=22,
        ),
        Column("FTE", "slices", FTE, "Time in each period of the stage.", required=True),
        Column(
            "Lowest level",
            "lowest_level",
            Whole("1 to 5"),
            "The least level of the skill that will do; 1 if empty.",
        ),
    ),
)
