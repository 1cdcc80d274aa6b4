"""What the sheets of a frontier's workbook are drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from models.frontier import Frontier
from reports.page import Page
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Drawing:
    """A frontier on its way into a workbook."""

    workbook: Workbook
    frontier: Frontier
    styles: Styles
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name."""

    def keep(self, placed: Placed) -> Placed:
        """Remember a table so that formulas and charts of other sheets find it."""
        self.tables[placed.name] = placed
        return placed


class SheetSpec(NamedTuple):
    """A sheet: its name, what its tab's colour says, and how it is drawn."""

    name: str
    tab: str
    draw: Callable[[Page, Drawing], None]
