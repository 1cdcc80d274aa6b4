"""Teams by period: work done there, own people's time, lent, borrowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.plan import Worker
from models.units import InitiativeId, PeriodIndex, PersonId, Slices, TeamId
from reports.context import Context
from reports.facts.people import People

Cell = tuple[TeamId, PeriodIndex]


@dataclass(frozen=True)
class TeamLoad:
    """One team in one period, in slices."""

    own: Slices
    """Time that its own people have."""
    at_home: Slices
    """Of that, in use at the team."""
    lent: Slices
    """Of that, in use at other teams."""
    borrowed: Slices
    """Time of others' people here."""
    hired: Slices
    """Time of pools and hires here."""
    short: Slices
    """What committed work here lacks."""

    @property
    def work(self) -> Slices:
        """Time of everyone at work here."""
        return Slices(self.at_home + self.borrowed + self.hired)


@dataclass(frozen=True)
class Teams:
    """The load of all teams."""

    context: Context
    people: People

    @cached_property
    def _own(self) -> Mapping[Cell, int]:
        sums: defaultdict[Cell, int] = defaultdict(int)
        for person in self.context.portfolio.people:
            if person.home_team is not None:
                for t in self.context.index.calendar.indices:
                    sums[person.home_team, t] += self.context.index.available(person.id, t)
        return sums

    @cached_property
    def _use(self) -> tuple[Mapping[Cell, int], Mapping[Cell, int], Mapping[Cell, int]]:
        """Time at home, lent (by home team) and borrowed (by team of work)."""
        home: defaultdict[Cell, int] = defaultdict(int)
        lent: defaultdict[Cell, int] = defaultdict(int)
        borrowed: defaultdict[Cell, int] = defaultdict(int)
        for (who, t), teams in self.people.time.items():
            person = self.context.index.people.get(PersonId(who))
            own = person.home_team if person else None
            for team, slices in teams.items():
                if team == own:
                    home[team, t] += slices
                    continue
                borrowed[team, t] += slices
                if own is not None:
                    lent[own, t] += slices
        return home, lent, borrowed

    @cached_property
    def _hired(self) -> Mapping[Cell, int]:
        sums: defaultdict[Cell, int] = defaultdict(int)
        for row in self.context.plan.assignments:
            if row.worker is not Worker.PERSON and row.team is not None:
                sums[row.team, row.period] += row.slices
        return sums

    @cached_property
    def _short(self) -> Mapping[Cell, int]:
        sums: defaultdict[Cell, int] = defaultdict(int)
        for row in self.context.plan.shortages:
            sums[self.context.index.initiatives[row.initiative].team, row.period] += row.slices
        return sums

    @cached_property
    def at_work(self) -> Mapping[TeamId, set[InitiativeId]]:
        """Each team's initiatives that have a stage that runs within the plan."""
        index = self.context.index
        found: defaultdict[TeamId, set[InitiativeId]] = defaultdict(set)
        for row in self.context.plan.stages:
            if row.start is not None and row.start + index.stage[row.key].periods > 0:
                found[index.initiatives[row.initiative].team].add(row.initiative)
        return found

    def load(self, team: TeamId, t: PeriodIndex) -> TeamLoad:
        """A team in a period."""
        home, lent, borrowed = self._use
        cell = (team, t)
        parts = (self._own, home, lent, borrowed, self._hired, self._short)
        return TeamLoad(*(Slices(part.get(cell, 0)) for part in parts))
