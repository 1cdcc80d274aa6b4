"""Who wanted the same scarce thing, and who got it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from models.explanation import Conflict, Loss, Scarce
from models.units import InitiativeId, Money
from optimizer.explain.block import Block
from optimizer.explain.contest import Contest
from optimizer.explain.inherited import Passed
from optimizer.explain.insertion import Finding
from optimizer.explain.wait import Wait

_MOST_WINNERS = 10
"""Winners named; the largest shares come first."""


class _Claim(NamedTuple):
    """An initiative wants something that others have."""

    initiative: InitiativeId
    contest: Contest
    loss: Loss | None
    """None where something else is scarcer: its loss stands there."""


@dataclass
class _Claims:
    """All that want one thing at one time."""

    contest: Contest
    losses: dict[InitiativeId, Loss] = field(default_factory=dict)
    also: set[InitiativeId] = field(default_factory=set)

    def add(self, claim: _Claim) -> None:
        """One more who wanted it; of two stages of one initiative the losses add up."""
        self.contest = self.contest.with_(claim.contest)
        if claim.loss is None:
            self.also.add(claim.initiative)
            return
        loss, before = claim.loss, self.losses.get(claim.initiative)
        if before is not None:
            both = [row.periods for row in (before, loss) if row.periods is not None]
            loss = Loss(
                initiative=loss.initiative,
                cost=Money(before.cost + loss.cost),
                periods=max(both) if len(both) > 1 else None,
            )
        self.losses[loss.initiative] = loss


def conflicts_among(
    findings: Mapping[InitiativeId, Finding], waiting: Sequence[Wait], passed: Iterable[Passed]
) -> tuple[Conflict, ...]:
    """Conflicts over money, people, teams and envelopes, the dearest first, then by kind and time.

    An initiative loses where its binding constraint is something that others have: the cost is its
    expected value at its earliest start. One that is only delayed loses the difference, for itself
    or for the work that it waits for. Nothing is lost twice, so costs add up; whatever else an
    initiative wanted and others have, it is named for without a cost.
    """
    found: dict[tuple[str, ...], _Claims] = {}
    for claim in (*_left_out(findings), *_delayed(waiting), *_waiting_for(passed)):
        if claim.contest.rivals:
            found.setdefault(claim.contest.thing, _Claims(claim.contest)).add(claim)
    rows = ((_conflict(claims), claims.contest) for claims in _in_a_row(found.values()))
    return tuple(row for row, _ in sorted(rows, key=_order))


def _in_a_row(found: Iterable[_Claims]) -> Iterator[_Claims]:
    """Claims; the same ones on people's time in periods in a row, that nobody loses by, as one."""
    runs: dict[tuple[object, ...], list[_Claims]] = {}
    for claims in sorted(found, key=lambda claims: claims.contest.at):
        contest = claims.contest
        if claims.losses or contest.kind in (Scarce.FUND, Scarce.ENVELOPE):
            yield claims
            continue
        timeless = contest._replace(when="", at=0, rivals=())
        run = runs.setdefault((timeless, frozenset(contest.rivals), frozenset(claims.also)), [])
        if run and run[-1].contest.at != contest.at - 1:
            yield _joined(run)
            run.clear()
        run.append(claims)
    yield from map(_joined, runs.values())


def _joined(run: Sequence[_Claims]) -> _Claims:
    """Claims of periods in a row, told from the first to the last."""
    if len(run) == 1:
        return run[0]
    first, last = (claims.contest.when.removeprefix("in ") for claims in (run[0], run[-1]))
    contest = run[0].contest._replace(when=f"from {first} to {last}")
    return replace(run[0], contest=contest)


def _order(found: tuple[Conflict, Contest]) -> tuple[int, str, str, str, int, str]:
    """The dearest first; of equals what is the same thing by kind, name and time."""
    row, contest = found
    return -row.cost, row.kind, row.person or "", contest.name, contest.at, row.over


def _conflict(claims: _Claims) -> Conflict:
    contest = claims.contest
    # Where all who have it lose some of it too, they are those who got the rest.
    wanting = claims.also | set(claims.losses)
    winners = [name for name in contest.rivals if name not in wanting] or [*contest.rivals]
    losses = sorted(claims.losses.values(), key=lambda loss: (-loss.cost, loss.initiative))
    return Conflict(
        over=contest.over,
        kind=contest.kind,
        winners=tuple(winners[:_MOST_WINNERS]),
        losers=tuple(loss.initiative for loss in losses),
        cost=Money(sum(loss.cost for loss in losses)),
        losses=tuple(losses),
        also=tuple(sorted(claims.also - set(claims.losses))),
        person=contest.person,
    )


def _left_out(findings: Mapping[InitiativeId, Finding]) -> Iterator[_Claim]:
    for name, finding in sorted(findings.items()):
        loss = Loss(initiative=name, cost=Money(finding.forgone))
        yield from _claims(loss, finding.block, finding.blocks)


def _delayed(waiting: Sequence[Wait]) -> Iterator[_Claim]:
    """Stages that start later than they could, for want of what others have."""
    for wait in waiting:
        if wait.block is not None and wait.scarcity > 0:
            loss = Loss(
                initiative=wait.stage.initiative,
                cost=Money(wait.scarcity),
                periods=wait.start - wait.ready,
            )
            yield from _claims(loss, wait.block, wait.blocks)


def _waiting_for(passed: Iterable[Passed]) -> Iterator[_Claim]:
    """Stages that wait for work which is late for want of what others have."""
    for row in passed:
        name = row.wait.stage.initiative
        loss = Loss(initiative=name, cost=Money(row.cost), periods=row.periods)
        yield from _claims(loss, row.block)


def _claims(loss: Loss, bound: Block, blocks: Iterable[Block] = ()) -> Iterator[_Claim]:
    """What binds is lost; what else is short is wanted, too."""
    if bound.contest is not None:
        yield _Claim(loss.initiative, bound.contest(), loss)
    for block in blocks:
        if block is not bound and block.contest is not None:
            yield _Claim(loss.initiative, block.contest(), None)
