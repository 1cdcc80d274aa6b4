"""What every check looks at: a portfolio, a plan, and what follows from the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.index import Index
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from optimizer.audit.charges import Charges
from optimizer.audit.effort import Effort
from optimizer.audit.measures import Measures
from optimizer.audit.timeline import Timeline
from optimizer.audit.tranches import Tranches
from optimizer.audit.verdicts import Restated, restate
from optimizer.audit.words import Words
from optimizer.audit.worth import Worth


@dataclass(frozen=True)
class Context:
    """Each view is computed once, when a check first asks for it."""

    portfolio: Portfolio
    plan: Plan

    @cached_property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return Index(self.portfolio)

    @cached_property
    def words(self) -> Words:
        """The names that users know."""
        return Words(self.index)

    @cached_property
    def verdicts(self) -> dict[StageKey, Restated]:
        """What each gate says."""
        return restate(self.index)

    @cached_property
    def tranches(self) -> Tranches:
        """Parts, payers and releases."""
        return Tranches(self.index)

    @cached_property
    def timeline(self) -> Timeline:
        """Starts and finishes."""
        return Timeline(self.index, self.plan, self.tranches, self.verdicts)

    @cached_property
    def charges(self) -> Charges:
        """What the funds are charged."""
        return Charges(self.timeline, self.tranches)

    @cached_property
    def measures(self) -> Measures:
        """What envelopes measure."""
        return Measures(self.charges)

    @cached_property
    def effort(self) -> Effort:
        """Who works where."""
        return Effort(self.timeline)

    @cached_property
    def worth(self) -> Worth:
        """Benefits and prices."""
        return Worth(self.timeline, self.charges, self.effort)
