"""What the sheets of this workbook share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.comparison import Comparison
from models.hiring import HiringCase
from models.index import Index
from reports.audience import View
from reports.names import Names
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Book:
    """The answer on its way into a workbook."""

    workbook: Workbook
    case: HiringCase
    comparison: Comparison | None
    view: View
    styles: Styles
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name."""

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.case.portfolio.settings.currency

    @cached_property
    def names(self) -> Names:
        """Names of everything but people."""
        return Names(Index(self.case.portfolio), people_named=False)
