"""Regions: teams whose names are found together."""

from __future__ import annotations

from collections import Counter

from models.units import TeamId
from optimizer.staffing.question import Question

Regions = tuple[frozenset[TeamId], ...]

LARGE, MIDDLE, SMALL = 600, 300, 150
"""Needs in their periods in a region, unless a team alone has more: larger regions leave fewer
moves, and take longer than in proportion; small ones serve best what lacks people."""

WIDE = 5_000
"""The same for a district."""


def regions(question: Question, most: int, *, shifted: bool = False) -> Regions:
    """The teams that ask for people, those of a domain side by side, cut into regions.

    Shifted, the first region is half as large, so that the cuts are elsewhere.
    """
    return _cut(question, most, most // 2 if shifted else most)


def districts(question: Question) -> Regions:
    """The same, cut coarsely: people are first looked for in the districts of their homes."""
    return _cut(question, WIDE, WIDE)


def around(teams: frozenset[TeamId], coarse: Regions) -> frozenset[TeamId]:
    """The districts in which these teams are."""
    return frozenset().union(*(each for each in coarse if not each.isdisjoint(teams)))


def _cut(question: Question, most: int, first: int) -> Regions:
    size: Counter[TeamId] = Counter(need.team for need, _ in question.asked)
    found: list[set[TeamId]] = []
    left = 0
    for team in sorted(size, key=lambda team: (question.domain_of.get(team, ""), team)):
        if left < size[team] or not found:
            left = most if found else first
            found.append(set())
        found[-1].add(team)
        left -= size[team]
    return tuple(frozenset(teams) for teams in found)
