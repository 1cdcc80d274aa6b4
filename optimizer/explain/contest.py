"""A scarce thing that several initiatives want, and who has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.explanation import Scarce
from models.units import InitiativeId, PersonId
from models.wording import listed

TEAMS = frozenset({Scarce.PRODUCT_TEAM, Scarce.PLATFORM_TEAM, Scarce.INFRASTRUCTURE_TEAM})
_NAMED = 3
"""Skills and teams that are named."""


class Contest(NamedTuple):
    """What is scarce, and when."""

    kind: Scarce
    name: str
    """Of the fund, skill, team or envelope; empty for a person, who is named by ID alone."""
    when: str
    """`in Q1`."""
    at: int
    """Its first period."""
    rivals: tuple[InitiativeId, ...]
    """Who has it, the largest share first."""
    skills: tuple[str, ...] = ()
    """What is wanted of a person or of a team's people, by name; empty: any of their time."""
    person: PersonId | None = None
    alone: bool = False
    """Whether nobody but the person could do it at all."""
    teams: tuple[str, ...] = ()
    """Those that want the person, by name."""
    several: bool = False
    """Whether it is several funds that may pay together."""
    priced: bool = False
    """Whether there is more of it at a price: a budget that may be overrun."""

    @property
    def thing(self) -> tuple[str, ...]:
        """The same for all that is wanted of one thing at one time."""
        return self.kind, self.name, self.when, self.person or ""

    @property
    def over(self) -> str:
        """The scarce thing and when, for a sentence; it never names a person."""
        if self.kind is Scarce.PERSON:
            one, time = ("the only one", ()) if self.alone else ("the last one", ("time",))
            skills = listed((*self.skills, *time), _NAMED)
            return f"{one} with {skills} for {listed(self.teams, _NAMED)} {self.when}"
        if self.kind in TEAMS:
            return f"{listed(self.skills, _NAMED) or 'the time'} of {self.name} {self.when}"
        return f"{self.name} {self.when}"

    def goes_to(self, names: str) -> str:
        """Who has it, as a clause: `build in Q1 goes to Big`."""
        many = self.several or len(self.skills) > 1
        return f"{self.over} {'go' if many else 'goes'} to {names}"

    def with_(self, other: Contest) -> Contest:
        """Two contests over the same thing as one: what anybody wants of it, who has any of it."""
        both = {*self.skills, *other.skills} if self.skills and other.skills else ()
        return self._replace(
            rivals=tuple(dict.fromkeys((*self.rivals, *other.rivals))),
            skills=tuple(sorted(both)),
            alone=self.alone and other.alone,
            teams=tuple(sorted({*self.teams, *other.teams})),
        )


def ranked(shares: Mapping[InitiativeId, int]) -> tuple[InitiativeId, ...]:
    """Initiatives with a share, the largest first, equals by ID."""
    having = sorted((-share, name) for name, share in shares.items() if share > 0)
    return tuple(name for _, name in having)
