"""When stages run: the facts restated, and what the plan decides for the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.index import Index
from models.plan import Plan
from models.stage import Stage, StageKey, StageStatus
from models.verdict import VerdictKind
from optimizer.audit.arithmetic import share
from optimizer.audit.tranches import Tranches
from optimizer.audit.verdicts import Restated


@dataclass(frozen=True)
class Timeline:
    """Starts and finishes, and what stands in the way of a start."""

    index: Index
    plan: Plan
    tranches: Tranches
    verdicts: dict[StageKey, Restated]

    @cached_property
    def done(self) -> frozenset[StageKey]:
        """Stages that are over."""
        rows = self.index.portfolio.stages
        return frozenset(row.key for row in rows if row.status is StageStatus.DONE)

    @cached_property
    def fixed(self) -> dict[StageKey, int]:
        """Starts of the active and the released stages."""
        found = {}
        for row in self.index.portfolio.stages:
            if row.status is StageStatus.ACTIVE:
                found[row.key] = self._active_start(row)
            elif row.status is StageStatus.NOT_STARTED and self.tranches.standing(row.key):
                found[row.key] = 0
        return found

    def _active_start(self, stage: Stage) -> int:
        elapsed = 0
        if stage.started is not None:
            elapsed = max(0, -self.index.calendar.at_or_before(stage.started))
        return max(1, stage.periods - elapsed) - stage.periods

    def is_committed(self, key: StageKey) -> bool:
        """Whether the stage is done, active or released: no rule forbids it."""
        return key in self.fixed or key in self.done

    @cached_property
    def free(self) -> tuple[Stage, ...]:
        """The stages that are not committed."""
        return tuple(row for row in self.index.portfolio.stages if not self.is_committed(row.key))

    @cached_property
    def chosen(self) -> dict[StageKey, int]:
        """Starts that the plan chooses, of stages that are not committed."""
        return {
            row.key: row.start
            for row in self.plan.stages
            if row.start is not None and row.key in self.index.stage
            if not self.is_committed(row.key)
        }

    @cached_property
    def starts(self) -> dict[StageKey, int]:
        """Starts of all stages that start, ever, and are not done."""
        return self.fixed | self.chosen

    def takes_place(self, key: StageKey) -> bool:
        """Whether the stage is committed or starts."""
        return key in self.done or key in self.starts

    def finish(self, key: StageKey) -> int | None:
        """The first period after the stage; None where it never starts or is done."""
        start = self.starts.get(key)
        return None if start is None else start + self.index.stage[key].periods

    def is_ready(self, key: StageKey, lag: int, t: int) -> bool:
        """Whether the stage has finished so many periods before t, or long ago."""
        finish = self.finish(key)
        return key in self.done or (finish is not None and finish + lag <= t)

    def running(self) -> Iterator[tuple[Stage, int, int]]:
        """Every stage that runs within the horizon, with its periods from (in) and to (out)."""
        horizon = self.index.calendar.horizon
        for key, start in self.starts.items():
            stage = self.index.stage[key]
            yield stage, max(0, start), min(horizon, start + stage.periods)

    @cached_property
    def previous(self) -> dict[StageKey, tuple[StageKey, ...]]:
        """For each stage the stages before it in its initiative, in their order."""
        found = {}
        for stages in self.index.stages_of.values():
            keys = tuple(row.key for row in stages)
            found.update({key: keys[:position] for position, key in enumerate(keys)})
        return found

    def kinds_before(self, key: StageKey) -> tuple[VerdictKind, ...]:
        """The verdicts of the gates before the stage, in their order."""
        return tuple(self.verdicts[earlier].kind for earlier in self.previous[key])

    def is_stopped(self, key: StageKey) -> bool:
        """Whether a gate before the stage failed."""
        return VerdictKind.FAILED in self.kinds_before(key)

    @cached_property
    def out(self) -> dict[StageKey, str]:
        """The stages that may never start, with why."""
        found: dict[StageKey, str] = {}
        for stages in self.index.stages_of.values():
            before: Stage | None = None
            for stage in stages:
                why = self._why_out(stage)
                if why is None and before is not None and before.key in found:
                    why = f"stage {before.stage} before it never starts"
                if why is not None and not self.is_committed(stage.key):
                    found[stage.key] = why
                before = stage
        return found

    def _why_out(self, stage: Stage) -> str | None:
        if self.is_stopped(stage.key):
            return "a gate before it failed"
        if self.index.initiatives[stage.initiative].leave_out:
            return "its initiative is left out"
        for cost_type, funds in self.tranches.payers[stage.key].items():
            if not funds:
                return f"no fund may pay its {cost_type} part"
        return None

    def is_releasable(self, key: StageKey) -> bool:
        """Whether the gates and the ledger let the tranche be released now."""
        if any(self.tranches.is_reversed(row) for row in (*self.previous[key], key)):
            return False
        kinds = self.kinds_before(key)
        some = self.index.portfolio.settings.conditional_share > 0
        if some and kinds and kinds[-1] is VerdictKind.CONDITIONAL:
            kinds = kinds[:-1]
        return all(kind in (VerdictKind.PASSED, VerdictKind.WAIVED) for kind in kinds)

    @cached_property
    def chance(self) -> dict[StageKey, Fraction]:
        """The chance of reaching each stage; 1 for the committed ones."""
        found = {}
        for stages in self.index.stages_of.values():
            reached = Fraction(1)
            for stage in stages:
                found[stage.key] = Fraction(1) if self.is_committed(stage.key) else reached
                if self.verdicts[stage.key].kind not in (VerdictKind.PASSED, VerdictKind.WAIVED):
                    reached *= share(stage.chance)
        return found
