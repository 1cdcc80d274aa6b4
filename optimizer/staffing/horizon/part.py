"""A part of the question: the needs of some teams, with what all others leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.units import TeamId
from optimizer.staffing.horizon.state import Taken
from optimizer.staffing.question import Question, Someone, Supply


@dataclass(frozen=True, eq=False)
class Part:
    """A question of its own, and how it hangs together with the whole."""

    question: Question
    people: tuple[int, ...]
    """Position in the whole of each person here."""
    elsewhere: Mapping[tuple[int, int], int]
    """Teams outside that a person here (by position here) is on in a period."""


class Near(NamedTuple):
    """Who is near."""

    homes: frozenset[TeamId]
    """Teams whose people are."""
    people: frozenset[int]
    """Others who are, by position."""


def part_of(
    question: Question,
    taken: Taken,
    teams: frozenset[TeamId],
    near: Near | None = None,
) -> Part:
    """The needs of these teams, where the rest takes what it takes.

    With `near`, of the people who may come only those who are near, who have no home, or who are at
    these teams in the plan in force or by a lock.
    """
    people: list[Someone] = []
    positions: list[int] = []
    elsewhere: dict[tuple[int, int], int] = {}
    for p in range(len(question.people)) if near is None else _around(question, teams, near):
        person = question.people[p]
        if person.reach.isdisjoint(teams) and teams.isdisjoint(person.locked):
            continue
        here = _here(person, taken.free(p), teams)
        if any(here.available):
            for t in range(question.horizon):
                if taken.teams.get((p, t)):
                    elsewhere[len(people), t] = len(taken.teams[p, t])
            people.append(here)
            positions.append(p)
    homes = {person.home for person in people if person.home is not None}
    return Part(
        question=replace(
            question,
            people=tuple(people),
            pools=_left(question.pools, taken, is_pool=True),
            hires=_left(question.hires, taken, is_pool=False),
            asked={
                cell: asked
                for team in sorted(teams)
                for cell, asked in question.asked_by.get(team, {}).items()
            },
            lend=_limits(question, homes, question.lend, taken.lent),
            keep=_limits(question, homes, question.keep, taken.kept),
            borrow={
                (name, t): max(0, most - taken.borrowed[name, t])
                for (name, t), most in question.borrow.items()
            },
        ),
        people=tuple(positions),
        elsewhere=elsewhere,
    )


def _around(question: Question, teams: frozenset[TeamId], near: Near) -> list[int]:
    """Who is near, who has no home, and who is tied to these teams, by position."""
    who = {p for team in teams for p in question.tied_to.get(team, ())}
    who.update(near.people, *(question.at_home.get(home, ()) for home in (None, *near.homes)))
    return sorted(who)


def _limits(
    question: Question,
    homes: Iterable[TeamId],
    most: Mapping[tuple[TeamId, int], int],
    used: Mapping[tuple[TeamId, int], int],
) -> dict[tuple[TeamId, int], int]:
    """What is left of limits of these homes."""
    keys = ((home, t) for home in homes for t in range(question.horizon))
    return {key: max(0, most[key] - used.get(key, 0)) for key in keys if key in most}


def _here(person: Someone, free: tuple[int, ...], teams: frozenset[TeamId]) -> Someone:
    locked = {team: times for team, times in person.locked.items() if team in teams}
    return replace(
        person,
        reach=person.reach & teams,
        available=tuple(
            left + sum(times[t] for times in locked.values()) for t, left in enumerate(free)
        ),
        locked=locked,
        in_force={team: slices for team, slices in person.in_force.items() if team in teams},
    )


def _left(supplies: tuple[Supply, ...], taken: Taken, *, is_pool: bool) -> tuple[Supply, ...]:
    """What is left of pools or hires; who learns has been chosen already."""
    return tuple(
        replace(
            supply,
            slices=tuple(
                max(0, slices - taken.given[is_pool, g, t])
                for t, slices in enumerate(supply.slices)
            ),
            from_skill=None,
        )
        for g, supply in enumerate(supplies)
    )
