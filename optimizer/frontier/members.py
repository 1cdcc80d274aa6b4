"""In which points each initiative is: core, exception, never."""

from __future__ import annotations

from collections.abc import Sequence

from models.frontier import Member, Membership, Point
from models.portfolio import Portfolio
from models.units import Money
from optimizer.scenario.funded import funded, settled


def members(portfolio: Portfolio, points: Sequence[Point]) -> tuple[Membership, ...]:
    """One row per initiative: exceptions first, by the amount that they need, then core, never."""
    teams = {team.id: team.name for team in portfolio.teams}
    plans = [None if point.plan is None else funded(point.plan) for point in points]
    first = next((point.plan for point in points if point.plan is not None), None)
    done = frozenset[str]() if first is None else settled(first)
    rows = [
        Membership(
            row.id,
            row.name,
            teams.get(row.team, row.team),
            Member.UNDER_WAY if row.id in done else _kind(inside),
            inside,
            _since(points, inside),
        )
        for row in portfolio.initiatives
        for inside in (tuple(None if plan is None else row.id in plan for plan in plans),)
    ]
    order = (Member.EXCEPTION, Member.CORE, Member.NEVER, Member.UNDER_WAY)

    def place(row: Membership) -> tuple[int, int, str, str]:
        least = next((n for n, each in enumerate(row.inside) if each), len(points))
        return order.index(row.kind), least, row.name, row.initiative

    return tuple(sorted(rows, key=place))


def _kind(inside: Sequence[bool | None]) -> Member:
    known = [each for each in inside if each is not None]
    if not any(known):
        return Member.NEVER
    return Member.CORE if all(known) else Member.EXCEPTION


def _since(points: Sequence[Point], inside: Sequence[bool | None]) -> Money | None:
    """The amount from which on it is in at every point.

    None where it is in at all of them, or not at the last.
    """
    since: Money | None = None
    for point, each in zip(reversed(points), reversed(inside), strict=True):
        if each is False:
            return since
        if each:
            since = point.amount
    return None
