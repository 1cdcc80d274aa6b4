"""Whose time is scarce: one person's, that of one team's experts, or that of all with a skill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from models.explanation import Scarce
from models.person import Person
from models.plan import Worker
from models.team import Team, TeamKind
from models.units import InitiativeId, PersonId, TeamId
from models.wording import listed
from optimizer.explain.able import Home, Want, home_of
from optimizer.explain.contest import Contest, ranked
from optimizer.explain.spare import Spare


@dataclass(frozen=True)
class Holders:
    """Everyone who could do what a team wants, and for whom they work."""

    spare: Spare
    team: TeamId
    want: Want
    asking: InitiativeId
    lacking: int
    """Slices that nobody has for the team."""

    def contest(self, when: str) -> Contest:
        """What is scarce, from the one to the many: a person, a team's experts, the skill."""
        skills = tuple(sorted({skill for skill, _ in self.want.skills}))
        for person, alone in ((self._only, True), (self._last, False)):
            rivals = self._served([person.id]) if person is not None else ()
            if person is not None and rivals:
                wanting = (self.spare.usage.index.teams[self.team].name,)
                return Contest(
                    Scarce.PERSON, "", when, self.want.t, rivals, skills, person.id, alone, wanting
                )
        keeping = self._keeping
        team = keeping or self._experts
        if team is not None:
            rivals = self._served_by_all([(team.id, None)]) if keeping is not None else self.rivals
            kind = Scarce(f"{team.kind} team")
            return Contest(kind, team.name, when, self.want.t, rivals, skills)
        return Contest(Scarce.SKILL, listed(skills), when, self.want.t, self.rivals, skills)

    @cached_property
    def rivals(self) -> tuple[InitiativeId, ...]:
        """For whom they work, the largest share first.

        Where nobody does, a rule on a whole home may keep them from it: those who use it up. Where
        nobody is there who may come, those for whom all others work that could do it.
        """
        busy = self._served((row.id for row in self._people), self._anonymous)
        if busy:
            return busy
        keeping = [home for home in self._homes if self.spare.kept(home, self.want, self.team)]
        if keeping or self._people:
            return self._served_by_all(keeping)
        return self._served(row.id for row in self.spare.able.everyone(self.want))

    @cached_property
    def at_limit(self) -> list[tuple[Person, int]]:
        """Who has time left and works for as many other teams as one may; and how much."""
        usage, t = self.spare.usage, self.want.t
        left = (
            (row, usage.free(row.id, self.team, t))
            for row in self._people
            if not usage.may_join(row.id, self.team, t)
        )
        return [(row, slices) for row, slices in left if slices > 0]

    @cached_property
    def _people(self) -> list[Person]:
        return self.spare.who(self.team, self.want)

    @cached_property
    def _anonymous(self) -> list[tuple[Worker, str]]:
        return self.spare.anonymous(self.team, self.want)

    @cached_property
    def _homes(self) -> set[Home]:
        return {home_of(row) for row in self._people}

    @property
    def _only(self) -> Person | None:
        """The one who can do it at all."""
        single = len(self._people) == 1 and not self._anonymous
        return self._people[0] if single else None

    @property
    def _last(self) -> Person | None:
        """The one whose time would be enough, were it not for most teams per person."""
        if len(self.at_limit) != 1:
            return None
        person, slices = self.at_limit[0]
        return person if slices >= self.lacking else None

    @property
    def _keeping(self) -> Team | None:
        """The team that could lend or give enough, but has to keep it: Reserve %, Fewest people."""
        found = [
            self._serving(home)
            for home in sorted(self._homes, key=str)
            if self.spare.kept(home, self.want, self.team) >= self.lacking
        ]
        return found[0] if len(found) == 1 else None

    @property
    def _experts(self) -> Team | None:
        """The platform or infrastructure team where everyone is at home who can do it."""
        if len(self._homes) != 1 or self._anonymous:
            return None
        return self._serving(next(iter(self._homes)))

    def _serving(self, home: Home) -> Team | None:
        """The home, if it is a team that serves others."""
        team = None if home[0] is None else self.spare.usage.index.teams[home[0]]
        return None if team is None or team.kind is TeamKind.PRODUCT else team

    def _served_by_all(self, homes: Collection[Home]) -> tuple[InitiativeId, ...]:
        """For whom all at these homes work."""
        people = self.spare.usage.index.portfolio.people if homes else ()
        return self._served(row.id for row in people if home_of(row) in homes)

    def _served(
        self, people: Iterable[PersonId], others: Iterable[tuple[Worker, str]] = ()
    ) -> tuple[InitiativeId, ...]:
        """The others that these people, pools and hires work for, the largest share first."""
        shares: defaultdict[InitiativeId, int] = defaultdict(int)
        workers = [*((Worker.PERSON, str(name)) for name in people), *others]
        for worker, name in workers:
            served = self.spare.usage.by_worker.get((worker, name, self.want.t))
            for initiative, slices in (served or {}).items():
                shares[initiative] += slices
        shares.pop(self.asking, None)
        return ranked(shares)
