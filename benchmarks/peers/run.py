"""What a peer found, and what its process took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.base import Frozen
from models.plan import HireUse
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex


class Asks(StrEnum):
    """The model that a peer solves; bounds of one model hold for all that solve it."""

    EVERYTHING = "everything"
    """All rules; what Headgate's bound holds for."""
    TEXTBOOK = "textbook"
    """People as a crowd per domain and skill: easier than everything."""
    SCHEDULE = "schedule"
    """The textbook's crowd, money over the whole horizon, values on a straight line."""


@dataclass(frozen=True)
class Found:
    """What a peer hands back."""

    starts: dict[StageKey, PeriodIndex]
    """Of stages that are not committed."""
    asks: Asks
    value: float | None = None
    """By the peer's own account, in minor units; None where there is no plan."""
    bound: float | None = None
    """No plan of its model is worth more; None where it says nothing about it."""
    hires: tuple[HireUse, ...] = ()
    note: str = ""
    moved: tuple[int, int | None] | None = None
    """Slices moved, where there are names, and the bound on them, where it is known."""


class Start(Frozen):
    """A stage that the peer starts."""

    initiative: InitiativeId
    stage: int
    period: PeriodIndex


class Run(Frozen):
    """What came of a peer's process."""

    peer: str
    asks: Asks
    starts: tuple[Start, ...] = ()
    hires: tuple[HireUse, ...] = ()
    events: tuple[tuple[float, float], ...] = ()
    """Seconds since the process began, and the value then, by the peer's own account."""
    value: float | None = None
    bound: float | None = None
    seconds: float
    """Of the whole process but Python's own start."""
    peak: float
    """Most megabytes in use."""
    note: str = ""
    moved: tuple[int, int | None] | None = None

    @classmethod
    def of(
        cls,
        peer: str,
        found: Found,
        events: list[tuple[float, float]],
        seconds: float,
        peak: float,
    ) -> Run:
        """A run that ended well."""
        return cls(
            peer=peer,
            asks=found.asks,
            starts=tuple(
                Start(initiative=key.initiative, stage=key.stage, period=t)
                for key, t in sorted(found.starts.items())
            ),
            hires=found.hires,
            events=tuple(events),
            value=found.value,
            bound=found.bound,
            seconds=seconds,
            peak=peak,
            note=found.note,
            moved=found.moved,
        )

    @property
    def started(self) -> dict[StageKey, PeriodIndex]:
        """The start of each stage that the peer starts."""
        return {StageKey(row.initiative, row.stage): row.period for row in self.starts}
