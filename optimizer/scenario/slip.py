"""An initiative is late.

- What runs of it takes so many periods longer: people stay on it, its money is spent as before.
- Where nothing runs, what has not started may start only so many periods after its first planned
  start; that is the earliest start in Initiatives. Past the last period, it is left out.
"""

from __future__ import annotations

from decimal import Decimal

from models.calendar import Calendar
from models.initiative import Initiative
from models.naming import called
from models.portfolio import Portfolio
from models.scenario import CannotEdit, Scenario, Slip, Touched
from models.stage import Stage, StageStatus
from models.wording import counted


def slipped(portfolio: Portfolio, edit: Slip) -> Scenario:
    """The portfolio with the initiative later; raises CannotEdit."""
    rows = ((each, (each.id, each.name)) for each in portfolio.initiatives)
    row = called(edit.initiative, rows, "initiative")
    if edit.periods < 1:
        raise CannotEdit(f"{row.name} cannot slip by {edit.periods}", "a whole number of periods")
    stages = [each for each in portfolio.stages if each.initiative == row.id]
    running = [each for each in stages if each.status is StageStatus.ACTIVE]
    if running:
        return _longer(portfolio, row, running, edit)
    if stages and all(each.status is StageStatus.DONE for each in stages):
        raise CannotEdit(f"{row.name} is done", "an initiative that runs or has not begun")
    return _later(portfolio, row, edit)


def _longer(portfolio: Portfolio, row: Initiative, running: list[Stage], edit: Slip) -> Scenario:
    stages = tuple(
        _stretched(each, edit.periods) if each in running else each for each in portfolio.stages
    )
    number = ", ".join(str(each.stage) for each in running)
    said = (
        f"{row.name} slips: its running stage {number} takes {counted(edit.periods, 'period')} "
        "longer"
    )
    touched = Touched(said, frozenset({row.id}))
    return Scenario(portfolio.model_copy(update={"stages": stages}), (touched,), ())


def _stretched(stage: Stage, periods: int) -> Stage:
    """Its money keeps its periods: without weights, they are made explicit first."""
    weights = stage.spend_profile or (Decimal(1),) * stage.periods
    return stage.model_copy(
        update={
            "periods": stage.periods + periods,
            "spend_profile": (*weights, *(Decimal(0),) * periods),
        }
    )


def _later(portfolio: Portfolio, row: Initiative, edit: Slip) -> Scenario:
    calendar = Calendar.of(portfolio.periods)
    given = 0 if row.earliest_start is None else calendar.index(row.earliest_start)
    first = max(given, edit.planned)
    then = first + edit.periods
    if then < calendar.horizon:
        change: dict[str, object] = {"earliest_start": calendar.periods[then].id}
        said = (
            f"{row.name} slips by {counted(edit.periods, 'period')}: it may start from "
            f"{calendar.periods[then].id} on, not from {calendar.periods[first].id}"
        )
    else:
        change = {"leave_out": True}
        said = (
            f"{row.name} slips by {counted(edit.periods, 'period')}: that is past the plan, so it "
            "is left out"
        )
    changed = row.model_copy(update=change)
    initiatives = tuple(changed if each == row else each for each in portfolio.initiatives)
    touched = Touched(said, frozenset({row.id}))
    return Scenario(portfolio.model_copy(update={"initiatives": initiatives}), (touched,), ())
