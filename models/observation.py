"""Observing: which objectives wait for an outcome, and what new outcomes change."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.exact import Exact
from models.objective import Comparison, Outcome
from models.stage import StageKey
from models.units import MetricId, ObjectiveId, StageNumber, Text
from models.verdict import Verdict


class OpenObjective(Frozen):
    """An objective of a stage that has begun, which no valid outcome meets yet."""

    objective: ObjectiveId
    initiative: Text
    """The initiative's name, not its ID: for people."""
    stage: StageNumber
    metric: MetricId
    comparison: Comparison
    target: Exact
    owner: Text | None = None
    """Of the metric."""


class ChangeKind(StrEnum):
    """What a new outcome does to those that are there."""

    NEW = "new"
    THERE = "already there"
    CORRECTED = "corrected"
    """There was another value of that day."""
    COMPLETED = "completed"
    """The value was there; evidence or names are new or others."""


class Change(Frozen):
    """One new outcome, and what it takes the place of."""

    kind: ChangeKind
    outcome: Outcome
    """As it is kept."""
    before: tuple[Outcome, ...] = ()
    """Of the same objective and day; none for a new one."""


class Flip(Frozen):
    """A gate that says something else than before."""

    gate: StageKey
    before: Verdict
    after: Verdict
    meaning: str
    """What that means for the next tranche, for people."""
