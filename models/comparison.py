"""What differs between two plans, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from models.compared import Compared, Part, Unit
from models.snapshot import Said, Snapshot

WHOLE_ROW = "(whole row)"
"""The column of a change that adds or takes out a row."""


class CauseKind(StrEnum):
    """Why a cell says something else, in the order in which causes are looked for."""

    EDIT = "what if"
    """It is what was asked: an edit of a scenario is about it."""
    FACT = "happened since"
    """A stage began, is done, or its tranche was released."""
    GATE = "gate or outcome"
    BUDGET = "budget"
    WORK = "the work itself"
    """An initiative is new or gone; tranche, length or demand changed."""
    SETTING = "setting"
    WAITS = "waits for another"
    PERSON = "people there"
    """Someone is new, gone, or has other time."""
    FOLLOWS = "follows its stage"
    """Money, people and gates that go with a stage whose row changed."""
    FLAG = "feature flag"
    ROOM = "makes or gets room"
    """The same money or people now serve something else, which is named."""
    WHOLE = "the plan as a whole"
    """Nothing about it changed: with all that did, the plan is worth more this way."""


class Cause(NamedTuple):
    """Why a cell changed, in a sentence that names a fact of one of the plans."""

    kind: CauseKind
    text: str


class How(StrEnum):
    """What happened to a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Difference:
    """A cell that says something else, or a row that only one plan has."""

    table: Compared
    key: tuple[str, ...]
    names: tuple[str, ...]
    column: str
    """`WHOLE_ROW` for a row that only one plan has; its first cell is `before` or `after` then."""
    unit: Unit
    how: How
    before: Said
    after: Said

    @property
    def part(self) -> Part:
        """What it is about."""
        return self.table.part

    @property
    def amount(self) -> int | None:
        """How much more it is now, in minor units, slices or as a count; None for words."""
        if self.unit not in (Unit.MONEY, Unit.FTE, Unit.COUNT):
            return None
        before, after = (
            value if isinstance(value, int) else 0 for value in (self.before, self.after)
        )
        return after - before


@dataclass(frozen=True)
class Change:
    """A difference with its one cause."""

    what: Difference
    cause: Cause


class Shift(StrEnum):
    """How a stage moved in time."""

    EARLIER = "starts earlier"
    LATER = "starts later"
    NEWLY = "starts newly"
    NO_LONGER = "no longer starts"
    SAME = "same start"


@dataclass(frozen=True)
class StageChange:
    """A stage with at least one changed cell."""

    key: tuple[str, str]
    names: tuple[str, ...]
    """Initiative, stage, team."""
    shift: Shift
    state: tuple[str, str]
    """Before, after; empty where there is no such row."""
    starts: tuple[str, str]
    tranche: tuple[int, int]
    cause: Cause

    @property
    def moved(self) -> int:
        """Money that the change is about, in minor units."""
        return max(self.tranche)


@dataclass(frozen=True)
class Comparison:
    """Two plans held against each other."""

    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]
    """Every changed cell, in the order of `models.compared.COMPARED`."""
    stages: tuple[StageChange, ...]
    past: tuple[str, ...]
    """Periods of the earlier plan that are over in the later one."""
    remarks: tuple[str, ...]
    """What is to be known: other names, past periods, parts that cannot be compared."""

    edits: tuple[str, ...] = ()
    """What was asked of the later plan, where it is of the same portfolio with edits."""
    movers: tuple[str, ...] | None = None
    """IDs of the people who are with other teams in some period; None where nobody is named."""

    def shifted(self, shift: Shift) -> tuple[StageChange, ...]:
        """The stages that moved in this way."""
        return tuple(row for row in self.stages if row.shift is shift)

    def of(self, *parts: Part) -> tuple[Change, ...]:
        """Changes of some parts."""
        return tuple(change for change in self.changes if change.what.part in parts)
