"""Who works where: time by person, team and period; moves; loans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.person import Person
from models.plan import Worker
from models.units import PeriodIndex, PersonId, Slices, TeamId
from reports.context import Context

TOO_LONG = "too long"
"""What a loan is that lasts longer than its home agreed to."""
BEFORE = PeriodIndex(-1)
"""The plan in force, as if it were the period before the first one."""


class MoveKind(StrEnum):
    """What a move does."""

    MOVES = "moves"
    """More time at a team away from home."""
    COMES_HOME = "comes home"
    """The time at a team away from home ends."""


@dataclass(frozen=True)
class Move:
    """A change of where somebody works, from one period to the next."""

    person: Person
    period: PeriodIndex
    kind: MoveKind
    source: tuple[TeamId, ...]
    """Teams that lose the time; none = it was free."""
    target: TeamId | None
    """The team away from home that gains it; None = home."""
    slices: Slices
    work: tuple[str, ...]
    """What it is for: names of initiatives."""


@dataclass(frozen=True)
class Loan:
    """Time at one team away from home in a row of periods."""

    person: Person
    team: TeamId
    first: PeriodIndex
    """-1 = it goes on from the plan in force."""
    last: PeriodIndex
    fewest: Slices
    most: Slices

    @property
    def periods(self) -> int:
        """How long it is within the plan."""
        return self.last - max(self.first, 0) + 1

    @property
    def back(self) -> PeriodIndex:
        """The period in which they are back; the first one after the plan if it goes on."""
        return PeriodIndex(self.last + 1)

    def mark(self, horizon: int) -> str:
        """What is to be known of it, in a word; home agreed to the longest loan."""
        longest = self.person.longest_loan
        if longest is not None and self.periods >= longest:
            return TOO_LONG if self.periods > longest else "at its limit"
        return "goes on" if self.back >= horizon else "returns"


@dataclass(frozen=True)
class People:
    """Time of people by team and period."""

    context: Context

    @cached_property
    def time(self) -> Mapping[tuple[PersonId, PeriodIndex], Mapping[TeamId, Slices]]:
        """Slices by person and period, by team; period -1 is the plan in force."""
        sums: defaultdict[tuple[PersonId, PeriodIndex], defaultdict[TeamId, int]] = defaultdict(
            lambda: defaultdict(int)
        )
        for row in self.context.plan.assignments:
            if row.worker is Worker.PERSON and row.team is not None:
                sums[PersonId(row.who), row.period][row.team] += row.slices
        for held in self.context.portfolio.assignments:
            sums[held.person, BEFORE][held.team] += held.slices
        return {
            key: {team: Slices(slices) for team, slices in sorted(teams.items()) if slices}
            for key, teams in sums.items()
        }

    def at(self, person: PersonId, t: int) -> Mapping[TeamId, Slices]:
        """Slices by team of a person in a period."""
        return self.time.get((person, PeriodIndex(t)), {})

    @cached_property
    def retrained(self) -> Mapping[tuple[PersonId, PeriodIndex], Slices]:
        """Time that people give up for another skill."""
        sums: defaultdict[tuple[PersonId, PeriodIndex], int] = defaultdict(int)
        for row in self.context.plan.assignments:
            if row.retrained is not None:
                sums[PersonId(row.who), row.period] += row.slices
        return {key: Slices(slices) for key, slices in sums.items()}

    def used(self, person: PersonId, t: int) -> Slices:
        """Time of a person in use in a period, retraining included."""
        retrained = self.retrained.get((person, PeriodIndex(t)), 0)
        return Slices(sum(self.at(person, t).values()) + retrained)

    @cached_property
    def _work(self) -> Mapping[tuple[PersonId, PeriodIndex, TeamId], tuple[str, ...]]:
        names: defaultdict[tuple[PersonId, PeriodIndex, TeamId], set[str]] = defaultdict(set)
        for row in self.context.plan.assignments:
            if row.worker is Worker.PERSON and row.team is not None and row.initiative is not None:
                name = self.context.names.initiative(row.initiative)
                names[PersonId(row.who), row.period, row.team].add(name)
        return {key: tuple(sorted(found)) for key, found in names.items()}

    def work(self, person: PersonId, t: int, team: TeamId) -> tuple[str, ...]:
        """Names of the initiatives that a person works on at a team in a period."""
        return self._work.get((person, PeriodIndex(t), team), ())

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All moves, by period and person."""
        found = [
            move
            for person in self.context.portfolio.people
            for t in range(self.context.horizon)
            for move in self._moves(person, PeriodIndex(t))
        ]
        return tuple(
            sorted(found, key=lambda move: (move.period, move.kind != "moves", move.person.name))
        )

    def _moves(self, person: Person, t: PeriodIndex) -> list[Move]:
        before, now = self.at(person.id, t - 1), self.at(person.id, t)
        losers = tuple(sorted(team for team, time in before.items() if now.get(team, 0) < time))
        moves = []
        for team, time in now.items():
            more = time - before.get(team, 0)
            if team != person.home_team and more > 0:
                work = self.work(person.id, t, team)
                moves.append(Move(person, t, MoveKind.MOVES, losers, team, Slices(more), work))
        for team in losers:
            if team != person.home_team and team not in now:
                slices = before[team]
                moves.append(Move(person, t, MoveKind.COMES_HOME, (team,), None, slices, ()))
        return moves

    @cached_property
    def loans(self) -> tuple[Loan, ...]:
        """All loans, by team, first period and person."""
        found = [loan for person in self.context.portfolio.people for loan in self._loans(person)]
        return tuple(sorted(found, key=lambda loan: (loan.team, loan.first, loan.person.name)))

    @cached_property
    def _loans_of(self) -> Mapping[tuple[PersonId, TeamId], tuple[Loan, ...]]:
        found: defaultdict[tuple[PersonId, TeamId], list[Loan]] = defaultdict(list)
        for loan in self.loans:
            found[loan.person.id, loan.team].append(loan)
        return {key: tuple(loans) for key, loans in found.items()}

    def loan(self, person: PersonId, team: TeamId, t: int) -> Loan | None:
        """The loan to a team that a person is on in a period."""
        loans = self._loans_of.get((person, team), ())
        return next((loan for loan in loans if loan.first <= t <= loan.last), None)

    def _loans(self, person: Person) -> list[Loan]:
        loans: list[Loan] = []
        current: dict[TeamId, Loan] = {}
        for t in range(-1, self.context.horizon):
            now = self.at(person.id, t)
            loans.extend(current.pop(team) for team in list(current) if team not in now)
            for team, time in now.items():
                if team != person.home_team:
                    current[team] = _longer(current.get(team), person, team, PeriodIndex(t), time)
        loans.extend(current.values())
        return [loan for loan in loans if loan.last >= 0]


def _longer(loan: Loan | None, person: Person, team: TeamId, t: PeriodIndex, time: Slices) -> Loan:
    if loan is None:
        return Loan(person, team, t, t, time, time)
    return Loan(person, team, loan.first, t, min(loan.fewest, time), max(loan.most, time))
