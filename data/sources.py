"""Where each row and column of a portfolio stands in its input."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.grid import letters
from models.issue import Issue, Place


@dataclass
class Source:
    """One sheet's rows and columns."""

    rows: list[int] = field(default_factory=list)
    """Row number of each row that became an object, in the portfolio's order."""
    columns: dict[str, int] = field(default_factory=dict)
    """Position of each header; for Settings, of the values."""
    keys: dict[str, int] = field(default_factory=dict)
    """For Settings: row number of each key."""

    def cell(self, row: int | None, column: str | None) -> str | None:
        """The cell of a row (by its position in the portfolio) and a header, where known."""
        if column in self.keys:
            return f"B{self.keys[column]}"
        if row is None:
            return None if column not in self.columns else f"{letters(self.columns[column])}1"
        if row >= len(self.rows):
            return None
        return f"{letters(self.columns.get(column or '', 0))}{self.rows[row]}"


Sources = dict[str, Source]
"""By title of the sheet; empty for inputs without cells."""


def located(issue: Issue, sources: Sources) -> Issue:
    """The issue with the cells of its places filled in, where the input has cells."""
    also = tuple(_located(place, sources) for place in issue.also)
    return issue.model_copy(update={"place": _located(issue.place, sources), "also": also})


def _located(place: Place, sources: Sources) -> Place:
    source = sources.get(place.sheet)
    if place.cell is not None or source is None:
        return place
    return place.model_copy(update={"cell": source.cell(place.row, place.column)})
