"""Conflicts and delays of the plan made by hand: every kind once, the small ones too."""

from __future__ import annotations

from models.explanation import Conflict, Delay, Loss, ReasonKind, Scarce
from models.index import Index
from models.plan import StagePlan, TrancheState
from models.units import InitiativeId, Money, PeriodIndex
from models.wording import listed

_OVER = {
    Scarce.FUND: "fund growth in W1",
    Scarce.PERSON: "the only one with build for Web in Q2",
    Scarce.PLATFORM_TEAM: "the time of Pricing in Q3",
    Scarce.ENVELOPE: "the envelope few new in W1",
}


def contests(index: Index) -> tuple[Conflict, ...]:
    """A conflict of each of four kinds, cheaper each time; the losers lose more or wait longer."""
    keys = sorted(index.initiatives)
    if len(keys) < 4:
        return ()
    found = []
    for place, (kind, over) in enumerate(_OVER.items()):
        losses = (
            Loss(initiative=keys[2], cost=Money(12_345_67 - 3_000_00 * place)),
            Loss(initiative=keys[3], cost=Money(100_50), periods=1 + place),
        )
        found.append(_conflict(index, kind, over, (keys[0], keys[1]), losses))
    return tuple(found)


def _conflict(
    index: Index,
    kind: Scarce,
    over: str,
    winners: tuple[InitiativeId, ...],
    losses: tuple[Loss, ...],
) -> Conflict:
    people = index.portfolio.people
    return Conflict(
        over=over,
        kind=kind,
        winners=winners,
        losers=tuple(row.initiative for row in losses),
        cost=Money(sum(row.cost for row in losses)),
        losses=losses,
        person=people[0].id if people and kind is Scarce.PERSON else None,
    )


_REASONS = (
    (ReasonKind.MONEY, "fund growth in W1 goes to {others}"),
    (ReasonKind.DEPENDENCY, "it waits for {others}, which finishes in Q1"),
    (ReasonKind.GATE, "the gate after “Pilot” is pending; then build in Q2 goes to {others}"),
    (ReasonKind.DATES, "it may not start before Q2"),
)


def waits(index: Index, stages: tuple[StagePlan, ...]) -> tuple[Delay, ...]:
    """A delay of every stage that starts after the stage before it has ended."""
    found: list[Delay] = []
    free: dict[InitiativeId, int] = {}
    names = [index.initiatives[key].name for key in sorted(index.initiatives)]
    for row in stages:
        soonest = max(0, free.get(row.initiative, 0))
        if row.start is None or row.state is TrancheState.RELEASED:
            continue
        free[row.initiative] = row.start + index.stage[row.key].periods
        if row.start > soonest:
            kind, text = _REASONS[len(found) % len(_REASONS)]
            found.append(
                Delay(
                    initiative=row.initiative,
                    stage=row.stage,
                    soonest=PeriodIndex(soonest),
                    start=row.start,
                    because=kind,
                    text=text.format(others=listed(names, 2)),
                    cost=Money(1_000_00 * len(found)),
                )
            )
    return tuple(found)
