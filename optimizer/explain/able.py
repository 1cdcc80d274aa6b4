"""Who has a skill, by whom they may work for and where they are at home; and their free time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from models.person import Person
from models.units import FunctionId, PeriodIndex, PersonId, SkillId, TeamId
from optimizer.explain.usage import Usage
from optimizer.lending import Circle, circle_of

Home: TypeAlias = tuple[TeamId | None, FunctionId | None]
"""One of the two."""

_NOWHERE = TeamId("")
"""No team, so one that nobody is locked to."""


class Want(NamedTuple):
    """What is asked of people in a period."""

    skills: frozenset[tuple[SkillId, int]]
    """Any of these, each with the lowest level that will do."""
    t: int
    service: bool
    """As-a-service work, for which a platform's reserve is kept."""


@dataclass
class Able:
    """The people of a plan, and how much of each one's time it leaves free."""

    usage: Usage
    _at_ease: dict[tuple[PersonId, int], int] = field(default_factory=dict)

    @cached_property
    def _in_circle(self) -> dict[tuple[Circle, SkillId], list[tuple[int, Person]]]:
        """Levels and people by circle and skill."""
        found: defaultdict[tuple[Circle, SkillId], list[tuple[int, Person]]] = defaultdict(list)
        for level, circle, person, skill in self._rows():
            found[circle, skill].append((level, person))
        return dict(found)

    @cached_property
    def _at_home(self) -> dict[tuple[Home, SkillId], list[tuple[int, Circle, Person]]]:
        """Levels, circles and people by home and skill."""
        found: defaultdict[tuple[Home, SkillId], list[tuple[int, Circle, Person]]] = defaultdict(
            list
        )
        for level, circle, person, skill in self._rows():
            found[home_of(person), skill].append((level, circle, person))
        return dict(found)

    def _rows(self) -> Iterator[tuple[int, Circle, Person, SkillId]]:
        index = self.usage.index
        for person in index.portfolio.people:
            circle = circle_of(index, person)
            for skill, level in index.skills_of[person.id].items():
                yield level, circle, person, skill

    def everyone(self, want: Want) -> Iterable[Person]:
        """All who can do what is wanted, whomever they may work for."""
        able = {
            person.id: person
            for skill, lowest in want.skills
            for level, person in self._having.get(skill, ())
            if level >= lowest
        }
        return able.values()

    @cached_property
    def _having(self) -> dict[SkillId, list[tuple[int, Person]]]:
        """Levels and people by skill."""
        found: defaultdict[SkillId, list[tuple[int, Person]]] = defaultdict(list)
        for level, _, person, skill in self._rows():
            found[skill].append((level, person))
        return dict(found)

    def at(self, home: Home, want: Want) -> Iterable[tuple[Circle, Person]]:
        """People of a home who can do what is wanted, each once, with whom they may work for."""
        able = {
            person.id: (circle, person)
            for skill, lowest in want.skills
            for level, circle, person in self._at_home.get((home, skill), ())
            if level >= lowest
        }
        return able.values()

    def who(self, circle: Circle, want: Want) -> dict[PersonId, Person]:
        """People of a circle who can do what is wanted and are there at all in that period."""
        return {
            person.id: person
            for skill, lowest in want.skills
            for level, person in self._in_circle.get((circle, skill), ())
            if level >= lowest and self.usage.index.available(person.id, PeriodIndex(want.t)) > 0
        }

    def free(self, circle: Circle, want: Want) -> dict[Home, int]:
        """Free time of the circle's people who can do what is wanted, by home."""
        able = {
            person.id: person
            for skill, lowest in want.skills
            for level, person in self._in_circle.get((circle, skill), ())
            if level >= lowest
        }
        sums: defaultdict[Home, int] = defaultdict(int)
        for person in able.values():
            slices = self.at_ease(person, want.t)
            if slices:
                sums[home_of(person)] += slices
        return dict(sums)

    def at_ease(self, person: Person, t: int) -> int:
        """Free time of a person for any team that they neither work for nor are locked to."""
        key = person.id, t
        if key not in self._at_ease:
            limited = self.usage.at_limit(person.id, t)
            self._at_ease[key] = 0 if limited else self.usage.free(person.id, _NOWHERE, t)
        return self._at_ease[key]


def home_of(person: Person) -> Home:
    """Where the person is at home."""
    return person.home_team, person.function
