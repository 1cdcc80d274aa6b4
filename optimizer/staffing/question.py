"""The question in whole numbers: who is there, what they can do, what is asked of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import floor

from models.index import Index
from models.person import Lendable, Person
from models.plan import HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.supply import HiringKind, HiringOption, Pool
from models.team import TeamKind
from models.units import (
    DomainId,
    FunctionId,
    OptionId,
    PeriodIndex,
    PersonId,
    PoolId,
    SkillId,
    TeamId,
)
from optimizer.staffing.needs import Asked, Cell, Need, needs_in_periods
from optimizer.staffing.result import StaffingError


@dataclass(frozen=True)
class Someone:
    """A person: what they can do, how far they go, when they are there (slices per period)."""

    id: PersonId
    home: TeamId | None
    function: FunctionId | None
    skills: Mapping[SkillId, int]
    reach: frozenset[TeamId]
    """Teams they may work for, locks aside."""
    available: tuple[int, ...]
    locked: Mapping[TeamId, tuple[int, ...]]
    in_force: Mapping[TeamId, int]
    longest: int | None
    """Longest loan in periods."""
    cost: int
    """Minor units per FTE and period."""

    def can(self, need: Need) -> bool:
        """Whether they have the skill at the level."""
        return self.skills.get(need.skill, 0) >= need.level

    def lock(self, team: TeamId, t: int) -> int:
        """Time that is only for this team."""
        return self.locked[team][t] if team in self.locked else 0

    def room(self, team: TeamId, t: int) -> int:
        """Most time that they can work for a team in a period."""
        return self.available[t] if team in self.reach else self.lock(team, t)

    @cached_property
    def locked_in_all(self) -> tuple[int, ...]:
        """Time that is locked, in each period."""
        return tuple(sum(times) for times in zip(*self.locked.values(), strict=True)) or (
            (0,) * len(self.available)
        )


@dataclass(frozen=True)
class Supply:
    """Time without names, at any level: a pool or a hiring option."""

    id: PoolId | OptionId
    skill: SkillId
    teams: frozenset[TeamId]
    slices: tuple[int, ...]
    """Per period."""
    cost: int = 0
    """Minor units per FTE and period; 0 for hires, which are paid whether they work or not."""
    from_skill: SkillId | None = None
    """For retraining: the skill that people give up."""

    def may_serve(self, need: Need) -> bool:
        """Whether it has the skill that a need asks, and may work for its team."""
        return need.skill == self.skill and need.team in self.teams


@dataclass(frozen=True)
class Question:
    """All that names are chosen from. Everything is in canonical order."""

    horizon: int
    most_teams: int
    people: tuple[Someone, ...]
    pools: tuple[Supply, ...]
    hires: tuple[Supply, ...]
    hires_open: bool
    """False: hires are as given. True: they are chosen, each at most its slices (for proofs)."""
    asked: dict[Cell, Asked]
    lend: Mapping[tuple[TeamId, int], int]
    """Most time of a team's own people at other teams, where limited."""
    absorb: Mapping[tuple[TeamId, int], int]
    """Most time of all workers at a team, where limited."""
    keep: Mapping[tuple[TeamId, int], int]
    """Most time of a team's own people that is not as-a-service, where limited."""
    borrow: Mapping[tuple[FunctionId, int], int]
    """Most time of a function's people, where limited."""
    domain_of: Mapping[TeamId, DomainId]
    """For teams that have one."""

    @cached_property
    def skilled(self) -> dict[SkillId, list[int]]:
        """Who has each skill, by position."""
        skilled: defaultdict[SkillId, list[int]] = defaultdict(list)
        for p, person in enumerate(self.people):
            for skill in person.skills:
                skilled[skill].append(p)
        return dict(skilled)

    @cached_property
    def at_home(self) -> dict[TeamId | None, list[int]]:
        """Whose home each team is, by position; under None those who have none."""
        own: defaultdict[TeamId | None, list[int]] = defaultdict(list)
        for p, person in enumerate(self.people):
            own[person.home].append(p)
        return dict(own)

    @cached_property
    def tied_to(self) -> dict[TeamId, list[int]]:
        """Who works for each team in the plan in force or by a lock, by position."""
        tied: defaultdict[TeamId, list[int]] = defaultdict(list)
        for p, person in enumerate(self.people):
            for team in {*person.in_force, *person.locked}:
                tied[team].append(p)
        return dict(tied)

    @cached_property
    def asked_by(self) -> dict[TeamId, dict[Cell, Asked]]:
        """What each team asks."""
        cells: defaultdict[TeamId, dict[Cell, Asked]] = defaultdict(dict)
        for cell, asked in self.asked.items():
            cells[cell[0].team][cell] = asked
        return dict(cells)

    def may_serve(self, p: int, need: Need) -> bool:
        """Whether a person (by position) has what a need asks and may work for its team."""
        person = self.people[p]
        return person.can(need) and (need.team in person.reach or need.team in person.locked)

    def able(self, need: Need) -> list[int]:
        """Who may serve a need, by position."""
        return [p for p in self.skilled.get(need.skill, ()) if self.may_serve(p, need)]

    def has_choices(self, many: int) -> bool:
        """Whether there are so many choices of a person for a need in a period."""
        count = 0
        for need, periods in Counter(need for need, _ in self.asked).items():
            count += periods * len(self.able(need))
            if count >= many:
                return True
        return False

    def with_hires_open(self, largest: tuple[Supply, ...]) -> Question:
        """The same where hires are chosen, each at most its largest."""
        return replace(self, hires=largest, hires_open=True)


