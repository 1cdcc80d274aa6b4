"""Facts from outside the plan: releases of tranches, and waivers of rules."""

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.units import FundId, InitiativeId, NonNegativeMoney, StageNumber, Text


class ReleaseState(StrEnum):
    """Where a tranche's release stands in the ledger."""

    RELEASED = "released"
    SPENT = "spent"
    CLOSED = "closed"
    REVERSED = "reversed"

    @property
    def stands(self) -> bool:
        """Whether the money is out."""
        return self is not ReleaseState.REVERSED


class Release(Frozen):
    """A row of the ledger's extract: what was released is a fact, never a decision."""

    initiative: InitiativeId
    stage: StageNumber
    amount: NonNegativeMoney
    date: date
    fund: FundId | None = None
    state: ReleaseState = ReleaseState.RELEASED


class Waiver(Frozen):
    """A named person's decision that a rule does not hold for a subject until a day."""

    rule: Text
    """Name of a rule, or `gate`."""
    subject: Text
    """What the rule's finding is about; for `gate`: `initiative/stage`."""
    approver: Text
    reason: Text
    expires: date
    """Last day on which it holds."""
