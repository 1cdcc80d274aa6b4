"""What could fill a gap: people to lend, pools, hires, contracts, people who learn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.person import Person
from models.supply import HiringKind, HiringOption
from models.team import Team
from models.units import Money, SkillId
from reports.context import Context
from reports.facts.gaps import GapKind, SkillGap
from reports.facts.limits import Limit, Limits, Thing, pool_reaches, reaches
from reports.facts.people import People


class Way(StrEnum):
    """How a gap is filled; where prices are equal, the first way is taken first."""

    OWN = "own people"
    HIRED = "hired already"
    LEND = "lend"
    POOL = "pool"
    RESKILL = "reskill"
    CONTRACT = "contract"
    HIRE = "hire"


_WAYS = {
    HiringKind.HIRE: Way.HIRE,
    HiringKind.CONTRACTOR: Way.CONTRACT,
    HiringKind.RESKILL: Way.RESKILL,
}


_FREE = Money(0)


@dataclass(frozen=True)
class Loan:
    """What holds for one person at one team."""

    open: tuple[bool, ...]
    """Periods in which they do not work for too many teams already."""
    there: tuple[bool, ...]
    """Periods in which they work for the team already."""
    longest: int | None
    """Most periods in a row."""


@dataclass(frozen=True)
class Offer:
    """One source of time for one gap."""

    way: Way
    who: str
    """ID of the person, the pool or the hiring option."""
    draws: tuple[Limit, ...]
    """Limits on what comes, as long as it stays."""
    room: Limit | None = None
    """Limit on what is used of it."""
    stays: int = 1
    """Periods for which what has come is there, needed or not."""
    per_period: Money | None = _FREE
    """Cost per FTE and period; None = the portfolio does not say."""
    once: Money = _FREE
    """Cost per FTE that comes."""
    learner: str = ""
    """ID of the person who learns the skill."""
    loan: Loan | None = None


@dataclass(frozen=True)
class Offers:
    """Every source of time that a portfolio has."""

    context: Context
    people: People
    limits: Limits

    def of(self, gap: SkillGap) -> Iterator[Offer]:
        """Sources for a gap; what they have left is for the limits to say.

        A skill that is tight everywhere gains by more of it only: lending moves what is counted.
        """
        room = self._room(gap)
        if gap.team is not None:
            team = self.context.index.teams[gap.team]
            yield from self._persons(gap, team, room)
            for pool in self.context.portfolio.pools:
                if pool.skill == gap.skill and pool_reaches(pool, team):
                    limits = (Limit(Thing.POOL, pool.id),)
                    yield Offer(Way.POOL, pool.id, limits, room, per_period=pool.cost)
        for option in self._options.get(gap.skill, ()):
            if gap.team is not None:
                yield Offer(Way.HIRED, option.id, (Limit(Thing.HIRED, option.id),), room)
            yield from self._hires(option, room)

    def _room(self, gap: SkillGap) -> Limit | None:
        """Committed work is served even where a team has no room for more."""
        if gap.team is None or gap.kind is GapKind.SHORT:
            return None
        return Limit(Thing.ROOM, gap.team)

    def _persons(self, gap: SkillGap, team: Team, room: Limit | None) -> Iterator[Offer]:
        settings = self.context.portfolio.settings
        price = Money(settings.move_price * settings.slices_per_fte)
        for level, person in self._able.get(gap.skill, ()):
            if level < gap.lowest_level or not reaches(self.context.index, person, team):
                continue
            own = person.home_team == team.id
            yield Offer(
                Way.OWN if own else Way.LEND,
                person.id,
                self._draws(person, lent=not own, service=gap.service),
                room,
                once=_FREE if own else price,
                loan=self._loan(person, team, own=own),
            )

    def _draws(self, person: Person, *, lent: bool, service: bool) -> tuple[Limit, ...]:
        limits = [Limit(Thing.PERSON, person.id)]
        if person.function is not None:
            limits.append(Limit(Thing.FUNCTION, person.function))
        if person.home_team is not None and lent:
            limits.append(Limit(Thing.LENT, person.home_team))
        if person.home_team is not None and not service:
            limits.append(Limit(Thing.RESERVE, person.home_team))
        return tuple(limits)

    def _loan(self, person: Person, team: Team, *, own: bool) -> Loan:
        most = self.context.portfolio.settings.most_teams
        at = [self.people.at(person.id, t) for t in self.context.index.calendar.indices]
        return Loan(
            open=tuple(team.id in teams or len(teams) < most for teams in at),
            there=tuple(team.id in teams for teams in at),
            longest=None if own else person.longest_loan,
        )

    def _hires(self, option: HiringOption, room: Limit | None) -> Iterator[Offer]:
        """An option; where people learn, one offer for each of them who has time left."""
        way, limit = _WAYS[option.kind], Limit(Thing.OPTION, option.id)
        contract = option.kind is HiringKind.CONTRACTOR
        stays = option.shortest_stay if contract else self.context.horizon
        if option.kind is not HiringKind.RESKILL:
            yield Offer(way, option.id, (limit,), room, stays, option.cost, option.one_off)
            return
        for _, person in self._able.get(option.from_skill or option.skill, ()):
            if option.skill not in self.context.index.skills_of[person.id]:
                draws = (limit, *self._draws(person, lent=False, service=False))
                yield Offer(
                    way, option.id, draws, room, stays, option.cost, option.one_off, person.id
                )

    @cached_property
    def _options(self) -> Mapping[SkillId, list[HiringOption]]:
        found: defaultdict[SkillId, list[HiringOption]] = defaultdict(list)
        for option in self.context.portfolio.hiring:
            found[option.skill].append(option)
        return dict(found)

    @cached_property
    def _able(self) -> Mapping[SkillId, list[tuple[int, Person]]]:
        """People who have a skill and time left in some period, with their level."""
        found: defaultdict[SkillId, list[tuple[int, Person]]] = defaultdict(list)
        for person in self.context.portfolio.people:
            if any(self.limits.left[Limit(Thing.PERSON, person.id)]):
                for skill, level in self.context.index.skills_of[person.id].items():
                    found[skill].append((level, person))
        return dict(found)
