"""Dependencies and choices: products wait for platforms, platforms for infrastructure."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.generated_frame import CENTS
from benchmarks.generated_size import Size, happens
from benchmarks.generated_work import Work
from models.dependency import Dependency, DependencyType
from models.team import TeamKind
from models.units import InitiativeId, Money

_BELOW = {
    TeamKind.PRODUCT: (TeamKind.PLATFORM, 32),
    TeamKind.PLATFORM: (TeamKind.INFRASTRUCTURE, 24),
}
"""What a kind waits for, and how many of a hundred initiatives do."""
_FLAGGED_PERCENT = 25
_NEIGHBOURS = {DependencyType.NEEDS: 2.0, DependencyType.EXCLUDES: 1.5}
_SAME_RELEASE_PERCENT = 1.5
_WAITING_PERCENT = 4.0
"""Of a hundred product initiatives, those that stand so to one of their own team or domain."""


def dependencies(size: Size, works: tuple[Work, ...]) -> tuple[Dependency, ...]:
    """Acyclic: a kind waits for the one below, or for an earlier initiative of its own domain."""
    draw = size.draw("dependencies")
    free = [work for work in works if not work.running and not work.must_do]
    return (*_downward(draw, works, free), *_sideways(draw, free))


def _downward(draw: Random, works: tuple[Work, ...], free: list[Work]) -> Iterator[Dependency]:
    by_kind = {kind: [work for work in works if work.team.kind is kind] for kind in TeamKind}
    for work in free:
        below, percent = _BELOW.get(work.team.kind, (work.team.kind, 0))
        if happens(draw, percent) and by_kind[below]:
            before = draw.choice(by_kind[below])
            yield _waits(draw, before, work)
            other = draw.choice(by_kind[below])
            if other is not before and happens(draw, 12):
                yield _waits(draw, other, work)


def _waits(draw: Random, before: Work, after: Work) -> Dependency:
    """The later one's build waits for an early delivery, less often for all of it."""
    earlier = draw.randint(1, len(before.steps))
    flagged = happens(draw, _FLAGGED_PERCENT)
    cost = max(1, round(after.cost / CENTS * draw.uniform(0.02, 0.06)))
    return Dependency(
        before=before.id,
        before_stage=None if earlier == len(before.steps) else earlier,
        after=after.id,
        after_stage=None if happens(draw, 25) else min(2, len(after.steps)),
        lag=1 if happens(draw, 8) else 0,
        flag_cost=Money(cost * CENTS) if flagged else None,
        release_plan_of=before.team.id if happens(draw, 80) else after.team.id,
    )


def _sideways(draw: Random, free: list[Work]) -> Iterator[Dependency]:
    """Pairs within a domain of products; each initiative stands in at most one."""
    last: dict[str | None, Work] = {}
    for work in free:
        if work.team.kind is not TeamKind.PRODUCT:
            continue
        kind = _drawn(draw)
        before = last.get(work.team.domain)
        if kind is None or before is None:
            last[work.team.domain] = work
            continue
        del last[work.team.domain]
        if kind is DependencyType.FINISH_START:
            yield _waits(draw, before, work)
        else:
            yield Dependency(
                before=before.id, after=work.id, type=kind, release_plan_of=work.team.id
            )


def _drawn(draw: Random) -> DependencyType | None:
    kinds = {
        DependencyType.NEEDS: 4.0,
        DependencyType.EXCLUDES: 3.0,
        DependencyType.SAME_RELEASE: 3.0,
        DependencyType.FINISH_START: 8.0,
    }
    drawn = draw.random() * 100
    for kind, percent in kinds.items():
        drawn -= percent
        if drawn < 0:
            return kind
    return None


def choices(size: Size, works: tuple[Work, ...]) -> dict[InitiativeId, str]:
    """Groups of two or three of one team of which at most one is started."""
    draw = size.draw("choices")
    groups: dict[InitiativeId, str] = {}
    by_team: dict[str, list[Work]] = {}
    for work in works:
        if not work.running and not work.must_do:
            by_team.setdefault(work.team.id, []).append(work)
    teams = [team for team, inside in by_team.items() if len(inside) > 1]
    count = max(1, size.initiatives // 70)
    for n, team in enumerate(draw.sample(teams, min(count, len(teams))), start=1):
        for work in by_team[team][: draw.choice((2, 2, 3))]:
            groups[work.id] = f"Choice {n}"
    return groups
