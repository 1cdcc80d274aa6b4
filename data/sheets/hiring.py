"""Sheet Hiring."""

from data.kinds.choice import Choice
from data.kinds.money import MONEY
from data.kinds.number import Whole
from data.kinds.people import FTE
from data.kinds.text import IDENTIFIER, refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.supply import HiringKind, HiringOption

SHEET = Sheet(
    title="Hiring",
    field="hiring",
    row=HiringOption,
    about="Ways to have more of a skill.",
    by="delivery office",
    key=("Option",),
    columns=(
        Column("Option", "id", IDENTIFIER, "Short name of the option.", required=True, width=18),
        Column(
            "Skill",
            "skill",
            refers_to("Skills", "Skill", listed=False),
            "What would be gained.",
            required=True,
            width=22,
        ),
        Column(
            "Kind",
            "kind",
            Choice(HiringKind),
            "A hire stays, a contractor may leave, reskill turns one skill into another.",
            required=True,
        ),
        Column("Most FTE", "most", FTE, "Most that can be had.", required=True),
        Column("Cost per FTE and period", "cost", MONEY, "Running cost.", required=True, width=14),
        Column(
            "Lead time",
            "lead_time",
            Whole("a number of periods"),
            "Periods before the first one can be there.",
            empty=0,
        ),
        Column("One-off cost", "one_off", MONEY, "Per FTE, when they come.", empty=0, width=14),
        Column(
            "From skill",
            "from_skill",
            refers_to("Skills", "Skill", listed=False),
            "For reskill: the skill that they give up.",
            width=22,
        ),
        Column(
            "Shortest stay",
            "shortest_stay",
            Whole("a number of periods"),
            "For contractors; 1 if empty.",
        ),
    ),
)
