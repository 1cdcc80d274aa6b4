"""A sheet of the workbook of changes, and what all of them are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from models.compared import Compared
from models.comparison import Comparison
from reports.columns import Column, Kind
from reports.workpiece import Spec, Workpiece


@dataclass
class Changes(Workpiece):
    """A comparison on its way into a workbook."""

    comparison: Comparison

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.comparison.after.currency


@dataclass(frozen=True)
class SheetSpec(Spec[Changes]):
    """A sheet, and of which rows it tells changes."""

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
