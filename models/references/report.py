"""Makes issues about rows of a portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio

Row: TypeAlias = tuple[str, int]
"""A sheet and the position of a row in it."""
Find: TypeAlias = Callable[[Portfolio], Iterator[Issue]]


def place(row: Row, column: str | None = None) -> Place:
    """Where a row stands."""
    return Place(sheet=row[0], row=row[1], column=column)


def error(row: Row, column: str, what: str, allowed: str, also: Iterable[Place] = ()) -> Issue:
    """An issue that stops planning."""
    return Issue(
        severity=Severity.ERROR,
        place=place(row, column),
        what=what,
        allowed=allowed,
        also=tuple(also),
    )


def warning(row: Row, column: str, what: str, allowed: str, also: Iterable[Place] = ()) -> Issue:
    """An issue that is carried into the reports."""
    return error(row, column, what, allowed, also).model_copy(update={"severity": Severity.WARNING})


def at(places: Iterable[Place]) -> str:
    """Rows named in a sentence, where no cells are known: `Teams, row 3`."""
    return " and ".join(str(each) for each in places)
