"""Who wanted the same scarce thing, and who got it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.explanation import Conflict, Loss, Scarce
from models.units import InitiativeId, Money, PersonId
from optimizer.explain.block import Block
from optimizer.explain.insertion import Finding
from optimizer.explain.wait import Wait

_MOST_WINNERS = 10
"""Winners named; the largest shares come first."""


@dataclass
class _Contest:
    winners: dict[InitiativeId, None] = field(default_factory=dict)
    """In the order in which they were found."""
    losses: dict[InitiativeId, Loss] = field(default_factory=dict)
    people: set[PersonId | None] = field(default_factory=set)
    """For each loser the only one who could do it."""

    def lose(self, loss: Loss, block: Block) -> None:
        """One more who wanted it; of two stages of one initiative the losses add up."""
        before = self.losses.get(loss.initiative)
        if before is not None:
            both = [row.periods for row in (before, loss) if row.periods is not None]
            loss = Loss(
                initiative=loss.initiative,
                cost=Money(before.cost + loss.cost),
                periods=max(both) if len(both) > 1 else None,
            )
        self.losses[loss.initiative] = loss
        self.winners.update(dict.fromkeys(block.rivals()))
        self.people.add(block.only())


def conflicts_among(
    findings: Mapping[InitiativeId, Finding], waiting: Sequence[Wait]
) -> tuple[Conflict, ...]:
    """Conflicts over money, people and envelopes, the dearest first.

    An initiative loses where its binding constraint is something that others have: the cost is its
    expected value at its earliest start. One that is only delayed loses the difference. Nothing is
    lost twice, so costs add up.
    """
    contests: dict[tuple[str, Scarce], _Contest] = {}
    for loss, block in (*_left_out(findings), *_delayed(waiting)):
        if block.scarce is not None:
            contests.setdefault((block.over, block.scarce), _Contest()).lose(loss, block)
    found = [_conflict(over, kind, contest) for (over, kind), contest in contests.items()]
    return tuple(sorted(found, key=lambda row: (-row.cost, row.over, row.kind)))


def _conflict(over: str, kind: Scarce, contest: _Contest) -> Conflict:
    # Where all who have it lose some of it too, they are those who got the rest.
    winners = [name for name in contest.winners if name not in contest.losses] or [*contest.winners]
    losses = sorted(contest.losses.values(), key=lambda loss: (-loss.cost, loss.initiative))
    return Conflict(
        over=over,
        kind=kind,
        winners=tuple(winners[:_MOST_WINNERS]),
        losers=tuple(loss.initiative for loss in losses),
        cost=Money(sum(loss.cost for loss in losses)),
        losses=tuple(losses),
        person=next(iter(contest.people)) if len(contest.people) == 1 else None,
    )


def _left_out(findings: Mapping[InitiativeId, Finding]) -> Iterator[tuple[Loss, Block]]:
    for name, finding in sorted(findings.items()):
        if finding.block.over and finding.block.rivals():
            yield Loss(initiative=name, cost=Money(finding.forgone)), finding.block


def _delayed(waiting: Sequence[Wait]) -> Iterator[tuple[Loss, Block]]:
    """Stages that start later than they could, for want of what others have."""
    for wait in waiting:
        if wait.block is not None and wait.scarcity > 0 and wait.block.rivals():
            loss = Loss(
                initiative=wait.stage.initiative,
                cost=Money(wait.scarcity),
                periods=wait.start - wait.ready,
            )
            yield loss, wait.block
