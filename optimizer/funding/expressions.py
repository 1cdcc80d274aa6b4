"""Linear expressions that several constraints speak in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor

from models.envelope import Measure, Scope
from models.stage import Stage, StageKey
from models.units import FunctionId, FundId, Money, TeamId
from optimizer.budgets import shortfalls
from optimizer.funding.capacity import Capacities, Capacity
from optimizer.funding.model import Coefficient
from optimizer.funding.needs import Group
from optimizer.funding.problem import Problem
from optimizer.funding.variables import ALWAYS, NEVER, Shared, Variables
from optimizer.scope import in_scope

Terms = list[tuple[int, Coefficient]]
Sum = defaultdict[int, int]


def runs(v: Variables, stage: Stage, t: int) -> Terms:
    """1 while the stage runs: started by t and not yet by t - duration."""
    return [(v.by(stage.key, t), 1), (v.by(stage.key, t - stage.periods), -1)]


def ready(v: Variables, before: Stage, lag: int, t: int) -> int:
    """Column that says whether the stage has been finished for `lag` periods when t begins."""
    return v.by(before.key, t - before.periods - lag)


def starts(v: Variables, stage: StageKey, t: int) -> Terms:
    """1 if the stage starts in t."""
    return [(v.by(stage, t), 1), (v.by(stage, t - 1), -1)]


def terms(total: Sum) -> Terms:
    """The terms of a sum that matter; the constant column stays in."""
    return [(column, amount) for column, amount in total.items() if amount != 0 and column != NEVER]


@dataclass(frozen=True)
class Programme:
    """Problem and variables together, with the sums that money rows share."""

    problem: Problem
    v: Variables
    shortage: int = 0
    """Slices that committed stages must lack, in all (from a first, smaller solve)."""
    _measured: dict[Measure, list[tuple[Stage, list[tuple[int, int, int]]]]] = field(
        default_factory=dict
    )
    _sums: dict[tuple[Measure, Scope], list[Sum]] = field(default_factory=dict)

    @cached_property
    def charges(self) -> tuple[dict[tuple[FundId, int], Sum], dict[Shared, Sum]]:
        """What free stages charge each fund alone, and what several funds share, by window."""
        alone: defaultdict[tuple[FundId, int], Sum] = defaultdict(lambda: defaultdict(int))
        shared: defaultdict[Shared, Sum] = defaultdict(lambda: defaultdict(int))
        window = self.problem.index.calendar.window_of
        for stage in self.problem.free:
            if stage.key in self.problem.facts.out:
                continue
            by = self.v.started[stage.key]
            for t, due in self.problem.dues.by_start(stage):
                w = window[due.period]
                key = Shared(due.funds, w)
                total = alone[due.funds[0], w] if len(due.funds) == 1 else shared[key]
                total[by[t]] += due.amount
                if t > 0:
                    total[by[t - 1]] -= due.amount
        return dict(alone), dict(shared)

    @cached_property
    def committed_charges(self) -> dict[tuple[FundId, int], int]:
        """What committed stages charge each fund by window."""
        sums: defaultdict[tuple[FundId, int], int] = defaultdict(int)
        window = self.problem.index.calendar.window_of
        for stage in self.problem.committed:
            for due in self.problem.dues.committed(stage):
                sums[due.funds[0], window[due.period]] += due.amount
        return dict(sums)

    @cached_property
    def funds_paying(self) -> dict[tuple[FundId, int], list[int]]:
        """Columns of what each fund pays of shared parts, by window."""
        columns: defaultdict[tuple[FundId, int], list[int]] = defaultdict(list)
        for key, by_fund in self.v.paid.items():
            for fund, column in by_fund.items():
                columns[fund, key.window].append(column)
        return dict(columns)

    @cached_property
    def shortfalls(self) -> dict[tuple[FundId, int], Money]:
        """By how much committed charges alone break hard budgets."""
        return shortfalls(self.problem.index, self.committed_charges)

    @cached_property
    def budgets(self) -> dict[FundId, list[int]]:
        """Each fund's budget by window, with the shortfall that committed money forces."""
        index = self.problem.index
        budgets: dict[FundId, list[int]] = {}
        for fund in index.funds:
            rows = [index.budgets.get((fund, window)) for window in index.calendar.windows]
            amounts = [0 if row is None else int(row.amount) for row in rows]
            budgets[fund] = [
                amount + self.shortfalls.get((fund, w), 0) for w, amount in enumerate(amounts)
            ]
        return budgets

    @cached_property
    def own_time(self) -> dict[TeamId, list[int]]:
        """Slices of each team's own people by period."""
        time = {team: [0] * self.problem.horizon for team in self.problem.index.teams}
        for group, slices in self.problem.workforce.groups.items():
            if group.kin.home is not None:
                for t, amount in enumerate(slices):
                    time[group.kin.home][t] += amount
        return time

    @cached_property
    def other_time(self) -> dict[TeamId, list[int]]:
        """Of each team's own time by period: what its reserve leaves for other work."""
        teams = self.problem.index.teams
        free = {name: 1 - Fraction(team.reserve) / 100 for name, team in teams.items()}
        return {
            team: [floor(slices * free[team]) for slices in time]
            for team, time in self.own_time.items()
        }

    @cached_property
    def locked_elsewhere(self) -> dict[TeamId, list[int]]:
        """Slices of each team's own people that are locked at other teams, by period."""
        time = {team: [0] * self.problem.horizon for team in self.problem.index.teams}
        for person, locks in self.problem.workforce.locks.items():
            home = self.problem.index.people[person].home_team
            for team, slices in locks.items():
                if home is not None and team != home:
                    for t, amount in enumerate(slices):
                        time[home][t] += amount
        return time

    @cached_property
    def retrained_of(self) -> dict[tuple[Group, int], tuple[tuple[int, int], ...]]:
        """What each group gives up for retraining in a period, as columns that take from it."""
        taken: defaultdict[tuple[Group, int], list[tuple[int, int]]] = defaultdict(list)
        for (group, _, t), column in self.v.retrained.items():
            taken[group, t].append((column, -1))
        return {key: tuple(columns) for key, columns in taken.items()}

    @cached_property
    def capacities(self) -> dict[Group, Capacities]:
        """What each group can do, less what it gives up for retraining."""
        return {
            group: tuple(
                Capacity(slices, self.retrained_of.get((group, t), ()))
                for t, slices in enumerate(time)
            )
            for group, time in self.problem.workforce.groups.items()
        }

    @cached_property
    def most_lent(self) -> dict[FunctionId, int | None]:
        """Slices that each function lends at most; None = any."""
        return {row.id: row.most_lent for row in self.problem.index.portfolio.functions}

    def charge(self, fund: FundId, w: int) -> Terms:
        """C(w): all that a fund is charged in a window."""
        total: Sum = defaultdict(int, self.charges[0].get((fund, w), {}))
        total[ALWAYS] += self.committed_charges.get((fund, w), 0)
        for column in self.funds_paying.get((fund, w), ()):
            total[column] += 1
        return terms(total)

    def measured(self, measure: Measure, scope: Scope) -> list[Sum]:
        """What envelopes measure, summed over the stages in scope, for each period."""
        key = measure, scope
        if key not in self._sums:
            inside = in_scope(self.problem.index, scope)
            sums: list[Sum] = [defaultdict(int) for _ in range(self.problem.horizon)]
            for stage, terms_of in self._measures(measure):
                if stage.initiative in inside:
                    for period, column, amount in terms_of:
                        sums[period][column] += amount
            self._sums[key] = sums
        return self._sums[key]

    def _measures(self, measure: Measure) -> list[tuple[Stage, list[tuple[int, int, int]]]]:
        """For each stage: period, column and amount of all that the measure sees of it."""
        if measure not in self._measured:
            dues, found = self.problem.dues, []
            for stage in self.problem.committed:
                start = self.problem.facts.starts.get(stage.key)
                rows = [(t, ALWAYS, amount) for t, amount in dues.measured(stage, start, measure)]
                found.append((stage, rows))
            found += [
                (stage, self._measure(stage, measure))
                for stage in self.problem.free
                if stage.key not in self.problem.facts.out
            ]
            self._measured[measure] = found
        return self._measured[measure]

    def _measure(self, stage: Stage, measure: Measure) -> list[tuple[int, int, int]]:
        by = self.v.started[stage.key]
        found: list[tuple[int, int, int]] = []
        for t, period, amount in self.problem.dues.measured_by_start(stage, measure):
            if amount:
                found.append((period, by[t], amount))
                if t > 0:
                    found.append((period, by[t - 1], -amount))
        return found


def summed(sums: Iterable[Sum]) -> Sum:
    """One sum of several."""
    total: Sum = defaultdict(int)
    for each in sums:
        for column, amount in each.items():
            total[column] += amount
    return total
