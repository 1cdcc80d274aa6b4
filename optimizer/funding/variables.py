"""The variables of the programme, one function for each kind of decision."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from models.initiative import CountsFrom
from models.stage import StageKey
from models.supply import HiringKind
from models.units import FundId, OptionId, PoolId, TeamId
from optimizer.funding.model import Columns
from optimizer.funding.needs import Group, Kin
from optimizer.funding.network import Hub, Need, Node
from optimizer.funding.problem import Problem

NEVER = 0
"""Column that is always 0."""
ALWAYS = 1
"""Column that is always 1."""


class Shared(NamedTuple):
    """All charges in one window that the same funds may pay, in any split."""

    funds: tuple[FundId, ...]
    window: int


@dataclass
class Variables:
    """Positions of the columns by what they decide."""

    flows: bool = True
    """Whether the time of people is written as flows; if not, rows hold needs against supply."""
    columns: Columns = field(default_factory=Columns)
    started: dict[StageKey, list[int]] = field(default_factory=dict)
    """`by[s,t]`: the free stage has started by the end of t."""
    facts: dict[StageKey, int] = field(default_factory=dict)
    """Start of each committed stage; done ones started before everything."""
    live: dict[tuple[StageKey, CountsFrom], list[int]] = field(default_factory=dict)
    """Value that waits for a flagged dependency counts by the end of t."""
    flag: dict[int, int] = field(default_factory=dict)
    paid: dict[Shared, dict[FundId, int]] = field(default_factory=dict)
    """Minor units that each fund pays of what several may pay."""
    carried: dict[tuple[FundId, int], int] = field(default_factory=dict)
    overrun: dict[tuple[FundId, int], int] = field(default_factory=dict)
    flow: dict[tuple[Group, Node, int], int] = field(default_factory=dict)
    """Slices of a group that go to a need or, lent, to a hub."""
    pooled: dict[tuple[PoolId, Node, int], int] = field(default_factory=dict)
    passed: dict[tuple[Node, Node, int], int] = field(default_factory=dict)
    """Slices that go on from one node to the next."""
    hired: dict[tuple[OptionId, int], int] = field(default_factory=dict)
    arrived: dict[tuple[OptionId, int], int] = field(default_factory=dict)
    hire_flow: dict[tuple[OptionId, Node, int], int] = field(default_factory=dict)
    retrained: dict[tuple[Group, OptionId, int], int] = field(default_factory=dict)
    short: dict[tuple[Need, int], int] = field(default_factory=dict)
    imported: dict[tuple[TeamId, int], int] = field(default_factory=dict)
    """Without flows: slices of people at a team that is not their home."""
    arriving: dict[tuple[TeamId, int], int] = field(default_factory=dict)
    """Without flows: growth of what a team has imported."""
    moved: dict[tuple[Kin, TeamId | None, int], int] = field(default_factory=dict)
    """Slices of a kin that come to a team away from home (with hubs: to any) in a period."""

    def by(self, stage: StageKey, t: int) -> int:
        """Column that says whether the stage has started by the end of period t, any whole t."""
        if stage in self.facts:
            return ALWAYS if t >= self.facts[stage] else NEVER
        if t < 0:
            return NEVER
        row = self.started[stage]
        return row[min(t, len(row) - 1)] if row else NEVER


LONG_AGO = -(10**9)


def variables(problem: Problem, *, flows: bool = True) -> Variables:
    """All columns of the programme, in canonical order."""
    v = Variables(flows=flows)
    v.columns.add(("never",), 0, 0)
    v.columns.add(("always",), 1, 1)
    _starts(problem, v)
    _flags(problem, v)
    _money(problem, v)
    if flows:
        _people(problem, v)
    _shortages(problem, v)
    _hires(problem, v)
    _ways(problem, v)
    if problem.index.portfolio.settings.move_price > 0:
        (_moves if flows else _imports)(problem, v)
    return v


def _starts(problem: Problem, v: Variables) -> None:
    v.facts.update(dict.fromkeys(problem.facts.done, LONG_AGO))
    v.facts.update(problem.facts.starts)
    for stage in problem.free:
        v.started[stage.key] = [
            v.columns.add(("by", *stage.key, t), 0, 1, integer=True) for t in range(problem.horizon)
        ]


def _flags(problem: Problem, v: Variables) -> None:
    waiting: set[StageKey] = set()
    for number, (row, before, after) in enumerate(problem.dependencies):
        if row.flag_cost is None or before.key in problem.facts.done:
            continue
        if after.key not in problem.facts.committed:
            v.flag[number] = v.columns.add(("flag", row.before, row.after), 0, 1)
        stages = problem.index.stages_of[after.initiative]
        waiting.update(stage.key for stage in stages if stage.stage >= after.stage)
    for stage, anchor in sorted(problem.worth.benefits):
        if stage in waiting:
            v.live[stage, anchor] = [
                v.columns.add(("live", *stage, anchor.value, t), 0, 1)
                for t in range(problem.worth.end)
            ]


def _money(problem: Problem, v: Variables) -> None:
    windows = range(len(problem.index.calendar.windows))
    together = {part.funds for stage in problem.free for part in problem.dues.spreads(stage, 1)}
    for funds in sorted(funds for funds in together if len(funds) > 1):
        for w in windows:
            v.paid[Shared(funds, w)] = {
                fund: v.columns.add(("paid", *funds, w, fund)) for fund in funds
            }
    for fund_id, fund in sorted(problem.index.funds.items()):
        for w in windows:
            if fund.carry_over > 0 and w > 0:
                v.carried[fund_id, w] = v.columns.add(("carried", fund_id, w))
            budget = problem.index.budgets.get((fund_id, problem.index.calendar.windows[w]))
            if budget is not None and budget.overrun_price is not None:
                v.overrun[fund_id, w] = v.columns.add(("overrun", fund_id, w))


def _people(problem: Problem, v: Variables) -> None:
    force = problem.workforce
    for group, time in force.groups.items():
        for node, t in _when(problem, force.serves(group), time):
            v.flow[group, node, t] = v.columns.add(("flow", group, node, t), 0, time[t])
    for pool_id, (pool, time) in force.pools.items():
        for node, t in _when(problem, force.pool_serves(pool), time):
            v.pooled[pool_id, node, t] = v.columns.add(("pooled", pool_id, node, t))


def _shortages(problem: Problem, v: Variables) -> None:
    force = problem.workforce
    for need, rows in force.needs.items():
        for t in force.busy[need]:
            committed = force.committed_demand(rows, t)
            if committed > 0:
                v.short[need, t] = v.columns.add(("short", need, t), 0, committed)


def _when(
    problem: Problem, nodes: Iterable[Node], time: tuple[int, ...]
) -> Iterator[tuple[Node, int]]:
    """The nodes with the periods in which they may be asked and so is the time."""
    for node in nodes:
        for t in problem.workforce.busy_at(node):
            if time[t] > 0:
                yield node, t


def _ways(problem: Problem, v: Variables) -> None:
    """From each node that time enters to the next, and so on."""
    force = problem.workforce
    entered = [*v.flow, *v.pooled, *v.hire_flow]
    reached = deque(dict.fromkeys((node, t) for _, node, t in entered))
    seen = set(reached)
    while reached:
        node, t = reached.popleft()
        for target in force.network.passes.get(node, ()):
            if t in force.busy_at(target):
                v.passed[node, target, t] = v.columns.add(("passed", node, target, t))
                if (target, t) not in seen:
                    seen.add((target, t))
                    reached.append((target, t))


def _hires(problem: Problem, v: Variables) -> None:
    force = problem.workforce
    for option in sorted(problem.index.portfolio.hiring, key=lambda row: row.id):
        for t in range(problem.horizon):
            most = option.most if t >= option.lead_time else 0
            v.hired[option.id, t] = v.columns.add(("hired", option.id, t), 0, most, integer=True)
            v.arrived[option.id, t] = v.columns.add(("arrived", option.id, t), 0, most)
            if most == 0:
                continue
            for node in force.hire_serves(option.skill) if v.flows else ():
                if t in force.busy_at(node):
                    v.hire_flow[option.id, node, t] = v.columns.add(
                        ("hire flow", option.id, node, t)
                    )
            if option.kind is not HiringKind.RESKILL:
                continue
            for group, time in force.unlocked.items():
                if time[t] > 0 and option.from_skill in dict(group.kin.skills):
                    v.retrained[group, option.id, t] = v.columns.add(
                        ("retrained", group, option.id, t), 0, time[t]
                    )


def _moves(problem: Problem, v: Variables) -> None:
    for kin, team, t in sorted(away(problem, v), key=repr):
        v.moved[kin, team, t] = v.columns.add(("moved", kin, team, t))


def _imports(problem: Problem, v: Variables) -> None:
    for team in problem.workforce.needs_of_team:
        for t in range(problem.horizon):
            v.imported[team, t] = v.columns.add(("imported", team, t))
            v.arriving[team, t] = v.columns.add(("arriving", team, t))


Away = tuple[Kin, TeamId | None, int]
"""A kin at a team away from home, or with hubs at any, in a period."""


def is_away(group: Group, node: Node) -> bool:
    """Whether time that goes there leaves home."""
    return isinstance(node, Hub) or node.team != group.kin.home


def away(problem: Problem, v: Variables) -> dict[Away, list[int]]:
    """The columns of time away from home."""
    hubs = problem.workforce.with_hubs
    columns: defaultdict[Away, list[int]] = defaultdict(list)
    for (group, node, t), column in v.flow.items():
        if is_away(group, node):
            team = None if hubs or isinstance(node, Hub) else node.team
            columns[group.kin, team, t].append(column)
    return dict(columns)


def away_in_force(problem: Problem) -> dict[tuple[Kin, TeamId | None], int]:
    """Slices that each kin works at each team away from home in the plan in force."""
    hubs = problem.workforce.with_hubs
    sums: defaultdict[tuple[Kin, TeamId | None], int] = defaultdict(int)
    for row in problem.index.portfolio.assignments:
        kin = problem.workforce.kin(problem.index.people[row.person])
        if row.team != kin.home:
            sums[kin, None if hubs else row.team] += row.slices
    return dict(sums)
