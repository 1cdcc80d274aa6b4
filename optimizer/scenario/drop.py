"""Somebody or something is not there, with the rows that only speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.ledger_extract import ReleaseState
from models.naming import called
from models.portfolio import Portfolio
from models.scenario import CannotEdit, Drop, Kind, Scenario, Touched
from models.stage import StageStatus
from models.wording import counted, listed


def dropped(portfolio: Portfolio, edit: Drop) -> Scenario:
    """The portfolio without it; what else still names it is told. Raises CannotEdit."""
    return _WAYS[edit.kind](portfolio, edit.name)


def _person(portfolio: Portfolio, name: str) -> Scenario:
    row = called(name, ((each, (each.id, each.name)) for each in portfolio.people), "person")
    rest = _without(
        portfolio,
        people=lambda each: each.id == row.id,
        skills=lambda each: each.person == row.id,
        availability=lambda each: each.person == row.id,
        assignments=lambda each: each.person == row.id,
    )
    touched = Touched(f"{row.name} is not there", people=frozenset({row.id}))
    return Scenario(rest, (touched,), tuple(_still_named(rest, {row.id, row.name}, row.name)))


def _still_named(portfolio: Portfolio, names: set[str], said: str) -> Iterator[str]:
    """Where somebody stays in words: leaders, contacts, owners, and those who vouch for facts."""
    places = [
        *(f"leader of {team.name}" for team in portfolio.teams if team.leader in names),
        *(f"contact of {each.id}" for each in portfolio.functions if each.contact in names),
        *(f"owner of {metric.id}" for metric in portfolio.metrics if metric.owner in names),
    ]
    if places:
        yield f"{said} still stands there as {listed(places)}."
    vouched = sum(bool({row.reported_by, row.confirmed_by} & names) for row in portfolio.outcomes)
    if vouched:
        verb = "stay" if vouched > 1 else "stays"
        yield (
            f"{counted(vouched, 'outcome')} that {said} reported or confirmed {verb} as "
            f"{'they are' if vouched > 1 else 'it is'}."
        )


def _initiative(portfolio: Portfolio, name: str) -> Scenario:
    rows = ((each, (each.id, each.name)) for each in portfolio.initiatives)
    row = called(name, rows, "initiative")
    _not_begun(portfolio, row.id, row.name)
    gone = {each.id for each in portfolio.objectives if each.initiative == row.id}
    touching = [each for each in portfolio.dependencies if row.id in (each.before, each.after)]

    def of(each: Any) -> bool:  # noqa: ANN401 - rows of several sheets
        return bool(each.initiative == row.id)

    rest = _without(
        portfolio,
        initiatives=lambda each: each.id == row.id,
        benefits=of,
        stages=of,
        demand=of,
        objectives=of,
        outcomes=lambda each: each.objective in gone,
        dependencies=lambda each: each in touching,
        releases=of,
    )
    names = {each.id: each.name for each in portfolio.initiatives}
    waiting = [names.get(each.after, each.after) for each in touching if each.before == row.id]
    remarks = (f"{listed(waiting)} no longer {_wait(waiting)} for {row.name}.",) if waiting else ()
    return Scenario(rest, (Touched(f"{row.name} is not there", frozenset({row.id})),), remarks)


def _wait(names: list[str]) -> str:
    return "waits" if len(names) == 1 else "wait"


def _not_begun(portfolio: Portfolio, initiative: str, name: str) -> None:
    """What has begun or was paid is a fact, which no scenario undoes."""
    begun = any(
        row.initiative == initiative and row.status is not StageStatus.NOT_STARTED
        for row in portfolio.stages
    )
    paid = any(
        row.initiative == initiative and row.state is not ReleaseState.REVERSED
        for row in portfolio.releases
    )
    if begun or paid:
        raise CannotEdit(
            f"{name} has begun: what was spent on it stays spent",
            f'--set "Initiatives!{name} Leave out = yes" starts nothing more of it',
        )


def _pool(portfolio: Portfolio, name: str) -> Scenario:
    row = called(name, ((each, (each.id,)) for each in portfolio.pools), "pool")
    rest = _without(portfolio, pools=lambda each: each == row)
    return Scenario(rest, (Touched(f"The pool {row.id} is not there"),), ())


def _hiring(portfolio: Portfolio, name: str) -> Scenario:
    row = called(name, ((each, (each.id,)) for each in portfolio.hiring), "hiring option")
    rest = _without(portfolio, hiring=lambda each: each == row)
    return Scenario(rest, (Touched(f"The hiring option {row.id} is not there"),), ())


def _envelope(portfolio: Portfolio, name: str) -> Scenario:
    row = called(name, ((each, (each.id,)) for each in portfolio.envelopes), "envelope")
    rest = _without(portfolio, envelopes=lambda each: each == row)
    touched = Touched(f"The envelope {row.id} does not hold", envelopes=frozenset({row.id}))
    return Scenario(rest, (touched,), ())


def _without(portfolio: Portfolio, **gone: Callable[[Any], bool]) -> Portfolio:
    rows = {
        field: tuple(row for row in getattr(portfolio, field) if not goes(row))
        for field, goes in gone.items()
    }
    return portfolio.model_copy(update=rows)


_WAYS: Mapping[Kind, Callable[[Portfolio, str], Scenario]] = {
    Kind.PERSON: _person,
    Kind.INITIATIVE: _initiative,
    Kind.POOL: _pool,
    Kind.HIRING: _hiring,
    Kind.ENVELOPE: _envelope,
}
