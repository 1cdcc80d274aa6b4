"""From what two plans say to every changed cell with its cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from models.compared import (
    BUDGETS,
    COMPARED,
    ENVELOPES,
    FLAGS,
    FUND_RULES,
    GATES,
    HIRES,
    LINKS,
    PAYMENTS,
    PEOPLE_THERE,
    PROOFS,
    SETTINGS,
    SHORTAGES,
    STAGES,
    VALUE,
    WORK,
)
from models.comparison import Cause, CauseKind, Change, Comparison, Difference, StageChange
from models.scenario import Touched
from models.snapshot import Snapshot
from models.wording import counted, listed
from optimizer.comparing.alignment import Aligned, aligned
from optimizer.comparing.case import Case, Key
from optimizer.comparing.differences import differences
from optimizer.comparing.row_causes import Causes

_SUM = Cause(CauseKind.FOLLOWS, "It adds up what changed.")
_LEFT_OUT = {
    PAYMENTS.name: "single payments",
    WORK.name: "people",
}


def compare(before: Snapshot, after: Snapshot, edits: tuple[Touched, ...] = ()) -> Comparison:
    """Hold two plans against each other.

    `edits` are what was asked of the later one: they are the cause of what they are about.
    Raises CannotCompare for other currencies, or calendars that do not meet.
    """
    plans = aligned(before, after)
    case = Case(plans, differences(plans), edits)
    causes = Causes(case)
    look = _looks(causes)
    changes = tuple(Change(row, look[row.table.name](row)) for row in case.found)
    stages = tuple(_stage(case, key, cause) for key, cause in causes.stages.items())
    return Comparison(
        before,
        after,
        changes,
        stages,
        plans.past,
        tuple(_remarks(plans, case)),
        edits=tuple(edit.said for edit in edits),
        movers=case.movers(),
    )


def _looks(causes: Causes) -> Mapping[str, Callable[[Difference], Cause]]:
    return {
        VALUE.name: lambda _: _SUM,
        STAGES.name: lambda row: causes.stages[row.key],
        LINKS.name: causes.link,
        FLAGS.name: causes.flag,
        BUDGETS.name: causes.budget,
        PAYMENTS.name: causes.payment,
        WORK.name: causes.work,
        PEOPLE_THERE.name: causes.person,
        HIRES.name: causes.hire,
        SHORTAGES.name: causes.shortage,
        GATES.name: causes.gate,
        PROOFS.name: causes.gate,
        FUND_RULES.name: causes.setting,
        ENVELOPES.name: causes.setting,
        SETTINGS.name: causes.setting,
    }


def _stage(case: Case, key: Key, cause: Cause) -> StageChange:
    rows = (case.before(key), case.after(key))
    row = rows[1] or rows[0]
    was, now = (each.amount("Tranche") if each else 0 for each in rows)
    return StageChange(
        (key[0], key[1]),
        row.names if row else (),
        case.shift(key),
        case.texts(key, "State"),
        case.texts(key, "Starts"),
        (was, now),
        cause,
    )


def _remarks(plans: Aligned, case: Case) -> Iterator[str]:
    """What a reader must know before the first number."""
    before, after = (side.plan for side in plans.both)
    if before.portfolio != after.portfolio:
        yield (
            f"The plans are of portfolios with different names: {before.portfolio} and "
            f"{after.portfolio}."
        )
    if before.slice != after.slice:
        yield "The plans count people's time in different slices; people are not compared."
    if plans.past:
        yield _past(plans)
    if plans.ahead:
        yield f"Only the later plan has {listed(plans.ahead)}; what lies there is not compared."
    missing = [
        _LEFT_OUT.get(table.name, table.name)
        for table in COMPARED
        if before.has(table) != after.has(table)
        or (table.name in _LEFT_OUT and not before.has(table))
    ]
    named = [name for name in dict.fromkeys(missing) if name in _LEFT_OUT.values()]
    if named:
        partial = [plan.view for plan in (before, after) if not plan.has(PAYMENTS)]
        views = listed(list(dict.fromkeys(partial)))
        left = "it" if len(named) == 1 else "them"
        yield (
            f"Not compared: {listed(named)}. A plan of the view {views} leaves {left} out; plans "
            "of the finance or the full view have everything."
        )
    if case.found and before.digest == after.digest:
        yield "Both plans are of the same portfolio: it is the search that ended elsewhere."


def _past(plans: Aligned) -> str:
    """What was planned for the periods that are over now, in a sentence."""
    began = [row for row in plans.before.of(STAGES).values() if row.text("Starts") in plans.past]
    said = counted(len(began), "stage")
    verb = "lies" if len(plans.past) == 1 else "lie"
    return (
        f"{listed(plans.past)} {verb} in the past now: the earlier plan started {said} there; "
        "work and payments there are not compared, and the value counts only what is to come."
    )
