"""The least shortage and the fewest moves over all periods together (formulation, section 7)."""

from collections.abc import Mapping
from typing import NamedTuple

from models.stage import StageKey
from models.units import OptionId
from tests.oracle.crew import Crew, Places
from tests.oracle.ground import Ground, Starts
from tests.oracle.hires import Hires
from tests.oracle.needs import Needs, needs


class Staffed(NamedTuple):
    """How well the work can be staffed; smaller is better, the shortage first."""

    short: int
    moved: int


class Staffing:
    """Named people over the horizon."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.crew = Crew(ground)
        away = [[person.home_team != j for j in self.crew.teams] for person in self.crew.people]
        self.away = away
        limits = [person.longest_loan for person in self.crew.people]
        self.limits = [
            limit if limit is not None and limit < ground.horizon else None for limit in limits
        ]
        self._memo: dict[object, Staffed | None] = {}
        self._works: dict[object, tuple[Needs, ...]] = {}
        self._seen: dict[object, dict[Places, int]] = {}

    def in_force(self) -> Places:
        """Where people work before the first period."""
        rows = self.ground.portfolio.assignments
        return tuple(
            tuple(
                sum(row.slices for row in rows if (row.person, row.team) == (person.id, team))
                for team in self.crew.teams
            )
            for person in self.crew.people
        )

    def best(self, starts: Starts, hires: Hires, *, count_moves: bool) -> Staffed | None:
        """The best staffing, None if there is none; moves are 0 where they are not counted."""
        work = self._work(tuple(sorted(starts.items())))
        key = (work, tuple(sorted(hires.items())), count_moves)
        if key not in self._memo:
            self._memo[key] = self._best(work, hires, count_moves=count_moves)
        return self._memo[key]

    def _work(self, starts: tuple[tuple[StageKey, int], ...]) -> tuple[Needs, ...]:
        """What is needed, period by period."""
        if starts not in self._works:
            horizon = range(self.ground.horizon)
            self._works[starts] = tuple(needs(self.ground, dict(starts), t) for t in horizon)
        return self._works[starts]

    def _best(self, work: tuple[Needs, ...], hires: Hires, *, count_moves: bool) -> Staffed | None:
        nobody = tuple(tuple(0 for _ in self.crew.teams) for _ in self.crew.people)
        before = self._seen_away(self.in_force()) if count_moves else nobody
        states: dict[tuple[Places, Places], Staffed] = {(before, nobody): Staffed(0, 0)}
        for t, needed in enumerate(work):
            hired = {name: levels[t] for name, levels in hires.items()}
            days = self._days(t, needed, hired, count_moves=count_moves)
            following: dict[tuple[Places, Places], Staffed] = {}
            for (last, runs), so_far in states.items():
                for places, short in days.items():
                    on_loan = self._runs(runs, places)
                    if on_loan is None:
                        continue
                    moved = self._moved(last, places) if count_moves else 0
                    total = Staffed(so_far.short + short, so_far.moved + moved)
                    state = (places if count_moves else nobody, on_loan)
                    following[state] = min(total, following.get(state, total))
            states = following
        return min(states.values(), default=None)

    def _days(
        self, t: int, work: Needs, hired: Mapping[OptionId, int], *, count_moves: bool
    ) -> dict[Places, int]:
        """What matters of each placing for the periods after it."""
        key = (t, work, tuple(sorted(hired.items())), count_moves)
        if key not in self._seen:
            result: dict[Places, int] = {}
            for places, short in self.crew.days(t, work, hired).items():
                seen = self._seen_away(places) if count_moves else self._seen_loans(places)
                result[seen] = min(short, result.get(seen, short))
            self._seen[key] = result
        return self._seen[key]

    def _seen_away(self, places: Places) -> Places:
        return tuple(
            tuple(x if away else 0 for x, away in zip(at, flags, strict=True))
            for at, flags in zip(places, self.away, strict=True)
        )

    def _seen_loans(self, places: Places) -> Places:
        return tuple(
            tuple(int(away and x > 0) if limit else 0 for x, away in zip(at, flags, strict=True))
            for at, flags, limit in zip(places, self.away, self.limits, strict=True)
        )

    def _runs(self, runs: Places, places: Places) -> Places | None:
        """Periods in a row on each loan, None where one is too long."""
        result = []
        for so_far, at, limit in zip(runs, places, self.limits, strict=True):
            now = tuple(
                n + 1 if limit is not None and x > 0 else 0 for n, x in zip(so_far, at, strict=True)
            )
            if limit is not None and max(now, default=0) > limit:
                return None
            result.append(now)
        return tuple(result)

    def _moved(self, before: Places, now: Places) -> int:
        return sum(
            max(0, b - a)
            for was, at in zip(before, now, strict=True)
            for a, b in zip(was, at, strict=True)
        )
