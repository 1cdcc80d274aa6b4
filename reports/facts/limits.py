"""What a plan leaves of each limited thing, period by period: people's time, what teams may lend.

The rules are those of the formulation (section 7), as far as a single gap can meet them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.index import Index
from models.initiative import Theme
from models.person import Lendable, Person
from models.plan import Assignment, Worker
from models.supply import Pool
from models.team import Team, TeamKind
from models.units import PersonId, TeamId
from reports.context import Context
from reports.facts.people import People


class Thing(StrEnum):
    """Something there is only so much of."""

    PERSON = "a person's time"
    LENT = "what a team may lend of its own people's time"
    RESERVE = "own people's time that need not be kept for as-a-service work"
    FUNCTION = "what a function may lend"
    ROOM = "what a team can absorb"
    POOL = "a pool's time"
    HIRED = "time of hires that are there"
    OPTION = "what an option may bring"


class Limit(NamedTuple):
    """One limited thing, by ID."""

    thing: Thing
    of: str


By = tuple[int, ...]
"""Slices in each period of the horizon."""
Sums = defaultdict[Limit, list[int]]


def reaches(index: Index, person: Person, team: Team) -> bool:
    """Whether someone may work for a team, locks aside."""
    anywhere = person.lendable is Lendable.ANYWHERE
    if person.home_team is None:
        return anywhere and team.kind is TeamKind.PRODUCT
    if anywhere or person.home_team == team.id:
        return True
    domain = index.teams[person.home_team].domain
    return person.lendable is Lendable.DOMAIN and domain is not None and domain == team.domain


def pool_reaches(pool: Pool, team: Team) -> bool:
    """Whether a pool may work for a team."""
    if pool.team is not None:
        return pool.team == team.id
    return pool.domain is None or pool.domain == team.domain


@dataclass(frozen=True)
class Limits:
    """All limits of a portfolio, and what a plan leaves of them."""

    context: Context
    people: People

    @cached_property
    def left(self) -> Mapping[Limit, By]:
        """Slices left of everything that has a limit."""
        used, nothing = self._used, [0] * self.context.horizon
        return {
            limit: tuple(
                max(0, most - taken)
                for most, taken in zip(all_of_it, used.get(limit, nothing), strict=True)
            )
            for limit, all_of_it in self._most()
        }

    def _most(self) -> Iterator[tuple[Limit, Iterable[int]]]:
        rows, index = self.context.portfolio, self.context.index
        periods = index.calendar.indices
        for person in rows.people:
            yield (
                Limit(Thing.PERSON, person.id),
                [index.available(person.id, t) for t in periods],
            )
        for team in rows.teams:
            own = self._own[team.id]
            if team.fewest is not None:
                yield Limit(Thing.LENT, team.id), [max(0, time - team.fewest) for time in own]
            if team.reserve:
                kept = 100 - team.reserve
                yield Limit(Thing.RESERVE, team.id), [int(time * kept / 100) for time in own]
            if team.most is not None:
                yield Limit(Thing.ROOM, team.id), [team.most] * len(periods)
        for function in rows.functions:
            if function.most_lent is not None:
                yield Limit(Thing.FUNCTION, function.id), [function.most_lent] * len(periods)
        for pool in rows.pools:
            yield Limit(Thing.POOL, pool.id), self._there(pool)
        for option in rows.hiring:
            yield (
                Limit(Thing.OPTION, option.id),
                [option.most if t >= option.lead_time else 0 for t in periods],
            )
            yield Limit(Thing.HIRED, option.id), self._hired[option.id]

    def _there(self, pool: Pool) -> list[int]:
        calendar = self.context.index.calendar
        first = 0 if pool.from_period is None else calendar.index(pool.from_period)
        last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
        return [pool.slices if first <= t <= last else 0 for t in calendar.indices]

    @cached_property
    def _own(self) -> Mapping[TeamId, Sequence[int]]:
        """Time of each team's own people."""
        index = self.context.index
        own = {team: [0] * self.context.horizon for team in index.teams}
        for person in self.context.portfolio.people:
            if person.home_team is not None:
                for t in index.calendar.indices:
                    own[person.home_team][t] += index.available(person.id, t)
        return own

    @cached_property
    def _hired(self) -> Mapping[str, Sequence[int]]:
        """Time of each hiring option that is there."""
        there: defaultdict[str, list[int]] = defaultdict(lambda: [0] * self.context.horizon)
        for row in self.context.plan.hires:
            there[row.option][row.period] += row.slices
        return there

    @cached_property
    def _used(self) -> Mapping[Limit, Sequence[int]]:
        sums: Sums = defaultdict(lambda: [0] * self.context.horizon)
        for row in self.context.plan.assignments:
            for limit in self._drawn(row):
                sums[limit][row.period] += row.slices
        for row_ in self.context.plan.hires:
            sums[Limit(Thing.OPTION, row_.option)][row_.period] += row_.slices
        for person, t, slices in self._idle_locks():
            sums[Limit(Thing.PERSON, person)][t] += slices
        return sums

    def _drawn(self, row: Assignment) -> Iterator[Limit]:
        """The limits that an assignment draws on."""
        if row.team is not None:
            yield Limit(Thing.ROOM, row.team)
        if row.worker is not Worker.PERSON:
            yield Limit(Thing.POOL if row.worker is Worker.POOL else Thing.HIRED, row.who)
            return
        person = self.context.index.people[PersonId(row.who)]
        yield Limit(Thing.PERSON, person.id)
        if person.function is not None:
            yield Limit(Thing.FUNCTION, person.function)
        if person.home_team is None:
            return
        if row.team is not None and row.team != person.home_team:
            yield Limit(Thing.LENT, person.home_team)
        initiatives = self.context.index.initiatives
        service = row.initiative is not None and (
            initiatives[row.initiative].theme is Theme.AS_A_SERVICE
        )
        if not service:
            yield Limit(Thing.RESERVE, person.home_team)

    def _idle_locks(self) -> Iterator[tuple[PersonId, int, int]]:
        """Time that is locked to a team and that the team does not use: nobody else can have it."""
        calendar = self.context.index.calendar
        locked: defaultdict[tuple[PersonId, int], defaultdict[TeamId, int]] = defaultdict(
            lambda: defaultdict(int)
        )
        for row in self.context.portfolio.assignments:
            if row.locked:
                last = calendar.horizon - 1 if row.until is None else calendar.index(row.until)
                for t in range(last + 1):
                    locked[row.person, t][row.team] += row.slices
        for (person, t), teams in locked.items():
            at = self.people.at(person, t)
            yield person, t, sum(max(0, time - at.get(team, 0)) for team, time in teams.items())
