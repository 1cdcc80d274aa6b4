"""Sheet Dependencies."""

from data.kinds.choice import Choice
from data.kinds.money import MONEY
from data.kinds.number import Whole
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.dependency import Dependency, DependencyType

SHEET = Sheet(
    title="Dependencies",
    field="dependencies",
    row=Dependency,
    about="What waits for what.",
    by="delivery office",
    columns=(
        Column(
            "Before",
            "before",
            refers_to("Initiatives", "Initiative"),
            "The initiative that is waited for.",
            required=True,
            width=16,
        ),
        Column(
            "Before stage",
            "before_stage",
            Whole("the number of a stage"),
            "Its stage; the last one if empty (the first for excludes).",
            stage_of="Before",
        ),
        Column(
            "After",
            "after",
            refers_to("Initiatives", "Initiative"),
            "The initiative that waits.",
            required=True,
            width=16,
        ),
        Column(
            "After stage",
            "after_stage",
            Whole("the number of a stage"),
            "Its stage; the first one if empty (the last for same release).",
            stage_of="After",
        ),
        Column(
            "Type",
            "type",
            Choice(DependencyType),
            "What is asked; finish-start if empty.",
            width=14,
        ),
        Column(
            "Lag",
            "lag",
            Whole("a number of periods"),
            "Periods between finish and start; for finish-start only.",
            empty=0,
        ),
        Column(
            "Flag cost",
            "flag_cost",
            MONEY,
            "Price of a feature flag that lets it start before the other; empty if it must wait.",
            width=14,
        ),
        Column(
            "On release plan of",
            "release_plan_of",
            refers_to("Teams", "Team"),
            "The team on whose release plan it stands.",
            width=18,
        ),
    ),
)
