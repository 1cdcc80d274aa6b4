"""What the sheets of the workbook of answers are drawn from, and what a sheet is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.counterfactual import Counterfactual, Price
from models.portfolio import Portfolio
from reports.audience import View
from reports.page import Page
from reports.placed import Placed
from reports.styles import Styles
from reports.why.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Answers:
    """Answers on their way into a workbook."""

    workbook: Workbook
    styles: Styles
    portfolio: Portfolio
    answers: Sequence[Counterfactual]
    prices: Sequence[Price]
    words: Words
    view: View
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name."""

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.portfolio.settings.currency

    def keep(self, placed: Placed) -> Placed:
        """Remember a table so that formulas and charts of other sheets find it."""
        self.tables[placed.name] = placed
        return placed


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, what its tab's colour says, and how it is drawn."""

    name: str
    tab: str
    draw: Callable[[Page, Answers], None]