def question_of(
    portfolio: Portfolio,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    committed: frozenset[StageKey],
) -> Question:
    """The question that a portfolio and the chosen starts and hires put."""
    index = Index(portfolio)
    asked = needs_in_periods(index, starts, committed)
    people = _people(index)
    return Question(
        horizon=index.calendar.horizon,
        most_teams=portfolio.settings.most_teams,
        people=people,
        pools=tuple(_pool(index, pool) for pool in sorted(portfolio.pools, key=lambda row: row.id)),
        hires=_hires(index, hires),
        hires_open=False,
        asked=asked,
        lend=_lend(index, people),
        absorb=_absorb(index, asked),
        keep=_keep(index, people),
        borrow={
            (row.id, t): row.most_lent
            for row in portfolio.functions
            if row.most_lent is not None
            for t in index.calendar.indices
        },
        domain_of={row.id: row.domain for row in index.teams.values() if row.domain is not None},
    )


def largest_hires(portfolio: Portfolio) -> tuple[Supply, ...]:
    """Every hiring option at the most that it can ever give in each period."""
    index = Index(portfolio)
    return tuple(
        _hire(
            index,
            option,
            tuple(option.most if t >= option.lead_time else 0 for t in index.calendar.indices),
        )
        for option in sorted(portfolio.hiring, key=lambda row: row.id)
    )


