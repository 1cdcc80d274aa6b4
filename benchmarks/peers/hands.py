"""How much of the work people could do at best, each period by itself: quick, never too little.

A linear programme per period sends people, pools and hires to needs. Reach, skills, levels,
reserves and what teams and functions lend and take hold; moves, most teams and longest loans are
left to the names. So what is missing here is missing with names too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from models.plan import HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.staffing.question import Question, question_of

if TYPE_CHECKING:
    from optimizer.staffing.needs import Need


FIRST = 1_000
"""How much more a slice for committed stages counts than one for the others: they come first."""

TOLERANCE = 1e-6
"""Slices that a solver may be off."""


class Claim(NamedTuple):
    """A need of committed stages, or of the others."""

    need: Need
    committed: bool


class Hand(NamedTuple):
    """A way to do some work of one claim: which limits it counts against, and the most of it."""

    claim: Claim
    limits: tuple[tuple[object, ...], ...]
    most: int


def missing(
    portfolio: Portfolio,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    committed: frozenset[StageKey],
) -> dict[StageKey, float]:
    """Slices that stages that are not committed lack over all periods, those that lack any.

    Committed stages are served first. What a need lacks is shared among the other stages by what
    they ask for.
    """
    question = question_of(portfolio, starts, hires, committed)
    lacking: defaultdict[StageKey, float] = defaultdict(float)
    for t in range(question.horizon):
        cells = {need: cell for (need, p), cell in question.asked.items() if p == t}
        claims = {Claim(need, committed=True): cell.committed for need, cell in cells.items()}
        claims |= {Claim(need, committed=False): cell.free for need, cell in cells.items()}
        for (need, first), served in _served(question, claims, t).items():
            short = 0.0 if first else cells[need].free - served
            for ask in cells[need].asks if short > TOLERANCE else ():
                if not ask.committed:
                    lacking[ask.stage] += short * ask.slices / cells[need].free
    return dict(lacking)


def _served(question: Question, claims: Mapping[Claim, int], t: int) -> dict[Claim, float]:
    """Slices of each claim in a period that are done if as much as possible is done."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    served = dict.fromkeys(claims, 0.0)
    hands = [h for claim, asked in claims.items() if asked for h in _hands(question, claim, t)]
    if not hands:
        return served
    room = _room(question, claims, t)
    rows = {limit: number for number, limit in enumerate(room)}
    entries = [
        (rows[limit], column)
        for column, hand in enumerate(hands)
        for limit in hand.limits
        if limit in rows
    ]
    lines, columns = zip(*entries, strict=True)
    ones = np.ones(len(entries))
    found = milp(
        np.array([-float(FIRST if hand.claim.committed else 1) for hand in hands]),
        bounds=Bounds(0, np.array([hand.most for hand in hands])),
        constraints=LinearConstraint(
            csr_array((ones, (lines, columns)), shape=(len(rows), len(hands))),
            -np.inf,
            np.array([*room.values()]),
        ),
    )
    if found.x is None:  # doing nothing is always possible
        raise RuntimeError(found.message)
    for hand, slices in zip(hands, found.x.tolist(), strict=True):
        served[hand.claim] += slices
    return served


def _hands(question: Question, claim: Claim, t: int) -> Iterator[Hand]:
    need, team = claim.need, claim.need.team
    for person in question.people:
        most = min(person.room(team, t), person.available[t])
        if most > 0 and person.can(need):
            limits: list[tuple[object, ...]] = [("claim", claim), ("person", person.id)]
            limits.append(("takes", team))
            if person.home not in (None, team):
                limits.append(("lends", person.home))
            if person.home is not None and not need.service:
                limits.append(("keeps", person.home))
            if person.function is not None:
                limits.append(("borrows", person.function))
            yield Hand(claim, tuple(limits), most)
    for supply in (*question.pools, *question.hires):
        if supply.skill == need.skill and team in supply.teams and supply.slices[t] > 0:
            limits = [("claim", claim), ("supply", supply.id), ("takes", team)]
            yield Hand(claim, tuple(limits), supply.slices[t])


def _room(question: Question, claims: Mapping[Claim, int], t: int) -> dict[tuple[object, ...], int]:
    """What each limit allows in the period."""
    room: dict[tuple[object, ...], int] = {("claim", claim): n for claim, n in claims.items()}
    room |= {("person", person.id): person.available[t] for person in question.people}
    room |= {("supply", row.id): row.slices[t] for row in (*question.pools, *question.hires)}
    room |= {("borrows", function): most for function, most in question.borrow.items()}
    named = {"takes": question.absorb, "lends": question.lend, "keeps": question.keep}
    for name, limits in named.items():
        room |= {(name, team): most for (team, p), most in limits.items() if p == t}
    return room
