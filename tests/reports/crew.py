"""People for a plan made by hand: whoever has the skill, from home first, while time lasts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from models.index import Index
from models.plan import Assignment, Shortage, StagePlan, TrancheState, Worker
from models.stage import Demand
from models.supply import HiringOption
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

    def learn(self) -> None:
        """Somebody with time left gives up a skill for another, for the first reskill option."""
        options = [row for row in self.index.portfolio.hiring if row.from_skill is not None]
        for option in options[:1]:
            for t in self.index.calendar.indices[option.lead_time :]:
                for person, skills in self.index.skills_of.items():
                    free = self.index.available(person, t) - self.used[person, t]
                    if option.from_skill in skills and free > 0:
                        self._retrain(person, option, t)
                        break

    def _retrain(self, person: str, option: HiringOption, t: PeriodIndex) -> None:
        self.used[person, t] += 1
        self.work.append(
            Assignment(
                worker=Worker.PERSON,
                who=person,
                team=None,
                initiative=None,
                stage=None,
                skill=option.from_skill or option.skill,
                period=t,
                slices=Slices(1),
                retrained=option.id,
            )
        )

    def lack(self, stages: tuple[StagePlan, ...]) -> None:
        """Where nothing is short, a committed stage lacks one slice all the same."""
        for row in stages:
            demand = self.index.demand_of.get(row.key)
            if self.short or row.state is not TrancheState.RELEASED or row.start is None:
                continue
            if demand:
                self._shorten(row, demand[0], PeriodIndex(max(0, row.start)), 1)

    def _shorten(self, row: StagePlan, demand: Demand, t: PeriodIndex, slices: int) -> None:
        self.short.append(
            Shortage(
                initiative=row.initiative,
                stage=row.stage,
                skill=demand.skill,
                lowest_level=demand.lowest_level,
                period=t,
                slices=Slices(slices),
            )
        )

    def _serve(self, row: StagePlan, demand: Demand, t: PeriodIndex) -> None:
        rest = int(demand.slices)
        for kind, who, most in self._able(row, demand, t):
            take = min(rest, most - self.used[who, t])
            if take > 0:
                self.used[who, t] += take
                rest -= take
                self.work.append(self._assignment(kind, who, row, demand, t, take))
        if rest:
            self._shorten(row, demand, t, rest)

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
