"""The tasks, resources and rules that a portfolio becomes for PyJobShop (see `job_shop.py`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from benchmarks.peers.crowds import Crowd, Crowds
from models.dependency import Dependency, DependencyType
from models.initiative import CountsFrom
from models.stage import Stage, StageKey
from models.units import FundId
from optimizer.budgets import shortfalls
from optimizer.funding.problem import Problem
from optimizer.worth import after_stage, before_stage

FINEST = 100_000
"""Units in all tranches together: PyJobShop's own bounds on times leave no room for more."""

FLATTEST = 100
"""Periods after which a value is gone at the latest, so that no job ends later than that."""


class Line(NamedTuple):
    """What a stage is worth by its end, less what it is worth at best: a straight line."""

    slope: int
    """Units that each period of delay costs."""
    zero: int
    """The end at which nothing is left; "not" ends there."""


@dataclass
class Shop:
    """The model under construction."""

    problem: Problem
    model: Any
    """PyJobShop's; it ships no types that a checker without it could see."""
    tasks: dict[StageKey, Any] = field(default_factory=dict)
    number: dict[int, int] = field(default_factory=dict)
    """The position of each task among all, by its identity."""
    most: int = 0
    """What all stages together would be worth at cost 0, in units of the objective."""

    def fill(self) -> None:
        """All tasks, resources and rules, and the objective."""
        for stage in self.problem.free:
            if stage.key in self.problem.facts.earliest:
                self._add_stage(stage)
        self._add_absences()
        self._add_order()
        self._add_duties()
        for row in self.problem.index.portfolio.dependencies:
            self._add_dependency(row)
        self.model.set_objective(weight_total_flow_time=1)

    def _task(self, **more: Any) -> Any:  # noqa: ANN401 - an untyped library
        task = self.model.add_task(**more)
        self.number[id(task)] = len(self.number)
        return task

    def _none(self, job: Any = None, end: int = 0) -> Any:  # noqa: ANN401 - an untyped library
        """A task that stands for not doing something."""
        task = self._task(job=job, earliest_end=end, latest_end=end, optional=True)
        self.model.add_mode(task, [], 0)
        return task

    def _add_stage(self, stage: Stage) -> None:
        first, last = self.problem.facts.earliest[stage.key], self._latest(stage)
        modes = list(self._modes(stage))
        if first > last or not modes:
            return
        line = self._line(stage, first, last)
        job = None
        if line is not None:
            job = self.model.add_job(weight=line.slope)
            self.most += line.slope * line.zero
        task = self._task(job=job, earliest_start=first, latest_start=last, optional=True)
        self.tasks[stage.key] = task
        for resources, demands in modes:
            self.model.add_mode(task, resources, stage.periods, demands)
        if line is not None:
            self.model.add_select_exactly_one([task, self._none(job, line.zero)])

    def _latest(self, stage: Stage) -> int:
        row = self.problem.index.initiatives[stage.initiative]
        is_last = stage.key == self.problem.index.stages_of[row.id][-1].key
        if is_last and row.latest_finish is not None and row.deadline_penalty is None:
            due = self.problem.index.calendar.index(row.latest_finish) + 1
            return min(self.problem.horizon - 1, due - stage.periods)
        return self.problem.horizon - 1

    def _line(self, stage: Stage, first: int, last: int) -> Line | None:
        """The line through the first and the last value; None where nothing is gained."""
        best, worst = (self._value(stage, start) // self.grain for start in (first, last))
        if best <= 0:
            return None
        slope = max((best - worst) // max(1, last - first), -(-best // FLATTEST), 1)
        return Line(slope, first + stage.periods + best // slope)

    def _value(self, stage: Stage, start: int) -> int:
        worth = self.problem.worth
        total = -worth.lateness(stage, start)
        for anchor in CountsFrom:
            launch = start + (stage.periods if anchor is CountsFrom.FINISH else 0)
            total += worth.launched(stage.key, anchor, launch)
        return total

    def _modes(self, stage: Stage) -> Iterator[tuple[list[Any], list[int]]]:
        """Resources and demands of a stage, once for each choice of funds that could ever do."""
        crowds = [(crowd, n) for crowd, n in self._crowds.asked(stage).items() if n > 0]
        parts = [part for part in self.problem.dues.spreads(stage, 1) if part.total > 0]
        for funds in product(*(part.funds for part in parts)):
            money: defaultdict[FundId, int] = defaultdict(int)
            for fund, part in zip(funds, parts, strict=True):
                money[fund] += -(-part.total // self.grain)
            resources = [self._people[crowd] for crowd, _ in crowds]
            resources += [self._money[fund] for fund in money]
            demands = [*(slices for _, slices in crowds), *money.values()]
            pairs = zip(resources, demands, strict=True)
            if all(resource.capacity >= demand for resource, demand in pairs):
                yield resources, demands

    @cached_property
    def grain(self) -> int:
        """Minor units in one unit of the objective and of money."""
        return max(1, sum(stage.tranche for stage in self.problem.free) // FINEST)

    @cached_property
    def _crowds(self) -> Crowds:
        return Crowds(self.problem.facts)

    @cached_property
    def _people(self) -> dict[Crowd, Any]:
        """A renewable per crowd that is asked for, as large as it ever is."""
        return {
            crowd: self.model.add_renewable(max(self._rooms(crowd)))
            for crowd in sorted(
                {crowd for demand in self._crowds.demands.values() for crowd in demand}, key=repr
            )
        }

    def _rooms(self, crowd: Crowd) -> list[int]:
        return [self._crowds.room.get((crowd, t), 0) for t in range(self.problem.horizon)]

    def _add_absences(self) -> None:
        """Takes what a crowd does not have in a period."""
        for crowd, resource in self._people.items():
            rooms = self._rooms(crowd)
            for t, room in enumerate(rooms):
                if room < max(rooms):
                    task = self._task(earliest_start=t, latest_start=t)
                    self.model.add_mode(task, [resource], 1, [max(rooms) - room])

    @cached_property
    def _money(self) -> dict[FundId, Any]:
        """A consumable per fund: all its budgets, less what committed stages are charged."""
        index, dues = self.problem.index, self.problem.dues
        charged: defaultdict[tuple[FundId, int], int] = defaultdict(int)
        for stage in self.problem.committed:
            for due in dues.committed(stage):
                charged[due.funds[0], index.calendar.window_of[due.period]] += due.amount
        left: defaultdict[FundId, int] = defaultdict(int)
        for row in index.portfolio.budgets:
            left[row.fund] += row.amount
        for missing in (shortfalls(index, charged), _negative(charged)):
            for (fund, _), amount in missing.items():
                left[fund] += amount
        return {
            fund: self.model.add_consumable(max(0, left[fund] // self.grain))
            for fund in sorted(index.funds)
        }

    def _add_order(self) -> None:
        for key in self.tasks:
            before = StageKey(key.initiative, key.stage - 1)
            if key.stage > 1:
                self._follows(before, key, 0)

    def _follows(self, before: StageKey, after: StageKey, lag: int) -> None:
        """`after` is chosen only with `before`, and starts when that has ended."""
        facts, task = self.problem.facts, self.tasks.get(after)
        if task is None or before in facts.done:
            return
        if before in self.tasks:
            self.model.add_end_before_start(self.tasks[before], task, delay=lag)
            self.model.add_select_at_least_one([self.tasks[before]], condition_task=task)
        elif before in facts.starts:
            ready = facts.starts[before] + facts.index.stage[before].periods + lag
            fixed = self._task(earliest_start=max(0, ready), latest_start=max(0, ready))
            self.model.add_mode(fixed, [], 0)
            self.model.add_end_before_start(fixed, task)
        else:
            self._never(after)

    def _never(self, key: StageKey) -> None:
        if key in self.tasks:
            self.model.add_select_exactly_one([self.tasks[key], self._always])

    @cached_property
    def _always(self) -> Any:  # noqa: ANN401 - an untyped library
        """A task that is always there."""
        task = self._task(earliest_start=0, latest_start=0)
        self.model.add_mode(task, [], 0)
        return task

    def _add_duties(self) -> None:
        index, committed = self.problem.index, self.problem.facts.committed
        groups: defaultdict[str, list[StageKey]] = defaultdict(list)
        for row in index.portfolio.initiatives:
            stages = index.stages_of.get(row.id, ())
            if row.must_do and stages and stages[-1].key in self.tasks:
                self.model.add_select_at_least_one([self.tasks[stages[-1].key]])
            if row.group is not None and stages:
                groups[row.group].append(stages[0].key)
        for firsts in groups.values():
            self._at_most_one(firsts, taken=any(key in committed for key in firsts))

    def _at_most_one(self, keys: list[StageKey], *, taken: bool) -> None:
        tasks = [self.tasks[key] for key in keys if key in self.tasks]
        if tasks:
            self.model.add_select_exactly_one([*tasks, self._always if taken else self._none()])

    def _add_dependency(self, row: Dependency) -> None:
        facts = self.problem.facts
        before, after = before_stage(facts, row), after_stage(facts, row)
        match row.type:
            case DependencyType.EXCLUDES:
                self._at_most_one([before, after], taken=bool({before, after} & facts.committed))
            case DependencyType.SAME_RELEASE:
                self._together(before, after)
            case DependencyType.NEEDS if before not in facts.committed and after in self.tasks:
                if before in self.tasks:
                    self.model.add_select_at_least_one([self.tasks[before]], self.tasks[after])
                else:
                    self._never(after)
            case DependencyType.FINISH_START if row.flag_cost is None:
                self._follows(before, after, row.lag)

    def _together(self, one: StageKey, other: StageKey) -> None:
        """Both end in the same period; with a committed one, the other is left out."""
        if {one, other} & self.problem.facts.done:
            return
        if one in self.tasks and other in self.tasks:
            self.model.add_end_at_end(self.tasks[one], self.tasks[other])
            self.model.add_select_all_or_none([self.tasks[one], self.tasks[other]])
        else:
            self._never(one)
            self._never(other)


def _negative(amounts: Mapping[tuple[FundId, int], int]) -> dict[tuple[FundId, int], int]:
    return {key: -amount for key, amount in amounts.items()}
