"""Regions: teams whose names are found together."""

from __future__ import annotations

from collections import Counter

from models.units import TeamId
from optimizer.staffing.question import Question

Regions = tuple[frozenset[TeamId], ...]

MOST = 600
"""Needs in their periods in a region, unless a team alone has more: larger regions leave fewer
moves, and take longer than in proportion."""


def regions(question: Question, turn: int) -> Regions:
    """The teams that ask for people, those of a domain side by side, cut into regions.

    Every other turn the first region is half as large, so that the cuts are elsewhere.
    """
    size: Counter[TeamId] = Counter(need.team for need, _ in question.asked)
    found: list[set[TeamId]] = []
    left = 0
    for team in sorted(size, key=lambda team: (question.domain_of.get(team, ""), team)):
        if left < size[team] or not found:
            left = MOST // 2 if turn % 2 and not found else MOST
            found.append(set())
        found[-1].add(team)
        left -= size[team]
    return tuple(frozenset(teams) for teams in found)
