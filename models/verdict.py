"""Verdicts: what a gate says on a day."""

from enum import StrEnum

from models.base import Frozen
from models.stage import StageKey
from models.units import ObjectiveId


class VerdictKind(StrEnum):
    """What a gate says."""

    PASSED = "passed"
    CONDITIONAL = "conditional"
    FAILED = "failed"
    PENDING = "pending"
    UNPROVEN = "unproven"
    WAIVED = "waived"

    @property
    def opens(self) -> bool:
        """Whether the next tranche may be released in full."""
        return self in (VerdictKind.PASSED, VerdictKind.WAIVED)


class ObjectiveStatus(StrEnum):
    """What one objective says."""

    MET = "met"
    NEAR = "near"
    """Missed, but within tolerance or amber."""
    MISSED = "missed"
    PENDING = "pending"
    """No outcome yet."""
    UNPROVEN = "unproven"
    """The latest outcome proves nothing, and `missing` says why."""


class ObjectiveVerdict(Frozen):
    """One objective with what its latest outcome says."""

    objective: ObjectiveId
    status: ObjectiveStatus
    missing: str = ""
    """What would settle it, for people."""


class Verdict(Frozen):
    """A gate's verdict, with what it rests on."""

    gate: StageKey
    """The stage that the gate ends."""
    kind: VerdictKind
    objectives: tuple[ObjectiveVerdict, ...] = ()
    """Sorted by ID."""
    waived_by: str | None = None
    """Approver of the waiver."""
    reason: str = ""
    """One sentence for people."""
