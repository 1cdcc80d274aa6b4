"""Around the people: the assignments in force, pools, and ways to have more of a skill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from random import Random

from benchmarks.generated_frame import CENTS
from benchmarks.generated_people import Worker
from benchmarks.generated_size import Size, happens
from benchmarks.generated_work import Work
from models.period import Period
from models.person import Availability, InForce, Lendable
from models.stage import StageStatus
from models.supply import HiringKind, HiringOption, Pool
from models.team import Team, TeamKind
from models.units import DomainId, Money, OptionId, PeriodId, PoolId, SkillId, Slices, TeamId

_LENT_PERCENT = 14
"""Of those who may be lent, about 10 % of everyone."""
_POOLED = ("Quality", "Backend", "Mobile", "Cloud", "Frontend")
_SCARCE = ("Data", "Security", "Backend", "Reliability")


def assignments(
    size: Size,
    everyone: tuple[Worker, ...],
    works: tuple[Work, ...],
    away: tuple[Availability, ...],
    periods: tuple[Period, ...],
) -> tuple[InForce, ...]:
    """Everyone at home, but for those whose skill something running elsewhere asks for."""
    draw = size.draw("assignments")
    absent = {row.person for row in away}
    hosts = _Hosts(works)
    rows: list[InForce] = []
    for worker in everyone:
        lent = 0
        host = hosts.drawn(draw, worker)
        if host is not None:
            lent = draw.choice((2, 3, 4, 5)) if worker.person.home_team else 5
            lent = min(lent, worker.person.slices - 1)
            until = periods[min(len(periods) - 1, draw.randint(0, 2))].id
            locked = worker.person.id not in absent and happens(draw, 15)
            rows.append(
                InForce(
                    person=worker.person.id,
                    team=host,
                    slices=Slices(lent),
                    until=until,
                    locked=locked,
                )
            )
        home = worker.person.home_team
        if home is not None:
            time = Slices(worker.person.slices - lent)
            rows.append(InForce(person=worker.person.id, team=home, slices=time))
    return tuple(rows)


class _Hosts:
    """Teams with something running, by the skill that it asks for."""

    def __init__(self, works: tuple[Work, ...]) -> None:
        self._home = {work.team.id: work.team for work in works}
        self._by_skill: defaultdict[SkillId, list[Team]] = defaultdict(list)
        self._by_domain: defaultdict[tuple[SkillId, str | None], list[Team]] = defaultdict(list)
        for work in works:
            for step in work.steps:
                for need in step.needs if step.status is StageStatus.ACTIVE else ():
                    self._by_skill[need.skill].append(work.team)
                    self._by_domain[need.skill, work.team.domain].append(work.team)

    def drawn(self, draw: Random, worker: Worker) -> TeamId | None:
        """A team within the person's reach that uses their first skill, or none."""
        person = worker.person
        if person.lendable is Lendable.NO or not happens(draw, _LENT_PERCENT):
            return None
        skill = next(iter(worker.levels))
        if person.lendable is Lendable.ANYWHERE:
            teams = self._by_skill[skill]
            if person.home_team is None:
                teams = [team for team in teams if team.kind is TeamKind.PRODUCT]
        else:
            home = self._home.get(person.home_team) if person.home_team else None
            teams = [] if home is None else self._by_domain[skill, home.domain]
        others = [team.id for team in teams if team.id != person.home_team]
        return draw.choice(others) if others else None


def pools(size: Size, teams: tuple[Team, ...], periods: tuple[Period, ...]) -> tuple[Pool, ...]:
    """One for every few hundred people: for everyone, for a domain or for a team."""
    draw = size.draw("pools")
    return tuple(_pool(draw, n, teams, periods) for n in range(1, 2 + size.people // 300))


def _pool(draw: Random, n: int, teams: tuple[Team, ...], periods: tuple[Period, ...]) -> Pool:
    skill = _POOLED[(n - 1) % len(_POOLED)]
    team = draw.choice(teams)
    scope = draw.choice(("everyone", "domain", "team"))
    return Pool(
        id=PoolId(f"Vendor {n}: {skill}"),
        skill=SkillId(skill),
        slices=Slices(draw.choice((10, 15, 20, 30))),
        team=team.id if scope == "team" else None,
        domain=DomainId(team.domain) if scope == "domain" and team.domain else None,
        from_period=_at(periods, 1) if happens(draw, 30) else None,
        to_period=_at(periods, len(periods) - 2) if happens(draw, 30) else None,
        cost=Money(draw.randint(18, 34) * CENTS),
    )


def _at(periods: tuple[Period, ...], t: int) -> PeriodId:
    return periods[min(t, len(periods) - 1)].id


def hiring(size: Size) -> tuple[HiringOption, ...]:
    """A hire and a contractor for each scarce skill, and two skills that can be taught."""
    return tuple(_hiring(size, size.draw("hiring")))


def _hiring(size: Size, draw: Random) -> Iterator[HiringOption]:
    most = max(5, size.people // 60)
    for skill in _SCARCE:
        yield HiringOption(
            id=OptionId(f"Hire: {skill}"),
            skill=SkillId(skill),
            kind=HiringKind.HIRE,
            most=Slices(most),
            cost=Money(draw.randint(24, 30) * CENTS),
            lead_time=2,
            one_off=Money(draw.randint(12, 20) * CENTS),
        )
        yield HiringOption(
            id=OptionId(f"Contract: {skill}"),
            skill=SkillId(skill),
            kind=HiringKind.CONTRACTOR,
            most=Slices(most),
            cost=Money(draw.randint(42, 55) * CENTS),
            lead_time=1,
            one_off=Money(3 * CENTS),
            shortest_stay=2,
        )
    for source, skill in (("Quality", "Analysis"), ("Frontend", "Mobile")):
        yield HiringOption(
            id=OptionId(f"Teach: {skill}"),
            skill=SkillId(skill),
            kind=HiringKind.RESKILL,
            most=Slices(most),
            lead_time=1,
            one_off=Money(9 * CENTS),
            from_skill=SkillId(source),
        )
