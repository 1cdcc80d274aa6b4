"""People for a plan made by hand: whoever has the skill, from home first, while time lasts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from models.index import Index
from models.plan import Assignment, Shortage, StagePlan, Worker
from models.stage import Demand
from models.units import PeriodIndex, Slices


@dataclass
class Crew:
    """Who has been given what so far."""

    index: Index
    used: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    work: list[Assignment] = field(default_factory=list)
    short: list[Shortage] = field(default_factory=list)

    def serve(self, row: StagePlan) -> None:
        """Find people for all the periods of a stage."""
        if row.start is None:
            return
        finish = row.start + self.index.stage[row.key].periods
        for t in self.index.calendar.indices[max(0, row.start) : max(0, finish)]:
            for demand in self.index.demand_of.get(row.key, ()):
                self._serve(row, demand, t)

    def _serve(self, row: StagePlan, demand: Demand, t: PeriodIndex) -> None:
        rest = int(demand.slices)
        for kind, who, most in self._able(row, demand, t):
            take = min(rest, most - self.used[who, t])
            if take > 0:
                self.used[who, t] += take
                rest -= take
                self.work.append(self._assignment(kind, who, row, demand, t, take))
        if rest:
            self.short.append(
                Shortage(
                    initiative=row.initiative,
                    stage=row.stage,
                    skill=demand.skill,
                    lowest_level=demand.lowest_level,
                    period=t,
                    slices=Slices(rest),
                )
            )

    def _able(
        self, row: StagePlan, demand: Demand, t: PeriodIndex
    ) -> list[tuple[Worker, str, int]]:
        team = self.index.initiatives[row.initiative].team
        people = [
            person
            for person in self.index.portfolio.people
            if self.index.skills_of[person.id].get(demand.skill, 0) >= demand.lowest_level
            and (person.home_team == team or person.lendable.value != "no")
        ]
        people.sort(key=lambda person: (person.home_team != team, person.id))
        found = [(Worker.PERSON, str(p.id), int(self.index.available(p.id, t))) for p in people]
        pools = (pool for pool in self.index.portfolio.pools if pool.skill == demand.skill)
        return found + [(Worker.POOL, str(pool.id), int(pool.slices)) for pool in pools]

    def _assignment(
        self, kind: Worker, who: str, row: StagePlan, demand: Demand, t: PeriodIndex, take: int
    ) -> Assignment:
        return Assignment(
            worker=kind,
            who=who,
            team=self.index.initiatives[row.initiative].team,
            initiative=row.initiative,
            stage=row.stage,
            skill=demand.skill,
            lowest_level=demand.lowest_level,
            period=t,
            slices=Slices(take),
        )
