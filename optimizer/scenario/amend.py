"""One cell says something else."""

from __future__ import annotations

from models.base import Frozen
from models.dependency import Dependency
from models.envelope import Envelope
from models.fund import Budget, Fund
from models.initiative import Initiative
from models.objective import Outcome
from models.person import Person
from models.portfolio import Portfolio
from models.scenario import Amend, CannotEdit, Scenario, Touched
from models.settings import Settings

_PAY = ("Cost per FTE and period", "One-off cost")


def amended(portfolio: Portfolio, edit: Amend) -> Scenario:
    """The portfolio with the new row in the place of the old one; raises CannotEdit."""
    said = Touched(
        _said(edit),
        initiatives=frozenset(_initiatives(portfolio, edit.old)),
        funds=frozenset(_fund(edit.old)),
        people=frozenset(
            (edit.old.id,) if isinstance(edit.old, Person) else _names(edit.old, "person")
        ),
        envelopes=frozenset((edit.old.id,) if isinstance(edit.old, Envelope) else ()),
        settings=isinstance(edit.old, Settings),
    )
    if isinstance(edit.old, Settings):
        return Scenario(portfolio.model_copy(update={edit.field: edit.new}), (said,), ())
    rows = list(getattr(portfolio, edit.field))
    if edit.old not in rows:
        what = f"{edit.sheet}: the row {edit.row} is no longer there"
        raise CannotEdit(what, "rows that no edit before it took away or changed")
    rows[rows.index(edit.old)] = edit.new
    return Scenario(portfolio.model_copy(update={edit.field: tuple(rows)}), (said,), ())


def _said(edit: Amend) -> str:
    """In words; what somebody is paid is for finance alone, who knows what was asked."""
    where = f"{edit.sheet}, {edit.row}"
    if edit.column in _PAY:
        return f"{where}: {edit.column} was changed"
    column = "" if edit.sheet == "Settings" else f"{edit.column} "
    return f"{where}: {column}is {edit.now}, was {edit.was}"


def _initiatives(portfolio: Portfolio, row: Frozen) -> tuple[str, ...]:
    """Those that the row is about."""
    match row:
        case Initiative():
            return (row.id,)
        case Dependency():
            return (row.before, row.after)
        case Outcome():
            return tuple(
                each.initiative for each in portfolio.objectives if each.id == row.objective
            )
        case _:
            return _names(row, "initiative")


def _fund(row: Frozen) -> tuple[str, ...]:
    match row:
        case Fund():
            return (row.id,)
        case Budget():
            return (row.fund,)
        case _:
            return ()


def _names(row: Frozen, attribute: str) -> tuple[str, ...]:
    value = getattr(row, attribute, None)
    return () if value is None else (value,)
