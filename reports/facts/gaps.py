"""Gaps: skills that are short, tight, or asked for by what is not funded, team by team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.initiative import Theme
from models.plan import TrancheState
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex, SkillId, TeamId
from reports.context import Context
from reports.facts.limits import By
from reports.facts.skills import Skills

TIGHT = Fraction(9, 10)
"""From this share of the supply in use a skill is called tight."""
_NO_HANDS_HELP = {
    ReasonKind.CHOICE,
    ReasonKind.LEFT_OUT,
    ReasonKind.DATES,
    ReasonKind.GATE,
    ReasonKind.NO_VALUE,
}
"""Why an initiative is not funded where more people would change nothing."""


class GapKind(StrEnum):
    """What a gap is."""

    SHORT = "short"
    """Committed work that nobody can do."""
    NOT_FUNDED = "not funded"
    """What it would take to begin what is not funded as early as its own dates allow."""
    TIGHT = "tight"
    """Nearly all who have the skill are needed: what would bring its use below the mark."""


@dataclass(frozen=True)
class SkillGap:
    """Time of a skill that is missing."""

    kind: GapKind
    skill: SkillId
    lowest_level: int
    team: TeamId | None
    """Where it is missing; None = anywhere."""
    service: bool
    """As-a-service work, for which a platform's reserve is kept."""
    needs: By
    """Slices missing in each period of the horizon."""
    work: tuple[InitiativeId, ...] = ()
    """What it is for, sorted."""

    @property
    def most(self) -> int:
        """Slices missing at once."""
        return max(self.needs, default=0)


class _For(NamedTuple):
    """What can be served together."""

    team: TeamId
    skill: SkillId
    lowest_level: int
    service: bool


@dataclass
class _Sheet:
    """Needs being added up."""

    horizon: int
    needs: defaultdict[_For, list[int]]
    work: defaultdict[_For, set[InitiativeId]]

    @classmethod
    def of(cls, horizon: int) -> _Sheet:
        return cls(horizon, defaultdict(lambda: [0] * horizon), defaultdict(set))

    def gaps(self, kind: GapKind) -> tuple[SkillGap, ...]:
        """One gap per team, skill and level: the largest first."""
        found = [
            SkillGap(
                kind,
                key.skill,
                key.lowest_level,
                key.team,
                key.service,
                tuple(needs),
                tuple(sorted(self.work[key])),
            )
            for key, needs in self.needs.items()
            if any(needs)
        ]
        return tuple(sorted(found, key=_by_size))


def _by_size(gap: SkillGap) -> tuple[int, str, str, int, bool]:
    return (-sum(gap.needs), gap.skill, gap.team or "", gap.lowest_level, gap.service)


def shortages(context: Context) -> tuple[SkillGap, ...]:
    """Committed work that nobody can do."""
    sheet = _Sheet.of(context.horizon)
    for row in context.plan.shortages:
        key = _for(context, row.initiative, row.skill, row.lowest_level)
        sheet.needs[key][row.period] += row.slices
        sheet.work[key].add(row.initiative)
    return sheet.gaps(GapKind.SHORT)


def not_funded(context: Context) -> tuple[SkillGap, ...]:
    """What stages without money ask for, each initiative as early as its own dates allow."""
    sheet = _Sheet.of(context.horizon)
    for stage, start in _starts(context):
        last = min(context.horizon, start + context.index.stage[stage].periods)
        for part in context.index.demand_of.get(stage, ()):
            key = _for(context, stage.initiative, part.skill, part.lowest_level)
            for t in range(start, last if part.slices else start):
                sheet.needs[key][t] += part.slices
                sheet.work[key].add(stage.initiative)
    return sheet.gaps(GapKind.NOT_FUNDED)


def _starts(context: Context) -> Iterator[tuple[StageKey, int]]:
    """Stages that are not funded with the period in which each could begin."""
    calendar = context.index.calendar
    hopeless = {row.initiative for row in context.plan.reasons if row.kind in _NO_HANDS_HELP}
    for initiative in context.portfolio.initiatives:
        if initiative.id in hopeless:
            continue
        earliest = initiative.earliest_start
        begin = 0 if earliest is None else calendar.index(earliest)
        for stage in context.index.stages_of.get(initiative.id, ()):
            row = context.stage_plans.get(stage.key)
            if row is None:
                continue
            if row.state is TrancheState.NOT_FUNDED:
                yield stage.key, begin
                begin += stage.periods
            elif row.start is not None:
                begin = max(begin, row.start + stage.periods)


def _for(context: Context, initiative: InitiativeId, skill: SkillId, level: int) -> _For:
    row = context.index.initiatives[initiative]
    return _For(row.team, skill, level, row.theme is Theme.AS_A_SERVICE)


def tight(context: Context, skills: Skills) -> tuple[SkillGap, ...]:
    """Skills of which nearly everyone is needed, and how much more would put them at ease."""
    found = []
    for skill in skills.all:
        needs = tuple(_relief(skills, skill, t) for t in context.index.calendar.indices)
        if any(needs):
            found.append(SkillGap(GapKind.TIGHT, skill, 1, None, service=False, needs=needs))
    return tuple(sorted(found, key=_by_size))


def _relief(skills: Skills, skill: SkillId, t: PeriodIndex) -> int:
    """Fewest slices more that bring the use of a skill below the mark; 0 where it is short."""
    needed, supply = skills.needed((skill, t)), skills.supply((skill, t))
    if not needed or (skill, t) in skills.short:
        return 0
    return max(0, int(needed / TIGHT) + 1 - supply)


def priced(
    gap: SkillGap, worth: Callable[[SkillId, PeriodIndex], Decimal | None]
) -> Decimal | None:
    """The most that one unit more would be worth in a period of the gap; None = not known."""
    found = [worth(gap.skill, PeriodIndex(t)) for t, need in enumerate(gap.needs) if need]
    return max((value for value in found if value is not None), default=None)
