"""From the rows of a written plan to the values of the models."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from data.fault import Fault
from data.plan_cells import Line
from models.fund import CostType
from models.index import Index
from models.plan import (
    Assignment,
    FlagUse,
    HireUse,
    Overrun,
    Payment,
    Shortage,
    Shortfall,
    StagePlan,
    TrancheState,
    Worker,
)
from models.plan_tables import WorkRun
from models.stage import StageKey
from models.units import (
    FundId,
    InitiativeId,
    Money,
    OptionId,
    PeriodIndex,
    SkillId,
    TeamId,
    WindowId,
)
from models.verdict import VerdictKind

DONE = "done"
_BEFORE = re.compile(r"([1-9][0-9]{0,4}) periods? ago")


@dataclass(frozen=True)
class PlanRows:
    """Reads rows of a plan for one portfolio: every name in them must be one of its names."""

    index: Index

    @cached_property
    def _periods(self) -> dict[str, PeriodIndex]:
        return {row.id: PeriodIndex(t) for t, row in enumerate(self.index.calendar.periods)}

    @cached_property
    def _options(self) -> dict[str, None]:
        return dict.fromkeys(row.id for row in self.index.portfolio.hiring)

    @cached_property
    def _pools(self) -> dict[str, None]:
        return dict.fromkeys(row.id for row in self.index.portfolio.pools)

    @cached_property
    def _skills(self) -> dict[str, None]:
        rows = self.index.portfolio
        tables = (rows.demand, rows.skills, rows.pools, rows.hiring)
        return dict.fromkeys(row.skill for table in tables for row in table)

    def stage(self, line: Line) -> StagePlan:
        """A row of the Funding plan."""
        key = self._key(line, "ID", "Stage")
        gate = "Gate before it"
        missing = line.raw("What is missing")
        return StagePlan(
            initiative=key.initiative,
            stage=key.stage,
            state=line.one_of("State", TrancheState),
            start=self._start(line),
            amount=line.money("Tranche"),
            release_now=line.money("Release now") if line.has("Release now") else Money(0),
            gate=line.one_of(gate, VerdictKind) if line.has(gate) else None,
            missing=tuple(missing.split("\n")) if missing else (),
        )

    def _start(self, line: Line) -> PeriodIndex | None:
        if not line.has("Starts"):
            return None
        text = line.text("Starts")
        if text in self._periods:
            return self._periods[text]
        if text == DONE:
            return None
        before = _BEFORE.fullmatch(text)
        if before is None:
            line.known("Starts", self._periods, "a period")
        return PeriodIndex(-int(before[1])) if before else None

    def _key(self, line: Line, initiative: str, stage: str) -> StageKey:
        name = line.known(initiative, self.index.initiatives, "an initiative")
        key = StageKey(InitiativeId(name), line.whole(stage))
        if key not in self.index.stage:
            count = len(self.index.stages_of.get(key.initiative, ()))
            raise Fault(f"{name} has no stage {key.stage}", f"1 to {count}", stage)
        return key

    def _period(self, line: Line, column: str) -> PeriodIndex:
        return self._periods[line.known(column, self._periods, "a period")]

    def _fund(self, line: Line) -> FundId:
        return FundId(line.known("Fund ID", self.index.funds, "a fund"))

    def _window(self, line: Line) -> WindowId:
        return WindowId(line.known("Window", self.index.calendar.windows, "a window"))

    def _skill(self, line: Line) -> SkillId:
        return SkillId(line.known("Skill", self._skills, "a skill"))

    def payment(self, line: Line) -> Payment:
        """A row of Payments."""
        key = self._key(line, "Initiative ID", "Stage")
        return Payment(
            initiative=key.initiative,
            stage=key.stage,
            cost_type=line.one_of("Cost type", CostType),
            fund=self._fund(line),
            period=self._period(line, "Period"),
            amount=line.money("Amount"),
        )

    def overrun(self, line: Line) -> Overrun | None:
        """The overrun in a row of Budget, where there is one."""
        fund, window = self._fund(line), self._window(line)
        if not line.has("Overrun"):
            return None
        return Overrun(fund=fund, window=window, amount=line.money("Overrun"))

    def shortfall(self, line: Line) -> Shortfall | None:
        """The shortfall in a row of Budget, where there is one."""
        if not line.has("Shortfall"):
            return None
        amount = line.money("Shortfall")
        return Shortfall(fund=self._fund(line), window=self._window(line), amount=amount)

    def flag(self, line: Line) -> FlagUse:
        """A row of the feature flags in use."""
        before = self._key(line, "Before ID", "Before stage")
        after = self._key(line, "After ID", "After stage")
        return FlagUse(before=before, after=after, cost=line.money("Flag cost"))

    def hire(self, line: Line) -> HireUse:
        """A row of Hiring."""
        option = line.known("Option", self._options, "a hiring option")
        period = self._period(line, "Period")
        return HireUse(option=OptionId(option), period=period, slices=line.fte("FTE"))

    def run_that_goes_on(self, line: Line) -> WorkRun:
        """A row of an earlier plan's Assignments: it may have begun before the first period."""
        known = line.text("From") in self._periods
        return self._run(line, self._period(line, "From") if known else PeriodIndex(0))

    def run(self, line: Line) -> WorkRun:
        """A row of Assignments, with its last period."""
        return self._run(line, self._period(line, "From"))

    def _run(self, line: Line, first: PeriodIndex) -> WorkRun:
        last = self._period(line, "To")
        if last < first:
            raise Fault("lies before the period in From", "the same period or a later one", "To")
        worker = line.one_of("Worker", Worker)
        names: dict[Worker, Collection[str]] = {
            Worker.PERSON: self.index.people,
            Worker.POOL: self._pools,
            Worker.HIRE: self._options,
        }
        key = self._key(line, "Initiative ID", "Stage") if line.has("Initiative ID") else None
        retrained = "Retrained for"
        assignment = Assignment(
            worker=worker,
            who=line.known("Who ID", names[worker], f"a {worker.value}"),
            team=TeamId(line.known("Team ID", self.index.teams, "a team"))
            if line.has("Team ID")
            else None,
            initiative=key.initiative if key else None,
            stage=key.stage if key else None,
            skill=self._skill(line),
            lowest_level=line.whole("Lowest level"),
            period=first,
            slices=line.fte("FTE"),
            retrained=OptionId(line.known(retrained, self._options, "a hiring option"))
            if line.has(retrained)
            else None,
        )
        return WorkRun(assignment, last)

    def shortage(self, line: Line) -> Shortage:
        """A row of the shortages."""
        key = self._key(line, "Initiative ID", "Stage")
        return Shortage(
            initiative=key.initiative,
            stage=key.stage,
            skill=self._skill(line),
            lowest_level=line.whole("Lowest level"),
            period=self._period(line, "Period"),
            slices=line.fte("FTE short"),
        )
