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
_SECOND_PERCENT = 12
"""Of those, the ones that wait for two."""
_NEAR_PERCENT = 75
_FLAGGED_PERCENT = 25
_SIDEWAYS = {
    DependencyType.FINISH_START: 8,
    DependencyType.NEEDS: 4,
    DependencyType.EXCLUDES: 3,
    DependencyType.SAME_RELEASE: 3,
    None: 82,
}
"""How, if at all, a product initiative stands to the one before it in its domain, in percent."""


def dependencies(size: Size, works: tuple[Work, ...]) -> tuple[Dependency, ...]:
    """Acyclic: a kind waits for the one below, or for an earlier initiative of its own domain."""
    draw = size.draw("dependencies")
    below = _Below(works)
    free = [work for work in works if not work.running and not work.must_do]
    return (*_downward(draw, below, free), *_sideways(draw, free))


class _Below:
    """What may be waited for: mostly what is done in the domain that one's own builds on."""

    def __init__(self, works: tuple[Work, ...]) -> None:
        self._kinds: dict[TeamKind, list[Work]] = {kind: [] for kind in TeamKind}
        self._domains: dict[TeamKind, dict[str, list[Work]]] = {kind: {} for kind in TeamKind}
        for work in works:
            inside = self._domains[work.team.kind].setdefault(work.team.domain or "", [])
            inside.append(work)
            self._kinds[work.team.kind].append(work)
        self._basis = {
            domain: basis
            for kind, (below, _) in _BELOW.items()
            for domain, basis in _built_on(self._domains[kind], self._domains[below])
        }

    def drawn(self, draw: Random, work: Work) -> Work | None:
        """An initiative of the kind below; None where there is none."""
        near = self._basis.get(work.team.domain or "", [])
        if near and happens(draw, _NEAR_PERCENT):
            return draw.choice(near)
        anywhere = self._kinds[_BELOW[work.team.kind][0]]
        return draw.choice(anywhere) if anywhere else None


def _built_on(
    domains: dict[str, list[Work]], below: dict[str, list[Work]]
) -> Iterator[tuple[str, list[Work]]]:
    """Each domain with the initiatives of the one below: neighbours share it."""
    bases = [below[name] for name in sorted(below)]
    for n, domain in enumerate(sorted(domains)):
        yield domain, bases[n * len(bases) // len(domains)] if bases else []


def _downward(draw: Random, below: _Below, free: list[Work]) -> Iterator[Dependency]:
    for work in free:
        _, percent = _BELOW.get(work.team.kind, (None, 0))
        if not happens(draw, percent):
            continue
        before = below.drawn(draw, work)
        other = below.drawn(draw, work) if happens(draw, _SECOND_PERCENT) else None
        if before is not None:
            yield _waits(draw, before, work)
        if other is not None and other is not before:
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
        kind = draw.choices(tuple(_SIDEWAYS), tuple(_SIDEWAYS.values()))[0]
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
