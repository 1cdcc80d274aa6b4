"""A sheet of the workbook of changes, and what all of them are drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.compared import Compared
from models.comparison import Comparison
from reports.columns import Column, Kind
from reports.page import Page
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Changes:
    """A comparison on its way into a workbook."""

    workbook: Workbook
    comparison: Comparison
    styles: Styles
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name."""

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.comparison.after.currency

    def keep(self, placed: Placed) -> Placed:
        """Remember a table so that formulas and charts of other sheets find it."""
        self.tables[placed.name] = placed
        return placed


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, what its tab's colour says, and how it is drawn."""

    name: str
    tab: str
    draw: Callable[[Page, Changes], None]
    about: tuple[Compared, ...] = ()
    """The sheet is there if rows of these changed; always, where none are named."""

    def wanted(self, comparison: Comparison) -> bool:
        """Whether there is anything to show."""
        return not self.about or any(row.what.table in self.about for row in comparison.changes)


WHY = (
    Column("Cause", widest=24, narrowest=20),
    Column("Why", Kind.LONG, widest=60, narrowest=40),
)
"""The last two columns of every table of changes."""
