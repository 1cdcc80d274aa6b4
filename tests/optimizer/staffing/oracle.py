"""What a staffing must be, written from docs/formulation.md section 7 alone.

Neither knows anything of `optimizer.staffing` but the type of its result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor

from models.index import Index
from models.initiative import Theme
from models.person import Lendable
from models.plan import Assignment, HireUse, Worker
from models.portfolio import Portfolio
from models.stage import Demand, StageKey
from models.supply import HiringKind
from models.team import TeamKind
from models.units import PeriodIndex
from optimizer.staffing import Staffing


@dataclass(frozen=True)
class Facts:
    """A portfolio with chosen starts and hires, and what the formulation says of it."""

    portfolio: Portfolio
    starts: dict[StageKey, PeriodIndex]
    hires: tuple[HireUse, ...]
    committed: frozenset[StageKey]

    @cached_property
    def index(self) -> Index:
        return Index(self.portfolio)

    @cached_property
    def horizon(self) -> int:
        return len(self.portfolio.periods)

    def rows(self, t: int) -> list[Demand]:
        """Demand rows of stages that run in t."""
        return [
            row
            for row in self.portfolio.demand
            for key in [StageKey(row.initiative, row.stage)]
            if key in self.starts
            and self.starts[key] <= t < self.starts[key] + self.index.stage[key].periods
        ]

    def team(self, row: Demand) -> str:
        return self.index.initiatives[row.initiative].team

    def is_service(self, initiative: str) -> bool:
        themes = {row.id: row.theme for row in self.portfolio.initiatives}
        return themes[initiative] is Theme.AS_A_SERVICE  # type: ignore[index] # an initiative's ID

    def available(self, who: str, t: int) -> int:
        for row in self.portfolio.availability:
            if row.person == who and self.index.calendar.index(row.period) == t:
                return row.slices
        return next(row.slices for row in self.portfolio.people if row.id == who)

    def locked(self, who: str, where: str, t: int) -> int:
        return sum(
            row.slices
            for row in self.portfolio.assignments
            if (row.person, row.team, row.locked) == (who, where, True)
            and (row.until is None or t <= self.index.calendar.index(row.until))
        )

    def in_force(self, who: str, where: str) -> int:
        return sum(
            row.slices
            for row in self.portfolio.assignments
            if (row.person, row.team) == (who, where)
        )

    def within_reach(self, who: str, where: str) -> bool:
        person = next(row for row in self.portfolio.people if row.id == who)
        teams = {row.id: row for row in self.portfolio.teams}
        target = next(row for row in self.portfolio.teams if row.id == where)
        if person.home_team is None:
            return person.lendable is Lendable.ANYWHERE and target.kind is TeamKind.PRODUCT
        if person.lendable is Lendable.ANYWHERE or person.home_team == where:
            return True
        domain = teams[person.home_team].domain
        return person.lendable is Lendable.DOMAIN and domain is not None and domain == target.domain

    def level(self, who: str, skill: str) -> int:
        rows = (r.level for r in self.portfolio.skills if (r.person, r.skill) == (who, skill))
        return next(rows, 0)

    def hired(self, option: str, t: int) -> int:
        return sum(row.slices for row in self.hires if (row.option, row.period) == (option, t))

    def pooled(self, pool: str, t: int) -> int:
        row = next(row for row in self.portfolio.pools if row.id == pool)
        first = 0 if row.from_period is None else self.index.calendar.index(row.from_period)
        last = self.horizon if row.to_period is None else self.index.calendar.index(row.to_period)
        return row.slices if first <= t <= last else 0

    def unexplained(self, staffing: Staffing) -> Iterator[str]:
        """Demand rows that are neither served nor said to be missing, or served too much."""
        done: Counter[tuple[str, int, str, int, int]] = Counter()
        for row in staffing.assignments:
            if row.initiative is not None and row.stage is not None:
                name = row.initiative, row.stage, row.skill, row.lowest_level, row.period
                done[name] += row.slices
        for lack in (*staffing.shortages, *staffing.unserved):
            name = lack.initiative, lack.stage, lack.skill, lack.lowest_level, lack.period
            done[name] += lack.slices
        for t in range(self.horizon):
            for demand in self.rows(t):
                done[demand.initiative, demand.stage, demand.skill, demand.lowest_level, t] -= (
                    demand.slices
                )
        for shortage in staffing.shortages:
            if StageKey(shortage.initiative, shortage.stage) not in self.committed:
                yield "shortage of a stage that is not committed"
        yield from (f"demand {name}" for name, left in done.items() if left)

    def faults(self, rows: tuple[Assignment, ...]) -> Iterator[str]:
        """Every broken rule but that demand is served."""
        for t in range(self.horizon):
            yield from period_faults(self, [row for row in rows if row.period == t], t)
        yield from loan_faults(self, usage(rows))


Used = Counter[tuple[str, str, int]]


def usage(rows: tuple[Assignment, ...] | list[Assignment]) -> Used:
    """x(p,j,t)."""
    used: Used = Counter()
    for row in rows:
        if row.worker is Worker.PERSON and row.team is not None:
            used[row.who, row.team, row.period] += row.slices
    return used


def loan_faults(facts: Facts, used: Used) -> Iterator[str]:
    for person in facts.portfolio.people:
        for team in facts.portfolio.teams:
            run = 0
            for t in range(facts.horizon):
                run = run + 1 if used[person.id, team.id, t] > 0 else 0
                away = team.id != person.home_team and person.longest_loan is not None
                if away and run > (person.longest_loan or 0):
                    yield f"longest loan of {person.id} at {team.id} in {t}"


def period_faults(facts: Facts, rows: list[Assignment], t: int) -> Iterator[str]:
    """Broken rules of one period."""
    yield from skill_faults(facts, rows)
    yield from person_faults(facts, rows, t)
    yield from limit_faults(facts, rows, t)
    yield from supply_faults(facts, rows, t)


def skill_faults(facts: Facts, rows: list[Assignment]) -> Iterator[str]:
    for row in rows:
        if row.retrained is not None:
            option = next(o for o in facts.portfolio.hiring if o.id == row.retrained)
            if facts.level(row.who, str(option.from_skill)) == 0 or row.skill != option.from_skill:
                yield "retrained without the old skill"
        elif row.worker is Worker.PERSON and facts.level(row.who, row.skill) < row.lowest_level:
            yield "level"


def person_faults(facts: Facts, rows: list[Assignment], t: int) -> Iterator[str]:
    portfolio, used = facts.portfolio, usage(rows)
    for person in portfolio.people:
        x = {team.id: used[person.id, team.id, t] for team in portfolio.teams}
        for j, slices in x.items():
            most = facts.available(person.id, t)
            if not facts.within_reach(person.id, j):
                most = facts.locked(person.id, j, t)
            if slices > most:
                yield f"reach of {person.id} in {t}"
        whole = sum(max(x[j], facts.locked(person.id, j, t)) for j in x)
        taught = sum(row.slices for row in rows if row.who == person.id and row.retrained)
        if whole + taught > facts.available(person.id, t):
            yield f"one time of {person.id} in {t}"
        if sum(1 for j in x if x[j]) > portfolio.settings.most_teams:
            yield f"most teams of {person.id} in {t}"


def limit_faults(facts: Facts, rows: list[Assignment], t: int) -> Iterator[str]:
    portfolio, used = facts.portfolio, usage(rows)
    for function in portfolio.functions:
        lent = sum(
            used[p.id, j.id, t]
            for p in portfolio.people
            if p.function == function.id
            for j in portfolio.teams
        )
        if function.most_lent is not None and lent > function.most_lent:
            yield f"function in {t}"
    for team in portfolio.teams:
        own = [p.id for p in portfolio.people if p.home_team == team.id]
        others = [j.id for j in portfolio.teams if j.id != team.id]
        there = sum(facts.available(p, t) for p in own)
        away = sum(used[p, j, t] for p in own for j in others)
        bound = sum(facts.locked(p, j, t) for p in own for j in others)
        if team.fewest is not None and away > max(0, there - team.fewest, bound):
            yield f"fewest people in {t}"
        here = sum(row.slices for row in rows if row.team == team.id)
        committed = sum(
            row.slices
            for row in facts.rows(t)
            if StageKey(row.initiative, row.stage) in facts.committed and facts.team(row) == team.id
        )
        if team.most is not None and here > max(team.most, committed):
            yield f"most people in {t}"
        other = sum(
            row.slices
            for row in rows
            if row.worker is Worker.PERSON
            and row.who in own
            and (row.initiative is None or not facts.is_service(row.initiative))
        )
        if team.reserve and other > floor(there * (1 - Fraction(team.reserve) / 100)):
            yield f"reserve in {t}"


def supply_faults(facts: Facts, rows: list[Assignment], t: int) -> Iterator[str]:
    portfolio = facts.portfolio
    domains = {team.id: team.domain for team in portfolio.teams}
    for pool in portfolio.pools:
        mine = [row for row in rows if row.worker is Worker.POOL and row.who == pool.id]
        if sum(row.slices for row in mine) > facts.pooled(pool.id, t):
            yield f"pool in {t}"
        for row in mine:
            if row.skill != pool.skill or row.team is None:
                yield "skill of pool"
            elif pool.team not in (None, row.team) or pool.domain not in (None, domains[row.team]):
                yield "reach of pool"
    for option in portfolio.hiring:
        mine = [row for row in rows if row.worker is Worker.HIRE and row.who == option.id]
        hired = facts.hired(option.id, t)
        if sum(row.slices for row in mine) > hired:
            yield f"hire in {t}"
        if any(row.skill != option.skill for row in mine):
            yield "skill of hire"
        given_up = sum(row.slices for row in rows if row.retrained == option.id)
        if option.kind is HiringKind.RESKILL and given_up != hired:
            yield f"retrained in {t}"


Score = tuple[int, int, int, int, int]
"""Unserved of free stages, of committed ones, moved, teams, price."""


def score(facts: Facts, rows: tuple[Assignment, ...], unserved: int, short: int) -> Score:
    """What a staffing is measured by."""
    used = usage(rows)
    homes = {str(p.id): p.home_team for p in facts.portfolio.people}
    moved = 0
    for (p, j, t), x in list(used.items()):
        before = used[p, j, t - 1] if t else facts.in_force(p, j)
        moved += 0 if j == homes[p] else max(0, x - before)
    costs = {str(p.id): p.cost or 0 for p in facts.portfolio.people}
    pools = {str(p.id): p.cost or 0 for p in facts.portfolio.pools}
    price = 0
    for row in rows:
        if row.worker is Worker.PERSON:
            price += costs[row.who] * row.slices
        elif row.worker is Worker.POOL:
            price += pools[row.who] * row.slices
    return unserved, short, moved, len(+used), price
