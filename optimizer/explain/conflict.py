"""Who wanted the same scarce thing, and who got it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.explanation import Conflict
from models.units import InitiativeId, Money
from optimizer.explain.block import Block
from optimizer.explain.insertion import Finding
from optimizer.explain.placement import places
from optimizer.explain.standing import Standing

_MOST_WINNERS = 10
"""Winners named; the largest shares come first."""


@dataclass
class _Contest:
    winners: dict[InitiativeId, None] = field(default_factory=dict)
    """In the order in which they were found."""
    costs: dict[InitiativeId, int] = field(default_factory=dict)

    def lose(self, loser: InitiativeId, cost: int, winners: tuple[InitiativeId, ...]) -> None:
        self.costs[loser] = cost
        self.winners.update(dict.fromkeys(winners))


def conflicts_among(
    standing: Standing, findings: Mapping[InitiativeId, Finding]
) -> tuple[Conflict, ...]:
    """Conflicts over money and people, the dearest first.

    An initiative loses where its binding constraint is a fund or a skill that others have: the cost
    is its expected value at its earliest start. One that is only delayed loses the difference. Each
    loses once, so costs add up.
    """
    contests: dict[str, _Contest] = {}
    for loser, block, cost in (*_left_out(findings), *_delayed(standing, findings)):
        contests.setdefault(block.over, _Contest()).lose(loser, cost, block.rivals())
    found = [_conflict(over, contest) for over, contest in contests.items()]
    return tuple(sorted(found, key=lambda row: (-row.cost, row.over)))


def _conflict(over: str, contest: _Contest) -> Conflict:
    winners = [name for name in contest.winners if name not in contest.costs]
    losers = sorted(contest.costs, key=lambda name: (-contest.costs[name], name))
    return Conflict(
        over=over,
        winners=tuple(winners[:_MOST_WINNERS]),
        losers=tuple(losers),
        cost=Money(sum(contest.costs.values())),
    )


def _left_out(
    findings: Mapping[InitiativeId, Finding],
) -> Iterator[tuple[InitiativeId, Block, int]]:
    for name, finding in sorted(findings.items()):
        if finding.block.over and finding.block.rivals():
            yield name, finding.block, finding.forgone


def _delayed(
    standing: Standing, findings: Mapping[InitiativeId, Finding]
) -> Iterator[tuple[InitiativeId, Block, int]]:
    """Initiatives that start later than they could, for want of what others have."""
    for name in sorted(standing.index.initiatives):
        if name in findings:
            continue
        stages = tuple(
            stage
            for stage in standing.index.stages_of.get(name, ())
            if stage.key not in standing.facts.committed
        )
        now = {stage.key: int(standing.starts[stage.key]) for stage in stages}
        soonest = next(places(standing, stages), {})
        if len(soonest) != len(now) or soonest == now or not now:
            continue
        cost = standing.gain(soonest) - standing.gain(now)
        if cost <= 0:
            continue
        blocks = [block for block in standing.scarce(soonest, name)[0] if block.over]
        if blocks:
            yield name, max(blocks, key=lambda block: block.miss), cost
