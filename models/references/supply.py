"""Pools and hiring options that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.portfolio import Portfolio
from models.references.report import error, place
from models.supply import HiringKind


def pools(portfolio: Portfolio) -> Iterator[Issue]:
    """A pool ends after it begins."""
    starts = {period.id: period.start for period in portfolio.periods}
    for at, pool in enumerate(portfolio.pools):
        first, last = pool.from_period, pool.to_period
        if first in starts and last in starts and starts[last] < starts[first]:
            what = f"it ends in {last}, before it begins in {first}"
            also = [place(("Pools", at), "From")]
            yield error(("Pools", at), "To", what, f"{first} or later", also)


def hiring(portfolio: Portfolio) -> Iterator[Issue]:
    """Reskilling says from which skill, and nothing else does."""
    for at, option in enumerate(portfolio.hiring):
        row = ("Hiring", at)
        if option.kind is HiringKind.RESKILL:
            if option.from_skill is None:
                what = "reskilling does not say which skill is given up"
                yield error(row, "From skill", what, "a skill of Skills")
            elif option.from_skill == option.skill:
                what = f"'{option.skill}' would be given up for itself"
                yield error(row, "From skill", what, "another skill", [place(row, "Skill")])
        elif option.from_skill is not None:
            what = f"a {option.kind.value} gives up no skill"
            yield error(row, "From skill", what, "empty, or reskill in Kind")
        if option.shortest_stay != 1 and option.kind is not HiringKind.CONTRACTOR:
            what = f"a {option.kind.value} stays to the end"
            yield error(row, "Shortest stay", what, "empty, or contractor in Kind")
