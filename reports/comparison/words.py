"""Changes in words: what a row is called, what a cell said, and the answer in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models import compared as tables
from models.compared import STAGES, VALUE, Unit
from models.comparison import Comparison, Difference, Shift, StageChange
from models.plan_tables import BOUND, TOTAL_VALUE
from models.snapshot import Said, Snapshot
from models.wording import counted, money
from reports.columns import Cell, Kind, Of

_KINDS = {
    Unit.MONEY: Kind.MONEY,
    Unit.FTE: Kind.FTE,
    Unit.COUNT: Kind.COUNT,
    Unit.NUMBER: Kind.NUMBER,
    Unit.DAY: Kind.DATE,
}
_Label = Callable[[Difference], str]


def _link(row: Difference) -> str:
    return f"{row.names[0]}, stage {row.key[1]}, before {row.names[1]}, stage {row.key[3]}"


_LABELS: Mapping[str, _Label] = {
    tables.STAGES.name: lambda row: f"{row.names[0]}, stage {row.key[1]}: {row.names[1]}",
    tables.LINKS.name: _link,
    tables.FLAGS.name: _link,
    tables.FUND_RULES.name: lambda row: f"{row.names[0]}, {row.key[1]}",
    tables.BUDGETS.name: lambda row: f"{row.names[0]}, {row.key[1]}",
    tables.PAYMENTS.name: lambda row: (
        f"{row.names[0]}, stage {row.key[1]}: {row.key[2]} from {row.names[1]}, {row.key[4]}"
    ),
    tables.WORK.name: lambda row: f"{row.names[0]}, {row.key[2]}",
    tables.PEOPLE_THERE.name: lambda row: row.names[0],
    tables.HIRES.name: lambda row: f"{row.key[0]}, {row.key[1]}",
    tables.SHORTAGES.name: lambda row: (
        f"{row.names[0]}, stage {row.key[1]}: {row.key[2]}, {row.key[4]}"
    ),
    tables.GATES.name: lambda row: f"{row.names[0]}, gate after stage {row.key[1]}",
    tables.PROOFS.name: lambda row: f"{row.names[0]}, gate after stage {row.key[1]}: {row.key[2]}",
}


def called(row: Difference) -> str:
    """What people call a row."""
    label = _LABELS.get(row.table.name)
    return row.key[0] if label is None else label(row)


def ids(row: Difference) -> str:
    """The IDs in its key, small beside the name."""
    pairs = zip(row.table.key, row.key, strict=True)
    return " · ".join(part for head, part in pairs if head == "ID" or head.endswith(" ID"))


def cell(unit: Unit, value: Said) -> Cell:
    """A value in the look of its unit; nothing for an empty cell."""
    if value is None or isinstance(value, str):
        return value
    return Of(_KINDS.get(unit, Kind.NUMBER), value)


def difference(row: Difference) -> Cell:
    """How much more it is now; nothing for words."""
    return None if row.amount is None else cell(row.unit, row.amount)


def moved(stage: StageChange) -> str:
    """What happened to a stage: `Checkout, stage 2, starts later`."""
    name = f"{stage.names[0]}, stage {stage.key[1]},"
    was, now = stage.state
    if stage.shift is not Shift.SAME:
        return f"{name} {stage.shift.value}"
    return f"{name} is {now} now" if was != now else f"{name} stays {now}"


def value_of(plan: Snapshot) -> int:
    """What a plan is worth, in minor units."""
    return sum(row.amount("Is") for row in plan.tables[VALUE.name] if row.key == (TOTAL_VALUE,))


def bound_of(plan: Snapshot) -> int:
    """What no plan of its portfolio can be worth more than, in minor units."""
    return sum(row.amount("Is") for row in plan.tables[VALUE.name] if row.key == (BOUND,))


def released_now(plan: Snapshot) -> int:
    """What a plan releases now, in minor units."""
    return sum(row.amount("Release now") for row in plan.tables[STAGES.name])


def dated(plan: Snapshot) -> str:
    """Which plan it is: `as of 2027-01-01, view: all`."""
    return f"as of {plan.as_of.isoformat()}, view: {plan.view}"


def headline(comparison: Comparison) -> str:
    """The answer in a sentence or two."""
    if not comparison.changes:
        return "Nothing changed: both plans say the same in every cell that is compared."
    before, after = comparison.before, comparison.after
    was, now = value_of(before), value_of(after)
    out, goes = released_now(before), released_now(after)
    said = (
        f"The plan is worth {_say(after, now)}, {_more(after, was, now)}. "
        f"{_say(after, goes)} goes out now, {_more(after, out, goes)}. {shifts(comparison)}"
    )
    return f"{said} {people(comparison)}".rstrip()


def _say(plan: Snapshot, amount: int) -> str:
    return money(amount, plan.currency)


def _more(plan: Snapshot, was: int, now: int) -> str:
    if was == now:
        return "as before"
    return f"{_say(plan, abs(now - was))} {'more' if now > was else 'less'} than before"


def shifts(comparison: Comparison) -> str:
    """How stages moved: `3 stages start earlier, 1 starts later, 1 no longer starts.`."""
    parts: list[str] = []
    for shift, (one, many) in _SHIFTS.items():
        count = len(comparison.shifted(shift))
        if count:
            noun = "" if parts else (" stage" if count == 1 else " stages")
            parts.append(f"{count:,}{noun} {one if count == 1 else many}")
    return f"{', '.join(parts)}." if parts else "Every stage starts as before."


_SHIFTS = {
    Shift.EARLIER: ("starts earlier", "start earlier"),
    Shift.LATER: ("starts later", "start later"),
    Shift.NEWLY: ("starts newly", "start newly"),
    Shift.NO_LONGER: ("no longer starts", "no longer start"),
}


def people(comparison: Comparison) -> str:
    """How many people change teams; empty where people are not compared."""
    if comparison.movers is None:
        return ""
    if not comparison.movers:
        return "Everybody stays with the same teams."
    count = len(comparison.movers)
    verb = "is with other teams" if count == 1 else "are with other teams"
    return f"{counted(count, 'person', 'people')} {verb} in at least one period."
