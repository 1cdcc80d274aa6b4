"""The workbook being made: what its sheets share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.comparison import Comparison
from reports.audience import Sees
from reports.context import Context
from reports.facts.evidence import Evidence
from reports.facts.people import People
from reports.facts.skills import Skills
from reports.facts.teams import Teams
from reports.page import Page
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass
class Book:
    """A plan on its way into a workbook."""

    workbook: Workbook
    context: Context
    styles: Styles
    tables: dict[str, Placed] = field(default_factory=dict)
    """The tables drawn so far, by name: formulas may refer to these only."""
    sheets: tuple[str, ...] = ()
    """Names of the sheets that this audience gets."""
    against: Comparison | None = None
    """What the plan changes against an earlier plan, where one was given."""

    @cached_property
    def people(self) -> People:
        """Who works where."""
        return People(self.context)

    @cached_property
    def skills(self) -> Skills:
        """Demand and supply of skills."""
        return Skills(self.context, self.people)

    @cached_property
    def teams(self) -> Teams:
        """Loads of teams."""
        return Teams(self.context, self.people)

    @cached_property
    def evidence(self) -> Evidence:
        """The gates that decide, and what they rest on."""
        return Evidence(self.context)

    def keep(self, placed: Placed) -> Placed:
        """Remember a table so that formulas and charts of other sheets find it."""
        self.tables[placed.name] = placed
        return placed

    def has(self, table: str) -> bool:
        """Whether the workbook has a table."""
        return table in self.tables


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, what its tab's colour says, who may see it, and how it is drawn."""

    name: str
    tab: str
    draw: Callable[[Page, Book], None]
    needs: Sees | None = None
