"""What stages ask of people, held against the time that a plan leaves free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from models.explanation import ReasonKind, Scarce
from models.index import Index
from models.initiative import Theme
from models.stage import Demand, Stage, StageKey
from models.units import InitiativeId, SkillId, TeamId
from models.wording import fte, listed
from optimizer.explain.able import Want
from optimizer.explain.block import Block
from optimizer.explain.contest import Contest, ranked
from optimizer.explain.holders import Holders
from optimizer.explain.spare import Spare


class Call(NamedTuple):
    """What one team's stages ask for in one period."""

    team: TeamId
    service: bool
    """As-a-service work, for which a platform's reserve is kept."""
    t: int
    moving: InitiativeId | None
    """Whose planned time counts as free."""
    rows: list[tuple[Stage, Demand]]


@dataclass(frozen=True)
class Hands:
    """The people of a plan as seen by one who asks for more."""

    spare: Spare

    @property
    def _index(self) -> Index:
        return self.spare.usage.index

    def fit(
        self, starts: Mapping[StageKey, int], moving: InitiativeId | None = None
    ) -> tuple[Block, ...]:
        """What these stages ask for, at these starts, that nobody has time for.

        The planned time of the initiative that is `moving` counts as free.
        """
        blocks: list[Block] = []
        for call in self._calls(starts, moving):
            blocks += self._short_skills(call)
            blocks += self._full_team(call)
        return tuple(blocks)

    def _calls(self, starts: Mapping[StageKey, int], moving: InitiativeId | None) -> list[Call]:
        asked: defaultdict[tuple[TeamId, bool, int], list[tuple[Stage, Demand]]] = defaultdict(list)
        for key, start in starts.items():
            initiative, stage = self._index.initiatives[key.initiative], self._index.stage[key]
            rows = [row for row in self._index.demand_of.get(key, ()) if row.slices]
            service = initiative.theme is Theme.AS_A_SERVICE
            for t in range(start, min(self._index.calendar.horizon, start + stage.periods)):
                if rows:
                    asked[initiative.team, service, t] += [(stage, row) for row in rows]
        return [
            Call(*key, moving, rows)
            for key, rows in sorted(asked.items(), key=lambda item: item[0])
        ]

    def _short_skills(self, call: Call) -> Iterable[Block]:
        """Skills that are short by themselves; where none is, whether they are all together."""
        found: list[Block] = []
        # The highest level first: who has it will do for the lower ones too.
        rows = sorted(
            call.rows, key=lambda pair: (pair[1].skill, -pair[1].lowest_level, pair[0].key)
        )
        for _, same in groupby(rows, key=lambda pair: pair[1].skill):
            asked = list(same)
            prefixes = [asked[: n + 1] for n in range(len(asked))]
            short = [block for part in prefixes for block in self._if_short(call, part)]
            found += short[-1:]
        return found or self._if_short(call, rows)

    def _if_short(self, call: Call, rows: list[tuple[Stage, Demand]]) -> list[Block]:
        """A block if the rows together ask for more than is free."""
        need = sum(row.slices for _, row in rows)
        own = self._own(call, {row.skill for _, row in rows})
        free = own + self.spare.free(call.team, _wanted(call, rows), need - own)
        if need <= free:
            return []
        asking = rows[-1][0]

        def holders() -> Holders:
            wanted = _wanted(call, rows)
            return Holders(self.spare, call.team, wanted, asking.initiative, need - free)

        block = Block(
            ReasonKind.SKILL,
            asking.key,
            lambda: self._told(call, rows, need, free, holders()),
            Fraction(need - free, need),
            lambda: holders().contest(f"in {self._period(call.t)}"),
        )
        return [block]

    def _told(
        self,
        call: Call,
        rows: list[tuple[Stage, Demand]],
        need: int,
        free: int,
        holders: Holders,
    ) -> str:
        names = sorted({row.skill for _, row in rows})
        lowest = min(row.lowest_level for _, row in rows)
        level = f" (level {lowest} or above)" if len(names) == 1 and lowest > 1 else ""
        stages = sorted({f"“{stage.name}”" for stage, _ in rows})
        return (
            f"{listed(stages)} {'needs' if len(stages) == 1 else 'need'} {self._fte(need)} of "
            f"{listed(names)}{level} in {self._period(call.t)} and {self._fte(free)} is free for "
            f"{self._index.teams[call.team].name}, {self._fte(need - free)} too little"
            f"{self._at_limit(holders)}{self._at_work(holders.rivals)}"
            f"{self._hireable(names, call.t)}"
        )

    def _own(self, call: Call, skills: set[SkillId]) -> int:
        """Time of these skills that the moving initiative has already."""
        if call.moving is None:
            return 0
        planned = self.spare.usage.planned
        return sum(planned.get((call.moving, skill, call.t), 0) for skill in skills)

    def _at_limit(self, holders: Holders) -> str:
        """Time of those who may not work for one more team."""
        slices = sum(slices for _, slices in holders.at_limit)
        if not slices:
            return ""
        return f"; {self._fte(slices)} more is with people who may work for no further team"

    def _at_work(self, users: tuple[InitiativeId, ...]) -> str:
        names = listed(users, say=lambda name: self._index.initiatives[name].name)
        return f"; the others work for {names}" if users else ""

    def _hireable(self, skills: Iterable[str], t: int) -> str:
        """Who could still be hired for it, without a word on pay."""
        hired = self.spare.usage.hired
        options = [
            row.id
            for row in self._index.portfolio.hiring
            if row.skill in skills and row.lead_time <= t and hired.get((row.id, t), 0) < row.most
        ]
        return f"; {min(options)} could bring more, at its price" if options else ""

    def _full_team(self, call: Call) -> list[Block]:
        """Whether the team can absorb no more."""
        team, need = self._index.teams[call.team], sum(row.slices for _, row in call.rows)
        at_work = self.spare.usage.at_team.get((call.team, call.t), 0)
        at_work -= self._own(call, {row.skill for _, row in call.rows})
        if team.most is None or at_work + need <= team.most:
            return []
        stage = call.rows[-1][0]
        text = (
            f"“{stage.name}” needs {self._fte(need)} in {self._period(call.t)}, and {team.name} "
            f"takes no more than {self._fte(team.most)}, of which {self._fte(at_work)} is in use"
        )
        miss = Fraction(min(need, at_work + need - team.most), need)
        return [
            Block(
                ReasonKind.SKILL,
                stage.key,
                lambda: text,
                miss,
                lambda: Contest(
                    Scarce(f"{team.kind} team"),
                    team.name,
                    f"in {self._period(call.t)}",
                    call.t,
                    self._at_team(call, stage.initiative),
                ),
            )
        ]

    def _at_team(self, call: Call, asking: InitiativeId) -> tuple[InitiativeId, ...]:
        """Whose work the team is full of."""
        shares = dict(self.spare.usage.by_team.get((call.team, call.t), {}))
        shares.pop(asking, None)
        return ranked(shares)

    def _period(self, t: int) -> str:
        return self._index.calendar.periods[t].id

    def _fte(self, slices: int) -> str:
        return fte(slices, self._index.portfolio.settings.slice)


def _wanted(call: Call, rows: Iterable[tuple[Stage, Demand]]) -> Want:
    """What the rows ask for together: who has the lowest level of a skill will do."""
    lowest: dict[SkillId, int] = {}
    for _, row in rows:
        lowest[row.skill] = min(row.lowest_level, lowest.get(row.skill, row.lowest_level))
    return Want(frozenset(lowest.items()), call.t, call.service)
