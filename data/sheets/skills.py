"""Sheet Skills."""

from data.kinds.number import Whole
from data.kinds.text import IDENTIFIER, refers_to
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.sheet import Sheet
from models.person import PersonSkill

SHEET = Sheet(
    title="Skills",
    field="skills",
    row=PersonSkill,
    about="What people can do.",
    by="delivery office",
    key=("Person", "Skill"),
    columns=(
        Column(
            "Person",
            "person",
            refers_to("People", "Person"),
            "The person.",
            required=True,
            width=16,
        ),
        Column(
            "Skill",
            "skill",
            IDENTIFIER,
            "What they can do.",
            required=True,
            width=24,
            offer=Offer(LISTS, "Skills", Alert.NONE),
        ),
        Column(
            "Level",
            "level",
            Whole("1 (learning) to 5 (teaches others)"),
            "How well; 1 if empty.",
            width=8,
        ),
    ),
)
