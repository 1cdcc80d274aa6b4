"""A period between its neighbours: ways are closed until no rule is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.units import TeamId
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError
from optimizer.staffing.rolling_flow import Flow, Way

ROUNDS = 200
"""Times that ways are closed in a period: more than there are rules to break for long."""


@dataclass
class Days:
    """The periods that have been solved."""

    question: Question
    flows: list[Flow] = field(default_factory=list)
    closed: list[set[Way]] = field(default_factory=list)

    def at(self, p: int, team: TeamId, t: int) -> int:
        """Slices of a person at a team: in force before the first period, 0 where unknown."""
        if t < 0:
            return self.question.people[p].in_force.get(team, 0)
        return self.flows[t].done.get((p, team), 0) if t < len(self.flows) else 0

    @property
    def moved(self) -> int:
        """Slices that arrive at a team away from home."""
        return sum(
            max(0, slices - self.at(p, team, t - 1))
            for t, flow in enumerate(self.flows)
            for (p, team), slices in flow.done.items()
            if team != self.question.people[p].home
        )


class Period:
    """One period: the ways that are open, and what flows."""

    def __init__(
        self,
        question: Question,
        t: int,
        cells: list[Cell],
        able: dict[Need, list[int]],
        days: Days,
    ) -> None:
        self.question, self.t, self.cells, self.able, self.days = question, t, cells, able, days
        self.closed: set[Way] = set(days.closed[t] if t < len(days.closed) else ())
        self._wanted: defaultdict[int, set[TeamId]] = defaultdict(set)
        self.service: dict[int, int] = {}
        """As-a-service slices of those who would otherwise do more than they have time for."""

    def solve(self) -> Flow:
        """Flows until no rule is broken."""
        self.closed |= set(self._on_loan_too_long())
        for _ in range(ROUNDS):
            flow = Flow(self)
            flow.run()
            if not self._mended(flow):
                return flow
        raise StaffingError(f"no staffing was found that keeps all rules in period {self.t}")

    def _on_loan_too_long(self) -> Iterator[Way]:
        """Ways whose loan would be longer than agreed, with the periods before and after."""
        near = [self.days.flows[t].done for t in (self.t - 1, self.t + 1) if self._known(t)]
        for p, team in {way for done in near for way in done}:
            person = self.question.people[p]
            if person.longest is None or team == person.home:
                continue
            length = 1
            for step in (-1, 1):
                t = self.t + step
                while self._known(t) and (p, team) in self.days.flows[t].done:
                    length, t = length + 1, t + step
            if length > person.longest:
                yield p, team

    def _known(self, t: int) -> bool:
        return 0 <= t < len(self.days.flows)

    def _mended(self, flow: Flow) -> bool:
        """Whether ways had to be closed."""
        done = flow.done
        before = len(self.closed) + len(self.service)
        self._few_teams(done)
        self._lent_within_limits(done)
        self.service |= flow.overworked()
        return len(self.closed) + len(self.service) > before

    def _few_teams(self, done: dict[Way, int]) -> None:
        """Who is on too many teams keeps to home and those with the most work, and to no other."""
        teams: defaultdict[int, list[TeamId]] = defaultdict(list)
        for p, team in done:
            teams[p].append(team)
        for p, many in teams.items():
            if len(many) > self.question.most_teams:
                home = self.question.people[p].home
                order = {team: (team != home, -done[p, team], team) for team in many}
                kept = sorted(many, key=order.__getitem__)[: self.question.most_teams]
                self.closed |= {(p, team) for team in self.wanted(p) if team not in kept}

    def wanted(self, p: int) -> set[TeamId]:
        """Teams that need a person's skills in this period."""
        if not self._wanted:
            for need, _ in self.cells:
                for other in self.able[need]:
                    self._wanted[other].add(need.team)
        return self._wanted[p]

    def _lent_within_limits(self, done: dict[Way, int]) -> None:
        lent: defaultdict[TeamId, list[Way]] = defaultdict(list)
        for p, team in done:
            home = self.question.people[p].home
            if home is not None and team != home and (home, self.t) in self.question.lend:
                lent[home].append((p, team))
        for home, ways in lent.items():
            excess = sum(done[way] for way in ways) - self.question.lend[home, self.t]
            order = {way: (self.days.at(*way, self.t - 1) > 0, done[way], way) for way in ways}
            for way in sorted(ways, key=order.__getitem__):
                if excess <= 0:
                    break
                self.closed.add(way)
                excess -= done[way]
