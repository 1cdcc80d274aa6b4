"""A sheet as it was found: cells by row and column, and what was odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.values import Value


@dataclass(frozen=True)
class Oddity:
    """Something about a place that is not the value of one cell."""

    cell: str
    what: str
    allowed: str


@dataclass
class Grid:
    """One sheet of a workbook, or one CSV file. Columns count from 0, rows from 1 as people do."""

    title: str
    header: dict[int, Value] = field(default_factory=dict)
    """The filled cells of row 1."""
    rows: list[tuple[int, dict[int, Value]]] = field(default_factory=list)
    """Number and filled cells of each row below that has any."""
    oddities: list[Oddity] = field(default_factory=list)
    """Each one is an error."""
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden: bool = False
    """Whether the sheet itself is hidden."""
    unreadable: bool = False
    """Whether a fault of the whole sheet was reported, so that nothing in it can be."""


@dataclass
class Book:
    """All sheets of one input, and the faults of the input as a whole."""

    grids: list[Grid] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """Sheet or file, what is wrong, what is allowed."""


def letters(column: int) -> str:
    """Excel's name of a column: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
