"""Who serves what so far, and what that takes of everyone's time and of all limits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from models.units import FunctionId, TeamId
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.question import Question
from optimizer.staffing.usage import arriving

Job = tuple[int, Need, int]
"""A person, pool or hiring option (by position), a need and a period."""


@dataclass
class Serves:
    """What serves some teams: slices by job, and what is left unserved."""

    work: dict[Job, int] = field(default_factory=dict)
    pool: dict[Job, int] = field(default_factory=dict)
    hire: dict[Job, int] = field(default_factory=dict)
    unserved: dict[Cell, int] = field(default_factory=dict)
    short: dict[Cell, int] = field(default_factory=dict)
    """Of committed stages."""

    @property
    def lacking(self) -> int:
        """Slices that nobody serves."""
        return sum(self.unserved.values()) + sum(self.short.values())

    def by_region(self, regions: Sequence[Iterable[TeamId]]) -> list[Serves]:
        """The same, taken apart by the teams that are served."""
        region_of = {team: r for r, teams in enumerate(regions) for team in teams}
        parts = [Serves() for _ in regions]
        for (who, need, t), slices in self.work.items():
            parts[region_of[need.team]].work[who, need, t] = slices
        for (who, need, t), slices in self.pool.items():
            parts[region_of[need.team]].pool[who, need, t] = slices
        for (who, need, t), slices in self.hire.items():
            parts[region_of[need.team]].hire[who, need, t] = slices
        for (need, t), slices in self.unserved.items():
            parts[region_of[need.team]].unserved[need, t] = slices
        for (need, t), slices in self.short.items():
            parts[region_of[need.team]].short[need, t] = slices
        return parts

    @classmethod
    def together(cls, parts: Iterable[Serves]) -> Serves:
        """What was taken apart."""
        whole = cls()
        for part in parts:
            whole.work |= part.work
            whole.pool |= part.pool
            whole.hire |= part.hire
            whole.unserved |= part.unserved
            whole.short |= part.short
        return whole

    def burden(self, question: Question) -> tuple[int, int, int]:
        """Slices unserved, slices short, and slices that move: the less, the better."""
        at: Counter[tuple[int, TeamId, int]] = Counter()
        for (p, need, t), slices in self.work.items():
            at[p, need.team, t] += slices
        moved = arriving(at, question.people.__getitem__)
        return sum(self.unserved.values()), sum(self.short.values()), moved


@dataclass
class Taken:
    """What all that serves takes, counted."""

    question: Question
    at: Counter[tuple[int, TeamId, int]] = field(default_factory=Counter)
    """Slices by person, team and period."""
    teams: defaultdict[tuple[int, int], set[TeamId]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """By person and period."""
    beyond_locks: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Slices by person and period that no lock had taken."""
    lent: Counter[tuple[TeamId, int]] = field(default_factory=Counter)
    borrowed: Counter[tuple[FunctionId, int]] = field(default_factory=Counter)
    kept: Counter[tuple[TeamId, int]] = field(default_factory=Counter)
    """Slices of a team's people that are not as-a-service."""
    given: Counter[tuple[bool, int, int]] = field(default_factory=Counter)
    """By whether a pool, its position and period."""

    def add(self, serves: Serves, sign: int = 1) -> None:
        """Counts what these take, or takes it away again."""
        touched: Counter[tuple[int, TeamId, int]] = Counter()
        for (p, need, t), slices in serves.work.items():
            home = self.question.people[p].home
            touched[p, need.team, t] += sign * slices
            if home is not None and not need.service:
                self.kept[home, t] += sign * slices
        for (p, team, t), slices in touched.items():
            self._at(p, team, t, slices)
        for is_pool, jobs in ((True, serves.pool), (False, serves.hire)):
            for (g, _, t), slices in jobs.items():
                self.given[is_pool, g, t] += sign * slices

    def teach(self, p: int, t: int, slices: int) -> None:
        """Counts time that a person gives up for learning."""
        self.beyond_locks[p, t] += slices
        home = self.question.people[p].home
        if home is not None:
            self.kept[home, t] += slices

    def _at(self, p: int, team: TeamId, t: int, slices: int) -> None:
        person = self.question.people[p]
        locked = person.lock(team, t)
        before = self.at[p, team, t]
        self.at[p, team, t] = now = before + slices
        self.beyond_locks[p, t] += max(0, now - locked) - max(0, before - locked)
        if now:
            self.teams[p, t].add(team)
        else:
            self.teams[p, t].discard(team)
        if person.function is not None:
            self.borrowed[person.function, t] += slices
        elif person.home is not None and team != person.home:
            self.lent[person.home, t] += slices

    def free(self, p: int) -> tuple[int, ...]:
        """Slices of a person by period that neither locks nor work or learning have taken."""
        return tuple(max(0, left) for left in self._left(p))

    def _left(self, p: int) -> Iterator[int]:
        """The same; negative where too much is taken."""
        person = self.question.people[p]
        times = zip(person.available, person.locked_in_all, strict=True)
        return (there - locked - self.beyond_locks[p, t] for t, (there, locked) in enumerate(times))

    def is_over(self) -> bool:
        """Whether anybody does more, or is on more teams, than they can, or a limit is broken."""
        question = self.question
        if any(left < 0 for p in range(len(question.people)) for left in self._left(p)):
            return True
        if any(len(teams) > question.most_teams for teams in self.teams.values()):
            return True
        limits = ((self.lent, question.lend), (self.kept, question.keep))
        return (
            any(used[key] > most for used, limit in limits for key, most in limit.items())
            or any(self.borrowed[key] > most for key, most in question.borrow.items())
            or any(
                self.given[is_pool, g, t] > slices
                for is_pool, supplies in ((True, question.pools), (False, question.hires))
                for g, supply in enumerate(supplies)
                for t, slices in enumerate(supply.slices)
            )
            or self._loans_are_over()
        )

    def _loans_are_over(self) -> bool:
        return any(
            person.longest is not None
            and team != person.home
            and all(self.at.get((p, team, t + n)) for n in range(person.longest + 1))
            for (p, team, t), slices in self.at.items()
            if slices
            for person in (self.question.people[p],)
        )
