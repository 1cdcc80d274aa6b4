"""People's time and money of a generated portfolio's initiatives.

People's time adds up to about 1.3 times what there is, as far as teams can carry it: a stage asks
for skills that its team has, and for no more than most of them. Money follows people's time, with a
heavy tail of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.generated_capability import Capability
from benchmarks.generated_frame import CENTS
from benchmarks.generated_size import Size
from benchmarks.generated_teams import FUNCTIONS
from benchmarks.generated_work import Need, Step, Work
from models.units import Money

DEMAND_OVER_CAPACITY = 1.3
USUAL = 330
"""Slices of an initiative over all its periods where no stage asks for over 3 FTE of a skill."""
_MOST = 30
_LEAST = 3
_STRETCH = 1.4
"""How far sizes are stretched for the sake of the total: what no team can carry is not asked."""
_TEAM_PART = 0.75
"""Of what a team has of a skill, the most that one stage asks for."""
_FIRST_PART = 0.55
"""Of what a stage needs, what its first skill gives; of what is left, its second."""
_THOUSANDS_PER_FTE = 26
"""Median tranche per FTE and quarter."""
_LEAST_THOUSANDS = 5


def usual_effort(size: Size, able: Capability) -> float:
    """Slices of the usual initiative over all its periods."""
    return DEMAND_OVER_CAPACITY * able.total * size.periods / size.initiatives


def staffed(drafts: list[Work], size: Size, able: Capability) -> list[Work]:
    """The initiatives with their demand."""
    usual = scale = usual_effort(size, able)
    found = drafts
    for _ in range(4):
        found = [_asking(work, scale, able, usual) for work in drafts]
        asked = sum(step.effort for work in found for step in work.steps)
        scale = min(_STRETCH * usual, scale * usual * len(drafts) / asked)
    return found


def _asking(work: Work, scale: float, able: Capability, usual: float) -> Work:
    most = round(_MOST * max(1.0, usual / USUAL))
    steps = tuple(
        replace(step, needs=tuple(_needs(work, step, scale * work.weight, able, most)))
        for step in work.steps
    )
    return replace(work, steps=steps)


def _needs(work: Work, step: Step, effort: float, able: Capability, most: int) -> Iterator[Need]:
    """One skill after the other, until the stage has what it needs."""
    known = able.slices[work.team.id]
    left = max(_LEAST, round(effort * step.share / step.periods))
    for n, (skill, level) in enumerate(step.wanted):
        if skill in FUNCTIONS:
            yield Need(skill, level, _LEAST)
            continue
        last = n == len(step.wanted) - 1
        wish = left if last else max(_LEAST, round(left * _FIRST_PART))
        slices = min(wish, most, max(_LEAST, round(known[skill, level] * _TEAM_PART)))
        yield Need(skill, level, slices)
        left -= slices
        if left < _LEAST:
            return


def priced(work: Work) -> Work:
    """The initiative with its tranches, in whole thousands."""
    return replace(work, steps=tuple(replace(s, tranche=_tranche(work, s)) for s in work.steps))


def _tranche(work: Work, step: Step) -> Money:
    thousands = round(step.effort / 10 * _THOUSANDS_PER_FTE * work.price)
    return Money(max(_LEAST_THOUSANDS, thousands) * CENTS)
