"""What was decided: money and names that agree, with what they are worth and the bound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from models.plan import SolveStatus, Value
from models.units import Money
from optimizer.funding.engine import Ending
from optimizer.funding.expressions import Programme
from optimizer.funding.objective import rounding
from optimizer.funding.solve import Funding
from optimizer.staffing import Staffing
from optimizer.valuation import value


@dataclass(frozen=True)
class Decision:
    """Money and names that agree."""

    funding: Funding
    staffing: Staffing
    value: Value
    bound: Money
    status: SolveStatus
    rounds: int
    notes: tuple[tuple[str, str], ...]
    to_the_end: bool = True
    """Whether the search that the bound comes from had come to its end."""


def decision(
    programme: Programme,
    size: tuple[int, int],
    funding: Funding,
    staffing: Staffing,
    bound: float,
    rounds: int,
    gap: Decimal,
) -> Decision:
    """What was decided, with what it is worth.

    Args:
        programme: what it was decided by.
        size: its columns and rows.
        funding: the money.
        staffing: the names.
        bound: the engine's, in minor units.
        rounds: of money and names.
        gap: the asked one, in percent.
    """
    problem = programme.problem
    worth = value(
        problem.worth,
        funding.choice.starts,
        funding.choice.settlement.accounts.values(),
        funding.choice.hires,
        staffing.moved,
    )
    proven = max(worth.total, whole_bound(programme, bound))
    status = {
        Ending.TIME: SolveStatus.TIME_LIMIT,
        Ending.STOPPED: SolveStatus.STOPPED,
        Ending.OPTIMAL: SolveStatus.WITHIN_GAP,
    }[funding.ending]
    if proven == worth.total:
        status = SolveStatus.OPTIMAL
    elif status is SolveStatus.WITHIN_GAP and _too_far(worth.total, proven, gap):
        status = SolveStatus.BEST_FOUND
    return Decision(funding, staffing, worth, Money(proven), status, rounds, _notes(size, funding))


def _too_far(total: int, bound: int, gap: Decimal) -> bool:
    """Whether the bound is further away than the asked gap, one minor unit of rounding aside."""
    return (bound - total - 1) * 100 > gap * max(abs(bound), 1)


def whole_bound(programme: Programme, bound: float) -> int:
    """The largest whole value that the engine's bound leaves possible."""
    margin = float(rounding(programme)) + 1e-6 + abs(bound) * 1e-12
    return math.floor(bound + margin)


def _notes(size: tuple[int, int], funding: Funding) -> tuple[tuple[str, str], ...]:
    columns, rows = size
    return (
        (
            "Funding programme",
            f"{columns:,} columns, {rows:,} rows, {funding.nodes:,} nodes searched",
        ),
        *funding.steps,
    )
