"""What all sheets of the workbook of alternatives are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.alternative import Alternatives
from models.index import Index
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import InitiativeId
from reports.alternatives.words import letter
from reports.workpiece import Workpiece

BEST = "Best plan"
SIDE_BY_SIDE = 6
"""Plans that fit beside each other on the summary."""


@dataclass
class Offer(Workpiece):
    """Alternatives on their way into a workbook."""

    portfolio: Portfolio
    offered: Alternatives

    @cached_property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return Index(self.portfolio)

    @property
    def plans(self) -> list[tuple[str, Plan]]:
        """The best plan and the alternatives, with what they are called."""
        others = [(letter(n), row.plan) for n, row in enumerate(self.offered.found)]
        return [(BEST, self.offered.best), *others]

    def period(self, t: int) -> str:
        """Name of a period of the horizon."""
        return self.index.calendar.periods[t].id

    def differing(self) -> list[InitiativeId]:
        """Initiatives that some alternative has in, out, sooner or later; the largest first."""
        size = dict.fromkeys((row.id for row in self.portfolio.initiatives), 0)
        for stage in self.portfolio.stages:
            size[stage.initiative] += stage.tranche
        names = {
            name
            for row in self.offered.found
            for name in (
                *row.trades.enters,
                *row.trades.leaves,
                *(each.initiative for each in (*row.trades.sooner, *row.trades.later)),
            )
        }
        return sorted(names, key=lambda name: (-size[name], name))
