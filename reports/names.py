"""What things are called: names for people, IDs only where there is no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from models.index import Index
from models.plan import Assignment, Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, InitiativeId, PersonId, TeamId
from reports.withheld import Withheld


@dataclass(frozen=True)
class Names:
    """Names of everything in a portfolio, for readers who may or may not know people's."""

    index: Index
    people_named: bool

    def initiative(self, key: InitiativeId) -> str:
        """Name of an initiative."""
        row = self.index.initiatives.get(key)
        return row.name if row else key

    def initiatives(self, keys: tuple[InitiativeId, ...]) -> str:
        """Names of some initiatives in a list."""
        return ", ".join(self.initiative(key) for key in keys)

    def team(self, key: TeamId | None) -> str:
        """Name of a team; empty for none."""
        if key is None:
            return ""
        row = self.index.teams.get(key)
        return row.name if row else key

    def team_of(self, key: InitiativeId) -> str:
        """Name of the team of an initiative."""
        row = self.index.initiatives.get(key)
        return self.team(row.team) if row else ""

    def fund(self, key: FundId) -> str:
        """Name of a fund."""
        row = self.index.funds.get(key)
        return row.name if row else key

    def person(self, key: PersonId) -> str:
        """Name of a person."""
        row = self.index.people.get(key)
        return row.name if row else key

    def worker(self, row: Assignment) -> str:
        """Name of whoever does an assignment."""
        return self.person(PersonId(row.who)) if row.worker is Worker.PERSON else row.who

    def home(self, key: PersonId) -> str:
        """Where a person is at home: a team or a function."""
        row = self.index.people.get(key)
        if row is None:
            return ""
        return row.function if row.function is not None else self.team(row.home_team)

    def stage(self, key: StageKey) -> str:
        """Name of a stage."""
        row = self.index.stage.get(key)
        return row.name if row else f"Stage {key.stage}"

    def period(self, t: int) -> str:
        """Name of a period; in words before and after the horizon."""
        calendar = self.index.calendar
        if 0 <= t < calendar.horizon:
            return calendar.periods[t].id
        if t >= calendar.horizon:
            return "after the plan"
        return "1 period ago" if t == -1 else f"{-t} periods ago"

    def free(self, text: str) -> str:
        """A sentence; people's names in it are taken out for readers who must not see them."""
        return text if self.people_named else self._withheld.free(text)

    @cached_property
    def _withheld(self) -> Withheld:
        portfolio = self.index.portfolio
        others = {name.casefold() for name in _others(portfolio)}
        return Withheld(
            name for name in _individuals(portfolio) if name.strip().casefold() not in others
        )


def _others(portfolio: Portfolio) -> Iterator[str]:
    """What names no individual, though somebody may have signed with it: a team, a function."""
    for team in portfolio.teams:
        yield from (team.id, team.name)
    for initiative in portfolio.initiatives:
        yield from (initiative.id, initiative.name)
    for fund in portfolio.funds:
        yield from (fund.id, fund.name)
    yield from (row.id for row in portfolio.functions)
    yield from (row.id for row in portfolio.metrics)
    yield from (row.skill for row in portfolio.skills)
    yield from (team.domain for team in portfolio.teams if team.domain)


def _individuals(portfolio: Portfolio) -> Iterator[str]:
    """Everything in a portfolio that names an individual; numbers of people name nobody."""
    for person in portfolio.people:
        yield person.name
        if any(map(str.isalpha, person.id)):
            yield person.id
    for outcome in portfolio.outcomes:
        yield from filter(None, (outcome.reported_by, outcome.confirmed_by))
    yield from (waiver.approver for waiver in portfolio.waivers)
    yield from (team.leader for team in portfolio.teams if team.leader)
    yield from (function.contact for function in portfolio.functions)
    yield from (metric.owner for metric in portfolio.metrics if metric.owner)
