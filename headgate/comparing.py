"""Two written plans held against each other; or a new plan against a written one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import InputError
from models.issue import Issue, Place, Severity

if TYPE_CHECKING:
    from models.comparison import Comparison
    from models.plan import Plan
    from models.portfolio import Portfolio
    from models.snapshot import Snapshot


def compare_files(before: Path, after: Path) -> Comparison:
    """What changed from one written plan to another.

    Raises InputError with all that is wrong with either of them, or with the two together.
    """
    plans: list[Snapshot] = []
    issues: list[Issue] = []
    for path in (before, after):
        try:
            plans.append(snapshot_of(path))
        except InputError as fault:
            issues += fault.issues
    if issues:
        raise InputError(issues)
    return compared(plans[0], plans[1], after)


def snapshot_of(path: Path) -> Snapshot:
    """What a written plan says; raises InputError for no file or no plan."""
    from data.plan_reading import PlanFault
    from data.snapshot_reading import read_snapshot
    from headgate.checking import missing

    if not path.exists():
        raise InputError([missing(path)])
    try:
        return read_snapshot(path)
    except PlanFault as faults:
        raise InputError(faults.issues) from faults


def compared(before: Snapshot, after: Snapshot, path: Path) -> Comparison:
    """What changed; raises InputError, naming `path`, where the two cannot be compared."""
    from optimizer.comparing import CannotCompare, compare

    try:
        return compare(before, after)
    except CannotCompare as why:
        raise InputError([_issue(path.name, why)]) from why


def _issue(name: str, why: Exception) -> Issue:
    what, _, allowed = str(why).partition("; ")
    place = Place(sheet=name)
    return Issue(severity=Severity.ERROR, place=place, what=what, allowed=allowed)


def earlier_plan(path: Path, portfolio: Portfolio) -> Snapshot:
    """A written plan with which plans of the portfolio can be compared.

    Raises InputError where there is none, so that nobody plans first and is told afterwards.
    """
    before = snapshot_of(path)
    unlike(before, portfolio, path.name)
    return before


def unlike(before: Snapshot, portfolio: Portfolio, name: str) -> None:
    """Raise InputError where a plan of the portfolio cannot be held against an earlier one."""
    from optimizer.comparing import CannotCompare, meets

    periods = tuple(period.id for period in portfolio.periods)
    try:
        meets(before, portfolio.settings.currency, periods)
    except CannotCompare as why:
        raise InputError([_issue(name, why)]) from why


def against(before: Snapshot, portfolio: Portfolio, plan: Plan, audience: str) -> Comparison:
    """What a new plan changes against an earlier one, as far as the audience may see it."""
    from optimizer.comparing import compare
    from reports.snapshot import snapshot

    return compare(before, snapshot(portfolio, plan, audience))


def as_document(comparison: Comparison) -> dict[str, object]:
    """The comparison for machines: totals, and each changed cell."""
    from models.comparison import Shift

    causes = Counter(change.cause.kind.value for change in comparison.changes)
    return {
        "before": _plan(comparison.before),
        "after": _plan(comparison.after),
        "remarks": list(comparison.remarks),
        "stages": {shift.value: len(comparison.shifted(shift)) for shift in Shift},
        "people_with_other_teams": None if comparison.movers is None else len(comparison.movers),
        "cells": len(comparison.changes),
        "causes": dict(sorted(causes.items())),
        "changes": [
            {
                "sheet": change.what.table.sheet,
                "key": dict(zip(change.what.table.key, change.what.key, strict=True)),
                "row": change.what.how.value,
                "column": change.what.column,
                "unit": change.what.unit.value,
                "before": _said(change.what.before),
                "after": _said(change.what.after),
                "cause": change.cause.kind.value,
                "why": change.cause.text,
            }
            for change in comparison.changes
        ],
    }


def _plan(plan: Snapshot) -> dict[str, object]:
    from reports.comparison.words import released_now, value_of

    return {
        "portfolio": plan.portfolio,
        "as_of": plan.as_of.isoformat(),
        "view": plan.view,
        "value": value_of(plan),
        "release_now": released_now(plan),
    }


def _said(value: object) -> object:
    """Money and time stay whole numbers; days and exact numbers are texts."""
    return value if value is None or isinstance(value, int | str) else str(value)
