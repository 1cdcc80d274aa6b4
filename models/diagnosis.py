"""Why no plan exists, and the least that would have to change."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.issue import Issue, Place
from models.units import Money


class RepairKind(StrEnum):
    """What a repair costs."""

    MONEY = "money"
    """Minor units of more budget."""
    TIME = "time"
    """Periods by which a deadline moves, or work may start earlier."""
    PEOPLE = "people"
    """Slices of more people's time, over all periods."""
    WAIVER = "waiver"
    """Rows that are waived, opened or loosened."""
    SEVERAL = "several"
    """Changes of more than one of these kinds together."""


class ConflictSet(Frozen):
    """A smallest set of the workbook's rows that cannot all hold."""

    rows: tuple[Issue, ...]
    """One issue per row, in the order of the sheets."""
    minimal: bool
    """Proven: with any one of the rows removed, a plan of money and groups of people exists."""
    confirmed: bool
    """Whether a second engine, on a formulation of its own, says all of this, too."""


class RepairChange(Frozen):
    """One row of the workbook that is changed."""

    place: Place
    text: str
    """What is changed, in words: the row, what it says, and what it would say."""


class Repair(Frozen):
    """Changes after which a plan exists."""

    kind: RepairKind
    changes: tuple[RepairChange, ...]
    cost: int
    """In the unit of its kind; for several kinds together the number of changes."""
    least: bool
    """Whether it is proven that these rows with less of a change would not do."""
    value: Money | None
    """What the plan of the repaired portfolio is worth, in minor units; None where it was tried by
    a plan of little but what must be done: that shows that there is one, and no more."""
    bound: Money | None
    """No plan of it is worth more; None as above."""
    checks: int
    """Checks of the audit that this plan has passed."""

    @property
    def text(self) -> str:
        """All changes in a sentence."""
        return "; ".join(change.text for change in self.changes)


class Diagnosis(Frozen):
    """All that was found out about a portfolio without a plan."""

    conflicts: tuple[ConflictSet, ...]
    all_conflicts: bool
    """Whether it is proven that there are no other smallest sets."""
    repairs: tuple[Repair, ...]
    """Cheapest first within each kind."""
    all_repairs: bool
    """Whether every smallest choice of rows to change was found and tried."""
    untried: int = 0
    """Repairs for which no plan was found in the time: they are not shown."""
    stopped: bool = False
    """Whether the user stopped the search, or its time was up."""