def _people(index: Index) -> tuple[Someone, ...]:
    rows: defaultdict[PersonId, defaultdict[TeamId, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0] * index.calendar.horizon)
    )
    in_force: defaultdict[PersonId, defaultdict[TeamId, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for row in index.portfolio.assignments:
        in_force[row.person][row.team] += row.slices
        if row.locked and row.slices:
            last = (
                index.calendar.horizon - 1 if row.until is None else index.calendar.index(row.until)
            )
            for t in range(last + 1):
                rows[row.person][row.team][t] += row.slices
    return tuple(
        _someone(
            index,
            person,
            {team: tuple(times) for team, times in sorted(rows[person.id].items())},
            dict(sorted(in_force[person.id].items())),
        )
        for person in sorted(index.portfolio.people, key=lambda row: row.id)
    )


def _someone(
    index: Index,
    person: Person,
    locked: Mapping[TeamId, tuple[int, ...]],
    in_force: Mapping[TeamId, int],
) -> Someone:
    someone = Someone(
        id=person.id,
        home=person.home_team,
        function=person.function,
        skills=index.skills_of[person.id],
        reach=_reach(index, person),
        available=tuple(index.available(person.id, t) for t in index.calendar.indices),
        locked=locked,
        in_force=in_force,
        longest=person.longest_loan,
        cost=person.cost or 0,
    )
    for t, (there, bound) in enumerate(zip(someone.available, someone.locked_in_all, strict=True)):
        if bound > there:
            period = index.calendar.periods[t].id
            raise StaffingError(f"{person.id} is locked for more time than there is in {period}")
    return someone


def _reach(index: Index, person: Person) -> frozenset[TeamId]:
    anywhere = person.lendable is Lendable.ANYWHERE
    if person.function is not None:
        products = (row.id for row in index.teams.values() if row.kind is TeamKind.PRODUCT)
        return frozenset(products) if anywhere else frozenset()
    if anywhere:
        return frozenset(index.teams)
    home = person.home_team
    domain = index.teams[home].domain if home is not None else None
    near = {home} if home is not None else set()
    if person.lendable is Lendable.DOMAIN and domain is not None:
        near |= {row.id for row in index.teams.values() if row.domain == domain}
    return frozenset(near)


def _pool(index: Index, pool: Pool) -> Supply:
    calendar = index.calendar
    first = 0 if pool.from_period is None else calendar.index(pool.from_period)
    last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
    teams = frozenset(
        row.id
        for row in index.teams.values()
        if pool.team in (None, row.id) and pool.domain in (None, row.domain)
    )
    slices = tuple(pool.slices if first <= t <= last else 0 for t in calendar.indices)
    return Supply(pool.id, pool.skill, teams, slices, pool.cost or 0)


def _hires(index: Index, hires: tuple[HireUse, ...]) -> tuple[Supply, ...]:
    there: defaultdict[OptionId, list[int]] = defaultdict(lambda: [0] * index.calendar.horizon)
    for row in hires:
        there[row.option][row.period] += row.slices
    options = {row.id: row for row in index.portfolio.hiring}
    return tuple(_hire(index, options[name], tuple(there[name])) for name in sorted(there))


def _hire(index: Index, option: HiringOption, slices: tuple[int, ...]) -> Supply:
    gives_up = option.from_skill if option.kind is HiringKind.RESKILL else None
    return Supply(option.id, option.skill, frozenset(index.teams), slices, 0, gives_up)


def _own(people: tuple[Someone, ...]) -> dict[TeamId, list[Someone]]:
    own: defaultdict[TeamId, list[Someone]] = defaultdict(list)
    for person in people:
        if person.home is not None:
            own[person.home].append(person)
    return own


def _lend(index: Index, people: tuple[Someone, ...]) -> dict[tuple[TeamId, int], int]:
    limits = {}
    own = _own(people)
    for team in index.teams.values():
        if team.fewest is None:
            continue
        for t in range(index.calendar.horizon):
            there = sum(person.available[t] for person in own.get(team.id, ()))
            away = sum(
                person.locked_in_all[t] - person.lock(team.id, t) for person in own.get(team.id, ())
            )
            limits[team.id, t] = max(0, there - team.fewest, away)
    return limits


def _absorb(index: Index, asked: Mapping[Cell, Asked]) -> dict[tuple[TeamId, int], int]:
    committed: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for (need, t), wanted in asked.items():
        committed[need.team, t] += wanted.committed
    return {
        (team.id, t): max(team.most, committed[team.id, t])
        for team in index.teams.values()
        if team.most is not None
        for t in range(index.calendar.horizon)
    }


def _keep(index: Index, people: tuple[Someone, ...]) -> dict[tuple[TeamId, int], int]:
    own = _own(people)
    limits = {}
    for team in index.teams.values():
        if team.reserve == 0:
            continue
        free = 1 - Fraction(team.reserve) / 100
        for t in range(index.calendar.horizon):
            there = sum(person.available[t] for person in own.get(team.id, ()))
            limits[team.id, t] = floor(there * free)
    return limits
