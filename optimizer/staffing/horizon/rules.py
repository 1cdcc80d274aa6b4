"""Rules that a linear programme cannot say: they close ways in a period until they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from optimizer.staffing.horizon.programme import Programme
from optimizer.staffing.horizon.ways import Floats

LITTLE = 1e-6
"""Slices that are none."""

At = tuple[int, int]
"""A way in a period."""


def to_close(
    programme: Programme, elsewhere: Mapping[tuple[int, int], int], values: Floats
) -> list[int]:
    """Columns to close, so that an answer like this one keeps the rules; none where it does.

    Args:
        programme: over the teams of a region.
        elsewhere: teams outside that a person is on in a period.
        values: by column.
    """
    amounts = values.tolist()
    used = {
        at: slices
        for at, columns in programme.at.items()
        if (slices := sum(amounts[column] for column in columns)) > LITTLE
    }
    shut = [*_too_many_teams(programme, elsewhere, used), *_too_long_loans(programme, used)]
    return [column for at in shut for column in programme.at[at]]


def _too_many_teams(
    programme: Programme, elsewhere: Mapping[tuple[int, int], int], used: dict[At, float]
) -> Iterator[At]:
    """Who is on too many teams keeps what is locked, home, and what they do most; no other."""
    ways = programme.ways
    teams: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for way, t in used:
        teams[int(ways.person[way]), t].append(way)
    most = ways.question.most_teams
    left = {key: max(0, most - elsewhere.get(key, 0)) for key in teams}
    crowded = {key: many for key, many in teams.items() if len(many) > left[key]}
    for (p, t), many in crowded.items():
        order = {way: (_is_loose(programme, way, t), -used[way, t], way) for way in many}
        yield from ((way, t) for way in sorted(many, key=order.__getitem__)[left[p, t] :])


def _is_loose(programme: Programme, way: int, t: int) -> bool:
    p, team = programme.ways.pairs[way]
    return not (programme.ways.is_home[way] or programme.ways.question.people[p].lock(team, t))


def _too_long_loans(programme: Programme, used: dict[At, float]) -> Iterator[At]:
    """A loan that lasts too long ends where it does least."""
    ways = programme.ways
    for way in sorted(programme.open):
        longest = ways.question.people[int(ways.person[way])].longest
        if longest is None or ways.is_home[way]:
            continue
        run: list[int] = []
        for t in range(ways.question.horizon + 1):
            if (way, t) in used:
                run.append(t)
            elif len(run) > longest:
                yield way, min(run[: longest + 1], key=lambda u: (used[way, u], u))
                run = []
            else:
                run = []
