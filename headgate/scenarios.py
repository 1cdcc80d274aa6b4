"""The edits of a command line, made in a portfolio; whatever is wrong with them, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from headgate.errors import InputError, InputFaults, UsageError
from models.issue import Issue, Place, Severity
from models.scenario import CannotEdit, Drop, Edit, Kind, Scenario, Slip
from models.units import PeriodIndex

if TYPE_CHECKING:
    from models.plan import Plan
    from models.portfolio import Portfolio

Words = Sequence[str]
"""An option and what follows it: `("--slip", "Inventory API", "2")`."""
MOST_PERIODS = 100
"""Nothing slips by more."""


def scenario(portfolio: Portfolio, edits: Sequence[Words], plan: Plan | None = None) -> Scenario:
    """The portfolio after the edits, in their order.

    A slip is counted from the first start in `plan`, where there is one.
    Raises InputError with all edits that cannot be made, UsageError where there are none.
    """
    from optimizer.scenario import applied

    if not edits:
        raise UsageError("Nothing is asked: say what changes with --set, --drop or --slip.")
    done = Scenario(portfolio, (), ())
    issues: list[Issue] = []
    for words in edits:
        try:
            step = applied(done.portfolio, [read(done.portfolio, words, plan)])
        except CannotEdit as why:
            place = Place(sheet=f'{words[0]} "{" ".join(words[1:])}"')
            issues.append(
                Issue(severity=Severity.ERROR, place=place, what=why.what, allowed=why.allowed)
            )
            continue
        done = Scenario(step.portfolio, (*done.edits, *step.edits), (*done.remarks, *step.remarks))
    if issues:
        raise InputError(issues)
    return done


def read(portfolio: Portfolio, words: Words, plan: Plan | None) -> Edit:
    """One edit of a command line; raises CannotEdit."""
    from data.amending import amend

    match words:
        case ("--set", text):
            return amend(portfolio, text)
        case ("--drop", text):
            return _drop(text)
        case (_, name, periods):
            return _slip(portfolio, name, periods, plan)
        case _:
            raise CannotEdit(f"'{' '.join(words)}' is no edit", "--set, --drop or --slip")


def _drop(text: str) -> Drop:
    from models.nearest import nearest

    kinds = [kind.value for kind in Kind]
    kind, colon, name = text.partition(":")
    kind = kind.strip().casefold()
    if not colon or not name.strip():
        raise CannotEdit("it does not say what is dropped", "a kind and a name: person:ana")
    if kind not in kinds:
        near = nearest(kind, kinds)
        allowed = f"nearest: {near}" if near else f"one of: {', '.join(kinds)}"
        raise CannotEdit(f"'{kind}' is nothing that can be dropped", allowed)
    return Drop(Kind(kind), name.strip())


def _slip(portfolio: Portfolio, name: str, periods: str, plan: Plan | None) -> Slip:
    if not (periods.isascii() and periods.isdigit() and 1 <= int(periods) <= MOST_PERIODS):
        raise CannotEdit(
            f"'{periods}' is not a number of periods", f"a whole number from 1 to {MOST_PERIODS}"
        )
    return Slip(name, int(periods), _first_start(portfolio, name, plan))


def _first_start(portfolio: Portfolio, name: str, plan: Plan | None) -> PeriodIndex:
    """Where a plan first starts what has not begun; *now* where it does not."""
    from models.naming import called

    if plan is None:
        return PeriodIndex(0)
    rows = ((each, (each.id, each.name)) for each in portfolio.initiatives)
    row = called(name, rows, "initiative")
    starts = [
        stage.start
        for stage in plan.stages
        if stage.initiative == row.id and stage.start is not None and stage.start >= 0
    ]
    return min(starts, default=PeriodIndex(0))


def sound(scenario: Scenario, before: Portfolio, locate: Callable[[Issue], Issue]) -> Portfolio:
    """The changed portfolio, checked as any input is.

    Raises InputFaults, each with its cell in the input where the row is one of those.
    """
    from headgate.pipeline import checked

    try:
        checked(scenario.portfolio)
    except InputFaults as faults:
        found = (_located(issue, scenario.portfolio, before, locate) for issue in faults.issues)
        raise InputFaults(found) from faults
    return scenario.portfolio


def _located(
    issue: Issue, after: Portfolio, before: Portfolio, locate: Callable[[Issue], Issue]
) -> Issue:
    """Rows may stand elsewhere after an edit; one that was changed stands nowhere."""

    def place(each: Place) -> Place:
        rows: Mapping[str, object] = {
            name.casefold(): name for name in type(after).model_fields if name != "settings"
        }
        field = rows.get(each.sheet.casefold())
        if each.row is None or field is None:
            return each
        row = getattr(after, str(field))[each.row]
        then = getattr(before, str(field))
        at = then.index(row) if row in then else None
        return each.model_copy(update={"row": at})

    return locate(
        issue.model_copy(
            update={"place": place(issue.place), "also": tuple(map(place, issue.also))}
        )
    )
