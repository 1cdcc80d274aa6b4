"""Sheet Benefits."""

from data.kinds.choice import Choice
from data.kinds.listing import WEIGHTS
from data.kinds.number import PERCENT, Number, Whole
from data.kinds.text import refers_to
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from models.initiative import Benefit, CountsFrom

SHEET = Sheet(
    title="Benefits",
    field="benefits",
    row=Benefit,
    about="What initiatives promise to improve.",
    by="product teams",
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
            "Metric",
            "metric",
            refers_to("Metrics", "Metric"),
            "What it improves.",
            required=True,
            width=24,
        ),
        Column(
            "Uplift",
            "uplift",
            Number("in the unit of the metric"),
            "Improvement at full effect; positive is good whichever direction is better.",
            required=True,
        ),
        Column(
            "After stage",
            "after_stage",
            Whole("the number of a stage"),
            "The stage that brings it; the last one if empty.",
            stage_of="Initiative",
        ),
        Column(
            "Counts from",
            "counts_from",
            Choice(CountsFrom),
            "Whether it counts from the finish or from the start of that stage; finish if empty.",
        ),
        Column(
            "Ramp",
            "ramp",
            Whole("a number of periods"),
            "Periods of growth in equal steps before the full effect.",
            empty=0,
        ),
        Column(
            "Lasts",
            "lasts",
            Whole("a number of periods"),
            "Periods in which it counts, ramp included; empty for all.",
        ),
        Column("Confidence %", "confidence", PERCENT, "How sure the uplift is; 100 if empty."),
        Column(
            "Profile",
            "profile",
            WEIGHTS,
            "Weights per period instead of ramp and lasts, as in 0;0.5;1.",
            empty=(),
            width=18,
        ),
    ),
)
