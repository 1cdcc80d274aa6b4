"""Everything that named people can do in one period, found by trying it all (section 7)."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from math import floor

from models.team import Team
from models.units import OptionId, PeriodIndex, TeamId
from tests.oracle.ground import Ground
from tests.oracle.needs import Needs, Reach, retraining

Places = tuple[tuple[int, ...], ...]
"""For each person (by ID) and team (by ID) the slices worked there."""


class Crew:
    """Named people, pools and hires in one period."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.reach = Reach(ground)
        self.people = self.reach.people
        self.teams = sorted(ground.index.teams)
        self._memo: dict[object, dict[Places, int]] = {}

    def days(self, t: int, work: Needs, hired: Mapping[OptionId, int]) -> dict[Places, int]:
        """Each possible placing of people with the least shortage of committed work it leaves."""
        key = (t, work, tuple(sorted(hired.items())))
        if key not in self._memo:
            self._memo[key] = self._days(t, work, hired)
        return self._memo[key]

    def _days(self, t: int, work: Needs, hired: Mapping[OptionId, int]) -> dict[Places, int]:
        whole = work + retraining(self.ground, hired)
        others = self._others(t, work, hired)
        wanted = tuple(slices for _, slices in whole)
        found: dict[Places, int] = {}
        ways = [list(self.reach.shares(person, t, whole)) for person in self.people]
        for shares in self._together(ways, wanted):
            left = tuple(
                all_of - sum(share[i] for share in shares) for i, all_of in enumerate(wanted)
            )
            if any(left[len(work) :]) or not self._limits_hold(t, whole, shares):
                continue
            short = others(left[: len(work)])
            if short is not None:
                places = tuple(self._places(whole, share) for share in shares)
                found[places] = min(short, found.get(places, short))
        return found

    def _together(
        self, ways: list[list[tuple[int, ...]]], wanted: tuple[int, ...]
    ) -> list[tuple[tuple[int, ...], ...]]:
        """Combinations of single ways that serve no need beyond what it asks."""
        result: list[tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]] = [((), wanted)]
        for choices in ways:
            result = [
                ((*chosen, share), rest)
                for chosen, left in result
                for share in choices
                for rest in [tuple(a - b for a, b in zip(left, share, strict=True))]
                if min(rest, default=0) >= 0
            ]
        return [chosen for chosen, _ in result]

    def _places(self, whole: Needs, share: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(
            sum(x for (need, _), x in zip(whole, share, strict=True) if need.team == team)
            for team in self.teams
        )

    def _limits_hold(self, t: int, whole: Needs, shares: tuple[tuple[int, ...], ...]) -> bool:
        """Function limits, fewest people and reserves."""
        used = [self._places(whole, share) for share in shares]
        for function in self.ground.portfolio.functions:
            lent = sum(
                sum(at)
                for person, at in zip(self.people, used, strict=True)
                if person.function == function.id
            )
            if function.most_lent is not None and lent > function.most_lent:
                return False
        return all(
            self._lends(t, team, used) and self._keeps(t, team, whole, shares)
            for team in self.ground.portfolio.teams
        )

    def _own(self, team: TeamId, t: int) -> int:
        own = [person.id for person in self.people if person.home_team == team]
        return sum(self.ground.index.available(person, PeriodIndex(t)) for person in own)

    def _lends(self, t: int, team: Team, used: list[tuple[int, ...]]) -> bool:
        if team.fewest is None:
            return True
        own = [p for p in self.people if p.home_team == team.id]
        away = sum(
            x
            for person, at in zip(self.people, used, strict=True)
            if person.home_team == team.id
            for j, x in zip(self.teams, at, strict=True)
            if j != team.id
        )
        locked = sum(
            self.reach.locked(person, j, t) for person in own for j in self.teams if j != team.id
        )
        return away <= max(0, self._own(team.id, t) - team.fewest, locked)

    def _keeps(self, t: int, team: Team, whole: Needs, shares: tuple[tuple[int, ...], ...]) -> bool:
        other = sum(
            x
            for person, share in zip(self.people, shares, strict=True)
            if person.home_team == team.id
            for (need, _), x in zip(whole, share, strict=True)
            if not need.as_a_service
        )
        return other <= floor(self._own(team.id, t) * (1 - Fraction(team.reserve) / 100))

    def _others(
        self, t: int, work: Needs, hired: Mapping[OptionId, int]
    ) -> Callable[[tuple[int, ...]], int | None]:
        """Gives the least shortage once pools and hires serve what people leave, None if none."""
        sources = self._sources(t, work, hired)
        must_lack = self._must_lack(work)

        @cache
        def least(left: tuple[int, ...]) -> int | None:
            best: int | None = None
            for rest in self._served(left, sources):
                if any(x for (need, _), x in zip(work, rest, strict=True) if not need.committed):
                    continue
                lacking: dict[TeamId | None, int] = {}
                for (need, _), x in zip(work, rest, strict=True):
                    lacking[need.team] = lacking.get(need.team, 0) + x
                if all(lacking.get(team, 0) >= x for team, x in must_lack.items()):
                    best = sum(rest) if best is None else min(best, sum(rest))
            return best

        return least

    def _must_lack(self, work: Needs) -> dict[TeamId, int]:
        """What a team that is full leaves undone at least."""
        result = {}
        for team in self.ground.portfolio.teams:
            asked = sum(x for need, x in work if need.team == team.id)
            committed = sum(x for need, x in work if need.team == team.id and need.committed)
            if team.most is not None:
                result[team.id] = max(0, asked - max(team.most, committed))
        return result

    def _sources(
        self, t: int, work: Needs, hired: Mapping[OptionId, int]
    ) -> list[tuple[int, tuple[bool, ...]]]:
        calendar, teams = self.ground.index.calendar, self.ground.index.teams
        result: list[tuple[int, tuple[bool, ...]]] = []
        for pool in self.ground.portfolio.pools:
            first = calendar.index(pool.from_period) if pool.from_period else 0
            last = calendar.index(pool.to_period) if pool.to_period else t
            fits = tuple(
                first <= t <= last
                and need.skill == pool.skill
                and pool.team in (None, need.team)
                and (pool.domain is None or (need.team and teams[need.team].domain == pool.domain))
                for need, _ in work
            )
            result.append((pool.slices, tuple(bool(fit) for fit in fits)))
        result += [
            (hired[option.id], tuple(need.skill == option.skill for need, _ in work))
            for option in self.ground.portfolio.hiring
        ]
        return [source for source in result if source[0] > 0 and any(source[1])]

    def _served(
        self, left: tuple[int, ...], sources: list[tuple[int, tuple[bool, ...]]]
    ) -> set[tuple[int, ...]]:
        """What may remain of the needs after each way to use the sources."""
        found = {left}
        for slices, fits in sources:
            following = set()
            for rest in found:
                ranges = [
                    range(min(x, slices) + 1) if fit else range(1)
                    for x, fit in zip(rest, fits, strict=True)
                ]
                for share in product(*ranges):
                    if sum(share) <= slices:
                        following.add(tuple(a - b for a, b in zip(rest, share, strict=True)))
            found = following
        return found
