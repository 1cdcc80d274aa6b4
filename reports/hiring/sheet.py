"""What the sheets of this workbook share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.comparison import Comparison
from models.hiring import HiringCase
from models.index import Index
from reports.audience import View
from reports.names import Names
from reports.workpiece import Workpiece


@dataclass
class Book(Workpiece):
    """The answer on its way into a workbook."""

    case: HiringCase
    comparison: Comparison | None
    view: View

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.case.portfolio.settings.currency

    @cached_property
    def names(self) -> Names:
        """Names of everything but people."""
        return Names(Index(self.case.portfolio), people_named=False)
