"""The tables that hold a plan in a workbook: `reports` writes them, `data.plan_reading` reads them.

The headers are those that people see. The columns named here are enough to make the plan again;
sheets may show more columns, and the reader does not look at those.
"""

from __future__ import annotations

from typing import NamedTuple

from models.plan import Assignment, Plan
from models.units import PeriodIndex, Slices


class PlanTable(NamedTuple):
    """One table: the sheet it stands on, its name in the workbook, and the columns read back."""

    sheet: str
    name: str
    columns: tuple[str, ...]


FUNDING = PlanTable(
    "Funding plan",
    "Funding",
    (
        "ID",
        "Stage",
        "State",
        "Starts",
        "Tranche",
        "Release now",
        "Gate before it",
        "What is missing",
    ),
)
"""One row per stage."""

BUDGET = PlanTable("Budget", "Budget", ("Fund ID", "Window", "Overrun", "Shortfall"))
"""One row per fund and window."""

PAYMENTS = PlanTable(
    "Payments", "Payments", ("Initiative ID", "Stage", "Cost type", "Fund ID", "Period", "Amount")
)
"""One row per payment."""

FLAGS = PlanTable(
    "Dependencies", "Flags", ("Before ID", "Before stage", "After ID", "After stage", "Flag cost")
)
"""One row per feature flag in use."""

HIRES = PlanTable("Hiring", "Hires", ("Option", "Period", "FTE"))
"""One row per hiring option and period."""

ASSIGNMENTS = PlanTable(
    "Assignments",
    "Work",
    (
        "Worker",
        "Who ID",
        "Team ID",
        "Initiative ID",
        "Stage",
        "Skill",
        "Lowest level",
        "From",
        "To",
        "FTE",
        "Retrained for",
    ),
)
"""One row per run of periods with the same time of one worker for one piece of work."""

SHORTAGES = PlanTable(
    "Skill gaps",
    "Shortages",
    ("Initiative ID", "Stage", "Skill", "Lowest level", "Period", "FTE short"),
)
"""One row per shortage of a committed stage."""

ABOUT = PlanTable("About", "About", ("What", "Is"))
"""Where the plan comes from and what it is worth, a row each."""

BENEFITS = "Benefits"
FLAG_COSTS = "Feature flags"
OVERRUN_COSTS = "Overruns"
LATENESS = "Lateness"
HIRING_COSTS = "Hires and contractors"
MOVE_COSTS = "Moves"
TOTAL_VALUE = "Value of the plan"
BOUND = "No plan can be worth more than"
STATUS = "Why the search stopped"
MOVED = "Moved (FTE)"
MOVED_BOUND = "Fewest that can move (FTE)"
NOT_KNOWN = "not known"
"""Instead of the fewest, where nobody has found them out."""
DIGEST = "Digest of the input"
VERSION = "Headgate"
SEED = "Seed"
ROUNDS = "Rounds of money and names"
SOLVER = "Engine: "
"""Before the name of an engine; its version is the value."""
NOTE = "Step: "
"""Before the phase of a note."""
VIEW = "View"
"""For whom the workbook was written; `finance` and `all` can be read back."""


class WorkRun(NamedTuple):
    """An assignment that stays the same from one period to another, both included."""

    first: Assignment
    last: PeriodIndex


def runs(assignments: tuple[Assignment, ...]) -> tuple[WorkRun, ...]:
    """The assignments with consecutive equal ones put together; `spread` is its inverse."""
    open_runs: dict[tuple[object, ...], list[WorkRun]] = {}
    done: list[WorkRun] = []
    for row in sorted(assignments, key=lambda row: row.period):
        same = open_runs.setdefault(_work(row), [])
        place = next((i for i, run in enumerate(same) if run.last == row.period - 1), None)
        if place is None:
            same.append(WorkRun(row, row.period))
        else:
            same[place] = WorkRun(same[place].first, row.period)
    for same in open_runs.values():
        done.extend(same)
    return tuple(sorted(done, key=lambda run: (_work(run.first), run.first.period, run.last)))


def spread(found: tuple[WorkRun, ...]) -> tuple[Assignment, ...]:
    """One assignment per period of each run, in the order of `in_order`."""
    rows = [
        run.first.model_copy(update={"period": PeriodIndex(t)})
        for run in found
        for t in range(run.first.period, run.last + 1)
    ]
    return tuple(sorted(rows, key=_by_work))


def in_order(plan: Plan) -> Plan:
    """The plan with the rows of each table in the order in which a workbook gives them back."""
    return plan.model_copy(
        update={
            "stages": tuple(sorted(plan.stages, key=lambda row: row.key)),
            "payments": tuple(
                sorted(
                    plan.payments,
                    key=lambda r: (r.initiative, r.stage, r.cost_type, r.fund, r.period, r.amount),
                )
            ),
            "overruns": tuple(sorted(plan.overruns, key=lambda row: (row.fund, row.window))),
            "shortfalls": tuple(sorted(plan.shortfalls, key=lambda row: (row.fund, row.window))),
            "flags": tuple(sorted(plan.flags, key=lambda row: (row.before, row.after, row.cost))),
            "hires": tuple(sorted(plan.hires, key=lambda row: (row.option, row.period))),
            "assignments": tuple(sorted(plan.assignments, key=_by_work)),
            "shortages": tuple(
                sorted(
                    plan.shortages,
                    key=lambda r: (r.initiative, r.stage, r.skill, r.lowest_level, r.period),
                )
            ),
        }
    )


def _work(row: Assignment) -> tuple[str, str, str, str, int, str, int, Slices, str]:
    """All of an assignment but its period, so that it can be sorted and compared."""
    return (
        row.worker.value,
        row.who,
        row.team or "",
        row.initiative or "",
        row.stage or 0,
        row.skill,
        row.lowest_level,
        row.slices,
        row.retrained or "",
    )


def _by_work(row: Assignment) -> tuple[object, ...]:
    return (*_work(row)[:7], row.retrained or "", row.period, row.slices)
