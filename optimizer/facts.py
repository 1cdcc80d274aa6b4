"""Facts: what is already decided before anything is planned (formulation, sections 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.index import Index
from models.ledger_extract import Release
from models.portfolio import Portfolio
from models.stage import Stage, StageKey, StageStatus
from models.units import InitiativeId, PeriodIndex
from models.verdict import Verdict, VerdictKind
from optimizer.charges import funds_that_may_pay, parts


@dataclass(frozen=True)
class Facts:
    """The committed stages, and what may become of the others."""

    index: Index
    verdicts: dict[StageKey, Verdict]
    done: frozenset[StageKey]
    """Stages that are over."""
    starts: dict[StageKey, PeriodIndex]
    """Fixed starts of the active and the released stages."""
    out: frozenset[StageKey]
    """Stages that never start."""
    releasable: frozenset[StageKey]
    """Stages that are not committed and whose tranche may be released now."""
    earliest: dict[StageKey, PeriodIndex]
    """First period in which a stage that is neither committed nor out may start."""
    chance: dict[StageKey, Fraction]
    """Chance of reaching each stage; 1 for committed ones."""

    @cached_property
    def committed(self) -> frozenset[StageKey]:
        """Done, active and released stages: no rule forbids them."""
        return self.done | frozenset(self.starts)

    @classmethod
    def of(cls, portfolio: Portfolio, verdicts: Iterable[Verdict]) -> Facts:
        """The facts of a portfolio whose gates say these verdicts.

        Raises KeyError where a row names something that does not exist: check references first.
        """
        index = Index(portfolio)
        by_gate = {verdict.gate: verdict for verdict in verdicts}
        done: set[StageKey] = set()
        starts: dict[StageKey, PeriodIndex] = {}
        for stage in portfolio.stages:
            if stage.status is StageStatus.DONE:
                done.add(stage.key)
            elif stage.status is StageStatus.ACTIVE:
                starts[stage.key] = _active_start(stage, index)
            elif standing_release(index, stage.key) is not None:
                starts[stage.key] = PeriodIndex(0)
        facts = cls(index, by_gate, frozenset(done), starts, frozenset(), frozenset(), {}, {})
        return facts._with_free_stages()

    def _with_free_stages(self) -> Facts:
        out: set[StageKey] = set()
        releasable: set[StageKey] = set()
        earliest: dict[StageKey, PeriodIndex] = {}
        chance: dict[StageKey, Fraction] = {}
        for initiative, stages in self.index.stages_of.items():
            reaching = Fraction(1)
            for position, stage in enumerate(stages):
                free = stage.key not in self.committed
                chance[stage.key] = reaching if free else Fraction(1)
                if free and self._is_out(stage, stages[:position], out):
                    out.add(stage.key)
                elif free:
                    now = self._is_releasable(stages[:position], stage)
                    if now:
                        releasable.add(stage.key)
                    earliest[stage.key] = self._earliest(initiative, releasable=now)
                if not self.verdicts[stage.key].kind.opens:
                    reaching *= Fraction(stage.chance) / 100
        return Facts(
            self.index,
            self.verdicts,
            self.done,
            self.starts,
            frozenset(out),
            frozenset(releasable),
            earliest,
            chance,
        )

    def _is_out(self, stage: Stage, before: tuple[Stage, ...], out: set[StageKey]) -> bool:
        initiative = self.index.initiatives[stage.initiative]
        return (
            initiative.leave_out
            or any(self.verdicts[earlier.key].kind is VerdictKind.FAILED for earlier in before)
            or (bool(before) and before[-1].key in out)
            or any(
                not funds_that_may_pay(self.index, stage, part.cost_type) for part in parts(stage)
            )
        )

    def _is_releasable(self, before: tuple[Stage, ...], stage: Stage) -> bool:
        if any(is_reversed(self.index, row.key) for row in (*before, stage)):
            return False
        kinds = [self.verdicts[row.key].kind for row in before]
        share = self.index.portfolio.settings.conditional_share > 0
        if kinds and kinds[-1] is VerdictKind.CONDITIONAL and share:
            kinds.pop()
        return all(kind.opens for kind in kinds)

    def _earliest(self, initiative: InitiativeId, *, releasable: bool) -> PeriodIndex:
        asked = self.index.initiatives[initiative].earliest_start
        first = 0 if asked is None else self.index.calendar.index(asked)
        return PeriodIndex(max(first, 0 if releasable else 1))


def _active_start(stage: Stage, index: Index) -> PeriodIndex:
    """Start of an active stage such that a late one keeps the current period."""
    elapsed = 0
    if stage.started is not None:
        elapsed = max(0, -index.calendar.at_or_before(stage.started))
    remaining = max(1, stage.periods - elapsed)
    return PeriodIndex(remaining - stage.periods)


def standing_release(index: Index, stage: StageKey) -> Release | None:
    """The stage's latest release, if its money is out."""
    rows = index.releases_of.get(stage, ())
    return rows[-1] if rows and rows[-1].state.stands else None


def is_reversed(index: Index, stage: StageKey) -> bool:
    """Whether the stage's latest release was reversed."""
    rows = index.releases_of.get(stage, ())
    return bool(rows) and not rows[-1].state.stands
