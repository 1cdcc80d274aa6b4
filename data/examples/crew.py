"""Turns a short list of who works where into the sheets People, Skills and Assignments.

What the list does not say (levels, second skills, part time, cost, place, how far someone may be
lent) is drawn from a seed, so that the same list always gives the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from models.person import InForce, Lendable, Person, PersonSkill
from models.units import FunctionId, Money, PersonId, SkillId, Slices, TeamId


@dataclass(frozen=True)
class Crew:
    """The people of one team or function, leader first: `Name: Skill`, or `Name: Skill 5`."""

    home: str
    members: tuple[str, ...]
    is_function: bool = False


@dataclass(frozen=True)
class Habits:
    """What is drawn for people: places with their pay, second skills, and how many can be lent."""

    places: dict[str, int]
    """Cost per FTE and period at level 3, in currency units, by location."""
    beside: dict[str, tuple[str, ...]]
    """Skills that people with a skill often have beside it."""
    prefix: str
    """Of the IDs: `E` gives `E1001`."""


@dataclass(frozen=True)
class Staff:
    """The people with their skills, and the plan in force that has everyone at home."""

    people: tuple[Person, ...]
    skills: tuple[PersonSkill, ...]
    at_home: tuple[InForce, ...]

    def named(self, name: str) -> Person:
        """The person of that name; raises KeyError where there is none."""
        for person in self.people:
            if person.name == name:
                return person
        raise KeyError(name)


def hire_everyone(crews: tuple[Crew, ...], habits: Habits, seed: int) -> Staff:
    """Everyone of all crews, numbered in their order."""
    draw = Random(seed)  # noqa: S311 -- an example is drawn by seed, not for secrecy
    people: list[Person] = []
    skills: list[PersonSkill] = []
    for crew in crews:
        for position, entry in enumerate(crew.members):
            name, _, skill = entry.partition(": ")
            number = 1001 + len(people)
            levels = _levels(skill, habits, draw, leads=position == 0)
            person = _person(f"{habits.prefix}{number}", name, crew, position, levels, habits, draw)
            people.append(person)
            skills.extend(
                PersonSkill(person=person.id, skill=SkillId(known), level=level)
                for known, level in levels.items()
            )
    return Staff(tuple(people), tuple(skills), _everyone_at_home(people))


def _levels(skill: str, habits: Habits, draw: Random, *, leads: bool) -> dict[str, int]:
    """The named skill, and by chance a second one at a lower level."""
    skill, known = _said(skill)
    level = draw.choice((2, 3, 3, 3, 4, 4, 5))
    level = known or (5 if leads else level)
    levels = {skill: level}
    beside = habits.beside.get(skill, ())
    if beside and draw.random() < 0.3:  # noqa: PLR2004 -- a share, used once
        levels[draw.choice(beside)] = max(1, level - draw.choice((1, 1, 2)))
    return levels


def _said(skill: str) -> tuple[str, int | None]:
    """A skill, and its level where the list says it."""
    name, _, last = skill.rpartition(" ")
    return (name, int(last)) if last.isdigit() else (skill, None)


def _person(
    number: str,
    name: str,
    crew: Crew,
    position: int,
    levels: dict[str, int],
    habits: Habits,
    draw: Random,
) -> Person:
    leads = position == 0 and not crew.is_function
    place = draw.choice(tuple(habits.places))
    pay = habits.places[place] * (70 + 10 * max(levels.values())) // 100
    lendable = _lendable(draw, leads=leads, is_function=crew.is_function)
    return Person(
        id=PersonId(number),
        name=name,
        home_team=None if crew.is_function else TeamId(crew.home),
        function=FunctionId(crew.home) if crew.is_function else None,
        slices=Slices(draw.choice((10, 10, 10, 10, 10, 10, 9, 8, 8, 6))),
        cost=Money(pay // 100 * 100 * 100),
        lendable=lendable,
        longest_loan=draw.choice((2, 3, 4)) if lendable is Lendable.ANYWHERE else None,
        location=place,
        leads=TeamId(crew.home) if leads else None,
    )


def _lendable(draw: Random, *, leads: bool, is_function: bool) -> Lendable:
    if is_function:
        return Lendable.ANYWHERE
    if leads:
        return Lendable.NO
    share = draw.randrange(20)
    if share < 11:  # noqa: PLR2004 -- more than half
        return Lendable.NO
    return Lendable.DOMAIN if share < 17 else Lendable.ANYWHERE  # noqa: PLR2004 -- a sixth


def _everyone_at_home(people: list[Person]) -> tuple[InForce, ...]:
    return tuple(
        InForce(person=person.id, team=person.home_team, slices=person.slices)
        for person in people
        if person.home_team is not None
    )
