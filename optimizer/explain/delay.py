"""Why a stage starts later than it could, in a sponsor's words."""

from __future__ import annotations

from models.explanation import Delay, ReasonKind, Scarce
from models.units import Money, PeriodIndex
from models.wording import listed
from optimizer.explain.block import Block
from optimizer.explain.standing import Standing
from optimizer.explain.wait import Wait

_NAMED = 2
"""Most of those who got it that are named: Conflicts has all."""


def delay_of(standing: Standing, wait: Wait) -> Delay:
    """A wait in words. What held the stage last is the reason that it is filed under."""
    clauses = []
    because = ReasonKind.CROWDED_OUT
    if wait.hold is not None:
        because = wait.hold.kind
        clauses.append(wait.hold.text)
    held_to_the_end = wait.hold is not None and wait.hold.until == wait.start
    if wait.block is not None:
        because = wait.block.kind
        clauses.append(_taken(standing, wait.block))
    elif not held_to_the_end:
        because = ReasonKind.CROWDED_OUT
        clauses.append("no single thing is short; the plan as a whole has it later")
    return Delay(
        initiative=wait.stage.initiative,
        stage=wait.stage.stage,
        soonest=PeriodIndex(wait.soonest),
        start=PeriodIndex(wait.start),
        because=because,
        text="; then ".join(clauses),
        cost=Money(wait.cost),
    )


def _taken(standing: Standing, block: Block) -> str:
    """Who has the scarce thing."""
    if block.contest is None:
        return block.tell()
    contest = block.contest()
    names = listed(contest.rivals, _NAMED, standing.name)
    if contest.kind is Scarce.PERSON:
        return f"{contest.over} works for {names}"
    if not names:
        return f"there is too little of {contest.over}"
    more = ", and an overrun would cost more than the wait" if contest.priced else ""
    return f"{contest.goes_to(names)}{more}"
