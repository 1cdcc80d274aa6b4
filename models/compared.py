"""The cells of a written plan that are held against those of another plan.

Rows are found by their key, however they are sorted. Only cells that say something of their own are
here: what adds them up or shows them once more (Summary, Roadmap, Left, Charged) follows from them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models import plan_tables as tables


class Unit(StrEnum):
    """What a cell counts."""

    TEXT = "text"
    MONEY = "money"
    """Whole minor units."""
    FTE = "FTE"
    """Whole slices."""
    COUNT = "count"
    NUMBER = "number"
    DAY = "day"


class Part(StrEnum):
    """What a change is about."""

    STAGES = "stages"
    MONEY = "money"
    PEOPLE = "people"
    GATES = "gates"
    INPUTS = "inputs"
    VALUE = "value"


class Compared(NamedTuple):
    """One table: what finds a row, what it is called, and the cells compared."""

    sheet: str
    name: str
    part: Part
    key: tuple[str, ...]
    named: tuple[str, ...]
    """Names for people; not compared."""
    cells: tuple[tuple[str, Unit], ...]
    """The first one sums a row up."""
    needs: int = 1
    """How many of the first cells a table must have; older plans may lack the others."""

    @property
    def unit_of(self) -> dict[str, Unit]:
        """The unit of each column."""
        return dict(self.cells)


STAGES = Compared(
    tables.FUNDING.sheet,
    tables.FUNDING.name,
    Part.STAGES,
    ("ID", "Stage"),
    ("Initiative", "Stage name", "Team"),
    (
        ("State", Unit.TEXT),
        ("Starts", Unit.TEXT),
        ("Runs to", Unit.TEXT),
        ("Tranche", Unit.MONEY),
        ("Release now", Unit.MONEY),
        ("Gate before it", Unit.TEXT),
        ("What is missing", Unit.TEXT),
    ),
    6,
)
BUDGETS = Compared(
    tables.BUDGET.sheet,
    tables.BUDGET.name,
    Part.MONEY,
    ("Fund ID", "Window"),
    ("Fund",),
    (
        ("Budget", Unit.MONEY),
        ("Released", Unit.MONEY),
        ("Release now", Unit.MONEY),
        ("Held", Unit.MONEY),
        ("Planned", Unit.MONEY),
        ("Shortfall", Unit.MONEY),
        ("Overrun", Unit.MONEY),
    ),
    7,
)
PAYMENTS = Compared(
    tables.PAYMENTS.sheet,
    tables.PAYMENTS.name,
    Part.MONEY,
    ("Initiative ID", "Stage", "Cost type", "Fund ID", "Period"),
    ("Initiative", "Fund", "Window"),
    (("Amount", Unit.MONEY),),
)
FLAGS = Compared(
    tables.FLAGS.sheet,
    tables.FLAGS.name,
    Part.STAGES,
    ("Before ID", "Before stage", "After ID", "After stage"),
    ("Before", "After"),
    (("Flag cost", Unit.MONEY),),
)
LINKS = Compared(
    tables.FLAGS.sheet,
    "Links",
    Part.STAGES,
    ("First ID", "First stage", "Then ID", "Then stage", "Type"),
    ("First", "Then"),
    (("Result", Unit.TEXT), ("Lag", Unit.COUNT)),
)
HIRES = Compared(
    tables.HIRES.sheet,
    tables.HIRES.name,
    Part.PEOPLE,
    ("Option", "Period"),
    (),
    (("FTE", Unit.FTE),),
)
SHORTAGES = Compared(
    tables.SHORTAGES.sheet,
    tables.SHORTAGES.name,
    Part.PEOPLE,
    ("Initiative ID", "Stage", "Skill", "Lowest level", "Period"),
    ("Initiative",),
    (("FTE short", Unit.FTE),),
)
GATES = Compared(
    "Evidence",
    "Gates",
    Part.GATES,
    ("ID", "Gate after stage"),
    ("Initiative",),
    (("As planned", Unit.TEXT), ("Waived until", Unit.DAY), ("What the gate rests on", Unit.TEXT)),
)
PROOFS = Compared(
    "Evidence",
    "Proofs",
    Part.GATES,
    ("ID", "Gate after stage", "Objective"),
    ("Initiative",),
    (
        ("Observed", Unit.NUMBER),
        ("Date", Unit.DAY),
        ("Says", Unit.TEXT),
        ("Evidence", Unit.TEXT),
        ("Target", Unit.NUMBER),
    ),
)
SETTINGS = Compared("Inputs", "Settings", Part.INPUTS, ("Setting",), (), (("Value", Unit.TEXT),))
ENVELOPES = Compared(
    "Inputs",
    "EnvelopeInputs",
    Part.INPUTS,
    ("Envelope",),
    (),
    (
        ("Measures", Unit.TEXT),
        ("Applies to", Unit.TEXT),
        ("At least", Unit.TEXT),
        ("At most", Unit.TEXT),
    ),
    4,
)
"""Floors and ceilings."""
FUND_RULES = Compared(
    "Inputs",
    "BudgetInputs",
    Part.INPUTS,
    ("ID", "Window"),
    ("Fund",),
    (
        ("Pays for", Unit.TEXT),
        ("Counts on", Unit.TEXT),
        ("Carries over", Unit.NUMBER),
        ("Overrun price", Unit.NUMBER),
    ),
    4,
)
"""What a fund may pay, when it feels it, what it carries over, and what an overrun costs."""
PEOPLE_THERE = Compared(
    "Staffing",
    "Staff",
    Part.PEOPLE,
    ("ID",),
    ("Person",),
    (("FTE there, mean", Unit.NUMBER),),
)
VALUE = Compared(
    tables.ABOUT.sheet, tables.ABOUT.name, Part.VALUE, ("What",), (), (("Is", Unit.MONEY),)
)
"""Of its rows only those in `AMOUNTS`."""
WORK = Compared(
    tables.ASSIGNMENTS.sheet,
    tables.ASSIGNMENTS.name,
    Part.PEOPLE,
    ("Worker", "Who ID", "Period"),
    ("Who",),
    (("Team", Unit.TEXT), ("Works on", Unit.TEXT)),
)
"""Who is where, made of the runs on Assignments: a row per worker and period."""

COMPARED = (
    VALUE,
    STAGES,
    LINKS,
    FLAGS,
    BUDGETS,
    PAYMENTS,
    WORK,
    PEOPLE_THERE,
    HIRES,
    SHORTAGES,
    GATES,
    PROOFS,
    FUND_RULES,
    ENVELOPES,
    SETTINGS,
)
"""In the order in which their changes are told."""
ALWAYS = (VALUE, STAGES, BUDGETS, SETTINGS)
"""Tables that every plan has, whoever it is for."""

AMOUNTS = (
    tables.BENEFITS,
    tables.FLAG_COSTS,
    tables.OVERRUN_COSTS,
    tables.LATENESS,
    tables.HIRING_COSTS,
    tables.MOVE_COSTS,
    tables.TOTAL_VALUE,
    tables.BOUND,
)
PERIODS = tables.PlanTable("Teams", "PeopleByPeriod", ("Period", "Everyone there"))
"""Names every period of the plan, in order, for every reader."""
FREE_TEXT = frozenset({"What is missing", "What the gate rests on", "Evidence"})
"""Columns whose sentences may name people."""
DONE = "done"
AFTER = "after the plan"
"""Where a stage runs past the last period."""
