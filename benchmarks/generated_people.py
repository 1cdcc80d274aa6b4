"""People of a generated portfolio: homes, skills, time, and how far they may be lent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.generated_size import Size, apportioned, happens
from benchmarks.generated_teams import Crew, person_name
from models.period import Period
from models.person import Availability, Lendable, Person, PersonSkill
from models.team import TeamKind
from models.units import Money, PersonId, SkillId, Slices

_MIX = {
    TeamKind.PRODUCT: {
        "Backend": 3.0,
        "Frontend": 3.0,
        "Quality": 1.6,
        "Mobile": 1.4,
        "Design": 1.2,
        "Analysis": 1.2,
        "Data": 0.6,
    },
    TeamKind.PLATFORM: {
        "Backend": 4.0,
        "Integration": 2.2,
        "Data": 2.0,
        "Quality": 1.2,
        "Architecture": 1.0,
        "Reliability": 1.0,
        "Security": 0.6,
    },
    TeamKind.INFRASTRUCTURE: {
        "Cloud": 3.4,
        "Reliability": 3.2,
        "Security": 2.2,
        "Networks": 1.6,
        "Architecture": 0.8,
        "Data": 0.8,
    },
}
"""People of twelve by their first skill, for each kind of team."""
_BESIDE = {
    "Backend": ("Integration", "Data", "Architecture", "Frontend"),
    "Frontend": ("Mobile", "Design", "Quality"),
    "Quality": ("Analysis", "Frontend", "Reliability"),
    "Mobile": ("Frontend", "Backend"),
    "Design": ("Analysis", "Frontend"),
    "Analysis": ("Design", "Quality", "Data"),
    "Data": ("Backend", "Analysis"),
    "Integration": ("Backend", "Architecture"),
    "Architecture": ("Backend", "Cloud", "Security"),
    "Reliability": ("Cloud", "Backend", "Security"),
    "Security": ("Networks", "Cloud", "Compliance"),
    "Cloud": ("Reliability", "Networks", "Data"),
    "Networks": ("Cloud", "Security"),
    "Marketing": ("Analysis", "Design"),
    "Compliance": ("Analysis", "Security"),
    "Operations": ("Analysis", "Quality"),
}
_TIMES = (10,) * 15 + (9, 8, 8, 6, 5)
_PLACES = {"Hamburg": 29_000, "Madrid": 23_000, "Cracow": 20_000, "Pune": 15_000}
"""Cost in EUR per FTE and quarter at level 3."""


@dataclass(frozen=True)
class Worker:
    """A person with their skills, best first."""

    person: Person
    levels: dict[SkillId, int]


def workers(size: Size, crews: tuple[Crew, ...]) -> tuple[Worker, ...]:
    """Everyone at home in their order; the first of a team leads it."""
    draw = size.draw("people")
    return tuple(worker for crew in crews for worker in _members(draw, crew))


def skills(everyone: tuple[Worker, ...]) -> tuple[PersonSkill, ...]:
    """The rows of the sheet Skills."""
    return tuple(
        PersonSkill(person=worker.person.id, skill=skill, level=level)
        for worker in everyone
        for skill, level in worker.levels.items()
    )


def _members(draw: Random, crew: Crew) -> Iterator[Worker]:
    for n, skill in enumerate(_first_skills(draw, crew)):
        levels = _levels(draw, skill)
        leads = n == 0 and crew.team is not None
        yield Worker(_person(draw, crew, crew.first + n, levels, leads=leads), levels)


def _first_skills(draw: Random, crew: Crew) -> list[str]:
    """By the kind's mix, which each team shifts a little."""
    if crew.team is None:
        return [crew.function.id if crew.function else ""] * crew.people
    mix = _MIX[crew.team.kind]
    weights = [weight * draw.uniform(0.6, 1.4) for weight in mix.values()]
    counts = apportioned(crew.people, weights)
    return [skill for skill, count in zip(mix, counts, strict=True) for _ in range(count)]


def _levels(draw: Random, skill: str) -> dict[SkillId, int]:
    """One to three skills, those beside the first one at a lower level."""
    level = draw.choice((2, 3, 3, 3, 4, 4, 5))
    count = draw.choice((0, 0, 1, 1, 1, 2))
    beside = draw.sample(_BESIDE[skill], min(count, len(_BESIDE[skill])))
    seconds = {SkillId(other): max(1, level - draw.choice((0, 1, 1, 2))) for other in beside}
    return {SkillId(skill): level} | seconds


def _person(
    draw: Random, crew: Crew, number: int, levels: dict[SkillId, int], *, leads: bool
) -> Person:
    place = draw.choice(tuple(_PLACES))
    pay = _PLACES[place] * (70 + 10 * max(levels.values())) // 100
    lendable = _lendable(draw, crew, leads=leads)
    limited = lendable is not Lendable.NO and happens(draw, 30)
    return Person(
        id=PersonId(f"P{number:05}"),
        name=person_name(number),
        home_team=crew.team.id if crew.team else None,
        function=crew.function.id if crew.function else None,
        slices=Slices(draw.choice(_TIMES)),
        cost=Money(pay // 100 * 100 * 100),
        lendable=lendable,
        longest_loan=draw.choice((2, 3, 4)) if limited else None,
        location=place,
        leads=crew.team.id if crew.team and leads else None,
    )


def _lendable(draw: Random, crew: Crew, *, leads: bool) -> Lendable:
    """A function's people work elsewhere or not at all."""
    if crew.team is None:
        return Lendable.ANYWHERE
    if leads:
        return Lendable.NO
    kinds = (Lendable.NO, Lendable.DOMAIN, Lendable.ANYWHERE)
    return draw.choices(kinds, weights=(25, 60, 15))[0]


def availability(
    size: Size, everyone: tuple[Worker, ...], periods: tuple[Period, ...]
) -> tuple[Availability, ...]:
    """Leave of one to three quarters for one in twenty-five, and a few who join or retire."""
    draw = size.draw("availability")
    rows: list[Availability] = []
    for worker in everyone:
        if not happens(draw, 4):
            continue
        first = draw.randrange(len(periods))
        away = draw.randint(1, 3)
        time = draw.choice((0, 0, worker.person.slices // 2))
        rows += [
            Availability(person=worker.person.id, period=period.id, slices=Slices(time))
            for period in periods[first : first + away]
        ]
    return tuple(rows)
